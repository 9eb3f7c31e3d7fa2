"""The people, places and facts that tests speak of; all of it invented, nothing random.

ID numbers begin with 999999, which no authority issues, and have valid check characters.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from domain.care.facts import (
    CareFileOpened,
    CareLevelAssessed,
    Category,
    CategoryStated,
    Evidence,
    ResidenceRecorded,
    SchoolingRecorded,
    Standard,
    StatedBy,
)
from domain.children.facts import CarerRecorded, CarerStanding, ChildRegistered
from domain.codelists import Sex
from domain.pairing.facts import MentorKind, MentorPaired
from domain.ruleset import RULES_1
from domain.shared import (
    CarerId,
    ChildId,
    CorrectionId,
    DutyId,
    OrganisationId,
    PairingId,
    PersonId,
    TalkId,
    VerifiedBy,
    VisitId,
)
from domain.staff.facts import (
    DutyAssigned,
    OrganisationKind,
    OrganisationRegistered,
    PersonKind,
    PersonRegistered,
    Role,
)
from domain.visits.facts import (
    Area,
    Companion,
    Grade,
    HomeVisit,
    Need,
    Observation,
    Outcome,
    Talk,
    TalkMeans,
    Topic,
    VisitMeans,
)

# ── the clock: Tuesday, 10 March 2026, half past nine in the morning ─────────────────────────────

NOW, TODAY = datetime(2026, 3, 10, 1, 30, tzinfo=UTC), date(2026, 3, 10)
RULES = RULES_1


def example_id(number: int) -> UUID:
    """A version 4 UUID that is the same in every run."""
    return UUID(f"0e0e0e0e-0000-4000-8000-{number:012}")


# ── places ───────────────────────────────────────────────────────────────────────────────────────

BUREAU = OrganisationId(example_id(1))
COUNTY_OFFICE = OrganisationId(example_id(2))
TOWNSHIP = OrganisationId(example_id(3))
VILLAGE = OrganisationId(example_id(4))
SCHOOL = OrganisationId(example_id(5))
SCHOOL_CLASS = OrganisationId(example_id(6))
OTHER_SCHOOL = OrganisationId(example_id(7))
OTHER_VILLAGE = OrganisationId(example_id(8))

BUREAU_REGISTERED = OrganisationRegistered(
    organisation_id=BUREAU, kind=OrganisationKind.BUREAU, name="示例市教育局", area_code="450700"
)
COUNTY_OFFICE_REGISTERED = OrganisationRegistered(
    organisation_id=COUNTY_OFFICE,
    kind=OrganisationKind.COUNTY_OFFICE,
    name="示例县教育局",
    area_code="450721",
    parent_id=BUREAU,
)
TOWNSHIP_REGISTERED = OrganisationRegistered(
    organisation_id=TOWNSHIP,
    kind=OrganisationKind.TOWNSHIP,
    name="示例镇",
    area_code="450721999",
    parent_id=COUNTY_OFFICE,
)
VILLAGE_REGISTERED = OrganisationRegistered(
    organisation_id=VILLAGE, kind=OrganisationKind.VILLAGE, name="示例村", parent_id=TOWNSHIP
)
SCHOOL_REGISTERED = OrganisationRegistered(
    organisation_id=SCHOOL, kind=OrganisationKind.SCHOOL, name="示例小学", parent_id=TOWNSHIP
)
SCHOOL_CLASS_REGISTERED = OrganisationRegistered(
    organisation_id=SCHOOL_CLASS, kind=OrganisationKind.CLASS, name="五(2)班", parent_id=SCHOOL
)

# ── people ───────────────────────────────────────────────────────────────────────────────────────

TEACHER = PersonId(example_id(101))
COMMUNITY_WORKER = PersonId(example_id(102))
VOLUNTEER = PersonId(example_id(103))
SUPERVISOR = PersonId(example_id(104))
OPERATOR = PersonId(example_id(105))

TEACHER_REGISTERED = PersonRegistered(
    person_id=TEACHER, kind=PersonKind.HUMAN, name="示例老师", phone="13000000001"
)
DUTY = DutyId(example_id(201))
DUTY_ASSIGNED = DutyAssigned(
    person_id=TEACHER,
    duty_id=DUTY,
    role=Role.CLASS_TEACHER,
    organisation_id=SCHOOL_CLASS,
    from_on=date(2025, 9, 1),
    to_on=date(2026, 7, 5),
)

# ── the child ────────────────────────────────────────────────────────────────────────────────────

CHILD, OTHER_CHILD = ChildId(example_id(301)), ChildId(example_id(302))
BORN_ON, CHILD_NAME = date(2015, 3, 12), "覃𠮷·示例"
ID_NUMBER = "999999201503120012"
PHONE = "13000000002"

CHILD_REGISTERED = ChildRegistered(
    child_id=CHILD,
    name=CHILD_NAME,
    sex=Sex.MALE,
    born_on=BORN_ON,
    id_number=ID_NUMBER,
    student_number="G" + ID_NUMBER,
    ethnicity_code="08",
    address="示例镇示例村一组",
)
GRANDMOTHER = CarerId(example_id(401))
CARER_RECORDED = CarerRecorded(
    child_id=CHILD,
    carer_id=GRANDMOTHER,
    name="示例奶奶",
    relation_code="62",
    standing=CarerStanding.CLOSE_RELATIVE,
    phone=PHONE,
    as_of_on=date(2026, 3, 2),
    verified_by=VerifiedBy.PHONED_CARER,
)
CARE_FILE_OPENED = CareFileOpened(
    child_id=CHILD, organisation_id=SCHOOL, opened_on=date(2026, 3, 2)
)

RESIDENCE_RECORDED = ResidenceRecorded(child_id=CHILD, village_id=VILLAGE, from_on=date(2020, 1, 1))
SCHOOLING_RECORDED = SchoolingRecorded(
    child_id=CHILD,
    as_of_on=date(2026, 2, 20),
    school_id=SCHOOL,
    class_id=SCHOOL_CLASS,
    boarding=False,
)
LEFT_BEHIND_STATED = CategoryStated(
    child_id=CHILD,
    category=Category.LEFT_BEHIND,
    standard=Standard.SCHOOL_REGISTER,
    stated_by=StatedBy.SCHOOL,
    evidence=Evidence.HOME_VISIT,
    from_on=date(2025, 9, 1),
)
POOR_FAMILY_STATED = CategoryStated(
    child_id=CHILD,
    category=Category.POOR_FAMILY,
    standard=Standard.CIVIL_AFFAIRS,
    stated_by=StatedBy.VILLAGE,
    evidence=Evidence.REGISTER_ENTRY,
    from_on=date(2024, 1, 1),
)
LEVEL_ASSESSED = CareLevelAssessed(
    child_id=CHILD,
    level=4,
    basis="祖母年迈,无人辅导。",
    assessed_by=TEACHER,
    assessed_on=date(2026, 3, 1),
    next_review_on=date(2026, 4, 1),
)

# ── mentors, visits, talks ───────────────────────────────────────────────────────────────────────

LEAD_PAIRING, SECOND_PAIRING = PairingId(example_id(501)), PairingId(example_id(502))
PAIRED_UNTIL = date(2027, 3, 2)
MENTOR_PAIRED = MentorPaired(
    child_id=CHILD,
    pairing_id=LEAD_PAIRING,
    mentor_id=TEACHER,
    mentor_kind=MentorKind.TEACHER,
    is_lead=True,
    from_on=date(2026, 3, 3),
    until_on=PAIRED_UNTIL,
    paired_by=SUPERVISOR,
)
VOLUNTEER_PAIRED = replace(
    MENTOR_PAIRED,
    pairing_id=SECOND_PAIRING,
    mentor_id=VOLUNTEER,
    mentor_kind=MentorKind.VOLUNTEER,
    is_lead=False,
    from_on=date(2026, 3, 9),
    vetted_on=date(2025, 9, 1),
)

VISIT_ID, TALK_ID = VisitId(example_id(601)), TalkId(example_id(602))
CORRECTION_ID = CorrectionId(example_id(603))
HOME_VISIT = HomeVisit(
    visited_by=TEACHER,
    started_at=datetime(2026, 3, 9, 8, 0, tzinfo=UTC),
    means=VisitMeans.AT_HOME,
    outcome=Outcome.DONE,
    child_seen=True,
    spoke_alone=True,
    carer_seen=True,
    minutes=40,
    companions=(Companion.VILLAGE_DIRECTOR,),
    observations=(
        Observation(area=Area.CARE, grade=Grade.GOOD),
        Observation(area=Area.MOOD, grade=Grade.FAIR),
    ),
    needs=(Need.STUDY,),
    note="奶奶身体还好。",
    next_visit_on=date(2026, 5, 8),
)
CHILD_WORDS = "我想妈妈。"
TALK = Talk(
    talked_by=TEACHER,
    started_at=datetime(2026, 3, 9, 2, 0, tzinfo=UTC),
    means=TalkMeans.IN_PERSON,
    outcome=Outcome.DONE,
    minutes=20,
    topics=(Topic.STUDY, Topic.PARENTS),
    mood=Grade.FAIR,
    needs=(Need.CONTACT_WITH_PARENTS,),
    next_talk_on=date(2026, 4, 8),
)
TALK_NOTES = "聊了期中考试。"
