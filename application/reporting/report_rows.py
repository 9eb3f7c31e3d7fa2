"""Where each report of harm stands, as the view tells it: ids, times and how far it has come."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.shared import ChildId, PersonId, ReportId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One report; `next_at` is when there is something to say of it, None = never any more."""

    report_id: ReportId
    child_id: ChildId
    position: int
    reported_at: datetime
    is_acknowledged: bool
    is_closed: bool
    next_at: datetime | None


class Reports(Protocol):
    """The reports of the whole ledger; who may see which of them the log alone tells."""

    def after(self, position: int, *, limit: int, only_open: bool) -> tuple[ReportRow, ...]:
        """Return reports beyond a position, the oldest first; those done with only if wanted."""
        ...

    def unreceived(self, *, limit: int) -> tuple[ReportRow, ...]:
        """Return the reports that nobody has received, the newest first; none that are closed."""
        ...

    def of_reporter(self, person_id: PersonId, *, limit: int) -> tuple[ReportRow, ...]:
        """Return what one person reported, the newest first."""
        ...

    def due(self, now: datetime, *, limit: int) -> tuple[ReportRow, ...]:
        """Return the reports of which there is something to say by now, the longest due first."""
        ...

    def of_child(self, child_id: ChildId) -> tuple[ReportId, ...]:
        """Return all reports of a child up to the end of the log, the oldest first."""
        ...

    def is_near(self) -> bool:
        """Return whether `of_child` leaves out nothing: not while the view is far behind."""
        ...

    def children_among(self, child_ids: Collection[ChildId]) -> frozenset[ChildId]:
        """Return those of the children of whom there is a report."""
        ...

    def behind(self) -> int:
        """Return how many events the view does not show yet."""
        ...
