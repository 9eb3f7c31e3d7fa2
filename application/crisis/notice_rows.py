"""Of which cases class teachers may have to be told, as the view tells it: ids alone."""

from typing import Protocol

from domain.shared import CaseId, PersonId


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
