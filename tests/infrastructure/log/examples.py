"""Rows and streams for the tests of the log's recorder; nothing in them is sealed."""

from uuid import UUID

from eventsourcing.persistence import StoredEvent

from infrastructure.log.rows import StoredRow

NAME = "visits.home_visit_logged.1"


def stream(number: int) -> UUID:
    return UUID(int=number)


def event(stream_number: int, version: int, name: str = NAME) -> StoredEvent:
    state = f"state of {version} in {stream_number}".encode()
    return StoredEvent(stream(stream_number), version, name, state)


def row(position: int, stream_number: int, version: int, name: str = NAME) -> StoredRow:
    """Return how `event` stands in the log."""
    stored = event(stream_number, version, name)
    return StoredRow(position, stream(stream_number), version, name, stored.state)
