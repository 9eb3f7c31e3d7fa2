"""Identifiers and small values that every context leans on."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, NewType, TypeVar
from uuid import UUID

PersonId = NewType("PersonId", UUID)
OrganisationId = NewType("OrganisationId", UUID)
DutyId = NewType("DutyId", UUID)
ChildId = NewType("ChildId", UUID)
CarerId = NewType("CarerId", UUID)
PairingId = NewType("PairingId", UUID)
VisitId = NewType("VisitId", UUID)
TalkId = NewType("TalkId", UUID)
CorrectionId = NewType("CorrectionId", UUID)
CaseId = NewType("CaseId", UUID)
TakingId = NewType("TakingId", UUID)
PassId = NewType("PassId", UUID)
AssessmentId = NewType("AssessmentId", UUID)
DropId = NewType("DropId", UUID)
PanelId = NewType("PanelId", UUID)
PauseId = NewType("PauseId", UUID)
TellingId = NewType("TellingId", UUID)
CompanyId = NewType("CompanyId", UUID)
EscortId = NewType("EscortId", UUID)
HealthDutyId = NewType("HealthDutyId", UUID)
DutyRosterId = NewType("DutyRosterId", UUID)
ExchangeId = NewType("ExchangeId", UUID)
TrialId = NewType("TrialId", UUID)
ConsentId = NewType("ConsentId", UUID)
ReferralId = NewType("ReferralId", UUID)
DeclineId = NewType("DeclineId", UUID)
AppointmentId = NewType("AppointmentId", UUID)
AttendanceId = NewType("AttendanceId", UUID)
FeedbackId = NewType("FeedbackId", UUID)
FollowUpId = NewType("FollowUpId", UUID)
ClosingId = NewType("ClosingId", UUID)
LeaveId = NewType("LeaveId", UUID)
ReturnId = NewType("ReturnId", UUID)
ReviewId = NewType("ReviewId", UUID)
NoticeId = NewType("NoticeId", UUID)
RightsId = NewType("RightsId", UUID)
DisclosureId = NewType("DisclosureId", UUID)
BreachId = NewType("BreachId", UUID)
ReadId = NewType("ReadId", UUID)
GrantId = NewType("GrantId", UUID)
QuestionId = NewType("QuestionId", UUID)
ReportId = NewType("ReportId", UUID)
CallId = NewType("CallId", UUID)
OutcomeId = NewType("OutcomeId", UUID)
RequestId = NewType("RequestId", UUID)
ApiTokenId = NewType("ApiTokenId", UUID)
LinkId = NewType("LinkId", UUID)
DeviceId = NewType("DeviceId", UUID)
RecoveryId = NewType("RecoveryId", UUID)
RefusalsId = NewType("RefusalsId", UUID)
TelephoneId = NewType("TelephoneId", UUID)
ContactId = NewType("ContactId", UUID)
SessionId = NewType("SessionId", UUID)
EndId = NewType("EndId", UUID)
RuleSetId = NewType("RuleSetId", UUID)
CityId = NewType("CityId", UUID)
ScreeningId = NewType("ScreeningId", UUID)
ScreeningListId = NewType("ScreeningListId", UUID)
InterviewId = NewType("InterviewId", UUID)

ANONYMOUS = PersonId(UUID(int=0))

E_co = TypeVar("E_co", covariant=True)


class Compartment(StrEnum):
    """Who may ever hold the key: each compartment of a child has keys of its own."""

    IDENTITY = "identity"
    CARE = "care"
    HEALTH = "health"
    LEGAL = "legal"
    ORGANISATION = "organisation"


class Purpose(StrEnum):
    """What a child's data is needed for; each reading says so."""

    CARE = "care"
    SUPERVISION = "supervision"
    AUDIT = "audit"
    CRISIS = "crisis"
    RIGHTS = "rights"


class VerifiedBy(StrEnum):
    """How a fact was checked."""

    SAW_CHILD = "saw_child"
    PHONED_CARER = "phoned_carer"
    HEARD = "heard"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Stream:
    """The sequence of one subject's facts in one context, e.g. the visits of one child."""

    context: str
    subject_id: UUID


class KeptBeside:
    """Marks a fact that keeps a conflicting repeat of a request whole, beside the first."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Known(Generic[E_co]):
    """What a rule answers when the same request was recorded before: the facts it became then.

    `conflicts` is true when those facts are the kept copy of a conflicting repeat.
    """

    facts: tuple[E_co, ...]
    conflicts: bool = False


@dataclass(frozen=True, slots=True)
class Erased:
    """What loading answers for a subject whose keys were destroyed; no fold ever sees it."""

    subject_id: UUID
