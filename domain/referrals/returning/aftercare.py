"""How a school looks after a child whom a hospital saw, and two people end the case."""

from datetime import UTC, datetime, timedelta

from domain.days import local_day
from domain.errors import Invalid, NotFound, RuleBroken
from domain.referrals.ending import require_closable
from domain.referrals.returning.aftercare_facts import (
    CaseClosed,
    ClosingDeclined,
    ClosingProposed,
    FollowUpDone,
    FollowUpOutcome,
)
from domain.referrals.returning.aftercare_state import (
    CloseCase,
    DeclineClosing,
    ProposeClosing,
    RecordFollowUp,
)
from domain.referrals.rules import Answer, require_open, require_owner, require_raised
from domain.referrals.state import CaseState
from domain.ruleset import RuleSet
from domain.shared import ClosingId, Known, PersonId
from domain.text import REASON_AT_MOST, some_lines, some_lines_if_any


def record_follow_up(
    state: CaseState, request: RecordFollowUp, *, by: PersonId, now: datetime, rules: RuleSet
) -> Answer:
    """Record that somebody looked after the child; where it is worse, all begins anew.

    Raises: NotFound for no such case; RuleBroken when it is over, no hospital saw the child yet
    nor was its return planned, or the id stands for something else; Invalid for a time to come, a
    day before the hospital saw the child, and a child seen though nobody was reached.
    """
    raised = require_raised(state)
    if request.done_at.tzinfo is None:
        raise Invalid("time_without_zone", "done_at")
    said = FollowUpDone(
        case_id=request.case_id,
        child_id=raised.child_id,
        follow_up_id=request.follow_up_id,
        done_by=by,
        done_at=request.done_at.astimezone(UTC),
        outcome=request.outcome,
        child_seen=request.child_seen,
        note=some_lines_if_any(request.note, field="note", at_most=REASON_AT_MOST),
    )
    before = state.aftercare.follow_ups.get(request.follow_up_id)
    if before is not None:
        if before == said:
            return Known((said,))
        raise RuleBroken("follow_up_already_recorded")
    require_open(state)
    # A plan that stands no more had the child looked after all the same.
    if not state.at_school.returns.plans:
        _require_seen(state)
    _require_time(state, said.done_at, now + timedelta(minutes=rules.future_tolerance_minutes))
    if said.child_seen and said.outcome is FollowUpOutcome.NOT_REACHED:
        raise Invalid("seen_though_not_reached", "child_seen")
    return (said,)


def propose_closing(state: CaseState, request: ProposeClosing, *, by: PersonId) -> Answer:
    """Record that the case can end, until another person decides.

    Raises: NotFound for no such case; RuleBroken when it is over, another person has it, no
    hospital saw the child, it was worse again and nobody assessed it since, a level holds, the
    child is on leave, another proposal waits, or the id stands for something else; Invalid without
    a reason.
    """
    raised = require_raised(state)
    said = ClosingProposed(
        case_id=request.case_id,
        child_id=raised.child_id,
        closing_id=request.closing_id,
        proposed_by=by,
        why=some_lines(request.why, field="why", at_most=REASON_AT_MOST),
    )
    before = state.aftercare.closings.get(request.closing_id)
    if before is not None:
        if before == said:
            return Known((said,))
        raise RuleBroken("closing_already_recorded")
    require_owner(state, by)
    require_closable(state)
    if state.aftercare.waiting is not None:
        raise RuleBroken("closing_waits")
    return (said,)


def close_case(state: CaseState, request: CloseCase, *, by: PersonId) -> Answer:
    """Record that another person agrees, so that the case is over.

    Raises: NotFound for no such case or proposal; RuleBroken when it is over, the proposal waits no
    more, a level holds since, it is one's own, or whoever proposed it was named since.
    """
    raised = require_raised(state)
    said = CaseClosed(
        case_id=request.case_id,
        child_id=raised.child_id,
        closing_id=request.closing_id,
        closed_by=by,
    )
    if state.aftercare.closed == said:
        return Known((said,))
    waiting = _require_waiting(state, request.closing_id)
    if waiting.proposed_by == by:
        raise RuleBroken("second_person_closes")
    if waiting.proposed_by in state.further.kept_out_ids:
        # Their word counts for nothing, so one person alone would end it.
        raise RuleBroken("proposer_was_named")
    require_closable(state)
    return (said,)


def decline_closing(state: CaseState, request: DeclineClosing, *, by: PersonId) -> Answer:
    """Record that the case goes on; its proposer takes a proposal back so, too.

    Raises: NotFound for no such case or proposal; RuleBroken when it is over or the proposal waits
    no more; Invalid without a reason.
    """
    raised = require_raised(state)
    said = ClosingDeclined(
        case_id=request.case_id,
        child_id=raised.child_id,
        closing_id=request.closing_id,
        declined_by=by,
        why=some_lines(request.why, field="why", at_most=REASON_AT_MOST),
    )
    if state.aftercare.declined.get(request.closing_id) == said:
        return Known((said,))
    _require_waiting(state, request.closing_id)
    return (said,)


def _require_seen(state: CaseState) -> None:
    if state.at_hospital.attended is None:
        raise RuleBroken("no_follow_up_yet")


def _require_time(state: CaseState, at: datetime, latest: datetime) -> None:
    if at > latest:
        raise Invalid("in_future", "done_at")
    attended = state.at_hospital.attended
    since = attended.attended_at if attended else state.levels.reopened_at
    # What was found before it is no news of how the child is after it.
    if since is not None and local_day(at) < local_day(since):
        raise Invalid("before_earlier_step", "done_at")


def _require_waiting(state: CaseState, closing_id: ClosingId) -> ClosingProposed:
    if closing_id not in state.aftercare.closings:
        raise NotFound("closing_not_found")
    require_open(state)
    waiting = state.aftercare.waiting
    if waiting is None or waiting.closing_id != closing_id:
        raise RuleBroken("closing_settled")
    return waiting
