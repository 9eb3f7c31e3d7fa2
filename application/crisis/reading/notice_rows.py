"""Which cases class teachers may have to know of, and what waits for a second person: ids alone."""

from datetime import date
from typing import Protocol

from domain.shared import CaseId, PersonId, ReportId


class RiskNotices(Protocol):
    """Cases that were red and may be so still, and who was told: the log alone tells what holds."""

    def is_current(self) -> bool:
        """Return whether all is found up to the end of the log: the view is moved there first."""
        ...

    def acute(self) -> tuple[CaseId, ...]:
        """Return every case that may be red."""
        ...

    def told(self, person_id: PersonId) -> tuple[CaseId, ...]:
        """Return those of them of which somebody was told as class teacher, the first first."""
        ...

    def waiting(self, person_id: PersonId, on: date, *, limit: int) -> tuple[CaseId, ...]:
        """Return the cases open to a person in which something may wait, the longest first."""
        ...

    def reports_waiting(self, *, limit: int) -> tuple[ReportId, ...]:
        """Return the reports whose end may wait for a second person, the longest first."""
        ...
