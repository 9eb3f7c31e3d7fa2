"""The pages on which a school says how it looked after a child, and two people end the case."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from api.view_models.crisis.cases import CaseHead
from api.view_models.forms import Form


class ClosingDecision(StrEnum):
    """What another person decides about the end of a case."""

    CLOSE = "close"
    DECLINE = "decline"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpPage:
    """Fields: follow_up_outcome, saw_child, follow_up_on, follow_up_time, note; hidden
    follow_up_id."""

    template: ClassVar[str] = "follow_up.html"
    case: CaseHead
    now: datetime
    follow_up_id: UUID
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingPage:
    """Fields: why; hidden closing_id. Where a proposal waits: decision, why where it is declined.

    `proposer` None = nothing was proposed yet; `may_close` is false for whoever proposed it.
    `waiting_hospital` has the referral and has not received it: it is told that the case is over.
    """

    template: ClassVar[str] = "closing.html"
    case: CaseHead
    now: datetime
    closing_id: UUID
    form: Form
    proposer: str | None = None
    why: str = ""
    may_close: bool = False
    waiting_hospital: str | None = None
