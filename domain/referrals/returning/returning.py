"""How a child comes back to school: a guardian asks, a panel looks; no letter is waited for."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from domain.days import local_day, require_not_future
from domain.errors import Invalid, NotFound, RuleBroken
from domain.referrals.family.guardians import require_not_suspected
from domain.referrals.returning.leave import require_guardian
from domain.referrals.returning.return_facts import (
    ReducedLoad,
    ReturnAppealed,
    ReturnDecision,
    ReturnHelp,
    ReturnPlanned,
    ReturnRequested,
    ReturnReviewed,
)
from domain.referrals.returning.return_state import (
    AppealReturn,
    DeferReturn,
    PlanReturn,
    RequestReturn,
    Returns,
    ReviewReturn,
)
from domain.referrals.rules import Answer, Facts, require_open, require_raised
from domain.referrals.school.panels import Sitting, require_members
from domain.referrals.state import CaseState
from domain.ruleset import RuleSet
from domain.shared import Known, PersonId, ReturnId


def request_return(
    state: CaseState, request: RequestReturn, *, by: PersonId, now: datetime
) -> Answer:
    """Record that a guardian asks that the child comes back; whoever hears it may record it.

    Raises: NotFound for no such case; RuleBroken when it is over, the child is on no leave, another
    return waits, who asks is no guardian or may be meant by a report, or the id stands for another;
    Invalid for a day to come.
    """
    raised = require_raised(state)
    said = ReturnRequested(
        case_id=request.case_id,
        child_id=raised.child_id,
        return_id=request.return_id,
        recorded_by=by,
        relation_code=request.relation_code,
        is_guardian=request.is_guardian,
        requested_on=request.requested_on,
        not_suspected=request.not_suspected,
    )
    returns = state.at_school.returns
    before = returns.requests.get(request.return_id)
    if before is not None:
        # What was recorded before it was asked for says nothing of it.
        if before in (said, replace(said, not_suspected=None)):
            return Known((before,))
        raise RuleBroken("return_already_recorded")
    require_open(state)
    if state.at_school.leaves.running is None:
        raise RuleBroken("not_on_leave")
    if returns.waiting is not None:
        raise RuleBroken("return_already_waits")
    require_guardian(request.relation_code, is_guardian=request.is_guardian)
    require_not_suspected(state, not_suspected=request.not_suspected)
    require_not_future(request.requested_on, local_day(now), field="requested_on")
    return (said,)


def review_return(
    state: CaseState, request: ReviewReturn, sitting: Sitting, rules: RuleSet
) -> Answer:
    """Record what a panel decided about a return, and in the same commit the plan where it agreed.

    While an appeal waits several of the county decide it, none of whom deferred it before. What
    a hospital said, or that it said nothing, is not asked.

    Raises: NotFound for no such case or return; RuleBroken when it is over, the return waits no
    more, a member may not sit on the panel, or the id stands for another review; Invalid for what
    is missing or cannot be.
    """
    said = _as_said(state, request, rules)
    before = state.at_school.returns.reviews.get(request.review_id)
    if before is not None:
        if _alike(state.at_school.returns, said):
            plan = state.at_school.returns.plans.get(request.review_id)
            return Known((before, plan) if plan else (before,))
        raise RuleBroken("review_already_recorded")
    _require_waiting(state, request.return_id)
    require_members(request.member_ids, sitting)
    _require_others(state.at_school.returns, request, sitting)
    _require_met(state.at_school.returns, request.met_at, sitting, rules)
    if isinstance(request.outcome, PlanReturn):
        _require_plan(request.outcome, local_day(request.met_at), sitting, rules)
    else:
        _require_deferral(request.outcome, local_day(request.met_at), rules)
    return said


def appeal_return(
    state: CaseState, request: AppealReturn, *, by: PersonId, now: datetime
) -> Answer:
    """Record that a guardian asks the county to look at a deferral, which is open to them once.

    Raises: NotFound for no such case or return; RuleBroken when it is over, the return waits no
    more, nothing was deferred, it was appealed before, or who asks is no guardian or a report may
    mean them; Invalid for a day to come.
    """
    raised = require_raised(state)
    said = ReturnAppealed(
        case_id=request.case_id,
        child_id=raised.child_id,
        return_id=request.return_id,
        recorded_by=by,
        relation_code=request.relation_code,
        is_guardian=request.is_guardian,
        appealed_on=request.appealed_on,
        not_suspected=request.not_suspected,
    )
    before = state.at_school.returns.appeals.get(request.return_id)
    if before is not None:
        # What was recorded before it was asked for says nothing of it.
        if before in (said, replace(said, not_suspected=None)):
            return Known((before,))
        raise RuleBroken("appealed_before")
    _require_waiting(state, request.return_id)
    if state.at_school.returns.deferred is None:
        raise RuleBroken("nothing_deferred")
    require_guardian(request.relation_code, is_guardian=request.is_guardian)
    require_not_suspected(state, not_suspected=request.not_suspected)
    require_not_future(request.appealed_on, local_day(now), field="appealed_on")
    return (said,)


def _as_said(state: CaseState, request: ReviewReturn, rules: RuleSet) -> Facts:
    raised = require_raised(state)
    if request.met_at.tzinfo is None:
        raise Invalid("time_without_zone", "met_at")
    planned = request.outcome if isinstance(request.outcome, PlanReturn) else None
    deferred = request.outcome if isinstance(request.outcome, DeferReturn) else None
    reviewed = ReturnReviewed(
        case_id=request.case_id,
        child_id=raised.child_id,
        return_id=request.return_id,
        review_id=request.review_id,
        member_ids=tuple(sorted(set(request.member_ids))),
        met_at=request.met_at.astimezone(UTC),
        decision=ReturnDecision.AGREED if planned else ReturnDecision.DEFERRED,
        on_appeal=state.at_school.returns.appeal is not None,
        reason=deferred.reason if deferred else None,
        look_again_on=deferred.look_again_on if deferred else None,
    )
    if planned is None:
        return (reviewed,)
    days = rules.returning.follow_up_days
    plan = ReturnPlanned(
        case_id=request.case_id,
        child_id=raised.child_id,
        return_id=request.return_id,
        review_id=request.review_id,
        first_on=planned.first_on,
        met_by=planned.met_by,
        loads=tuple(each for each in ReducedLoad if each in planned.loads),
        helps=tuple(each for each in ReturnHelp if each in planned.helps),
        follow_up_on=tuple(planned.first_on + timedelta(days=each) for each in days),
    )
    return (reviewed, plan)


def _alike(known: Returns, said: Facts) -> bool:
    """Return whether it is the same record; an appeal or other numbers may have come since."""

    def told(fact: object) -> object:
        if isinstance(fact, ReturnReviewed):
            return (fact.return_id, fact.member_ids, fact.met_at, fact.reason, fact.look_again_on)
        if isinstance(fact, ReturnPlanned):
            return (fact.first_on, fact.met_by, fact.loads, fact.helps)
        return None

    review = next(each for each in said if isinstance(each, ReturnReviewed))
    plan = next((each for each in said if isinstance(each, ReturnPlanned)), None)
    before = (known.reviews.get(review.review_id), known.plans.get(review.review_id))
    return tuple(map(told, before)) == (told(review), told(plan))


def _require_waiting(state: CaseState, return_id: ReturnId) -> None:
    if return_id not in state.at_school.returns.requests:
        raise NotFound("return_not_found")
    require_open(state)
    waiting = state.at_school.returns.waiting
    if waiting is None or waiting.return_id != return_id:
        raise RuleBroken("return_settled")


def _require_others(known: Returns, request: ReviewReturn, sitting: Sitting) -> None:
    if known.appeal is None:
        return
    if sitting.by not in sitting.of_county:
        raise RuleBroken("county_decides_appeal")
    if known.decided_before & set(request.member_ids):
        raise RuleBroken("others_decide_appeal", field="member_ids")
    if not set(request.member_ids) <= sitting.of_county:
        raise RuleBroken("county_decides_appeal", field="member_ids")


def _require_met(known: Returns, met_at: datetime, sitting: Sitting, rules: RuleSet) -> None:
    """Raises: Invalid for a time to come, or before anybody asked the panel."""
    if met_at > sitting.now + timedelta(minutes=rules.future_tolerance_minutes):
        raise Invalid("in_future", "met_at")
    asked_on = known.waiting.requested_on if known.waiting else local_day(met_at)
    if known.appeal is not None:
        asked_on = known.appeal.appealed_on
    if local_day(met_at) < asked_on:
        raise Invalid("before_earlier_step", "met_at")


def _require_plan(plan: PlanReturn, met_on: date, sitting: Sitting, rules: RuleSet) -> None:
    if plan.met_by not in sitting.may_sit:
        raise RuleBroken("may_not_support_child", field="met_by")
    if plan.first_on < met_on:
        raise Invalid("before_start", "first_on")
    days = rules.returning.first_day_within_days
    if (plan.first_on - met_on).days > days:
        raise Invalid("return_too_late", "first_on", days=days)


def _require_deferral(deferral: DeferReturn, met_on: date, rules: RuleSet) -> None:
    if deferral.look_again_on <= met_on:
        raise Invalid("before_start", "look_again_on")
    days = rules.returning.deferral_days_at_most
    if (deferral.look_again_on - met_on).days > days:
        raise Invalid("deferred_too_long", "look_again_on", days=days)
