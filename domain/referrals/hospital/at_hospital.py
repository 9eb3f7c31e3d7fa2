"""What hospitals said of a referral, as the rules keep it in mind, and what is asked of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from domain.referrals.hospital.feedback_facts import (
    CaseRestored,
    FeedbackAuthoriserNamed,
    FeedbackEvent,
    FunctionalFeedbackGiven,
)
from domain.referrals.hospital.hospital_facts import (
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
from domain.referrals.hospital.liaison_facts import LiaisonEvent
from domain.referrals.hospital.liaison_state import NOBODY_NAMED, OutsideLiaisons, evolve_liaisons
from domain.referrals.returning.aftercare_facts import AftercareEvent, FollowUpDone, FollowUpOutcome
from domain.referrals.returning.aftercare_state import NO_AFTERCARE, Aftercare, evolve_aftercare
from domain.shared import (
    AppointmentId,
    AttendanceId,
    CaseId,
    ConsentId,
    DeclineId,
    FeedbackId,
    OrganisationId,
)

K = TypeVar("K", bound=UUID)
V = TypeVar("V")


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

    `sent_to` are all hospitals that ever had it, in order. What was said of a referral that is
    over stays known by its id, so that a repeat is answered; `over` are those ids, and no property
    tells of them.
    """

    scopes: Mapping[ConsentId, tuple[OrganisationId, ...]] = field(default_factory=dict)
    sent_to: tuple[OrganisationId, ...] = ()
    declines: Mapping[DeclineId, ReferralDeclined] = field(default_factory=dict)
    visits: Mapping[AppointmentId | AttendanceId, VisitEvent] = field(default_factory=dict)
    feedbacks: Mapping[FeedbackId, FunctionalFeedbackGiven] = field(default_factory=dict)
    authorisers: Mapping[FeedbackId, FeedbackAuthoriserNamed] = field(default_factory=dict)
    over: frozenset[UUID] = frozenset()
    restored: CaseRestored | None = None
    aftercare: Aftercare = NO_AFTERCARE
    liaisons: OutsideLiaisons = NOBODY_NAMED

    @property
    def last_decline(self) -> ReferralDeclined | None:
        """The last time a hospital could not take the child."""
        return next(reversed(self._now(self.declines)), None)

    @property
    def declined_by(self) -> frozenset[OrganisationId]:
        """The hospitals that could not take the child."""
        return frozenset(each.hospital_id for each in self._now(self.declines))

    @property
    def feedback(self) -> FunctionalFeedbackGiven | None:
        """What the hospital said last of what the child can do at school."""
        return next(reversed(self._now(self.feedbacks)), None)

    @property
    def last_visit(self) -> VisitEvent | None:
        """What was said last of the child's coming."""
        return next(reversed(self._now(self.visits)), None)

    @property
    def appointment(self) -> AppointmentSet | None:
        """The appointment to which nobody came or failed to come yet."""
        last = self.last_visit
        return last if isinstance(last, AppointmentSet) else None

    @property
    def attended(self) -> Attended | None:
        """The first time the child came."""
        came = (each for each in self._now(self.visits) if isinstance(each, Attended))
        return next(came, None)

    @property
    def missed(self) -> tuple[NotAttended, ...]:
        """Every time the child did not come, in order."""
        return tuple(each for each in self._now(self.visits) if isinstance(each, NotAttended))

    def _now(self, said: Mapping[K, V]) -> list[V]:
        return [each for key, each in said.items() if key not in self.over]


NOTHING_SAID = AtHospital()


def of_last_hospital(known: AtHospital) -> AtHospital:
    """Return what the hospital itself said and is told that has the referral, or had it last."""
    over = known.over
    return AtHospital(
        visits={key: each for key, each in known.visits.items() if key not in over},
        feedbacks={key: each for key, each in known.feedbacks.items() if key not in over},
        authorisers={key: each for key, each in known.authorisers.items() if key not in over},
        restored=known.restored,
    )


def sent_on(known: AtHospital, hospital_id: OrganisationId) -> AtHospital:
    """Return what is known once another hospital has the referral: it has said nothing yet."""
    over = known.over.union(known.visits)
    liaisons = known.liaisons.of_before()
    return replace(known, sent_to=(*known.sent_to, hospital_id), over=over, liaisons=liaisons)


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
        over = known.over.union(known.visits, known.declines, known.feedbacks)
        return replace(known, sent_to=(), over=over, aftercare=after)
    return replace(known, aftercare=after)


def _evolve_after_visit(
    known: AtHospital, event: FeedbackEvent | AftercareEvent | LiaisonEvent
) -> AtHospital:
    match event:
        case _ if isinstance(event, LiaisonEvent):
            return replace(known, liaisons=evolve_liaisons(known.liaisons, event))
        case FeedbackAuthoriserNamed():
            return replace(known, authorisers={**known.authorisers, event.feedback_id: event})
        case FunctionalFeedbackGiven():
            return replace(known, feedbacks={**known.feedbacks, event.feedback_id: event})
        case CaseRestored():
            return replace(known, restored=event)
        case _:
            return _evolve_aftercare(known, event)
