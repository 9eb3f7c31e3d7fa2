"""The forms by which a return to school is asked for, looked at by a panel, and appealed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from api.view_models.crisis.cases import CaseHead
from api.view_models.forms import Choice, Form
from domain.referrals.returning.return_facts import ReturnReviewed


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRequestPage:
    """Fields: relation_code, is_guardian, not_suspected (yes), asked_on; hidden return_id.

    `may_be_meant` = a report may mean guardian or carer; `deferred` is the deferral that a guardian
    appeals against, None where the return is asked for.
    """

    template: ClassVar[str] = "return_request.html"
    case: CaseHead
    now: datetime
    return_id: UUID
    form: Form
    within_days: int
    may_be_meant: bool = False
    deferred: ReturnReviewed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnReviewPage:
    """Fields: member_ids, met_on, met_time, return_decision; with a return first_on, met_by, loads
    and helps, else deferral_reason and look_again_on; hidden review_id, return_id.

    `people` may sit on the panel, `meeting` meet the child. `may_be_meant` is as above;
    `on_appeal` = the county decides, by none of those before.
    """

    template: ClassVar[str] = "return_review.html"
    case: CaseHead
    now: datetime
    return_id: UUID
    review_id: UUID
    form: Form
    people: tuple[Choice, ...]
    meeting: tuple[Choice, ...]
    asked_on: date
    first_day_within_days: int
    deferral_days_at_most: int
    may_be_meant: bool = False
    on_appeal: bool = False
