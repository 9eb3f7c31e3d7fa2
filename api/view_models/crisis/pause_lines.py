"""What the page of a case tells of pauses of its clocks."""

from dataclasses import dataclass
from datetime import datetime

from domain.referrals.school.pause_facts import PauseProposed


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPause:
    """A pause that waits for another person; the clock runs meanwhile, until `due_at`."""

    proposed: PauseProposed
    proposer: str
    due_at: datetime | None = None
    may_agree: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseLines:
    """The pauses that wait, and whether the person may propose one, or settle and end any."""

    waiting: tuple[WaitingPause, ...] = ()
    may_propose: bool = False
    may_settle: bool = False
