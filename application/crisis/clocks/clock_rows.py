"""The deadlines that run, as the view tells them, and when they were looked at last."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol

from domain.calendar import Calendar
from domain.clocks.facts import Step
from domain.referrals.levels.level_facts import CrisisLevel
from domain.shared import CaseId, ChildId, PersonId


class DueClock(NamedTuple):
    """A deadline of which there is something to say at `next_at`."""

    next_at: datetime
    case_id: CaseId
    step: Step


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRow:
    """One step that is still to be done, and by when; how often it was paused, and to when last."""

    case_id: CaseId
    child_id: ChildId
    step: Step
    level: CrisisLevel
    is_provisional: bool
    soon_at: datetime
    due_at: datetime
    tier: int
    paused_until: datetime | None = None
    pauses: int = 0

    def is_paused(self, now: datetime) -> bool:
        """Return whether its clock stands still."""
        return self.paused_until is not None and now < self.paused_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressing:
    """The first of what is due soon or overdue, and how many there are of each."""

    rows: tuple[ClockRow, ...] = ()
    soon: int = 0
    overdue: int = 0


class Clocks(Protocol):
    """The deadlines of cases; `calendar` is the one by which they are counted."""

    @property
    def calendar(self) -> Calendar:
        """The official calendar as far as this program knows it."""

    def due(
        self, now: datetime, *, limit: int, after: DueClock | None = None
    ) -> tuple[DueClock, ...]:
        """Return the next deadlines of which there is something to say by now, in their order."""
        ...

    def of_cases(
        self, person_id: PersonId, case_ids: Collection[CaseId], on: date
    ) -> Mapping[CaseId, tuple[ClockRow, ...]]:
        """Return what a person is shown to run of each of these cases, the soonest due first."""
        ...

    def pressing(self, person_id: PersonId, on: date, now: datetime, *, limit: int) -> Pressing:
        """Return what is due soon or overdue of the cases open to a person, the first due first.

        Raises: Unavailable.
        """
        ...

    def silent_for(self) -> float | None:
        """Return for how many seconds nobody looked at the deadlines; None = nobody ever did."""
        ...
