"""What a hospital says of a referral: that it cannot take it, when it sees the child, who came.

What was found or prescribed stands in none of them (精神卫生法 §23, §47).
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.referrals.hospital.feedback_facts import FeedbackEvent
from domain.referrals.hospital.liaison_facts import LiaisonEvent
from domain.referrals.returning.aftercare_facts import AftercareEvent
from domain.shared import (
    AppointmentId,
    AttendanceId,
    CaseId,
    ChildId,
    ConsentId,
    DeclineId,
    OrganisationId,
    PersonId,
)


class Basis(StrEnum):
    """On what a referral rests: either consent, or danger, in which the law asks for none."""

    CONSENT = "consent"
    EMERGENCY = "emergency"


class DeclineReason(StrEnum):
    """Why a hospital cannot take a child; in danger none lets it refuse to diagnose (§28)."""

    NO_BED = "no_bed"
    NOT_OUR_DEPARTMENT = "not_our_department"
    WRONG_HOSPITAL = "wrong_hospital"
    OUT_OF_HOURS = "out_of_hours"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentScopeRecorded:
    """A consent names further hospitals, in the order in which the family wants them.

    Where one cannot take the child, it may go to these without anybody being asked again.
    """

    case_id: CaseId
    child_id: ChildId
    consent_id: ConsentId
    hospital_ids: tuple[OrganisationId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralDeclined:
    """A hospital's liaison says that it cannot take the child; `why` in words for `other` alone."""

    case_id: CaseId
    child_id: ChildId
    decline_id: DeclineId
    hospital_id: OrganisationId
    declined_by: PersonId
    reason: DeclineReason
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralRerouted:
    """The referral went on to the next hospital by itself, on what it rested on before.

    So it does in danger, or where the consent names that hospital, too. Nobody chose the hospital:
    it is the next that can be reached, and `decline_id` is why it was needed. Without one nobody
    of the hospital before could be told: it went on in the moment in which it was issued.
    """

    case_id: CaseId
    child_id: ChildId
    decline_id: DeclineId | None
    from_hospital_id: OrganisationId
    hospital_id: OrganisationId
    basis: Basis
    consent_id: ConsentId | None = None
    danger: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentSet:
    """The hospital sees the child at `at`; a later one moves the appointment."""

    case_id: CaseId
    child_id: ChildId
    appointment_id: AppointmentId
    hospital_id: OrganisationId
    set_by: PersonId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """The child came to the hospital; what was found is not said here."""

    case_id: CaseId
    child_id: ChildId
    attendance_id: AttendanceId
    hospital_id: OrganisationId
    said_by: PersonId
    attended_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAttended:
    """The child did not come to the appointment at `missed_at`.

    By the end of `chase_on` somebody of the school asks the family why; `chase` counts from 1.
    """

    case_id: CaseId
    child_id: ChildId
    attendance_id: AttendanceId
    hospital_id: OrganisationId
    said_by: PersonId
    missed_at: datetime
    chase: int
    chase_on: date


VisitEvent = AppointmentSet | Attended | NotAttended
HospitalEvent = (
    ConsentScopeRecorded
    | ReferralDeclined
    | ReferralRerouted
    | VisitEvent
    | FeedbackEvent
    | AftercareEvent
    | LiaisonEvent
)
