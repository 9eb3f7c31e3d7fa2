"""The page on which a hospital tells a school what a child can do there."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from api.view_models.crisis.cases import CaseHead
from api.view_models.forms import Form


class FeedbackOutcome(StrEnum):
    """What is told: what the child can do, that nothing is said, or that all is as before."""

    FIT_TO_ATTEND = "fit_to_attend"
    NEEDS_SUPPORT = "needs_support"
    NO_STATEMENT = "no_statement"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackPage:
    """Fields: feedback_outcome; supports; review_on; let_name, relation_code, is_guardian (yes),
    let_sure (yes), let_means, let_on, let_time; hidden feedback_id.

    `may_be_meant` = not everybody of the family may let it tell; of whom that holds, and why, a
    hospital is not told.
    """

    template: ClassVar[str] = "hospital_feedback.html"
    case: CaseHead
    now: datetime
    feedback_id: UUID
    form: Form
    may_be_meant: bool = False
