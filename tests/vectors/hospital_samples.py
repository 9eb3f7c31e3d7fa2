"""The samples of what a hospital says of a referral; invented."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from domain.referrals.family import consent_facts as consents
from domain.referrals.hospital import hospital_facts as hospital
from domain.referrals.hospital import liaison_facts as liaison
from domain.shared import (
    AppointmentId,
    AttendanceId,
    CaseId,
    ChildId,
    ConsentId,
    ContactId,
    DeclineId,
    OrganisationId,
    PersonId,
)
from tests.vectors.ids import sample_id

_CASE, _CHILD = CaseId(sample_id(61)), ChildId(sample_id(21))
_HOSPITAL, _NEXT = OrganisationId(sample_id(5)), OrganisationId(sample_id(80))
_LIAISON, _DECLINE = PersonId(sample_id(16)), DeclineId(sample_id(81))
_OUTSIDE = PersonId(sample_id(99))
_SEEN_AT = datetime(2026, 3, 17, 1, 30, tzinfo=UTC)

HOSPITAL_SAMPLES: Mapping[str, object] = {
    "referrals.referral_consent_signed.1": consents.ReferralConsentSigned(
        case_id=_CASE,
        child_id=_CHILD,
        consent_id=ConsentId(sample_id(63)),
        recorded_by=PersonId(sample_id(14)),
        signed_on=date(2026, 3, 18),
        paper="转诊知情同意书,编号2026-017",
    ),
    "referrals.referral_signing_declined.1": consents.ReferralSigningDeclined(
        case_id=_CASE,
        child_id=_CHILD,
        consent_id=ConsentId(sample_id(63)),
        recorded_by=PersonId(sample_id(14)),
        said_on=date(2026, 3, 17),
        why="不愿签字,同意孩子去医院。",
    ),
    "referrals.consent_scope_recorded.1": hospital.ConsentScopeRecorded(
        case_id=_CASE,
        child_id=_CHILD,
        consent_id=ConsentId(sample_id(63)),
        hospital_ids=(_NEXT, OrganisationId(sample_id(82))),
    ),
    "referrals.referral_declined.1": hospital.ReferralDeclined(
        case_id=_CASE,
        child_id=_CHILD,
        decline_id=_DECLINE,
        hospital_id=_HOSPITAL,
        declined_by=_LIAISON,
        reason=hospital.DeclineReason.OTHER,
        why="门诊楼停电,今天接不了。",
    ),
    "referrals.referral_rerouted.2": hospital.ReferralRerouted(
        case_id=_CASE,
        child_id=_CHILD,
        decline_id=None,
        from_hospital_id=_HOSPITAL,
        hospital_id=_NEXT,
        basis=hospital.Basis.CONSENT,
        consent_id=ConsentId(sample_id(63)),
        danger=None,
    ),
    "referrals.appointment_set.1": hospital.AppointmentSet(
        case_id=_CASE,
        child_id=_CHILD,
        appointment_id=AppointmentId(sample_id(83)),
        hospital_id=_HOSPITAL,
        set_by=_LIAISON,
        at=_SEEN_AT,
    ),
    "referrals.attended.1": hospital.Attended(
        case_id=_CASE,
        child_id=_CHILD,
        attendance_id=AttendanceId(sample_id(84)),
        hospital_id=_HOSPITAL,
        said_by=_LIAISON,
        attended_at=_SEEN_AT,
    ),
    "referrals.not_attended.1": hospital.NotAttended(
        case_id=_CASE,
        child_id=_CHILD,
        attendance_id=AttendanceId(sample_id(85)),
        hospital_id=_HOSPITAL,
        said_by=_LIAISON,
        missed_at=_SEEN_AT,
        chase=1,
        chase_on=date(2026, 3, 18),
    ),
    "referrals.outside_liaison_named.1": liaison.OutsideLiaisonNamed(
        case_id=_CASE,
        child_id=_CHILD,
        liaison_id=_OUTSIDE,
        hospital_id=_HOSPITAL,
        named_by=PersonId(sample_id(11)),
        name="示例医生",
        function="儿童心理门诊 护士长",
        phone="0775-0000000",
        code_digest="5e" * 32,
        ends_at=datetime(2026, 3, 28, 9, 0, tzinfo=UTC),
    ),
    "referrals.outside_liaison_entered.1": liaison.OutsideLiaisonEntered(
        case_id=_CASE, child_id=_CHILD, liaison_id=_OUTSIDE, browser_digest="b7" * 32
    ),
    "referrals.outside_code_refused.1": liaison.OutsideCodeRefused(
        case_id=_CASE, child_id=_CHILD, liaison_id=_OUTSIDE
    ),
    "referrals.outside_liaison_ended.1": liaison.OutsideLiaisonEnded(
        case_id=_CASE,
        child_id=_CHILD,
        liaison_id=_OUTSIDE,
        reason=liaison.LiaisonEnd.WITHDRAWN,
        ended_by=PersonId(sample_id(11)),
    ),
    "referrals.outside_link_sent.1": liaison.OutsideLinkSent(
        case_id=_CASE, child_id=_CHILD, liaison_id=_OUTSIDE, contact_id=ContactId(sample_id(211))
    ),
    "referrals.outside_link_undelivered.1": liaison.OutsideLinkUndelivered(
        case_id=_CASE,
        child_id=_CHILD,
        liaison_id=_OUTSIDE,
        by=liaison.LinkWay.EMAIL,
        passed_on=True,
    ),
}
