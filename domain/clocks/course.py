"""The moments of a case by which a clock begins, runs otherwise or ends; nothing else of it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import cast

from domain.clocks.moments import Moment as Moment
from domain.clocks.moments import Turn as Turn
from domain.clocks.of_family import FamilyTurn, may_mean_family, of_family
from domain.days import start_of_day
from domain.referrals.facts import (
    ConcernConflictKept,
    ConcernPassedOn,
    ConcernRaised,
    ConcernTaken,
    ConcernWithdrawn,
    ReferralAcknowledged,
    ReferralIssued,
    ReferralProposed,
    RepeatRedirected,
)
from domain.referrals.family.guardian_facts import (
    AccompanyingEnded,
    ChildAccompanied,
    ConsentRefused,
    EmergencyEscortStarted,
    GuardianInformed,
    GuardianNotificationWithheld,
    GuardianNotReached,
    OtherGuardianNotTold,
)
from domain.referrals.hospital.feedback_facts import CaseRestored, FunctionalFeedbackGiven
from domain.referrals.hospital.hospital_facts import (
    AppointmentSet,
    Attended,
    HospitalEvent,
    NotAttended,
    ReferralDeclined,
    ReferralRerouted,
)
from domain.referrals.joining import joining_facts as joining
from domain.referrals.joining import redirecting_facts as redirecting
from domain.referrals.levels.level_facts import CrisisAssessed, CrisisLevel, LevelDropConfirmed
from domain.referrals.returning.aftercare_facts import CaseClosed, FollowUpDone, FollowUpOutcome
from domain.referrals.returning.leave_facts import LeaveEvent, StudyLeaveEnded, StudyLeaveStarted
from domain.referrals.returning.return_facts import (
    ReturnAppealed,
    ReturnEvent,
    ReturnPlanned,
    ReturnRequested,
    ReturnReviewed,
)
from domain.referrals.school.panel_facts import PanelDecided, PanelDecision
from domain.referrals.school.pause_facts import PauseAgreed, PauseEnded
from domain.referrals.school.pause_state import is_grave
from domain.ruleset import RuleSet, RulesOverTime

_TURNS: Mapping[type[object], Turn] = MappingProxyType(
    {
        ConcernRaised: Turn.RAISED,
        ConcernConflictKept: Turn.RAISED_AGAIN,
        RepeatRedirected: Turn.RAISED_AGAIN,
        joining.FurtherConcernJoined: Turn.FURTHER_JOINED,
        joining.ConcernJoined: Turn.JOINED,
        joining.ConcernParted: Turn.PARTED,
        joining.InvolvementReported: Turn.INVOLVEMENT_REPORTED,
        joining.TakingAskedAnew: Turn.PASSED_ON,
        redirecting.ConcernMisdirected: Turn.MISDIRECTED,
        redirecting.ConcernRedirected: Turn.REDIRECTED,
        ConcernTaken: Turn.TAKEN,
        ConcernPassedOn: Turn.PASSED_ON,
        ConcernWithdrawn: Turn.WITHDRAWN,
        ReferralProposed: Turn.PROPOSED,
        ReferralIssued: Turn.ISSUED,
        ReferralAcknowledged: Turn.RECEIVED,
        ReferralDeclined: Turn.DECLINED,
        ReferralRerouted: Turn.ISSUED,
        PanelDecided: Turn.DECIDED,
        AppointmentSet: Turn.APPOINTED,
        Attended: Turn.CAME,
        NotAttended: Turn.DID_NOT_COME,
        FunctionalFeedbackGiven: Turn.FEEDBACK_GIVEN,
        CaseRestored: Turn.RESTORED,
        FollowUpDone: Turn.FOLLOWED_UP,
        StudyLeaveStarted: Turn.ON_LEAVE,
        StudyLeaveEnded: Turn.OFF_LEAVE,
        ReturnRequested: Turn.RETURN_ASKED,
        ReturnReviewed: Turn.RETURN_AGREED,
        ReturnAppealed: Turn.RETURN_APPEALED,
        ReturnPlanned: Turn.RETURN_PLANNED,
        CaseClosed: Turn.CLOSED,
        CrisisAssessed: Turn.ASSESSED,
        LevelDropConfirmed: Turn.LEVEL_DROPPED,
        GuardianInformed: Turn.GUARDIAN_INFORMED,
        GuardianNotificationWithheld: Turn.GUARDIAN_KEPT_FROM,
        GuardianNotReached: Turn.GUARDIAN_NOT_REACHED,
        OtherGuardianNotTold: Turn.OTHER_NOT_TOLD,
        ConsentRefused: Turn.REFUSED,
        EmergencyEscortStarted: Turn.ESCORTED,
        ChildAccompanied: Turn.ACCOMPANIED,
        AccompanyingEnded: Turn.LEFT_ALONE,
        PauseAgreed: Turn.PAUSED,
        PauseEnded: Turn.PAUSE_ENDED,
    }
)

# Who reached nobody has not looked after the child: that day stays to be done.
_LOOKED_AFTER: Mapping[FollowUpOutcome, Turn] = MappingProxyType(
    {
        FollowUpOutcome.STEADY: Turn.FOLLOWED_UP,
        FollowUpOutcome.NOT_REACHED: Turn.NOT_FOUND,
        FollowUpOutcome.NEEDS_ASSESSMENT: Turn.REOPENED,
    }
)

_BY_PANEL: Mapping[PanelDecision, Turn] = MappingProxyType(
    {
        PanelDecision.IN_SCHOOL_SUPPORT: Turn.SUPPORTED,
        # That a hospital should see the child is done once it is referred there.
        PanelDecision.REFER: Turn.TO_BE_REFERRED,
        PanelDecision.WITHDRAW: Turn.DECIDED,
    }
)

TURNING = tuple(_TURNS)
"""The facts that turn a clock."""

TurningFact = (
    ConcernRaised
    | ConcernConflictKept
    | RepeatRedirected
    | joining.JoiningTurn
    | redirecting.RedirectingEvent
    | ConcernTaken
    | ConcernPassedOn
    | ConcernWithdrawn
    | ReferralProposed
    | ReferralIssued
    | ReferralAcknowledged
    | PanelDecided
    | HospitalEvent
    | LeaveEvent
    | ReturnEvent
    | CrisisAssessed
    | LevelDropConfirmed
    | FamilyTurn
    | PauseAgreed
    | PauseEnded
)


def provisional_level(concern: ConcernRaised, rules: RuleSet) -> CrisisLevel:
    """Return as which level a worry counts until somebody assessed it."""
    return CrisisLevel(rules.clocks.provisional[concern.situation.value])


def moment_of(fact: TurningFact, learned_at: datetime, rules: RuleSet) -> Moment:
    """Return what a fact of a case does to its clocks."""
    moment = Moment(turn=_TURNS[type(fact)], learned_at=learned_at, is_grave=is_grave(fact))
    match fact:
        case ConcernRaised() | ConcernConflictKept() | RepeatRedirected():
            said = fact if isinstance(fact, ConcernRaised) else fact.kept
            said_at = fact.said_at if isinstance(fact, RepeatRedirected) else None
            level, means_family = provisional_level(said, rules), may_mean_family(said.involved)
            return replace(moment, level=level, happened_at=said_at, may_mean_family=means_family)
        case joining.FurtherConcernJoined() | joining.InvolvementReported():
            return _of_reports(moment, fact)
        case joining.ConcernParted() if fact.reason is joining.PartingReason.OTHER_CHILD:
            return replace(moment, turn=Turn.FREED)
        case CrisisAssessed() | LevelDropConfirmed():
            return _of_level(moment, fact)
        case _ if isinstance(fact, FamilyTurn):
            return of_family(moment, fact)
        case _:
            return _of_referral(moment, fact)


def _of_level(moment: Moment, fact: CrisisAssessed | LevelDropConfirmed) -> Moment:
    if isinstance(fact, CrisisAssessed):
        return replace(moment, level=fact.level, happened_at=fact.assessed_at)
    if fact.counts_as is None:
        return replace(moment, level=fact.level)
    return replace(moment, turn=Turn.UNASSESSED, level=fact.counts_as, agreed=fact.level)


def _of_referral(moment: Moment, fact: TurningFact) -> Moment:
    match fact:
        case ReferralIssued() | ReferralRerouted():
            return replace(moment, basis=fact.basis)
        case PanelDecided():
            turn = _BY_PANEL[fact.decision]
            return replace(moment, turn=turn, happened_at=fact.met_at, due_on=fact.review_on)
        case Attended() | redirecting.ConcernRedirected():
            at = fact.attended_at if isinstance(fact, Attended) else fact.raised_at
            return replace(moment, happened_at=at)
        case FollowUpDone():
            return replace(moment, turn=_LOOKED_AFTER[fact.outcome], happened_at=fact.done_at)
        case NotAttended():
            return replace(moment, due_on=fact.chase_on)
        case _:
            return _of_return(moment, fact)


def _of_reports(
    moment: Moment, fact: joining.FurtherConcernJoined | joining.InvolvementReported
) -> Moment:
    if isinstance(fact, joining.InvolvementReported):
        turn = Turn.PASSED_ON if fact.freed_from else moment.turn
        return replace(moment, turn=turn, may_mean_family=may_mean_family(fact.involved))
    level = fact.counts_as if fact.is_graver else None
    turn = Turn.FURTHER_WAITS if fact.waits else moment.turn
    means_family, at = fact.keeps_from_guardian, fact.raised_at
    return replace(moment, turn=turn, level=level, happened_at=at, may_mean_family=means_family)


def _of_return(moment: Moment, fact: TurningFact) -> Moment:
    match fact:
        case StudyLeaveStarted():
            return replace(moment, due_on=fact.until_on)
        case ReturnRequested() | ReturnAppealed():
            on = fact.requested_on if isinstance(fact, ReturnRequested) else fact.appealed_on
            return replace(moment, happened_at=start_of_day(on))
        case ReturnReviewed() if fact.look_again_on is not None:
            turn, on = Turn.RETURN_DEFERRED, fact.look_again_on
            return replace(moment, turn=turn, happened_at=fact.met_at, due_on=on)
        case ReturnReviewed():
            return replace(moment, happened_at=fact.met_at)
        case ReturnPlanned():
            return replace(moment, due_on=fact.first_on)
        case _:
            return _of_pause(moment, fact)


def _of_pause(moment: Moment, fact: TurningFact) -> Moment:
    if not isinstance(fact, PauseAgreed | PauseEnded):
        return moment
    until_on = fact.until_on if isinstance(fact, PauseAgreed) else None
    return replace(moment, step=fact.step, pause_id=fact.pause_id, due_on=until_on)


def course_of(facts: Iterable[tuple[datetime, object]], rules: RulesOverTime) -> tuple[Moment, ...]:
    """Return the moments of a case from its facts as they were learned, each with when."""
    return tuple(
        moment_of(cast("TurningFact", fact), learned_at, rules.at(learned_at))
        for learned_at, fact in facts
        if isinstance(fact, TURNING)
    )
