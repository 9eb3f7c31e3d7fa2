"""What is recorded of a study leave (休学): a pause for a child, never a punishment.

No letter of a hospital is asked for, and no fact here has words in which an illness could stand.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.shared import CaseId, ChildId, LeaveId, PersonId


class LeaveAskedBy(StrEnum):
    """Who asked for the leave; a school may, but a guardian has to agree."""

    GUARDIAN = "guardian"
    CHILD = "child"
    SCHOOL = "school"


class LeaveEnd(StrEnum):
    """Why a leave is over."""

    BACK_AT_SCHOOL = "back_at_school"
    CHANGED_SCHOOL = "changed_school"
    RECORDED_IN_ERROR = "recorded_in_error"


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyLeaveStarted:
    """The child is on leave from `from_on` and expected back by `until_on`.

    A guardian agreed on `agreed_on`, by `relation_code` (GB/T 4761) or as `is_guardian` says; the
    class agreed on `class_agreed_on` to keep the child's place. One that is recorded while another
    runs says until when it is expected to last now. `not_suspected` is as with GuardianInformed;
    None where nobody asked for it yet.
    """

    case_id: CaseId
    child_id: ChildId
    leave_id: LeaveId
    recorded_by: PersonId
    asked_by: LeaveAskedBy
    from_on: date
    until_on: date
    relation_code: str
    is_guardian: bool
    agreed_on: date
    class_agreed_on: date
    not_suspected: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyLeaveEnded:
    """The leave is over since `ended_on`, and why."""

    case_id: CaseId
    child_id: ChildId
    leave_id: LeaveId
    recorded_by: PersonId
    ended_on: date
    reason: LeaveEnd


LeaveEvent = StudyLeaveStarted | StudyLeaveEnded
