"""What waits too long for an answer or a review: it is told once to those above."""

from datetime import datetime, timedelta

from domain.calendar import Calendar
from domain.days import end_of_day, local_day
from domain.errors import NotFound, RuleBroken
from domain.grants.facts import AccessAnswerOverdue, GlassReviewOverdue, GrantsEvent
from domain.grants.state import GrantsState
from domain.grants.telling import Told
from domain.ruleset import RuleSet
from domain.shared import GrantId, Known

Answer = tuple[GrantsEvent, ...] | Known[GrantsEvent]


def due_at(asked_at: datetime, *, is_glass: bool, rules: RuleSet, calendar: Calendar) -> datetime:
    """Return when a request should be decided on, or a break-glass access reviewed."""
    if is_glass:
        return asked_at + timedelta(hours=rules.glass_reviewed_within_hours)
    on = local_day(asked_at)
    due_on = calendar.working_days_after(on, rules.access_decided_within_working_days)
    return asked_at + (due_on - on)


def overdue_at(asked_at: datetime, *, is_glass: bool, rules: RuleSet) -> datetime:
    """Return from when on those above are told that a request or broken glass still waits."""
    hours = rules.glass_reviewed_within_hours if is_glass else rules.glass.request_waits_hours
    return asked_at + timedelta(hours=hours)


def tell_overdue(
    state: GrantsState,
    grant_id: GrantId,
    *,
    asked_at: datetime,
    at: datetime,
    told: Told,
    rules: RuleSet,
) -> Answer:
    """Record that nobody answered a request, or reviewed broken glass, in time; once.

    Raises: NotFound where there is none; RuleBroken when it was done, is over or not yet due.
    """
    known = state.overdue.get(grant_id)
    if known is not None:
        return Known((known,))
    requested, broken = state.requested.get(grant_id), state.broken.get(grant_id)
    request = broken or requested
    if request is None:
        raise NotFound("grant_not_found")
    due_at = overdue_at(asked_at, is_glass=broken is not None, rules=rules)
    if at < due_at or not _waits(state, grant_id, at):
        raise RuleBroken("grant_already_over")
    kind = AccessAnswerOverdue if broken is None else GlassReviewOverdue
    overdue = kind(
        child_id=request.child_id,
        grant_id=grant_id,
        due_at=due_at,
        supervisor_ids=told.supervisor_ids,
        privacy_officer_ids=told.privacy_officer_ids,
    )
    return (overdue,)


def _waits(state: GrantsState, grant_id: GrantId, at: datetime) -> bool:
    """Return whether something can still be done: what nobody answered lapses on its last day."""
    requested = state.requested.get(grant_id)
    if requested is None:
        return grant_id not in state.reviewed
    return state.is_waiting(grant_id) and at < end_of_day(requested.until_on)
