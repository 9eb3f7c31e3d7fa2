"""The samples of what a health vice principal did for a school; all of it invented."""

from collections.abc import Mapping
from datetime import date

from domain.advising import facts as duties
from domain.shared import CorrectionId, HealthDutyId, OrganisationId, PersonId
from tests.vectors.ids import sample_id

_SCHOOL, _DOCTOR = OrganisationId(sample_id(2)), PersonId(sample_id(81))
_LESSON = HealthDutyId(sample_id(141))

HEALTH_DUTY_SAMPLES: Mapping[str, object] = {
    "advising.health_duty_logged.1": duties.HealthDutyLogged(
        school_id=_SCHOOL,
        health_duty_id=_LESSON,
        done_by=_DOCTOR,
        duty=duties.HealthDuty(
            kind=duties.HealthDutyKind.CRISIS_TRAINING,
            held_on=date(2026, 3, 11),
            what="怎样看出学生可能有心理危机，看到了先找谁",
            minutes=90,
            present=(
                duties.Present(duties.Audience.TEACHERS, 42),
                duties.Present(duties.Audience.PARENTS, 3),
            ),
        ),
    ),
    "advising.health_duty_corrected.1": duties.HealthDutyCorrected(
        school_id=_SCHOOL,
        health_duty_id=_LESSON,
        correction_id=CorrectionId(sample_id(142)),
        duty=duties.HealthDuty(
            kind=duties.HealthDutyKind.CRISIS_TRAINING,
            held_on=date(2026, 3, 12),
            what="怎样看出学生可能有心理危机，看到了先找谁",
            present=(duties.Present(duties.Audience.TEACHERS, 41),),
        ),
        why="签到表上是3月12日，41位老师。",
    ),
    "advising.health_duty_voided.1": duties.HealthDutyVoided(
        school_id=_SCHOOL,
        health_duty_id=_LESSON,
        reason=duties.HealthDutyVoidReason.ENTERED_TWICE,
    ),
}
