"""How a child goes on study leave once a guardian and the class agreed, and comes off it."""

from collections.abc import Set
from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.codelists import RELATIONS
from domain.days import local_day, require_not_future
from domain.errors import Invalid, NotFound, RuleBroken
from domain.referrals.family.guardians import require_not_suspected
from domain.referrals.returning.leave_facts import LeaveEnd, StudyLeaveEnded, StudyLeaveStarted
from domain.referrals.returning.leave_state import EndLeave, StartLeave
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
    is no guardian or may be meant by a report, another leave runs than `prolongs` names, or the id
    stands for another leave; Invalid for days that cannot be.
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
        not_suspected=request.not_suspected,
    )
    before = state.at_school.leaves.started.get(request.leave_id)
    if before is not None:
        # What was recorded before it was asked for says nothing of it.
        if before in (said, replace(said, not_suspected=None)):
            return Known((before,))
        raise RuleBroken("leave_already_recorded")
    require_owner(state, by)
    _require_prolonged(state, request.prolongs)
    require_guardian(request.relation_code, is_guardian=request.is_guardian)
    require_not_suspected(state, not_suspected=request.not_suspected)
    _require_days(request, local_day(now), rules)
    return (said,)


def end_leave(
    state: CaseState, request: EndLeave, *, by: PersonId, now: datetime, of_county: Set[PersonId]
) -> Answer:
    """Record that the leave is over; whoever knows that the child is back may say so.

    With a leave an appeal against the school ends: else than by the child's return those who decide
    it alone end it.

    Raises: NotFound for no such case or leave; RuleBroken when the case or the leave is over, it
    was prolonged under another id, or an appeal waits; Invalid for a day to come or before the
    leave.
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
    is_back = request.reason is LeaveEnd.BACK_AT_SCHOOL
    if state.at_school.returns.appeal is not None and not (is_back or by in of_county):
        raise RuleBroken("county_ends_leave", field="reason")
    require_not_future(request.ended_on, local_day(now), field="ended_on")
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


def _require_days(request: StartLeave, today: date, rules: RuleSet) -> None:
    require_not_future(request.agreed_on, today, field="agreed_on")
    require_not_future(request.class_agreed_on, today, field="class_agreed_on")
    days = rules.returning.leave_days_at_most
    if request.from_on > today + timedelta(days=days):
        raise Invalid("leave_too_far_ahead", "from_on", days=days)
    if request.until_on < request.from_on:
        raise Invalid("before_start", "until_on")
    if request.until_on < today:
        raise Invalid("leave_is_past", "until_on")
    if (request.until_on - max(request.from_on, today)).days > days:
        raise Invalid("leave_too_long", "until_on", days=days)


def _require_running(state: CaseState, leave_id: LeaveId) -> StudyLeaveStarted:
    if leave_id not in state.at_school.leaves.started:
        raise NotFound("leave_not_found")
    require_open(state)
    running = state.at_school.leaves.running
    if running is None or leave_id in state.at_school.leaves.ended:
        raise RuleBroken("leave_is_over")
    if running.leave_id != leave_id:
        raise RuleBroken("leave_was_prolonged")
    return running


def _require_prolonged(state: CaseState, prolongs: LeaveId | None) -> None:
    """Raises: NotFound or RuleBroken unless the leave that runs, or that none does, is as said."""
    if prolongs is not None:
        _require_running(state, prolongs)
    elif state.at_school.leaves.running is not None:
        raise RuleBroken("already_on_leave")
