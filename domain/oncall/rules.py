"""Who can be on call at a place, and how what was published is put right."""

from collections.abc import Callable, Iterable, Set
from datetime import date, timedelta
from itertools import combinations

from domain.days import YEARS
from domain.errors import Invalid, NotFound, RuleBroken
from domain.oncall.facts import (
    DutyRosterPublished,
    OnCallEvent,
    Shift,
    ShiftExchanged,
    ShiftKind,
)
from domain.oncall.hours import covers
from domain.oncall.offices import OFFICES, office_of
from domain.oncall.state import (
    AskedShift,
    ExchangeShift,
    OnCallState,
    PublishDutyRoster,
    is_shift,
)
from domain.ruleset import RuleSet
from domain.shared import Known, PersonId
from domain.staff.facts import Role
from domain.text import REASON_AT_MOST, one_line_if_any

Answer = tuple[OnCallEvent, ...] | Known[OnCallEvent]
Posts = Callable[[PersonId, date], Set[Role]]
"""In which roles somebody is in post at the place on a day."""

ON_CALL_AS = (
    *(Role.CRISIS_LEAD, Role.SCHOOL_LEADER, Role.PSYCHOLOGY_TEACHER),
    Role.TOWNSHIP_SUPERVISOR,
    *(Role.COUNTY_DUTY_OFFICER, Role.COUNTY_OFFICER, Role.BUREAU_OFFICER),
    *(Role.CIVIL_AFFAIRS_OFFICER, Role.HEALTH_OFFICER),
    Role.HOSPITAL_LIAISON,
)
"""In which roles somebody can be; who holds several is in the first, unless asked for an office."""

SHIFTS_AT_MOST = 1_000
"""It protects storage and screens; it is no policy, so it is not in the rule set."""


def publish_duty_roster(
    state: OnCallState, request: PublishDutyRoster, *, posts: Posts, today: date, rules: RuleSet
) -> Answer:
    """Record who is on call in these days.

    Raises: RuleBroken when the id stands for another roster, somebody holds no fitting duty on
    the day (of an office that of the office), or is named twice for the same hours; Invalid for
    days that cannot be, without shifts, or without the reason where others were published before.
    """
    known = state.published.get(request.duty_roster_id)
    if known is not None:
        if _said_before(known, request):
            return Known((known,))
        raise RuleBroken("duty_roster_already_published")
    _require_days(request, today, rules)
    shifts = _in_order(request)
    said = DutyRosterPublished(
        organisation_id=request.organisation_id,
        duty_roster_id=request.duty_roster_id,
        first_on=request.first_on,
        last_on=request.last_on,
        shifts=tuple(_with_role(each, posts) for each in shifts),
        why=_why(request),
    )
    if said.why is None and _is_published(state, request):
        raise Invalid("required", "why")
    return (said,)


def exchange_shift(
    state: OnCallState, request: ExchangeShift, *, posts: Posts, today: date, rules: RuleSet
) -> Answer:
    """Record that somebody takes the shift of another, or took it and it is told afterwards.

    The shift of an office stays one where whoever takes it holds a duty of that office.

    Raises: RuleBroken when the id stands for another exchange, whoever takes it holds no fitting
    duty or is on call in the same hours; NotFound for a shift that is not there; Invalid when it
    is too long ago.
    """
    known = state.exchanged.get(request.exchange_id)
    if known is not None:
        if _same(known, request):
            return Known((known,))
        raise RuleBroken("exchange_already_recorded")
    shifts = state.shifts.get(request.on, ())
    given = next((each for each in shifts if is_shift(each, request)), None)
    if given is None:
        raise NotFound("shift_not_found")
    if request.on < today - timedelta(days=rules.on_call.exchange_days_back):
        raise Invalid("exchange_too_late", "on", at_most=rules.on_call.exchange_days_back)
    others = [each for each in shifts if each is not given]
    if request.taken_by == given.person_id or any(
        request.taken_by in _people(each) and _overlap(each, given) for each in others
    ):
        raise RuleBroken("on_call_twice", on=request.on.isoformat())
    return (
        ShiftExchanged(
            organisation_id=request.organisation_id,
            exchange_id=request.exchange_id,
            on=request.on,
            kind=request.kind,
            given_by=request.given_by,
            taken_by=request.taken_by,
            role=_role_taking(given, request, posts),
        ),
    )


def all_fitting(held: Set[Role]) -> tuple[Role, ...]:
    """Return the roles that somebody holds in which they can be on call, the first one first."""
    return tuple(role for role in ON_CALL_AS if role in held)


def fitting(held: Set[Role], office: Role | None = None) -> Role | None:
    """Return in which of the roles that somebody holds they are on call; None in none of them.

    For an office it is that one or none, whatever else they hold.
    """
    return next((role for role in all_fitting(held) if office in (None, role)), None)


