"""The samples of worries, referrals and alerts, and of who is appointed for them; all invented."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from domain.alerts import facts as alerts
from domain.codelists import ConsentMeans
from domain.referrals import facts as referrals
from domain.referrals.family.consent_facts import PupilWish
from domain.referrals.hospital.hospital_facts import Basis
from domain.shared import (
    CaseId,
    ChildId,
    ConsentId,
    DutyId,
    OrganisationId,
    PassId,
    PersonId,
)
from domain.staff import facts as staff
from tests.vectors.aftercare_samples import AFTERCARE_SAMPLES
from tests.vectors.clock_samples import CLOCK_SAMPLES
from tests.vectors.feedback_samples import FEEDBACK_SAMPLES
from tests.vectors.guardian_samples import GUARDIAN_SAMPLES
from tests.vectors.hospital_samples import HOSPITAL_SAMPLES
from tests.vectors.ids import sample_id
from tests.vectors.joining_samples import JOINING_SAMPLES
from tests.vectors.leave_samples import LEAVE_SAMPLES
from tests.vectors.level_samples import LEVEL_SAMPLES
from tests.vectors.notice_samples import NOTICE_SAMPLES
from tests.vectors.pause_samples import PAUSE_SAMPLES
from tests.vectors.redirecting_samples import REDIRECTING_SAMPLES
from tests.vectors.reporting_samples import REPORTING_SAMPLES
from tests.vectors.return_samples import RETURN_SAMPLES

COUNTY, SCHOOL, VILLAGE, SCHOOL_CLASS, HOSPITAL = (
    OrganisationId(sample_id(number)) for number in range(1, 6)
)
TEACHER, VOLUNTEER, LEAD, OFFICER, DOCTOR, LIAISON = (
    PersonId(sample_id(number)) for number in range(11, 17)
)
CHILD = ChildId(sample_id(21))
CASE, PASS = CaseId(sample_id(61)), PassId(sample_id(62))
CONSENT = ConsentId(sample_id(63))

WORRY = referrals.ConcernRaised(
    case_id=CASE,
    child_id=CHILD,
    situation=referrals.Situation.LIFE_IN_DANGER,
    signs=(referrals.Sign.SPOKE_OF_DYING, referrals.Sign.SAID_FAREWELL),
    heard="把最喜欢的画册送给同桌,说“以后用不着了”。\n午饭没有吃。",
    is_with_child=True,
    involved=(referrals.Involved.MENTOR, referrals.Involved.OTHER),
    involved_ids=(VOLUNTEER,),
    may_tell_guardian=referrals.MayTellGuardian.NOT_YET,
    noticed_at=datetime(2026, 3, 14, 4, 30, tzinfo=UTC),
    class_id=SCHOOL_CLASS,
    school_id=SCHOOL,
    village_id=VILLAGE,
)
SHORT_WORRY = referrals.ConcernRaised(
    case_id=CASE,
    child_id=CHILD,
    situation=referrals.Situation.SOMEWHAT_WORRIED,
    signs=(),
    heard=None,
    is_with_child=False,
    involved=(),
    involved_ids=(),
    may_tell_guardian=referrals.MayTellGuardian.UNKNOWN,
)

CASE_SAMPLES: Mapping[str, object] = {
    "staff.health_vice_principal_appointed.1": staff.HealthVicePrincipalAppointed(
        person_id=DOCTOR,
        duty_id=DutyId(sample_id(64)),
        organisation_id=SCHOOL,
        employer_id=HOSPITAL,
        from_on=date(2026, 3, 1),
        to_on=date(2029, 2, 28),
    ),
    "staff.duty_telephone_published.1": staff.DutyTelephonePublished(
        organisation_id=COUNTY, telephone="07779999001"
    ),
    "referrals.concern_raised.1": WORRY,
    "referrals.pupil_named.1": referrals.PupilNamed(
        case_id=CASE,
        child_id=CHILD,
        name=None,
        described_as="五年级女生,短发,常在操场西侧的单杠旁",
        with_conflict=True,
    ),
    "referrals.concern_conflict_kept.1": referrals.ConcernConflictKept(
        case_id=CASE, child_id=CHILD, kept=SHORT_WORRY
    ),
    "referrals.concern_taken.1": referrals.ConcernTaken(
        case_id=CASE, child_id=CHILD, taken_by=LEAD
    ),
    "referrals.concern_passed_on.1": referrals.ConcernPassedOn(
        case_id=CASE,
        child_id=CHILD,
        pass_id=PASS,
        passed_by=LEAD,
        passed_to=OFFICER,
        why="我在外地培训,周三才回。",
    ),
    "referrals.referral_proposed.1": referrals.ReferralProposed(
        case_id=CASE,
        child_id=CHILD,
        proposed_by=LEAD,
        why="连续两周少言少食,谈话中两次提到不想活。",
    ),
    "referrals.consent_recorded.2": referrals.ConsentRecorded(
        case_id=CASE,
        child_id=CHILD,
        consent_id=CONSENT,
        hospital_id=HOSPITAL,
        relation_code="61",
        is_guardian=True,
        means=ConsentMeans.PHONE_TWO_STAFF,
        given_at=datetime(2026, 3, 15, 3, 40, tzinfo=UTC),
        not_suspected=True,
        wish=PupilWish.DOES_NOT_WANT,
        witness_id=DOCTOR,
    ),
    "referrals.consent_giver_named.1": referrals.ConsentGiverNamed(
        case_id=CASE, child_id=CHILD, consent_id=CONSENT, name="示例爷爷"
    ),
    "referrals.referral_issued.1": referrals.ReferralIssued(
        case_id=CASE,
        child_id=CHILD,
        hospital_id=HOSPITAL,
        issued_by=LEAD,
        basis=Basis.EMERGENCY,
        consent_id=None,
        danger="独自站在三楼走廊的栏杆外,被老师拉回。",
    ),
    "referrals.referral_acknowledged.1": referrals.ReferralAcknowledged(
        case_id=CASE, child_id=CHILD, hospital_id=HOSPITAL, acknowledged_by=LIAISON
    ),
    "referrals.concern_withdrawn.1": referrals.ConcernWithdrawn(
        case_id=CASE,
        child_id=CHILD,
        withdrawn_by=LEAD,
        reason=referrals.WithdrawalReason.ALREADY_KNOWN,
        why="与上周的个案是同一件事,已在那里处理。",
    ),
    "alerts.concern_alerted.1": alerts.ConcernAlerted(
        case_id=CASE,
        child_id=CHILD,
        cause_id=sample_id(65),
        place_id=SCHOOL,
        addressees=(
            alerts.Addressee(
                person_id=OFFICER,
                role=staff.Role.COUNTY_DUTY_OFFICER,
                organisation_id=COUNTY,
            ),
        ),
        gaps=(
            alerts.Gap(
                role=staff.Role.CRISIS_LEAD,
                reason=alerts.GapReason.UNREACHABLE,
                organisation_id=SCHOOL,
            ),
            alerts.Gap(role=staff.Role.BUREAU_OFFICER, reason=alerts.GapReason.VACANT),
        ),
        unreachable=(
            alerts.Addressee(person_id=LEAD, role=staff.Role.CRISIS_LEAD, organisation_id=SCHOOL),
        ),
        kept_out_ids=(VOLUNTEER,),
    ),
    **LEVEL_SAMPLES,
    **CLOCK_SAMPLES,
    **PAUSE_SAMPLES,
    **GUARDIAN_SAMPLES,
    **HOSPITAL_SAMPLES,
    **FEEDBACK_SAMPLES,
    **AFTERCARE_SAMPLES,
    **LEAVE_SAMPLES,
    **JOINING_SAMPLES,
    **REDIRECTING_SAMPLES,
    **NOTICE_SAMPLES,
    **RETURN_SAMPLES,
    **REPORTING_SAMPLES,
}
