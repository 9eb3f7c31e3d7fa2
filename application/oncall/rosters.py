"""Who is on call at a place in one month, and who could be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from application.authorisation.permission import standings_of
from application.authorisation.places import (
    permit_for_place,
    places_by_duty,
    standings_for_one_of,
)
from application.oncall.publishing import on_call_state, on_call_stream, version_of
from application.ports import Actor, History, Ledger
from application.reads.looking import Names, names_of
from application.rows import DutyRow, OrganisationRow
from domain.access.table import Request as Asking
from domain.days import YEARS, local_day
from domain.errors import Invalid, NotFound
from domain.oncall.facts import RosterGapReason, Shift, ShiftExchanged, ShiftKind
from domain.oncall.gaps import empty_shifts, lacking_offices
from domain.oncall.hours import days_between, shifts_of, watch_at
from domain.oncall.offices import OFFICES, of_office
from domain.oncall.rules import ON_CALL_AS, all_fitting
from domain.shared import Erased, OrganisationId, PersonId
from domain.staff.facts import OrganisationKind, Role

EMPTY = History((), {})
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterDay:
    """One day: the shifts that it has, and who holds which; one of them may stand empty.

    `lacking` tells which of them nobody of an office holds that stands in the same place.
    """

    on: date
    kinds: tuple[ShiftKind, ...]
    shifts: tuple[Shift, ...]
    lacking: tuple[tuple[ShiftKind, RosterGapReason], ...] = ()

    @property
    def empty(self) -> tuple[ShiftKind, ...]:
        """The shifts of the day that nobody holds, offices that stand there too left aside."""
        return empty_shifts(self.kinds, of_office(self.shifts, None))


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterMonth:
    """The roster of one place in one month; `now` are those on call at this moment.

    `able` are those who could be on call in it, in which roles, the first fitting one first;
    `exchanged` what was exchanged in the month; `version` that of what was last said of the place.
    """

    place: OrganisationRow
    month: date
    days: tuple[RosterDay, ...]
    now: tuple[Shift, ...]
    exchanged: tuple[ShiftExchanged, ...]
    able: Mapping[PersonId, tuple[Role, ...]]
    names: Names
    may_publish: bool
    version: int
    is_published: bool

    @property
    def offices(self) -> tuple[Role, ...]:
        """The offices in the same place of which somebody could be on call."""
        return _offices(self.able)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesOnCall:
    """Places with a roster; `own` are those of the person's duties."""

    rows: tuple[OrganisationRow, ...]
    own: frozenset[OrganisationId]


def roster_month(
    ledger: Ledger, actor: Actor, place: OrganisationId, now: datetime, month: date | None = None
) -> RosterMonth:
    """Return the roster of a place in the month of a day, of today without one.

    Raises: NotPermitted; NotFound for a place that has none; Invalid for a day beyond our time;
    Unavailable; Unreadable.
    """
    standings = standings_for_one_of(ledger, standings_of(ledger, actor, now), (place,), now)
    standings.require(Asking.READ_DUTY_ROSTER)
    if month is not None and month.year not in YEARS:
        raise Invalid("not_a_day", "month")
    row = require_place(ledger, place)
    history = loaded(ledger, place)
    state = on_call_state(history, place)
    days = month_of(month or local_day(now))
    held = _posts(ledger, place, (days[0], days[-1], local_day(now)))
    able = _able_in(held)
    exchanged = tuple(each for each in state.exchanged.values() if each.on in days)
    found = tuple(_day(ledger, row, on, state.shifts.get(on, ()), held) for on in days)
    return RosterMonth(
        place=row,
        month=days[0],
        days=found,
        now=state.during(watch_at(now, ledger.rules)),
        exchanged=exchanged,
        able=able,
        names=names_of(ledger, {*able, *_named(found), *_exchanging(exchanged)}, ()),
        may_publish=standings.allow(Asking.PUBLISH_DUTY_ROSTER),
        version=version_of(history, place),
        is_published=any(
            each.first_on <= days[-1] and days[0] <= each.last_on
            for each in state.published.values()
        ),
    )


def month_to_publish(
    ledger: Ledger, actor: Actor, place: OrganisationId, now: datetime, month: date | None
) -> RosterMonth:
    """Return a month to whoever publishes the roster of the place. Raises: as `roster_month`."""
    permit_for_place(ledger, actor, Asking.PUBLISH_DUTY_ROSTER, place, now)
    return roster_month(ledger, actor, place, now, month)


