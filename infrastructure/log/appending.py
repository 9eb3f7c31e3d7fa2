"""What one caller wants written together, and several of these joined into one commit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

from eventsourcing.persistence import ProgrammingError, StoredEvent, Tracking

from infrastructure.log.rows import AlertRow, ClaimRow

NOTHING_EXPECTED: Mapping[UUID, int] = MappingProxyType({})


class NewRow(NamedTuple):
    """One event to store; its position is known when it is committed."""

    stream: UUID
    version: int
    name: str
    state: bytes


@dataclass(frozen=True, slots=True)
class Append:
    """Rows to write all or none, on conditions.

    `expected` holds only the versions that the uniqueness of (stream, version) does not guard.
    """

    rows: Sequence[NewRow]
    expected: Mapping[UUID, int] = field(default_factory=dict)
    claims: Sequence[ClaimRow] = ()
    tracking: Tracking | None = None
    alerts: Sequence[AlertRow] = ()

    @property
    def is_plain(self) -> bool:
        """Whether it may be joined with others: nothing but rows and expected versions."""
        return not self.claims and self.tracking is None and not self.alerts


def append_of(
    events: Sequence[StoredEvent],
    expected: Mapping[UUID, int],
    claims: Sequence[ClaimRow] = (),
    tracking: Tracking | None = None,
    alerts: Sequence[AlertRow] = (),
) -> Append:
    """Return what the library's stored events ask to be written.

    Raises: ProgrammingError when an event's stream is not named by a UUID.
    """
    rows = [_row(event) for event in events]
    unguarded = _unguarded(rows, expected) if expected else expected
    return Append(rows, unguarded, claims, tracking, alerts)


def _row(event: StoredEvent) -> NewRow:
    if not isinstance(event.originator_id, UUID):
        raise ProgrammingError("streams are named by UUIDs")
    return NewRow(event.originator_id, event.originator_version, event.topic, event.state)


def _unguarded(rows: Sequence[NewRow], expected: Mapping[UUID, int]) -> Mapping[UUID, int]:
    first: dict[UUID, int] = {}
    for row in rows:
        first.setdefault(row.stream, row.version)
    return {
        stream: version
        for stream, version in expected.items()
        # Whoever appended to the stream since has used this very version.
        if first.get(stream) != version + 1
    }


def joined(appends: Sequence[Append]) -> Append:
    """Return one append that writes what each of several plain ones asks, in their order."""
    if len(appends) == 1:
        return appends[0]
    return Append(
        [row for append in appends for row in append.rows],
        {stream: version for append in appends for stream, version in append.expected.items()},
    )


class Joining:
    """Gathers appends that may share one commit.

    What a later one expects of a stream is checked before any row of the commit is written. So
    an append that expects or continues a stream which an earlier one continues must wait, and
    so must one that expects another version than an earlier one.
    """

    def __init__(self, *, rows_at_most: int) -> None:
        self.appends: list[Append] = []
        # Streams as whole numbers: to look those up takes a third of the time.
        self._expected: dict[int, int] = {}
        self._continued: set[int] = set()
        self._rows = 0
        self._rows_at_most = rows_at_most

    def take(self, append: Append) -> bool:
        """Take the append in if it may share the commit of those before, and return whether."""
        streams = {row.stream.int for row in append.rows}
        expected = {stream.int: version for stream, version in append.expected.items()}
        if self.appends and not self._may_share(append, streams, expected):
            return False
        self.appends.append(append)
        self._expected.update(expected)
        self._continued |= streams
        self._rows += len(append.rows)
        return True

    def _may_share(self, append: Append, streams: set[int], expected: Mapping[int, int]) -> bool:
        return (
            append.is_plain
            and self.appends[0].is_plain
            and self._rows + len(append.rows) <= self._rows_at_most
            and self._continued.isdisjoint(streams)
            and self._continued.isdisjoint(expected)
            and all(self._expected.get(s, v) == v for s, v in expected.items())
        )
