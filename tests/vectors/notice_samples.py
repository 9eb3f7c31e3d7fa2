"""The samples of what class teachers are told of an acute danger, and answer; all invented."""

from collections.abc import Mapping

from domain.alerts import facts as alerts
from domain.alerts import word_facts as words
from domain.referrals.levels.level_facts import CrisisLevel
from domain.shared import CaseId, ChildId, OrganisationId, PersonId
from domain.staff.facts import Role
from tests.vectors.ids import sample_id

_CASE, _CHILD, _CAUSE = CaseId(sample_id(61)), ChildId(sample_id(21)), sample_id(72)
_TEACHER, _STAND_IN = PersonId(sample_id(11)), PersonId(sample_id(12))

NOTICE_SAMPLES: Mapping[str, object] = {
    "alerts.class_teacher_told.1": alerts.ClassTeacherTold(
        case_id=_CASE,
        child_id=_CHILD,
        cause_id=_CAUSE,
        class_id=OrganisationId(sample_id(4)),
        told_ids=(_TEACHER, _STAND_IN),
    ),
    "alerts.risk_notice_read.1": alerts.RiskNoticeRead(
        case_id=_CASE, child_id=_CHILD, cause_id=_CAUSE, read_by=_TEACHER
    ),
    "alerts.second_person_told.1": words.SecondPersonTold(
        case_id=_CASE, child_id=_CHILD, cause_id=_CAUSE, told_ids=(_TEACHER, _STAND_IN)
    ),
    "alerts.county_told.1": words.CountyTold(
        case_id=_CASE,
        child_id=_CHILD,
        cause_id=_CAUSE,
        level=CrisisLevel.ORANGE,
        told_ids=(_TEACHER,),
    ),
    "alerts.refusal_told.1": alerts.RefusalTold(
        case_id=_CASE,
        child_id=_CHILD,
        cause_id=_CAUSE,
        told=(
            alerts.Addressee(
                person_id=_TEACHER,
                role=Role.COUNTY_DUTY_OFFICER,
                organisation_id=OrganisationId(sample_id(5)),
            ),
        ),
        gaps=(alerts.Gap(role=Role.CIVIL_AFFAIRS_OFFICER, reason=alerts.GapReason.VACANT),),
    ),
}
