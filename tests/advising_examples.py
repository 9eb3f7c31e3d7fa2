"""What the health vice principal of the examples did for the example school; invented."""

from datetime import date

from domain.advising.facts import (
    Audience,
    HealthDuty,
    HealthDutyCorrected,
    HealthDutyKind,
    HealthDutyLogged,
    HealthDutyVoided,
    HealthDutyVoidReason,
    Present,
)
from domain.advising.state import CorrectHealthDuty, LogHealthDuty, VoidHealthDuty
from domain.shared import CorrectionId, HealthDutyId
from tests.crisis import ADVISER
from tests.examples import SCHOOL, example_id

LESSON, TRAINING = (HealthDutyId(example_id(number)) for number in (951, 952))
CORRECTION = CorrectionId(example_id(953))

TAUGHT = HealthDuty(
    kind=HealthDutyKind.MENTAL_HEALTH,
    held_on=date(2026, 3, 9),
    what="考试前紧张怎么办",
    minutes=40,
    present=(Present(Audience.PUPILS, 46), Present(Audience.TEACHERS, 2)),
)
TRAINED = HealthDuty(
    kind=HealthDutyKind.CRISIS_TRAINING,
    held_on=date(2026, 3, 5),
    what="怎样看出学生可能有心理危机，看到了先找谁",
    present=(Present(Audience.TEACHERS, 42),),
)
LOG = LogHealthDuty(school_id=SCHOOL, health_duty_id=LESSON, duty=TAUGHT)
LOG_TRAINING = LogHealthDuty(school_id=SCHOOL, health_duty_id=TRAINING, duty=TRAINED)
LOGGED = HealthDutyLogged(school_id=SCHOOL, health_duty_id=LESSON, done_by=ADVISER, duty=TAUGHT)

RIGHT = HealthDuty(
    kind=HealthDutyKind.MENTAL_HEALTH,
    held_on=date(2026, 3, 6),
    what="考试前紧张怎么办",
    present=(Present(Audience.PUPILS, 44),),
)
CORRECT = CorrectHealthDuty(
    school_id=SCHOOL,
    health_duty_id=LESSON,
    correction_id=CORRECTION,
    duty=RIGHT,
    why="记成了下一周。",
)
CORRECTED = HealthDutyCorrected(
    school_id=SCHOOL,
    health_duty_id=LESSON,
    correction_id=CORRECTION,
    duty=RIGHT,
    why="记成了下一周。",
)
VOID = VoidHealthDuty(
    school_id=SCHOOL, health_duty_id=LESSON, reason=HealthDutyVoidReason.NAMED_A_PUPIL
)
VOIDED = HealthDutyVoided(
    school_id=SCHOOL, health_duty_id=LESSON, reason=HealthDutyVoidReason.NAMED_A_PUPIL
)
