"""How each channel fares, from its rows and its lease: the same in every process."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Engine, case, func, select, update

from application.crisis.delivery.channel_rows import (
    SILENT_AFTER_SECONDS,
    ChannelHealth,
    DeadLetter,
    OwnTest,
)
from domain.alerts.outside import Channel
from domain.alerts.trying import OF_ANY_MESSAGE, OF_THIS_MESSAGE, Failure, Stage
from domain.shared import PersonId
from infrastructure.database import writing
from infrastructure.delivery.outbox import lease_of, queue_test
from infrastructure.leases import clock_of, silence_of
from infrastructure.log.tables import DELIVERIES

_table = DELIVERIES.c
_waits = _table.state == Stage.WAITING.value
# What is refused for its own sake tells nothing of the channel.
_for_the_channel = (
    _waits & (_table.tries > 0) & _table.failure.not_in([each.value for each in OF_THIS_MESSAGE])
)
_COUNTED = select(
    func.count().filter(_waits).label("waiting"),
    func.count().filter(_table.state == Stage.DEAD.value).label("dead"),
    func.min(case((_for_the_channel, _table.queued_at))).label("since"),
).where(_table.state.in_((Stage.WAITING.value, Stage.DEAD.value)))
_TURNED_DOWN = (
    select(func.count(_table.person_id.distinct()))
    .where(_table.state.in_((Stage.WAITING.value, Stage.DEAD.value)), _table.tries > 0)
    .where(_table.failure.in_([each.value for each in OF_ANY_MESSAGE]))
)
_FAILURE = select(_table.failure).where(_waits).order_by(_table.queued_at).limit(1)
# By the index: the last that was claimed was, within a minute, the last that was sent.
_SENT_LAST = (
    select(_table.settled_at)
    .where(_table.state == Stage.SENT.value)
    .order_by(_table.next_at.desc())
    .limit(1)
)
_DEAD = (
    select(_table.delivery, _table.channel, _table.queued_at, _table.failure, _table.retried_by)
    .where(_table.state == Stage.DEAD.value)
    .order_by(_table.queued_at.desc(), _table.delivery)
)
_TESTS = (
    select(_table.channel, _table.queued_at, _table.state, _table.failure)
    .where(_table.case_id.is_(None))
    .order_by(_table.queued_at.desc(), _table.delivery)
)


class ChannelMessages:
    """The messages of the configured channels."""

    def __init__(self, engine: Engine, channels: Sequence[Channel]) -> None:
        self._engine = engine
        self._channels = channels

    def health(self) -> Sequence[ChannelHealth]:
        """Return how each configured channel fares."""
        with self._engine.connect() as connection:
            return [_health(connection, each) for each in self._channels]

    def dead(self, limit: int) -> Sequence[DeadLetter]:
        """Return the messages of configured channels that were given up last."""
        # What nothing sends any more would wait for ever if it were tried anew.
        shown = _DEAD.where(self._is_configured()).limit(limit)
        with self._engine.connect() as connection:
            rows = connection.execute(shown).all()
        return [
            DeadLetter(
                delivery_id=row.delivery,
                channel=Channel(row.channel),
                queued_at=row.queued_at,
                failure=_failure(row.failure),
                retried_by=PersonId(row.retried_by) if row.retried_by else None,
            )
            for row in rows
        ]

    def retry(self, delivery_id: UUID, by: PersonId) -> bool:
        """Let a message that was given up be tried anew, and note by whom; false: there is none."""
        with writing(self._engine) as connection:
            now = clock_of(connection)
            given_up = (
                update(DELIVERIES)
                .where(_table.delivery == delivery_id)
                .where(_table.state == Stage.DEAD.value, self._is_configured())
            )
            anew = {"state": Stage.WAITING.value, "tries": 0, "next_at": now, "settled_at": None}
            changed = connection.execute(given_up.values(**anew, retried_by=by, retried_at=now))
            return bool(changed.rowcount)

    def queue_test(self, delivery_id: UUID, channel: Channel, to: PersonId) -> None:
        """Queue a message about nothing; the same id is the same message."""
        with writing(self._engine) as connection:
            queue_test(connection, delivery_id, channel, to)

    def tests_of(self, person_id: PersonId, limit: int) -> Sequence[OwnTest]:
        """Return the last tests that somebody sent to themselves."""
        with self._engine.connect() as connection:
            wanted = _TESTS.where(_table.person_id == person_id).limit(limit)
            rows = connection.execute(wanted).all()
        return [
            OwnTest(Channel(row.channel), row.queued_at, Stage(row.state), row.failure)
            for row in rows
        ]

    def _is_configured(self) -> ColumnElement[bool]:
        return _table.channel.in_([each.value for each in self._channels])


def _health(connection: Connection, channel: Channel) -> ChannelHealth:
    mine = _table.channel == channel.value
    row = connection.execute(_COUNTED.where(mine)).one()
    silent = silence_of(connection, lease_of(channel))
    since: datetime | None = row.since
    sent_at: datetime | None = connection.execute(_SENT_LAST.where(mine)).scalar()
    turned_down = _TURNED_DOWN.where(mine)
    if sent_at is not None:
        turned_down = turned_down.where(_table.queued_at > sent_at)
    return ChannelHealth(
        channel=channel,
        waiting=row.waiting,
        dead=row.dead,
        waits_seconds=0.0 if since is None else (clock_of(connection) - since).total_seconds(),
        is_silent=silent is None or silent > SILENT_AFTER_SECONDS,
        sent_at=sent_at,
        failure=_failure(connection.execute(_FAILURE.where(mine)).scalar()),
        turned_down=connection.execute(turned_down).scalar_one(),
    )


def _failure(code: str | None) -> Failure | None:
    """Return a failure that this program knows; one of a newer program is not shown."""
    with suppress(ValueError):
        return Failure(code) if code else None
    return None
