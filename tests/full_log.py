"""A log of readings that takes no more records, so that nothing may be shown."""

from collections.abc import Sequence
from datetime import datetime

from application.ports import Commit, History, Recorded
from domain.errors import Unavailable
from domain.shared import Erased, Stream


class FullLog:
    """A second log that takes no more records."""

    def load(
        self, _streams: Sequence[Stream], *, before: datetime | None = None
    ) -> History | Erased:
        raise AssertionError(before)

    def append(self, _commit: Commit) -> tuple[Recorded[object], ...]:
        raise Unavailable("reads_full")

    def note(self, _commit: Commit) -> None:
        raise Unavailable("reads_full")
