"""The page on which a county's health office sees how far its referrals have come."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from api.view_models.crisis.duty import Elapsed, case_number
from domain.shared import CaseId


class Progress(StrEnum):
    """How a referral stands against its deadline; each is said in words."""

    WAITING = "waiting"
    OVERDUE = "overdue"
    RECEIVED = "received"
    RECEIVED_LATE = "received_late"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralLine:
    """One referral: neither who the child is nor what it is about.

    `place` is the child's school or village, None where it is not known.
    """

    case_id: CaseId
    place: str | None
    hospital: str | None
    issued: Elapsed
    receive_by: datetime
    received_at: datetime | None = None
    unreadable: bool = False

    @property
    def number(self) -> str:
        """Return the number by which the case is spoken of."""
        return case_number(self.case_id)

    @property
    def progress(self) -> Progress:
        """Return how it stands at the moment of the page."""
        if self.received_at is None:
            return Progress.OVERDUE if self.issued.now > self.receive_by else Progress.WAITING
        late = self.received_at > self.receive_by
        return Progress.RECEIVED_LATE if late else Progress.RECEIVED

    @property
    def urgency(self) -> str:
        """Return how loudly the row is drawn."""
        return "overdue" if self.progress is Progress.OVERDUE else ""

    @property
    def left(self) -> Elapsed:
        """Return the time between now and the deadline, whichever comes first."""
        now, end = self.issued.now, self.receive_by
        return Elapsed(at=min(now, end), now=max(now, end))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralsPage:
    """One page of referrals; the numbers are of all pages.

    `older_received` were received and did not change for `received_shown_days`: no page lists them.
    """

    template: ClassVar[str] = "referrals.html"
    lines: tuple[ReferralLine, ...]
    waiting: int = 0
    received: int = 0
    older_received: int = 0
    received_shown_days: int = 0
    next_cursor: str | None = None
    is_first_page: bool = True
