"""The messages that wait for one channel: claimed for one try at a time, and settled after it.

A process that dies between sending and noting it leaves its claim; when that runs out the message
is sent again under the same id. Which try it is is compared with each change, so that of two
processes only one makes it, and whoever comes late changes nothing.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, Engine, Row, Update, case, insert, or_, select, update

from application.crisis.delivery.delivering import Due
from domain.alerts.outside import Channel
from domain.alerts.trying import Stage
from domain.shared import CaseId, PersonId
from infrastructure.database import writing
from infrastructure.leases import clock_of
from infrastructure.log.tables import DELIVERIES

CLAIM_SECONDS = 60.0
"""Longer than any try takes; so long after a death in between the message is sent again."""

_AHEAD_AT_MOST = timedelta(minutes=10)
"""No try waits longer: what is put off further was put off by a clock that was ahead."""

_table = DELIVERIES.c
_MOST_URGENT_FIRST = (case((_table.minutes > 0, 0), else_=1), _table.minutes)


def lease_of(channel: Channel) -> str:
    """Return the name of the lease of whoever sends by a channel; permanent."""
    return f"delivering/{channel.value}"


class Outbox:
    """The messages of one channel."""

    def __init__(self, engine: Engine, channel: Channel) -> None:
        self._engine = engine
        self.channel = channel

    def due(self, limit: int, *, urgent_first: bool = True) -> Sequence[Due]:
        """Return what is to be tried now: what has the fewest minutes first, or waited longest."""
        with self._engine.connect() as connection:
            now = clock_of(connection)
            wanted = (
                select(DELIVERIES)
                .where(_table.channel == self.channel.value)
                .where(_table.state == Stage.WAITING.value)
                .where(or_(_table.next_at <= now, _table.next_at > now + _AHEAD_AT_MOST))
                .order_by(
                    *(_MOST_URGENT_FIRST if urgent_first else ()), _table.next_at, _table.delivery
                )
                .limit(limit)
            )
            rows = connection.execute(wanted).all()
        return [self._due(row, now) for row in rows]

    def late(self, minutes: int, waited: timedelta, limit: int) -> Sequence[Due]:
        """Return what waits longer than that, of what asks for so many minutes, tried or not."""
        with self._engine.connect() as connection:
            now = clock_of(connection)
            wanted = (
                select(DELIVERIES)
                .where(_table.channel == self.channel.value, _table.minutes == minutes)
                .where(_table.state == Stage.WAITING.value, _table.queued_at < now - waited)
                .order_by(_table.queued_at, _table.delivery)
                .limit(limit)
            )
            rows = connection.execute(wanted).all()
        return [self._due(row, now) for row in rows]

    def _due(self, row: Row[tuple[object, ...]], now: datetime) -> Due:
        return Due(
            delivery_id=row.delivery,
            channel=self.channel,
            person_id=PersonId(row.person_id),
            case_id=CaseId(row.case_id) if row.case_id else None,
            minutes=row.minutes,
            tries=row.tries,
            waited=now - row.queued_at,
        )

    def claim(self, due: Due) -> bool:
        """Take a message for one try; false when another process has it."""
        with writing(self._engine) as connection:
            until = clock_of(connection) + timedelta(seconds=CLAIM_SECONDS)
            changed = connection.execute(
                _as_tried(due, due.tries).values(tries=due.tries + 1, next_at=until)
            )
            return bool(changed.rowcount)

    def settle(self, due: Due, stage: Stage, failure: str | None = None) -> None:
        """Note what became of the try that was claimed; nothing where it is no more this one's."""
        with writing(self._engine) as connection:
            values = {"state": stage.value, "settled_at": clock_of(connection), "failure": failure}
            connection.execute(_as_tried(due, due.tries + 1).values(**values))

    def put_off(self, due: Due, failure: str, wait: timedelta, *, is_counted: bool = True) -> None:
        """Note why the try failed, and when the next is; one not counted leaves no fewer tries.

        The first is counted all the same: by that one sees that it was tried.
        """
        tries = due.tries + 1 if is_counted else max(due.tries, 1)
        with writing(self._engine) as connection:
            values = {"failure": failure, "next_at": clock_of(connection) + wait, "tries": tries}
            connection.execute(_as_tried(due, due.tries + 1).values(**values))


def queue_test(connection: Connection, delivery_id: UUID, channel: Channel, to: PersonId) -> None:
    """Queue a message that is about nothing; queued again under its id it is the same one."""
    if connection.scalar(select(_table.delivery).where(_table.delivery == delivery_id)):
        return
    now = clock_of(connection)
    connection.execute(
        insert(DELIVERIES).values(
            delivery=delivery_id,
            person_id=to,
            channel=channel.value,
            minutes=0,
            state=Stage.WAITING.value,
            tries=0,
            queued_at=now,
            next_at=now,
        )
    )


def _as_tried(due: Due, tries: int) -> Update:
    return (
        update(DELIVERIES)
        .where(_table.delivery == due.delivery_id)
        .where(_table.state == Stage.WAITING.value)
        .where(_table.tries == tries)
    )
