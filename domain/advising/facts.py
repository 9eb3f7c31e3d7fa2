"""What is recorded of what a health vice principal did for a school (教体艺〔2021〕7号).

No child is in it: it is sealed under the key of the school, and belongs to no child's record.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.shared import CorrectionId, HealthDutyId, OrganisationId, PersonId


class HealthDutyKind(StrEnum):
    """What was done."""

    HEALTH_EDUCATION = "health_education"
    INFECTIOUS_DISEASE = "infectious_disease"
    MENTAL_HEALTH = "mental_health"
    CRISIS_TRAINING = "crisis_training"
    MEETING = "meeting"
    SCHOOL_VISIT = "school_visit"
    OTHER = "other"


class Audience(StrEnum):
    """For whom it was."""

    PUPILS = "pupils"
    TEACHERS = "teachers"
    PARENTS = "parents"


class HealthDutyVoidReason(StrEnum):
    """Why an entry of the log does not count."""

    DID_NOT_TAKE_PLACE = "did_not_take_place"
    OTHER_SCHOOL = "other_school"
    ENTERED_TWICE = "entered_twice"
    NAMED_A_PUPIL = "named_a_pupil"


@dataclass(frozen=True, slots=True)
class Present:
    """How many of one audience were there."""

    audience: Audience
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthDuty:
    """One thing done on `held_on`; `what` is one line in which no pupil is named."""

    kind: HealthDutyKind
    held_on: date
    what: str
    minutes: int | None = None
    present: tuple[Present, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthDutyLogged:
    """A health vice principal did something for a school to which they were appointed that day."""

    school_id: OrganisationId
    health_duty_id: HealthDutyId
    done_by: PersonId
    duty: HealthDuty


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthDutyCorrected:
    """What an entry should have said, whole, and why; the first record stays in the log."""

    school_id: OrganisationId
    health_duty_id: HealthDutyId
    correction_id: CorrectionId
    duty: HealthDuty
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthDutyVoided:
    """An entry was made in error, and counts no longer."""

    school_id: OrganisationId
    health_duty_id: HealthDutyId
    reason: HealthDutyVoidReason


HealthDutiesEvent = HealthDutyLogged | HealthDutyCorrected | HealthDutyVoided
