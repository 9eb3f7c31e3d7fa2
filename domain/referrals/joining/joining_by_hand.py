"""How whoever has two cases of one child says that they are one matter (并入)."""

from collections.abc import Set
from dataclasses import dataclass

from domain.errors import RuleBroken
from domain.referrals.joining.joining import Reported, join, tells_nobody_more
from domain.referrals.joining.joining_facts import ConcernJoined, FurtherConcernJoined
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.levels.level_state import is_more_severe
from domain.referrals.returning.leave_state import NO_LEAVES
from domain.referrals.returning.return_state import NO_RETURNS
from domain.referrals.rules import require_open, require_owner, require_raised
from domain.referrals.school.pause_state import NO_PAUSES
from domain.referrals.state import CaseState
from domain.shared import CaseId, Known, PersonId
from domain.text import REASON_AT_MOST
from domain.text import some_lines as lines

Joined = tuple[ConcernJoined, FurtherConcernJoined]


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinConcern:
    """Let another case of the child be one more report of this one."""

    case_id: CaseId
    further_id: CaseId
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Two cases looked at as one: who is kept out of it, and as how severe each counts.

    `counts_as` is of the one that joins, `known_as` are those of the other.
    """

    kept_out: Set[PersonId]
    counts_as: CrisisLevel
    known_as: tuple[CrisisLevel, ...]


def joined_before(case: CaseState, request: JoinConcern) -> Known[FurtherConcernJoined] | None:
    """Return that it was said before, None where it is new.

    Raises: RuleBroken when it belongs to the case otherwise; Invalid without a reason.
    """
    why = lines(request.why, field="why", at_most=REASON_AT_MOST)
    before = case.further.joined.get(request.further_id)
    if before is None:
        return None
    if before.why != why:
        raise RuleBroken("concern_already_joined")
    return Known((before,))


def join_by_hand(
    report: Reported,
    case: Reported,
    request: JoinConcern,
    *,
    by: PersonId,
    together: Together,
) -> Joined:
    """Record that two cases are one, whenever they were raised; nobody has to take it anew.

    Both are had by whoever says so. It is refused where anybody would learn what they may not, and
    where steps were taken with the one that ends, which nobody would see to any more.

    Raises: NotFound; RuleBroken; Invalid without a reason.
    """
    why = lines(request.why, field="why", at_most=REASON_AT_MOST)
    raised, of = require_raised(report.state), require_raised(case.state)
    if raised.child_id != of.child_id or raised.case_id == of.case_id:
        raise RuleBroken("concern_of_another_child")
    require_owner(case.state, by)
    require_open(report.state)
    if report.state.owner_id != by:
        raise RuleBroken("take_both_first")
    if report.state.further.unanswered:
        # It turned out graver: that is taken before it is followed elsewhere.
        raise RuleBroken("graver_concern_waits")
    if not tells_nobody_more(report, case, together.kept_out | report.kept_out):
        raise RuleBroken("concerns_stay_apart")
    _require_at_its_beginning(report.state)
    if is_more_severe(report.state.level, case.state.level):
        raise RuleBroken("assess_as_severe_first")
    return join(
        report,
        case,
        counts_as=together.counts_as,
        known_as=together.known_as,
        is_held=True,
        why=why,
    )


def is_at_its_beginning(state: CaseState) -> bool:
    """Return whether a case was taken, passed on and assessed at most, and nothing of it runs."""
    school, family = state.at_school, state.at_school.family
    went_on = (
        state.proposed,
        state.consents,
        state.at_hospital.sent_to,
        family.escorts,
        family.company,
        family.refused,
        school.panels,
        school.leaves != NO_LEAVES,
        school.returns != NO_RETURNS,
        school.pauses != NO_PAUSES,
        state.levels.waiting,
        state.further.joined,
    )
    return not any(went_on)


def _require_at_its_beginning(state: CaseState) -> None:
    if not is_at_its_beginning(state):
        raise RuleBroken("concern_went_on")
