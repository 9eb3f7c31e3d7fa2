"""Messages that wait in a ledger's outbox, and a channel that does as a test says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import Engine, Row, select, update

from application.crisis.delivery.delivering import Due, Message, Withheld
from domain.alerts.outside import Channel, neutral_words
from domain.alerts.trying import Failure
from infrastructure.database import writing
from infrastructure.delivery.channels import NotSent
from infrastructure.delivery.delivering import LEASE_SECONDS, Delivering
from infrastructure.delivery.outbox import Outbox, lease_of
from infrastructure.leases import Lease, clock_of
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.rows import AlertRow, OutsideRow
from infrastructure.log.tables import DELIVERIES, EVENTS
from tests.infrastructure.log.examples import event, stream

LINK = "https://tongxin.example/duty"


@dataclass(slots=True)
class Pretending:
    """A channel that fails as often as it is told to, and remembers what it was given."""

    failures: list[Failure | Exception] = field(default_factory=list)
    given: list[UUID] = field(default_factory=list)

    def send(self, message: Message) -> None:
        self.given.append(message.delivery_id)
        failed = self.failures.pop(0) if self.failures else None
        if isinstance(failed, Failure):
            raise NotSent(failed)
        if failed is not None:
            raise failed


def queued(engine: Engine, *numbers: int, channel: Channel = Channel.EMAIL) -> list[UUID]:
    """Commit an event with an alert for each number, and a message with it."""
    ids = [stream(1000 + number) for number in numbers]
    LogRecorder(engine, EVENTS).insert_events(
        [event(min(numbers), 1)],
        alerts=[
            AlertRow(stream(number), stream(7), stream(30), (OutsideRow(each, channel.value, 10),))
            for number, each in zip(numbers, ids, strict=True)
        ],
    )
    return ids


def plain(due: Due) -> Message | Withheld:
    words = neutral_words(due.minutes, LINK)
    return Message(
        delivery_id=due.delivery_id, person_id=due.person_id, address="a@b.example", words=words
    )


def delivering(
    engine: Engine,
    sender: Pretending,
    *,
    channel: Channel = Channel.EMAIL,
    message_of: Callable[[Due], Message | Withheld] = plain,
) -> Delivering:
    """Return a process that leads."""
    found = Delivering(
        outbox=Outbox(engine, channel),
        sender=sender,
        lease=Lease(engine, lease_of(channel), uuid4(), LEASE_SECONDS),
        message_of=message_of,
        chance=lambda: 0.0,
    )
    found._renew()
    return found


def rows(engine: Engine) -> Sequence[Row[tuple[object, ...]]]:
    with engine.connect() as connection:
        return connection.execute(select(DELIVERIES).order_by(DELIVERIES.c.delivery)).all()


def told(engine: Engine) -> list[tuple[str, int, str | None]]:
    """Return state, tries and failure of each message."""
    return [(row.state, row.tries, row.failure) for row in rows(engine)]


def waits(engine: Engine) -> list[timedelta]:
    """Return how long each message waits from now on."""
    with engine.connect() as connection:
        now = clock_of(connection)
    return [row.next_at - now for row in rows(engine)]


def put_forward(engine: Engine, by: timedelta) -> None:
    """Let time pass for everything that waits."""
    with writing(engine) as connection:
        for row in connection.execute(select(DELIVERIES)).all():
            at: datetime = row.next_at
            mine = update(DELIVERIES).where(DELIVERIES.c.delivery == row.delivery)
            connection.execute(mine.values(next_at=at - by))
