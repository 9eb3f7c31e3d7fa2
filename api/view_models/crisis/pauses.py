"""Pauses of the clocks of a case: on its page, and on the forms that propose and settle them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from api.view_models.crisis.cases import CaseHead
from api.view_models.crisis.clocks import ClockLine
from api.view_models.crisis.pause_lines import WaitingPause
from api.view_models.forms import Form


class PauseDecision(StrEnum):
    """What another person says to a pause, or its proposer who takes it back."""

    AGREE = "agree"
    DECLINE = "decline"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposePausePage:
    """Fields: paused_step, pause_reason, paused_until_on, why; hidden pause_id.

    `steps` may wait, to the end of `last_on` at the latest; each of `others` may not, by its code.
    """

    template: ClassVar[str] = "propose_pause.html"
    case: CaseHead
    now: datetime
    pause_id: UUID
    steps: tuple[ClockLine, ...]
    others: tuple[tuple[ClockLine, str], ...]
    last_on: date
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlePausePage:
    """Fields: decision, why where it is declined. `waiting` None = it waits no more."""

    template: ClassVar[str] = "settle_pause.html"
    case: CaseHead
    now: datetime
    pause_id: UUID
    waiting: WaitingPause | None
    form: Form
