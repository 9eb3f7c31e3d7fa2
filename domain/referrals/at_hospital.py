"""What hospitals said of a referral, as the rules keep it in mind, and what is asked of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.referrals.aftercare_facts import AftercareEvent, FollowUpDone, FollowUpOutcome
from domain.referrals.aftercare_state import NO_AFTERCARE, Aftercare, evolve_aftercare
from domain.referrals.feedback_facts import (
    CaseRestored,
    FeedbackAuthoriserNamed,
    FeedbackEvent,
    FunctionalFeedbackGiven,
)
from domain.referrals.hospital_facts import (
    AppointmentSet,
    Attended,
    ConsentScopeRecorded,
    DeclineReason,
    HospitalEvent,
    NotAttended,
    ReferralDeclined,
    ReferralRerouted,
    VisitEvent,
)
from domain.shared import (
    AppointmentId,
    AttendanceId,
    CaseId,
    ConsentId,
    DeclineId,
    FeedbackId,
    OrganisationId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineReferral:
    """Say for the hospital that it cannot take the child (不能接收); `why` for `other` alone."""

    case_id: CaseId
    decline_id: DeclineId
    reason: DeclineReason
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAppointment:
    """Say when the hospital sees the child (预约时间); a later one moves it."""

    case_id: CaseId
    appointment_id: AppointmentId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAttendance:
    """Say that the child came, and when (已就诊)."""

    case_id: CaseId
    attendance_id: AttendanceId
    attended_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAbsence:
    """Say that the child did not come to the appointment (未到)."""

    case_id: CaseId
    attendance_id: AttendanceId


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHospital:
    """What the hospital said that has the referral now, and which others could not take it.

    `sent_to` are all hospitals that ever had it, in order; the visits are of the last alone.
    """

    scopes: Mapping[ConsentId, tuple[OrganisationId, ...]] = field(default_factory=dict)
    sent_to: tuple[OrganisationId, ...] = ()
    declines: Mapping[DeclineId, ReferralDeclined] = field(default_factory=dict)
    visits: Mapping[AppointmentId | AttendanceId, VisitEvent] = field(default_factory=dict)
    feedbacks: Mapping[FeedbackId, FunctionalFeedbackGiven] = field(default_factory=dict)
    authorisers: Mapping[FeedbackId, FeedbackAuthoriserNamed] = field(default_factory=dict)
    restored: CaseRestored | None = None
    aftercare: Aftercare = NO_AFTERCARE

    @property
    def last_decline(self) -> ReferralDeclined | None:
        """The last time a hospital could not take the child."""
        return next(reversed([*self.declines.values()]), None)

    @property
    def feedback(self) -> FunctionalFeedbackGiven | None:
        """What the hospital said last of what the child can do at school."""
        return next(reversed([*self.feedbacks.values()]), None)

    @property
    def last_visit(self) -> VisitEvent | None:
        """What was said last of the child's coming."""
        return next(reversed([*self.visits.values()]), None)

    @property
    def appointment(self) -> AppointmentSet | None:
        """The appointment to which nobody came or failed to come yet."""
        last = self.last_visit
        return last if isinstance(last, AppointmentSet) else None

    @property
    def attended(self) -> Attended | None:
        """The first time the child came."""
        came = (each for each in self.visits.values() if isinstance(each, Attended))
        return next(came, None)

    @property
    def missed(self) -> tuple[NotAttended, ...]:
        """Every time the child did not come, in order."""
        return tuple(each for each in self.visits.values() if isinstance(each, NotAttended))


NOTHING_SAID = AtHospital()


def sent_on(known: AtHospital, hospital_id: OrganisationId) -> AtHospital:
    """Return what is known once another hospital has the referral: it has said nothing yet."""
    return replace(known, sent_to=(*known.sent_to, hospital_id), visits={})


def evolve_at_hospital(known: AtHospital, event: HospitalEvent) -> AtHospital:
    """Return what is known after one more fact."""
    match event:
        case ConsentScopeRecorded():
            return replace(known, scopes={**known.scopes, event.consent_id: event.hospital_ids})
        case ReferralDeclined():
            return replace(known, declines={**known.declines, event.decline_id: event})
        case ReferralRerouted():
            return sent_on(known, event.hospital_id)
        case AppointmentSet():
            return replace(known, visits={**known.visits, event.appointment_id: event})
        case Attended() | NotAttended():
            return replace(known, visits={**known.visits, event.attendance_id: event})
        case _:
            return _evolve_after_visit(known, event)


def _evolve_aftercare(known: AtHospital, event: AftercareEvent) -> AtHospital:
    after = evolve_aftercare(known.aftercare, event)
    if isinstance(event, FollowUpDone) and event.outcome is FollowUpOutcome.NEEDS_ASSESSMENT:
        # All begins anew: what hospitals said before is of a referral that is over.
        return AtHospital(scopes=known.scopes, aftercare=after)
    return replace(known, aftercare=after)


def _evolve_after_visit(known: AtHospital, event: FeedbackEvent | AftercareEvent) -> AtHospital:
    match event:
        case FeedbackAuthoriserNamed():
            return replace(known, authorisers={**known.authorisers, event.feedback_id: event})
        case FunctionalFeedbackGiven():
            return replace(known, feedbacks={**known.feedbacks, event.feedback_id: event})
        case CaseRestored():
            return replace(known, restored=event)
        case _:
            return _evolve_aftercare(known, event)
