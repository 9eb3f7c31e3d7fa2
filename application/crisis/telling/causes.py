"""The facts of a case because of which somebody is told, and those of them that tell nobody."""

from domain.referrals.facts import (
    ConcernConflictKept,
    ConcernPassedOn,
    ConcernRaised,
    ReferralIssued,
)
from domain.referrals.family.guardian_facts import EmergencyEscortStarted
from domain.referrals.hospital.feedback_facts import CaseRestored, FunctionalFeedbackGiven
from domain.referrals.hospital.hospital_facts import NotAttended, ReferralDeclined, ReferralRerouted
from domain.referrals.hospital.liaison_facts import (
    LiaisonEnd,
    OutsideLiaisonEnded,
    OutsideLinkUndelivered,
)
from domain.referrals.joining import joining_facts as joining
from domain.referrals.levels.level_facts import CrisisAssessed
from domain.referrals.returning.aftercare_facts import FollowUpDone, FollowUpOutcome
from domain.referrals.returning.leave_facts import StudyLeaveEnded
from domain.referrals.returning.return_facts import ReturnEvent
from domain.referrals.school.panel_facts import PanelDecided

ALERTING = (
    *(ConcernRaised, ConcernConflictKept, ConcernPassedOn),
    *(ReferralIssued, ReferralRerouted, ReferralDeclined, NotAttended),
    *(FunctionalFeedbackGiven, CaseRestored, FollowUpDone),
    *(joining.FurtherConcernJoined, joining.ConcernParted, joining.InvolvementReported),
    *(OutsideLiaisonEnded, OutsideLinkUndelivered),
)
"""The facts of a case from which something follows, but for what a school decides."""
RISING = (CrisisAssessed, EmergencyEscortStarted, joining.TakingAskedAnew)
"""The facts by which a case may be graver than whoever has it knows, or nobody has it any more."""

FromSchool = PanelDecided | StudyLeaveEnded | ReturnEvent
Rising = CrisisAssessed | EmergencyEscortStarted | joining.TakingAskedAnew


def tells_nobody(fact: object) -> bool:
    """Return whether nobody is told of a fact, though they are of others of its kind."""
    match fact:
        case FollowUpDone():
            return fact.outcome is not FollowUpOutcome.NEEDS_ASSESSMENT
        case joining.TakingAskedAnew():
            # They were told of what was found, or begun.
            return fact.reason is not joining.AskedAnew.ANSWERS_NO_MORE
        case joining.ConcernParted():
            # They were told of the repeat that says otherwise.
            return fact.reason is joining.PartingReason.SAID_OTHERWISE
        case OutsideLiaisonEnded():
            # Whoever takes a link back, or gives another, knows of it.
            return fact.reason is not LiaisonEnd.WRONG_CODES
        case OutsideLinkUndelivered():
            return fact.passed_on
        case _:
            # Of one more report they were told when it came.
            return isinstance(fact, joining.FurtherConcernJoined)
