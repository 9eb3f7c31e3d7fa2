"""One invented fact for each stored name, as full as that kind of fact gets.

Nobody in them lives; ID numbers begin with 999999, which no authority issues. A sample is used
once, when its vector is first written.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from domain.care import facts as care
from domain.children import facts as children
from domain.codelists import Sex
from domain.pairing import facts as pairing
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
from domain.visits import facts as visits
from tests.vectors.account_samples import ACCOUNT_SAMPLES
from tests.vectors.breach_samples import BREACH_SAMPLES
from tests.vectors.case_samples import CASE_SAMPLES
from tests.vectors.contact_samples import CONTACT_SAMPLES
from tests.vectors.grant_samples import GRANT_SAMPLES
from tests.vectors.identity_samples import IDENTITY_SAMPLES
from tests.vectors.ids import sample_id
from tests.vectors.outside_samples import OUTSIDE_SAMPLES
from tests.vectors.reading_samples import READING_SAMPLES
from tests.vectors.rights_samples import RIGHTS_SAMPLES
from tests.vectors.screening_samples import SCREENING_SAMPLES
from tests.vectors.security_samples import SECURITY_SAMPLES
from tests.vectors.staff_samples import STAFF_SAMPLES
from tests.vectors.survey_samples import SURVEY_SAMPLES

COUNTY, SCHOOL, VILLAGE = (OrganisationId(sample_id(number)) for number in (1, 2, 3))
SCHOOL_CLASS = OrganisationId(sample_id(4))
TEACHER, VOLUNTEER = PersonId(sample_id(11)), PersonId(sample_id(12))
CHILD, OTHER_CHILD = ChildId(sample_id(21)), ChildId(sample_id(22))
DUTY = DutyId(sample_id(31))
GRANDFATHER = CarerId(sample_id(32))
FIRST_PAIRING, SECOND_PAIRING = PairingId(sample_id(33)), PairingId(sample_id(34))
VISIT, TALK = VisitId(sample_id(41)), TalkId(sample_id(42))
CORRECTION = CorrectionId(sample_id(43))

VISITED = visits.HomeVisit(
    visited_by=TEACHER,
    started_at=datetime(2026, 3, 7, 7, 40, tzinfo=UTC),
    means=visits.VisitMeans.AT_HOME,
    outcome=visits.Outcome.DONE,
    child_seen=True,
    spoke_alone=True,
    carer_seen=True,
    minutes=50,
    companions=(visits.Companion.VILLAGE_DIRECTOR, visits.Companion.VOLUNTEER),
    observations=(
        visits.Observation(area=visits.Area.FOOD_AND_HOUSING, grade=visits.Grade.GOOD),
        visits.Observation(area=visits.Area.WATER_POWER_FIRE, grade=visits.Grade.FAIR),
        visits.Observation(area=visits.Area.ALONE, grade=visits.Grade.WORRYING),
    ),
    needs=(visits.Need.STUDY, visits.Need.CONTACT_WITH_PARENTS),
    note="爷爷在家,灶房线路老化,已请村里电工来看。孩子周末独自在家的时间较长。",
    next_visit_on=date(2026, 4, 11),
)
NOBODY_THERE = visits.HomeVisit(
    visited_by=TEACHER,
    started_at=datetime(2026, 3, 7, 7, 40, tzinfo=UTC),
    means=visits.VisitMeans.AT_HOME,
    outcome=visits.Outcome.NOT_AT_HOME,
    child_seen=False,
    spoke_alone=False,
    carer_seen=False,
    note="邻居说祖孙二人赶圩去了,改日再来。",
)
TALKED = visits.Talk(
    talked_by=TEACHER,
    started_at=datetime(2026, 3, 12, 3, 15, tzinfo=UTC),
    means=visits.TalkMeans.IN_PERSON,
    outcome=visits.Outcome.DONE,
    minutes=25,
    topics=(visits.Topic.FRIENDS, visits.Topic.MOOD_AND_SLEEP, visits.Topic.WISHES),
    mood=visits.Grade.FAIR,
    needs=(visits.Need.COMPANIONSHIP,),
    next_talk_on=date(2026, 4, 9),
)
TALKED_BY_PHONE = visits.Talk(
    talked_by=VOLUNTEER,
    started_at=datetime(2026, 3, 12, 11, 0, tzinfo=UTC),
    means=visits.TalkMeans.PHONE,
    outcome=visits.Outcome.RESCHEDULED,
)
REGISTERED = children.ChildRegistered(
    child_id=CHILD,
    name="示例·陆𬭚",
    sex=Sex.FEMALE,
    born_on=date(2016, 9, 30),
    id_number="999999201609300026",
    student_number="G999999201609300026",
    ethnicity_code="01",
    address="示例县示例镇样本村六组",
)

SAMPLES: Mapping[str, object] = {
    **ACCOUNT_SAMPLES,
    **CASE_SAMPLES,
    **CONTACT_SAMPLES,
    **SURVEY_SAMPLES,
    **GRANT_SAMPLES,
    **RIGHTS_SAMPLES,
    **SCREENING_SAMPLES,
    **BREACH_SAMPLES,
    **SECURITY_SAMPLES,
    **READING_SAMPLES,
    **STAFF_SAMPLES,
    **OUTSIDE_SAMPLES,
    **IDENTITY_SAMPLES,
    "children.child_registered.1": REGISTERED,
    "children.child_registered_conflict_kept.1": children.ChildRegisteredConflictKept(
        child_id=CHILD,
        kept=children.ChildRegistered(
            child_id=CHILD, name="示例·陆甲", sex=Sex.UNKNOWN, born_on=date(2016, 9, 3)
        ),
    ),
    "children.carer_recorded.1": children.CarerRecorded(
        child_id=CHILD,
        carer_id=GRANDFATHER,
        name="示例爷爷",
        relation_code="61",
        standing=children.CarerStanding.ENTRUSTED_CARER,
        phone="13000000008",
        as_of_on=date(2026, 3, 1),
        verified_by=VerifiedBy.SAW_CHILD,
    ),
    "care.care_file_opened.1": care.CareFileOpened(
        child_id=CHILD, organisation_id=SCHOOL, opened_on=date(2026, 3, 1)
    ),
    "care.residence_recorded.2": care.ResidenceRecorded(
        child_id=CHILD,
        village_id=VILLAGE,
        from_on=date(2019, 2, 4),
        as_of_on=date(2026, 3, 3),
        verified_by=VerifiedBy.SAW_CHILD,
    ),
    "care.schooling_recorded.2": care.SchoolingRecorded(
        child_id=CHILD,
        as_of_on=date(2026, 2, 20),
        school_id=SCHOOL,
        class_id=SCHOOL_CLASS,
        boarding=True,
        verified_by=VerifiedBy.DOCUMENT,
    ),
    "care.category_stated.1": care.CategoryStated(
        child_id=CHILD,
        category=care.Category.LEFT_BEHIND,
        standard=care.Standard.CIVIL_AFFAIRS,
        stated_by=care.StatedBy.VILLAGE,
        evidence=care.Evidence.REGISTER_ENTRY,
        from_on=date(2025, 2, 10),
    ),
    "care.care_level_assessed.1": care.CareLevelAssessed(
        child_id=CHILD,
        level=3,
        basis="父母均在外省务工,爷爷年过七十,周末常独处。",
        assessed_by=TEACHER,
        assessed_on=date(2026, 3, 8),
        next_review_on=date(2026, 6, 8),
    ),
    "pairing.mentor_paired.2": pairing.MentorPaired(
        child_id=CHILD,
        pairing_id=FIRST_PAIRING,
        mentor_id=VOLUNTEER,
        mentor_kind=pairing.MentorKind.VOLUNTEER,
        is_lead=False,
        from_on=date(2026, 3, 2),
        vetted_on=date(2026, 2, 25),
        until_on=date(2027, 1, 31),
        paired_by=TEACHER,
    ),
    "pairing.pairing_extended.1": pairing.PairingExtended(
        child_id=CHILD,
        pairing_id=FIRST_PAIRING,
        until_on=date(2027, 7, 5),
        extended_by=TEACHER,
    ),
    "pairing.lead_reassigned.1": pairing.LeadReassigned(
        child_id=CHILD,
        pairing_id=SECOND_PAIRING,
        previous_pairing_id=FIRST_PAIRING,
        changed_on=date(2026, 3, 20),
    ),
    "pairing.pairing_ended.1": pairing.PairingEnded(
        child_id=CHILD,
        pairing_id=FIRST_PAIRING,
        ended_on=date(2026, 3, 31),
        reason=pairing.PairingEndReason.CHILD_ASKED,
    ),
    "visits.home_visit_logged.1": visits.HomeVisitLogged(
        child_id=CHILD, visit_id=VISIT, visit=VISITED
    ),
    "visits.home_visit_corrected.1": visits.HomeVisitCorrected(
        child_id=CHILD,
        visit_id=VISIT,
        correction_id=CORRECTION,
        visit=NOBODY_THERE,
        why="记到了别的孩子名下,实际那天家里没有人。",
    ),
    "visits.home_visit_conflict_kept.1": visits.HomeVisitConflictKept(
        child_id=CHILD, visit_id=VISIT, visit=NOBODY_THERE
    ),
    "visits.child_words_recorded.1": visits.ChildWordsRecorded(
        child_id=CHILD,
        visit_id=VISIT,
        words="我想让妈妈过年回来。夜里打雷我有点怕。",
        correction_id=CORRECTION,
        with_conflict=False,
    ),
    "visits.talk_logged.1": visits.TalkLogged(child_id=CHILD, talk_id=TALK, talk=TALKED),
    "visits.talk_corrected.1": visits.TalkCorrected(
        child_id=CHILD,
        talk_id=TALK,
        correction_id=CORRECTION,
        talk=TALKED_BY_PHONE,
        why="当天只通了电话,约好下周再谈。",
    ),
    "visits.talk_conflict_kept.1": visits.TalkConflictKept(
        child_id=CHILD, talk_id=TALK, talk=TALKED_BY_PHONE
    ),
    "visits.talk_notes_recorded.1": visits.TalkNotesRecorded(
        child_id=CHILD,
        talk_id=TALK,
        notes="说到同桌转学,有些失落;愿意参加周三的绘画小组。",
        correction_id=None,
        with_conflict=True,
    ),
}
