"""How a child goes on study leave once a guardian and the class agreed, and comes off it."""

from datetime import date, datetime

from domain.codelists import RELATIONS
from domain.days import local_day
from domain.errors import Invalid, NotFound, RuleBroken
from domain.referrals.leave_facts import LeaveEnd, StudyLeaveEnded, StudyLeaveStarted
from domain.referrals.leave_state import EndLeave, StartLeave
from domain.referrals.rules import Answer, require_open, require_owner, require_raised
from domain.referrals.state import CaseState
from domain.ruleset import RuleSet
from domain.shared import Known, LeaveId, PersonId


def start_leave(
    state: CaseState, request: StartLeave, *, by: PersonId, now: datetime, rules: RuleSet
) -> Answer:
    """Record a study leave, or until when the one that runs is expected to last now.

    It rests on what a guardian and the class agreed, on no letter of a hospital.

    Raises: NotFound for no such case; RuleBroken when it is over, another person has it, who agreed
    is no guardian, or the id stands for another leave; Invalid for days that cannot be.
    """
    raised = require_raised(state)
    said = StudyLeaveStarted(
        case_id=request.case_id,
        child_id=raised.child_id,
        leave_id=request.leave_id,
        recorded_by=by,
        asked_by=request.asked_by,
        from_on=request.from_on,
        until_on=request.until_on,
        relation_code=request.relation_code,
        is_guardian=request.is_guardian,
        agreed_on=request.agreed_on,
        class_agreed_on=request.class_agreed_on,
    )
    before = state.at_school.leaves.started.get(request.leave_id)
    if before is not None:
        if before == said:
            return Known((said,))
        raise RuleBroken("leave_already_recorded")
    require_owner(state, by)
    require_guardian(request.relation_code, is_guardian=request.is_guardian)
    _require_days(request, local_day(now), rules)
    return (said,)


def end_leave(state: CaseState, request: EndLeave, *, by: PersonId, now: datetime) -> Answer:
    """Record that the leave is over; whoever knows that the child is back may say so.

    Raises: NotFound for no such case or leave; RuleBroken when the case or the leave is over, or
    the child is on another; Invalid for a day to come or before the leave.
    """
    raised = require_raised(state)
    said = StudyLeaveEnded(
        case_id=request.case_id,
        child_id=raised.child_id,
        leave_id=request.leave_id,
        recorded_by=by,
        ended_on=request.ended_on,
        reason=request.reason,
    )
    if state.at_school.leaves.ended.get(request.leave_id) == said:
        return Known((said,))
    leave = _require_running(state, request.leave_id)
    require_past(request.ended_on, local_day(now), "ended_on")
    if request.ended_on < leave.from_on and request.reason is not LeaveEnd.RECORDED_IN_ERROR:
        raise Invalid("before_start", "ended_on")
    return (said,)


def require_guardian(relation_code: str, *, is_guardian: bool) -> None:
    """Raises: RuleBroken unless it is a guardian, which a parent is without being called so."""
    relation = RELATIONS.get(relation_code)
    if relation is None:
        raise Invalid("unknown_code", "relation_code")
    if not (is_guardian or relation.is_parent):
        raise RuleBroken("guardian_decides_on_leave", field="relation_code")


def require_past(on: date, today: date, field: str) -> None:
    """Raises: Invalid for a day to come."""
    if on > today:
        raise Invalid("in_future", field)


def _require_days(request: StartLeave, today: date, rules: RuleSet) -> None:
    require_past(request.agreed_on, today, "agreed_on")
    require_past(request.class_agreed_on, today, "class_agreed_on")
    if request.until_on < max(request.from_on, today):
        raise Invalid("before_start", "until_on")
    days = rules.returning.leave_days_at_most
    if (request.until_on - max(request.from_on, today)).days > days:
        raise Invalid("leave_too_long", "until_on", days=days)


def _require_running(state: CaseState, leave_id: LeaveId) -> StudyLeaveStarted:
    if leave_id not in state.at_school.leaves.started:
        raise NotFound("leave_not_found")
    require_open(state)
    running = state.at_school.leaves.running
    if running is None or running.leave_id != leave_id:
        raise RuleBroken("leave_is_over")
    return running
