"""The form by which a study leave begins, lasts longer or ends, and how a case tells of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from api.view_models.crisis.cases import CaseHead
from api.view_models.forms import Form
from domain.referrals.returning.leave_facts import StudyLeaveStarted


class LeaveStep(StrEnum):
    """What is said of the leave that runs."""

    END = "end"
    LONGER = "longer"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavePage:
    """Fields: asked_by, leave_from_on, leave_until_on, relation_code, is_guardian, not_suspected
    (yes), agreed_on, class_agreed_on; hidden leave_id. Where a leave runs: leave_step, for its end
    leave_ended_on and leave_end, else leave_until_on and who agreed when; hidden running_id.

    `may_be_meant` = a report may mean guardian or carer.
    """

    template: ClassVar[str] = "leave.html"
    case: CaseHead
    now: datetime
    leave_id: UUID
    form: Form
    days_at_most: int
    may_be_meant: bool = False
    running: StudyLeaveStarted | None = None
