"""Rows and streams for the tests of the log's recorder; nothing in them is sealed."""

from uuid import UUID

from eventsourcing.persistence import StoredEvent
from sqlalchemy import Engine, select

from infrastructure.log.rows import AlertRow, StoredRow
from infrastructure.log.tables import ALERTS

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


def alerted(engine: Engine) -> list[AlertRow]:
    """Return all rows of alerts, in the order of their ids."""
    told = select(ALERTS.c.alert, ALERTS.c.addressee, ALERTS.c.case_id)
    with engine.connect() as connection:
        return [AlertRow(*each) for each in connection.execute(told.order_by("alert"))]
