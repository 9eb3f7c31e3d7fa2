"""Which organisation stands under which, who may hold which role where, and when a duty ends."""

import re
import unicodedata
from collections.abc import Set
from datetime import date, timedelta

from domain.days import require_last_day
from domain.errors import Invalid, NotFound, RuleBroken
from domain.identity import phone_if_any
from domain.shared import DutyId, Known, PersonId
from domain.staff.facts import (
    DutyEnded,
    DutyEndReason,
    DutyGiven,
    OrganisationKind,
    OrganisationRegistered,
    PersonKind,
    PersonRegistered,
    Role,
    StaffEvent,
)
from domain.staff.places import PARENT_KINDS, STANDS_ALONE
from domain.staff.state import EndDuty, RegisterOrganisation, RegisterPerson, StaffState
from domain.text import NAME_AT_MOST, ORGANISATION_NAME_AT_MOST, one_line

Answer = tuple[StaffEvent, ...] | Known[StaffEvent]

# GB/T 2260 counties have 6 digits, townships 9, villages and communities 12.
_AREA_CODE = re.compile(r"\d{6}(?:\d{3}){0,2}", re.ASCII)


HEADS = frozenset({Role.SCHOOL_LEADER, Role.TOWNSHIP_SUPERVISOR})
"""Who ends a duty of the people beside them from tomorrow only: above them it may be at once."""
ENDS_AT_ONCE = frozenset({DutyEndReason.ASSIGNED_IN_ERROR, DutyEndReason.MISUSED})
"""The reasons for which nobody goes on seeing anything until midnight."""


def register_organisation(
    state: StaffState, request: RegisterOrganisation, *, parent: StaffState
) -> Answer:
    """Record an organisation; `parent` is the state of the one that `parent_id` names.

    Raises: Invalid (name, area code, parent missing), RuleBroken when the parent is unknown or of
    a kind under which this one cannot stand, or the id stands for another organisation already.
    """
    said = OrganisationRegistered(
        organisation_id=request.organisation_id,
        kind=request.kind,
        name=one_line(request.name, field="name", at_most=ORGANISATION_NAME_AT_MOST),
        area_code=_area_code(request.area_code),
        parent_id=request.parent_id,
    )
    if state.organisation is not None:
        if state.organisation == said:
            return Known((said,))
        raise RuleBroken("organisation_already_registered")
    _require_place(said, parent)
    return (said,)


def register_person(state: StaffState, request: RegisterPerson) -> Answer:
    """Record a person who may act.

    Raises: Invalid (name, phone), RuleBroken when the id stands for somebody else already.
    """
    said = PersonRegistered(
        person_id=request.person_id,
        kind=request.kind,
        name=one_line(request.name, field="name", at_most=NAME_AT_MOST),
        phone=phone_if_any(request.phone, field="phone"),
    )
    if state.person is None:
        return (said,)
    if state.person == said:
        return Known((said,))
    raise RuleBroken("person_already_registered")


def end_duty(state: StaffState, request: EndDuty, *, by: str | None, today: date) -> Answer:
    """Record the last day of a duty; an earlier one takes the place of one that was said before.

    What should never have been, or is misused, counts no longer from the day that is named. In the
    capacity `by` of a head nobody ends a running duty at once: who is named in a worry themselves
    would shut out in that moment whoever raised it or answers it.

    Raises: NotFound when there is no such duty; RuleBroken when it ends no later anyway, or at once
    by a head; Invalid when the day lies before its start or after its term.
    """
    assigned = state.assigned.get(request.duty_id)
    if assigned is None:
        raise NotFound("duty_not_found")
    at_once = request.reason in ENDS_AT_ONCE
    ends_before = at_once and request.ended_on >= assigned.from_on
    said = DutyEnded(
        person_id=request.person_id,
        duty_id=request.duty_id,
        ended_on=request.ended_on - timedelta(days=1) if ends_before else request.ended_on,
        reason=request.reason,
    )
    ended = state.ended.get(request.duty_id)
    if ended is not None:
        if ended == said:
            return Known((said,))
        if said.ended_on >= ended.ended_on:
            raise RuleBroken("duty_already_ended")
    require_last_day(said.ended_on, assigned.from_on, in_error=at_once, field="ended_on")
    if assigned.to_on is not None and said.ended_on > assigned.to_on:
        raise Invalid("after_term", "ended_on")
    if by in HEADS and assigned.from_on <= today and said.ended_on < today:
        raise RuleBroken("duty_ends_at_once_from_above")
    return (said,)


def require_human(state: StaffState, *, field: str) -> None:
    """Raises: RuleBroken, with the field, for whoever is not registered or is no human being."""
    if state.person is None or state.person.kind is not PersonKind.HUMAN:
        raise RuleBroken("not_a_registered_human", field=field)


def require_organisation(
    state: StaffState, kinds: Set[OrganisationKind], *, field: str
) -> OrganisationRegistered:
    """Return the organisation if it is known and of one of these kinds.

    Raises: RuleBroken `organisation_not_registered` or `organisation_of_other_kind`.
    """
    if state.organisation is None:
        raise RuleBroken("organisation_not_registered", field=field)
    if state.organisation.kind not in kinds:
        raise RuleBroken("organisation_of_other_kind", field=field, kind=state.organisation.kind)
    return state.organisation


def require_eligible(state: StaffState, by: PersonId) -> None:
    """Raises: RuleBroken when nobody is known by that id, or people give duties to themselves."""
    if state.person is None:
        raise RuleBroken("person_not_registered")
    if by == state.person.person_id:
        raise RuleBroken("duty_for_oneself")


def require_free_post(state: StaffState, said: DutyGiven) -> None:
    """Raises: RuleBroken when the person holds the same role there in some of those days."""
    if any(_same_post_at_the_same_time(state, said, other) for other in state.assigned.values()):
        raise RuleBroken("duty_already_held")


def days_overlap(state: StaffState, one: DutyGiven, other: DutyGiven) -> bool:
    """Return whether there is a day on which both hold; what ended before it began never held."""
    last_on = min(last_day_of(state, other.duty_id) or date.max, one.to_on or date.max)
    return max(one.from_on, other.from_on) <= last_on


def last_day_of(state: StaffState, duty_id: DutyId) -> date | None:
    """Return the last day of an assigned duty: where it ended, else its term, else nothing."""
    ended = state.ended.get(duty_id)
    return state.assigned[duty_id].to_on if ended is None else ended.ended_on


def holds_on(state: StaffState, duty: DutyGiven, on: date) -> bool:
    """Return whether a duty of the person holds on a day; its first and its last day count."""
    return duty.from_on <= on <= (last_day_of(state, duty.duty_id) or date.max)


def _require_place(said: OrganisationRegistered, parent: StaffState) -> None:
    if said.parent_id is None:
        if said.kind not in STANDS_ALONE:
            raise Invalid("required", "parent_id")
        return
    found = require_organisation(parent, PARENT_KINDS[said.kind], field="parent_id")
    if found.organisation_id != said.parent_id:
        raise RuleBroken("organisation_not_registered", field="parent_id")


def _same_post_at_the_same_time(state: StaffState, one: DutyGiven, other: DutyGiven) -> bool:
    same_post = (one.role, one.organisation_id) == (other.role, other.organisation_id)
    return same_post and days_overlap(state, one, other)


def _area_code(text: str | None) -> str | None:
    if text is None or not text.strip():
        return None
    code = unicodedata.normalize("NFKC", text).strip()
    if not _AREA_CODE.fullmatch(code):
        raise Invalid("not_an_area_code", "area_code")
    return code
