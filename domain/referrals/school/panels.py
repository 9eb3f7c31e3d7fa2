"""How a panel decides about a case: at least two who may answer for it, none of them kept out."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from domain.days import local_day
from domain.errors import Invalid, RuleBroken
from domain.referrals.ending import require_withdrawable
from domain.referrals.facts import ConcernWithdrawn, WithdrawalReason
from domain.referrals.rules import Answer, Facts, require_owner, require_raised
from domain.referrals.school.panel_facts import PanelDecided, PanelDecision
from domain.referrals.state import CaseState
from domain.ruleset import RuleSet
from domain.shared import CaseId, Known, PanelId, PersonId
from domain.text import REASON_AT_MOST, some_lines

MEMBERS_AT_LEAST = 2
"""One alone is no panel; the law on two people is not a number of the rule set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideInPanel:
    """Record what a panel decided (研判会); `withdrawal_reason` for a withdrawal alone."""

    case_id: CaseId
    panel_id: PanelId
    member_ids: tuple[PersonId, ...]
    met_at: datetime
    decision: PanelDecision
    why: str
    supported_by: PersonId | None = None
    withdrawal_reason: WithdrawalReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """Who records it when, and who may sit on a panel today; `of_county` those of the county."""

    by: PersonId
    now: datetime
    may_sit: Set[PersonId]
    of_county: Set[PersonId] = frozenset()


def decide_in_panel(
    state: CaseState, request: DecideInPanel, sitting: Sitting, rules: RuleSet
) -> Answer:
    """Record a panel's decision, and with a withdrawal the end of the case in the same commit.

    Raises: NotFound for no such case; RuleBroken when it is over, somebody else has it, the id
    stands for another panel, a member may not sit on it, support is decided before anybody
    assessed the crisis, a level holds of a case to be withdrawn, or the hospital has it; Invalid
    for what is missing or cannot be.
    """
    said = _as_said(state, request, sitting, rules)
    before = state.at_school.panels.get(request.panel_id)
    if before is not None:
        if _alike(before, said[0]) and (len(said) == 1 or state.withdrawn == said[-1]):
            return Known((before, *said[1:]))
        raise RuleBroken("panel_already_recorded")
    if not _is_voluntary(state, request):
        require_owner(state, sitting.by)
    require_members(request.member_ids, sitting)
    if request.supported_by is not None and request.supported_by not in sitting.may_sit:
        raise RuleBroken("may_not_support_child", field="supported_by")
    if request.met_at > sitting.now + timedelta(minutes=rules.future_tolerance_minutes):
        raise Invalid("in_future", "met_at")
    _require_stage(state, request.decision)
    return said


def _as_said(state: CaseState, request: DecideInPanel, sitting: Sitting, rules: RuleSet) -> Facts:
    raised = require_raised(state)
    if request.met_at.tzinfo is None:
        raise Invalid("time_without_zone", "met_at")
    supports = request.decision is PanelDecision.IN_SCHOOL_SUPPORT
    if supports and request.supported_by is None:
        raise Invalid("required", "supported_by")
    # Once no disorder was found nobody has to look at anything any more; a family may ask anew.
    is_reviewed = supports and state.restored is None
    review_after = timedelta(days=rules.crisis.review_days(state.level))
    why = some_lines(request.why, field="why", at_most=REASON_AT_MOST)
    decided = PanelDecided(
        case_id=request.case_id,
        child_id=raised.child_id,
        panel_id=request.panel_id,
        member_ids=tuple(sorted(set(request.member_ids))),
        met_at=request.met_at.astimezone(UTC),
        decision=request.decision,
        why=why,
        supported_by=request.supported_by if supports else None,
        review_on=local_day(request.met_at) + review_after if is_reviewed else None,
    )
    if request.decision is not PanelDecision.WITHDRAW:
        return (decided,)
    if request.withdrawal_reason is None:
        raise Invalid("required", "withdrawal_reason")
    withdrawn = ConcernWithdrawn(
        case_id=request.case_id,
        child_id=raised.child_id,
        withdrawn_by=sitting.by,
        reason=request.withdrawal_reason,
        why=why,
    )
    return (decided, withdrawn)


def _alike(before: PanelDecided, said: object) -> bool:
    """Return whether it is the same record; the level may have changed the day of review since."""
    same = isinstance(said, PanelDecided) and replace(said, review_on=before.review_on)
    return before == same


def _is_voluntary(state: CaseState, request: DecideInPanel) -> bool:
    """Return whether support goes on though no disorder was found, which a family may wish for."""
    supports = request.decision is PanelDecision.IN_SCHOOL_SUPPORT
    return supports and state.restored is not None and state.withdrawn is None


def require_members(member_ids: Iterable[PersonId], sitting: Sitting) -> None:
    """Raises: Invalid or RuleBroken unless several sit who may, the recorder among them."""
    members = set(member_ids)
    if len(members) < MEMBERS_AT_LEAST:
        raise Invalid("too_few_members", "member_ids")
    if sitting.by not in members:
        raise Invalid("recorder_sits_too", "member_ids")
    if not members <= sitting.may_sit:
        raise RuleBroken("may_not_sit_on_panel", field="member_ids")


def stands_against(state: CaseState) -> Mapping[PanelDecision, str]:
    """Return what no panel may decide as the case stands, each with the code of why."""
    found: dict[PanelDecision, str] = {}
    for each in PanelDecision:
        try:
            _require_stage(state, each)
        except RuleBroken as refused:
            found[each] = refused.code
    return found


def _require_stage(state: CaseState, decision: PanelDecision) -> None:
    if state.restored is not None:
        # Support that a family wishes for is all that is left to decide.
        if decision is not PanelDecision.IN_SCHOOL_SUPPORT:
            raise RuleBroken("case_restored")
        return
    if decision is PanelDecision.IN_SCHOOL_SUPPORT and state.assessed is None:
        raise RuleBroken("assess_crisis_first")
    if decision is PanelDecision.WITHDRAW:
        # Whoever records it names the others: that is no act of theirs, and a drop takes one.
        require_withdrawable(state, is_alone=False)
    elif state.issued is not None:
        raise RuleBroken("referral_already_issued")
