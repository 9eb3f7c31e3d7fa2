"""A worry, its referral and those in post around it; fixed and invented like tests/examples.py."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from domain.codelists import ConsentMeans
from domain.referrals.facts import (
    ConcernPassedOn,
    ConcernRaised,
    ConcernTaken,
    ConcernWithdrawn,
    ConsentGiverNamed,
    ConsentRecorded,
    MayTellGuardian,
    PupilNamed,
    ReferralAcknowledged,
    ReferralIssued,
    ReferralProposed,
    Sign,
    Situation,
    WithdrawalReason,
)
from domain.referrals.family.consent_facts import PupilWish
from domain.referrals.hospital.hospital_facts import Basis
from domain.shared import CaseId, ConsentId, OrganisationId, PassId, PersonId
from domain.staff.facts import OrganisationKind, OrganisationRegistered, PersonRegistered, Role
from domain.staff.facts import PersonKind as Kind
from tests.examples import CHILD, COUNTY_OFFICE, SCHOOL, SCHOOL_CLASS, VILLAGE, example_id

HOSPITAL = OrganisationId(example_id(9))
OTHER_HOSPITAL = OrganisationId(example_id(10))
HOSPITAL_REGISTERED = OrganisationRegistered(
    organisation_id=HOSPITAL,
    kind=OrganisationKind.HOSPITAL,
    name="示例市精神卫生中心",
    parent_id=COUNTY_OFFICE,
)

CRISIS_LEAD = PersonId(example_id(111))
SCHOOL_LEADER = PersonId(example_id(112))
DUTY_OFFICER = PersonId(example_id(113))
COUNTY_OFFICER = PersonId(example_id(114))
BUREAU_OFFICER = PersonId(example_id(115))
DOCTOR = PersonId(example_id(116))
LIAISON = PersonId(example_id(117))
OTHER_LIAISON = PersonId(example_id(118))
SECOND_LEAD = PersonId(example_id(119))

DOCTOR_REGISTERED = PersonRegistered(person_id=DOCTOR, kind=Kind.HUMAN, name="示例医生")

CASE = CaseId(example_id(801))
PASS = PassId(example_id(802))
CONSENT = ConsentId(example_id(803))

NOTICED_AT = datetime(2026, 3, 10, 0, 50, tzinfo=UTC)
HEARD = "课间说“不想再醒来了”。"
CONCERN = ConcernRaised(
    case_id=CASE,
    child_id=CHILD,
    situation=Situation.SUSPECTED_HARM,
    signs=(Sign.SPOKE_OF_DYING, Sign.WITHDRAWN),
    heard=HEARD,
    is_with_child=True,
    involved=(),
    involved_ids=(),
    may_tell_guardian=MayTellGuardian.NOT_YET,
    noticed_at=NOTICED_AT,
    class_id=SCHOOL_CLASS,
    school_id=SCHOOL,
    village_id=VILLAGE,
)
PUPIL_NAMED = PupilNamed(
    case_id=CASE, child_id=CHILD, name="示例学生", described_as="五(2)班,短发,戴眼镜"
)
TAKEN = ConcernTaken(case_id=CASE, child_id=CHILD, taken_by=CRISIS_LEAD)
PASSED_ON = ConcernPassedOn(
    case_id=CASE,
    child_id=CHILD,
    pass_id=PASS,
    passed_by=CRISIS_LEAD,
    passed_to=SCHOOL_LEADER,
    why="今天在外地培训。",
)
PROPOSED = ReferralProposed(
    case_id=CASE, child_id=CHILD, proposed_by=CRISIS_LEAD, why="连续两周情绪低落。"
)
GIVEN_AT = datetime(2026, 3, 10, 1, 20, tzinfo=UTC)
CONSENT_RECORDED = ConsentRecorded(
    case_id=CASE,
    child_id=CHILD,
    consent_id=CONSENT,
    hospital_id=HOSPITAL,
    relation_code="62",
    is_guardian=False,
    means=ConsentMeans.PHONE_TWO_STAFF,
    given_at=GIVEN_AT,
    not_suspected=False,
    wish=PupilWish.WANTS,
    witness_id=DOCTOR,
)
GIVER_NAMED = ConsentGiverNamed(case_id=CASE, child_id=CHILD, consent_id=CONSENT, name="示例奶奶")
ISSUED_ON_CONSENT = ReferralIssued(
    case_id=CASE,
    child_id=CHILD,
    hospital_id=HOSPITAL,
    issued_by=CRISIS_LEAD,
    basis=Basis.CONSENT,
    consent_id=CONSENT,
)
ISSUED_IN_DANGER = ReferralIssued(
    case_id=CASE,
    child_id=CHILD,
    hospital_id=HOSPITAL,
    issued_by=CRISIS_LEAD,
    basis=Basis.EMERGENCY,
    danger="站在教学楼顶,被老师拉回。",
)
ACKNOWLEDGED = ReferralAcknowledged(
    case_id=CASE, child_id=CHILD, hospital_id=HOSPITAL, acknowledged_by=LIAISON
)
WITHDRAWN = ConcernWithdrawn(
    case_id=CASE,
    child_id=CHILD,
    withdrawn_by=CRISIS_LEAD,
    reason=WithdrawalReason.UNFOUNDED,
    why="与孩子和班主任谈过,是在背课文。",
)


@dataclass(frozen=True, slots=True)
class InPost:
    """Somebody who holds a role at a place today."""

    person_id: PersonId
    role: Role
    organisation_id: OrganisationId


TERM_FROM, TERM_TO = date(2026, 3, 1), date(2028, 2, 29)
