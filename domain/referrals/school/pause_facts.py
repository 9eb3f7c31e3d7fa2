"""What is recorded when the clock of one step stands still for some days: by two people, never one.

A breach is never taken back by it. That a pause is over on its day, or since the child is in
danger, is no fact of its own: it follows from these and from all others of the case.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.referrals.steps import Step
from domain.shared import CaseId, ChildId, PauseId, PersonId


class PauseReason(StrEnum):
    """Why a step can wait for some days; none of them is a reason in danger."""

    FAMILY_AWAY = "family_away"
    HOSPITAL_HAS_NO_DATE = "hospital_has_no_date"
    SCHOOL_HOLIDAYS = "school_holidays"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseProposed:
    """Whoever has the case thinks that a step can wait until a day; its clock runs all the same.

    `began_at` is when that clock began: one step has several in its time.
    """

    case_id: CaseId
    child_id: ChildId
    pause_id: PauseId
    step: Step
    began_at: datetime
    proposed_by: PersonId
    reason: PauseReason
    until_on: date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseAgreed:
    """Another person agrees: from now on the clock stands still, to the end of `until_on`."""

    case_id: CaseId
    child_id: ChildId
    pause_id: PauseId
    step: Step
    began_at: datetime
    until_on: date
    agreed_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseDeclined:
    """The clock runs on, and why; whoever proposed the pause takes it back so, too."""

    case_id: CaseId
    child_id: ChildId
    pause_id: PauseId
    declined_by: PersonId
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseEnded:
    """Somebody let the clock go on before the day, with the time that was left."""

    case_id: CaseId
    child_id: ChildId
    pause_id: PauseId
    step: Step
    ended_by: PersonId


PauseEvent = PauseProposed | PauseAgreed | PauseDeclined | PauseEnded
