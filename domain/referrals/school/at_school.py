"""What a school finds out and does between a worry and its end, as the rules keep it in mind."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from domain.referrals.family.guardian_facts import (
    AccompanyingEnded,
    ChildAccompanied,
    ConsentRefused,
    EmergencyEscortStarted,
    FamilyMemberNamed,
    GuardianEvent,
    GuardianInformed,
    GuardianNotificationWithheld,
    GuardianNotReached,
    OtherGuardianNotTold,
)
from domain.referrals.family.guardian_state import NO_FAMILY, Family, evolve_family
from domain.referrals.hospital.feedback_facts import CaseRestored
from domain.referrals.hospital.hospital_facts import HospitalEvent
from domain.referrals.levels.level_facts import (
    CrisisAssessed,
    LevelDropConfirmed,
    LevelDropDeclined,
    LevelDropProposed,
    LevelEvent,
)
from domain.referrals.levels.level_state import (
    NO_LEVELS,
    Levels,
    at_no_level,
    back_at_assessment,
    evolve_levels,
    is_more_severe,
)
from domain.referrals.returning.aftercare_facts import FollowUpDone, FollowUpOutcome
from domain.referrals.returning.leave_facts import LeaveEvent, StudyLeaveEnded, StudyLeaveStarted
from domain.referrals.returning.leave_state import NO_LEAVES, Leaves, evolve_leaves
from domain.referrals.returning.return_facts import (
    ReturnAppealed,
    ReturnEvent,
    ReturnPlanned,
    ReturnRequested,
    ReturnReviewed,
)
from domain.referrals.returning.return_state import NO_RETURNS, Returns, evolve_returns
from domain.referrals.school.panel_facts import PanelDecided, PanelDecision
from domain.referrals.school.pause_facts import PauseEvent
from domain.referrals.school.pause_state import NO_PAUSES, Pauses, evolve_pauses, is_grave, lapsed
from domain.shared import PanelId

AtSchoolEvent = LevelEvent | PanelDecided | GuardianEvent | LeaveEvent | ReturnEvent | PauseEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class AtSchool:
    """How severe the crisis is, what panels decided, the family was told, leaves, returns, pauses.

    Each part is told apart from who answers for the case and from the referral.
    """

    levels: Levels = NO_LEVELS
    panels: Mapping[PanelId, PanelDecided] = field(default_factory=dict)
    family: Family = NO_FAMILY
    leaves: Leaves = NO_LEAVES
    returns: Returns = NO_RETURNS
    pauses: Pauses = NO_PAUSES

    @property
    def support(self) -> PanelDecided | None:
        """The support at school that the last panel decided on, None where it did not."""
        last = next(reversed([*self.panels.values()]), None)
        return last if last and last.decision is PanelDecision.IN_SCHOOL_SUPPORT else None


NOTHING_YET = AtSchool()


def after_hospital(known: AtSchool, event: HospitalEvent) -> AtSchool:
    """Return what is known at school once no disorder was found, or the child was worse again."""
    if isinstance(event, CaseRestored):
        return _at_rest(known)
    if isinstance(event, FollowUpDone) and event.outcome is FollowUpOutcome.NEEDS_ASSESSMENT:
        levels = back_at_assessment(known.levels, event.done_at)
        return replace(known, levels=levels, returns=_without_plan(known))
    return known


def after_any(before: AtSchool, after: AtSchool, event: object) -> AtSchool:
    """Return what is known after a fact, whose ever it is, once it may have become graver."""
    rises = is_more_severe(after.levels.level, before.levels.level)
    return replace(after, pauses=lapsed(after.pauses)) if rises or is_grave(event) else after


def _at_rest(known: AtSchool) -> AtSchool:
    """Return what is known where no disorder was found: no level holds, and the child may come."""
    levels = at_no_level(known.levels)
    leaves = replace(known.leaves, running=None)
    returns = replace(known.returns, waiting=None)
    return replace(known, levels=levels, leaves=leaves, returns=returns)


def _without_plan(known: AtSchool) -> Returns:
    """Return the returns of a child to whom the plan for its last return applies no more."""
    return replace(known.returns, plan=None)


def _is_until_return(known: AtSchool, event: StudyLeaveStarted) -> bool:
    """Return whether a leave lasts longer, and no longer than until the day that is planned."""
    plan = known.returns.plan
    return known.leaves.running is not None and plan is not None and event.until_on <= plan.first_on


def _returns_on_leave(known: AtSchool, event: LeaveEvent) -> Returns:
    if isinstance(event, StudyLeaveEnded):
        return replace(known.returns, waiting=None)
    return known.returns if _is_until_return(known, event) else _without_plan(known)


def evolve_at_school(known: AtSchool, event: AtSchoolEvent) -> AtSchool:
    """Return what is known after one more fact."""
    match event:
        case CrisisAssessed() | LevelDropProposed() | LevelDropConfirmed() | LevelDropDeclined():
            return replace(known, levels=evolve_levels(known.levels, event))
        case PanelDecided():
            return replace(known, panels={**known.panels, event.panel_id: event})
        case StudyLeaveStarted() | StudyLeaveEnded():
            returns = _returns_on_leave(known, event)
            return replace(known, leaves=evolve_leaves(known.leaves, event), returns=returns)
        case ReturnRequested() | ReturnReviewed() | ReturnPlanned() | ReturnAppealed():
            return replace(known, returns=evolve_returns(known.returns, event))
        case _ if isinstance(event, PauseEvent):
            return replace(known, pauses=evolve_pauses(known.pauses, event))
        case (
            GuardianInformed()
            | FamilyMemberNamed()
            | GuardianNotReached()
            | GuardianNotificationWithheld()
            | OtherGuardianNotTold()
            | ConsentRefused()
            | EmergencyEscortStarted()
            | ChildAccompanied()
            | AccompanyingEnded()
        ):
            return replace(known, family=evolve_family(known.family, event))
        case _:
            assert_never(event)
