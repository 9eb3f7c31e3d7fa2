"""What of a case waits for nobody: steps that never do, and all of it while there is danger."""

from collections.abc import Iterable, Mapping, Set
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from domain.clocks.facts import Step, StepOverdue
from domain.clocks.timing import Deadline
from domain.referrals.hospital.hospital_facts import Basis
from domain.referrals.involvement import every_report
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.situations import Situation
from domain.referrals.state import CaseState

NEVER_PAUSED: Mapping[Step, str] = MappingProxyType(
    {
        Step.TAKEN: "taking_never_pauses",
        Step.ACCOMPANIED: "company_never_pauses",
        Step.ASSESSED: "assessing_never_pauses",
        Step.GUARDIAN_INFORMED: "guardian_told_at_once",
        Step.SOUGHT_AGAIN: "guardian_told_at_once",
        Step.OTHER_TOLD: "guardian_told_at_once",
        Step.RECEIVED: "receipt_never_pauses",
        Step.REFERRED_AGAIN: "no_hospital_never_pauses",
        Step.LEAVE_OVER: "leave_prolonged_instead",
        Step.RETURN_REVIEWED: "return_deferred_instead",
        Step.APPEAL_REVIEWED: "appeal_never_pauses",
        Step.DECIDED: "support_decided_instead",
    }
)
"""Which steps wait for nobody at any level, each with the code of why."""


class Begun(NamedTuple):
    """Which deadline is meant, however often it was put off."""

    step: Step
    began_at: datetime


def stands_against(state: CaseState, deadlines: Iterable[Deadline]) -> str | None:
    """Return by its code why nothing of a case may wait as it stands, None where it may."""
    if state.level is CrisisLevel.RED:
        return "red_never_pauses"
    if state.further.unanswered:
        return "graver_concern_waits"
    # Where a graver report came since, nobody knows any more how severe it is.
    known = tuple(deadlines)
    to_assess = any(each.step is Step.ASSESSED and each.is_running for each in known)
    if state.assessed is None or to_assess:
        return "assess_crisis_first"
    if any(each.step is Step.REFERRED_AGAIN and each.is_running for each in known):
        return NEVER_PAUSED[Step.REFERRED_AGAIN]
    return "danger_never_pauses" if _is_in_danger(state) else None


def stands_against_step(
    deadline: Deadline, now: datetime, overdue: Set[Begun] = frozenset()
) -> str | None:
    """Return by its code why one step may not wait as it stands, None where it may.

    `overdue` are those of which it was ever said that they are.
    """
    if deadline.step in NEVER_PAUSED:
        return NEVER_PAUSED[deadline.step]
    if deadline.is_overdue(now) or (deadline.step, deadline.began_at) in overdue:
        return "overdue_never_pauses"
    return "step_already_paused" if deadline.paused_until(now) else None


def said_overdue(said: Iterable[object]) -> frozenset[Begun]:
    """Return of which deadlines it was ever said that they are overdue."""
    facts = (each for each in said if isinstance(each, StepOverdue))
    return frozenset(Begun(each.step, each.began_at) for each in facts)


def _is_in_danger(state: CaseState) -> bool:
    """Return whether a life may be in danger or a child harmed, by any report or act."""
    reported = {each.situation for each in every_report(state)}
    reported |= {each.situation for each in state.further.joined.values()}
    orange = state.level is CrisisLevel.ORANGE
    return any(
        (
            Situation.SUSPECTED_HARM in reported,
            bool(state.further.involvements),
            orange and Situation.LIFE_IN_DANGER in reported,
            bool(state.at_school.family.company),
            _is_on_the_way(state),
        )
    )


def _is_on_the_way(state: CaseState) -> bool:
    """Return whether the child is brought to a hospital in danger, and was not assessed since."""
    escort, assessed, issued = state.at_school.family.escort, state.assessed, state.issued
    escorted = escort and (assessed is None or assessed.assessed_at <= escort.started_at)
    in_danger = issued is not None and issued.basis is Basis.EMERGENCY
    return bool(escorted) or (in_danger and state.at_hospital.attended is None)
