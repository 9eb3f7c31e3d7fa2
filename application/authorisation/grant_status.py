"""How a request or a break-glass access stands, as the log tells it."""

from datetime import datetime

from application.authorisation.grant_rows import GrantRow, GrantState
from application.ports import History
from domain.days import end_of_day
from domain.errors import NotFound
from domain.grants.state import GrantsState
from domain.shared import GrantId, PersonId, Purpose


def row_of(history: History, state: GrantsState, grant_id: GrantId) -> GrantRow:
    """Return the request or access as a list has it. Raises: NotFound."""
    requested, broken = state.requested.get(grant_id), state.broken.get(grant_id)
    begun = next(each for each in history.recorded if each.fact in (requested, broken))
    fact, review = requested or broken, state.reviewed.get(grant_id)
    if fact is None:
        raise NotFound("grant_not_found")
    granted = state.approved.get(grant_id) or requested
    until_at = end_of_day(granted.until_on) if granted else begun.recorded_at
    return GrantRow(
        grant_id=grant_id,
        child_id=fact.child_id,
        person_id=fact.person_id,
        is_glass=broken is not None,
        state=_state(state, grant_id),
        purpose=requested.purpose if requested else Purpose.CRISIS,
        compartments=granted.compartments if granted else fact.compartments,
        asked_at=begun.recorded_at,
        until_at=broken.until_at if broken else until_at,
        position=begun.position,
        verdict=review.verdict if review else None,
        is_overdue=grant_id in state.overdue,
        is_news=grant_id in state.unseen,
    )


def ended_at(history: History, state: GrantsState, grant_id: GrantId) -> datetime | None:
    """Return when somebody refused it, or ended it before its time."""
    endings = [each.get(grant_id) for each in (state.denied, state.revoked, state.closed)]
    said = [each for each in endings if each is not None]
    return next((each.recorded_at for each in history.recorded if each.fact in said), None)


def people_in(state: GrantsState, grant_id: GrantId, holder: PersonId) -> set[PersonId]:
    """Return who is named in it: holder, told, and whoever decided, ended or reviewed."""
    people = {holder}
    broken = state.broken.get(grant_id)
    for told in (broken, state.overdue.get(grant_id), state.told.get(grant_id)):
        if told is not None:
            people |= {*told.supervisor_ids, *told.privacy_officer_ids}
    if grant_id in state.approved:
        people.add(state.approved[grant_id].approved_by)
    if grant_id in state.denied:
        people.add(state.denied[grant_id].denied_by)
    if grant_id in state.revoked:
        people.add(state.revoked[grant_id].revoked_by)
    if grant_id in state.reviewed:
        people.add(state.reviewed[grant_id].reviewed_by)
    return people


def _state(state: GrantsState, grant_id: GrantId) -> GrantState:
    if grant_id in state.revoked or grant_id in state.closed:
        return GrantState.ENDED
    if grant_id in state.denied:
        return GrantState.DENIED
    if grant_id in state.broken:
        return GrantState.OPEN
    return GrantState.GRANTED if grant_id in state.approved else GrantState.WAITING