def _role(person_id: PersonId, on: date, posts: Posts, office: Role | None = None) -> Role:
    role = fitting(posts(person_id, on), office)
    if role is None:
        raise RuleBroken("not_in_post_on_that_day", on=on.isoformat())
    return role


def _role_taking(given: Shift, request: ExchangeShift, posts: Posts) -> Role:
    office = office_of(given.role)
    in_office = fitting(posts(request.taken_by, request.on), office)
    return in_office or _role(request.taken_by, request.on, posts)


def _with_role(asked: AskedShift, posts: Posts) -> Shift:
    if asked.stand_in_id is not None:
        _role(asked.stand_in_id, asked.on, posts)
    return Shift(
        on=asked.on,
        kind=asked.kind,
        person_id=asked.person_id,
        role=_role(asked.person_id, asked.on, posts, _office_of(asked)),
        stand_in_id=asked.stand_in_id,
    )


def _office_of(asked: AskedShift) -> Role | None:
    if asked.office is not None and asked.office not in OFFICES:
        raise Invalid("unknown_code", "office")
    return asked.office


def _require_days(request: PublishDutyRoster, today: date, rules: RuleSet) -> None:
    first_on, last_on, bounds = request.first_on, request.last_on, rules.on_call
    if first_on.year not in YEARS or last_on.year not in YEARS:
        raise Invalid("not_a_day", "first_on")
    if last_on < first_on:
        raise Invalid("before_start", "last_on")
    if (last_on - first_on).days >= bounds.days_at_most:
        raise Invalid("roster_too_long", "last_on", at_most=bounds.days_at_most)
    if last_on < today:
        raise Invalid("roster_is_over", "last_on")
    if first_on > today + timedelta(days=bounds.days_ahead_at_most):
        raise Invalid("roster_too_far", "first_on", at_most=bounds.days_ahead_at_most)


def _in_order(request: PublishDutyRoster) -> list[AskedShift]:
    """Return the shifts by their days. Raises: Invalid; RuleBroken `on_call_twice`."""
    if not request.shifts:
        raise Invalid("required", "shifts")
    if len(request.shifts) > SHIFTS_AT_MOST:
        raise Invalid("too_many_shifts", "shifts", at_most=SHIFTS_AT_MOST)
    by_day: dict[date, list[AskedShift]] = {}
    for each in request.shifts:
        if not request.first_on <= each.on <= request.last_on:
            raise Invalid("shift_outside", "shifts", on=each.on.isoformat())
        by_day.setdefault(each.on, []).append(each)
    for on, shifts in by_day.items():
        if _someone_twice(shifts):
            raise RuleBroken("on_call_twice", on=on.isoformat())
    kinds = {kind: number for number, kind in enumerate(type(request.shifts[0].kind))}
    return sorted(request.shifts, key=lambda each: (each.on, kinds[each.kind], each.person_id))


def _someone_twice(shifts: Iterable[AskedShift]) -> bool:
    found = list(shifts)
    if any(each.person_id == each.stand_in_id for each in found):
        return True
    pairs = combinations(found, 2)
    return any(_overlap(one, other) and _people(one) & _people(other) for one, other in pairs)


def _overlap(one: AskedShift | Shift, other: AskedShift | Shift) -> bool:
    return any(
        covers(one.kind, is_night=night) and covers(other.kind, is_night=night)
        for night in (False, True)
    )


def _people(shift: AskedShift | Shift) -> frozenset[PersonId]:
    return frozenset(each for each in (shift.person_id, shift.stand_in_id) if each is not None)


def _is_published(state: OnCallState, request: PublishDutyRoster) -> bool:
    return any(
        each.first_on <= request.last_on and request.first_on <= each.last_on
        for each in state.published.values()
    )


def _said_before(known: DutyRosterPublished, request: PublishDutyRoster) -> bool:
    """Return whether it is the same request, in whatever roles people were that it left open."""
    before = {_said(each): each.role for each in known.shifts}
    asked = {_said(each): each.office for each in request.shifts}
    days = (known.first_on, known.last_on) == (request.first_on, request.last_on)
    if before.keys() != asked.keys() or not days or known.why != _why(request):
        return False
    return all(office in (None, before[said]) for said, office in asked.items())


def _said(shift: AskedShift | Shift) -> tuple[date, ShiftKind, PersonId, PersonId | None]:
    return (shift.on, shift.kind, shift.person_id, shift.stand_in_id)


def _same(known: ShiftExchanged, request: ExchangeShift) -> bool:
    return (known.on, known.kind, known.given_by, known.taken_by) == (
        *(request.on, request.kind),
        *(request.given_by, request.taken_by),
    )


def _why(request: PublishDutyRoster) -> str | None:
    return one_line_if_any(request.why, field="why", at_most=REASON_AT_MOST)