def days_to_publish(found: RosterMonth, now: datetime) -> tuple[RosterDay, ...]:
    """Return the days of a month that can still come; all of one that is over, to be refused."""
    today = local_day(now)
    return tuple(each for each in found.days if each.on >= today) or found.days


def shift_to_exchange(found: RosterMonth, on: date, kind: ShiftKind, given_by: PersonId) -> Shift:
    """Return the shift that somebody gives away. Raises: NotFound."""
    for day in found.days:
        for each in day.shifts:
            if (each.on, each.kind, each.person_id) == (on, kind, given_by):
                return each
    raise NotFound("shift_not_found")


def places_on_call(ledger: Ledger, actor: Actor, now: datetime) -> PlacesOnCall:
    """Return the places whose rosters somebody may see: those of their duties, and all below.

    Raises: NotPermitted, Unavailable.
    """
    standings = standings_of(ledger, actor, now)
    standings.require(Asking.READ_DUTY_ROSTER)
    own = places_by_duty(standings, Asking.READ_DUTY_ROSTER, now)
    within = set(own)
    rows = ledger.directory.organisations()
    # Parents come first, so that one pass finds all that stands below.
    for each in rows:
        if each.parent_id in within:
            within.add(each.organisation_id)
    shown = [each for each in rows if each.organisation_id in within and has_roster(each)]
    return PlacesOnCall(
        rows=tuple(sorted(shown, key=lambda each: each.organisation_id not in own)), own=own
    )


def _offices(able: Mapping[PersonId, tuple[Role, ...]]) -> tuple[Role, ...]:
    return tuple(each for each in OFFICES if any(each in roles for roles in able.values()))


def loaded(ledger: Ledger, place: OrganisationId) -> History:
    """Return what was said of who is on call at a place."""
    found = ledger.log.load([on_call_stream(place)])
    return EMPTY if isinstance(found, Erased) else found


def require_place(ledger: Ledger, place: OrganisationId) -> OrganisationRow:
    """Return a place at which somebody can be on call. Raises: NotFound for any other."""
    row = ledger.directory.organisation(place)
    if row is None or not has_roster(row):
        raise NotFound("place_without_roster")
    return row


def has_roster(row: OrganisationRow) -> bool:
    """Return whether somebody can be on call at a place."""
    return row.kind not in (OrganisationKind.CLASS, OrganisationKind.VILLAGE)


def month_of(on: date) -> tuple[date, ...]:
    """Return all days of the month of a day."""
    first_on = on.replace(day=1)
    next_on = (first_on + timedelta(days=31)).replace(day=1)
    return days_between(first_on, next_on - _ONE_DAY)


def _able_in(posts: Sequence[DutyRow]) -> Mapping[PersonId, tuple[Role, ...]]:
    """Return who holds a fitting one of these posts, by their first fitting role and id."""
    held: dict[PersonId, set[Role]] = {}
    for row in posts:
        held.setdefault(row.person_id, set()).add(row.role)
    able = {who: roles for who, each in held.items() if (roles := all_fitting(each))}
    order = sorted(able, key=lambda each: (ON_CALL_AS.index(able[each][0]), each))
    return {each: able[each] for each in order}


def _posts(ledger: Ledger, place: OrganisationId, days: Sequence[date]) -> Sequence[DutyRow]:
    return [row for on in sorted(set(days)) for row in ledger.access.posts_at((place,), on)]


def _day(
    ledger: Ledger,
    row: OrganisationRow,
    on: date,
    shifts: tuple[Shift, ...],
    held: Sequence[DutyRow],
) -> RosterDay:
    def posts(person_id: PersonId, day: date) -> frozenset[Role]:
        own = (each for each in held if each.person_id == person_id)
        return frozenset(each.role for each in own if each.holds_on(day))

    at_school = row.kind is OrganisationKind.SCHOOL
    kinds = shifts_of(on, ledger.clocks.calendar, ledger.rules, at_school=at_school)
    lacking = lacking_offices(kinds, shifts, {each.role for each in held}, posts)
    return RosterDay(on=on, kinds=kinds, shifts=shifts, lacking=lacking)


def _named(days: Sequence[RosterDay]) -> set[PersonId]:
    shifts = [each for day in days for each in day.shifts]
    stand_ins = {each.stand_in_id for each in shifts if each.stand_in_id is not None}
    return {each.person_id for each in shifts} | stand_ins


def _exchanging(exchanged: Sequence[ShiftExchanged]) -> set[PersonId]:
    return {who for each in exchanged for who in (each.given_by, each.taken_by)}
