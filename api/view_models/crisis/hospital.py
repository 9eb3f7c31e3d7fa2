"""The pages on which a hospital says that it cannot take a child, when it sees it, who came."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from api.view_models.crisis.cases import CaseHead
from api.view_models.forms import Form


class VisitOutcome(StrEnum):
    """What a liaison says of the child's coming."""

    APPOINTED = "appointed"
    ATTENDED = "attended"
    NOT_ATTENDED = "not_attended"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclinePage:
    """Fields: decline_reason, why; hidden decline_id. `in_danger` = the law lets none refuse."""

    template: ClassVar[str] = "decline_referral.html"
    case: CaseHead
    now: datetime
    decline_id: UUID
    form: Form
    in_danger: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPage:
    """Fields: visit_outcome, visit_on, visit_time; hidden visit_id.

    `missed_at` is the appointment whose time is over, None where there is none to miss.
    """

    template: ClassVar[str] = "hospital_visit.html"
    case: CaseHead
    now: datetime
    visit_id: UUID
    form: Form
    appointment_at: datetime | None = None
    missed_at: datetime | None = None
    chase_days: int = 0
