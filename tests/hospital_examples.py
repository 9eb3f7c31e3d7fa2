"""What hospitals say of the referral of tests/case_examples.py; fixed and invented like those."""

from dataclasses import replace
from datetime import UTC, date, datetime

from domain.referrals.hospital.hospital_facts import (
    AppointmentSet,
    Attended,
    Basis,
    ConsentScopeRecorded,
    DeclineReason,
    NotAttended,
    ReferralDeclined,
    ReferralRerouted,
)
from domain.shared import AppointmentId, AttendanceId, DeclineId, OrganisationId
from tests.case_examples import (
    CASE,
    CONSENT,
    HOSPITAL,
    ISSUED_IN_DANGER,
    LIAISON,
    OTHER_HOSPITAL,
)
from tests.examples import CHILD, example_id

THIRD_HOSPITAL = OrganisationId(example_id(11))
DECLINE, APPOINTMENT = DeclineId(example_id(831)), AppointmentId(example_id(832))
ATTENDANCE, ABSENCE = AttendanceId(example_id(833)), AttendanceId(example_id(834))

SCOPE = ConsentScopeRecorded(
    case_id=CASE, child_id=CHILD, consent_id=CONSENT, hospital_ids=(THIRD_HOSPITAL, OTHER_HOSPITAL)
)
DECLINED = ReferralDeclined(
    case_id=CASE,
    child_id=CHILD,
    decline_id=DECLINE,
    hospital_id=HOSPITAL,
    declined_by=LIAISON,
    reason=DeclineReason.NO_BED,
)
REROUTED = ReferralRerouted(
    case_id=CASE,
    child_id=CHILD,
    decline_id=DECLINE,
    from_hospital_id=HOSPITAL,
    hospital_id=OTHER_HOSPITAL,
    basis=Basis.EMERGENCY,
    danger=ISSUED_IN_DANGER.danger,
)
REROUTED_ON_CONSENT = replace(
    REROUTED,
    hospital_id=THIRD_HOSPITAL,
    basis=Basis.CONSENT,
    consent_id=CONSENT,
    danger=None,
)
SEEN_AT = datetime(2026, 3, 11, 1, 30, tzinfo=UTC)
APPOINTED = AppointmentSet(
    case_id=CASE,
    child_id=CHILD,
    appointment_id=APPOINTMENT,
    hospital_id=HOSPITAL,
    set_by=LIAISON,
    at=SEEN_AT,
)
ATTENDED = Attended(
    case_id=CASE,
    child_id=CHILD,
    attendance_id=ATTENDANCE,
    hospital_id=HOSPITAL,
    said_by=LIAISON,
    attended_at=SEEN_AT,
)
NOT_ATTENDED = NotAttended(
    case_id=CASE,
    child_id=CHILD,
    attendance_id=ABSENCE,
    hospital_id=HOSPITAL,
    said_by=LIAISON,
    missed_at=SEEN_AT,
    chase=1,
    chase_on=date(2026, 3, 12),
)
