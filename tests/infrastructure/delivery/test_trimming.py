"""What became of messages long ago is trimmed; what anybody may still have to see is not."""

from datetime import timedelta
from threading import Event
from uuid import UUID

import pytest
from sqlalchemy import update

from domain.alerts.outside import Channel
from domain.alerts.trying import Stage
from infrastructure.database import writing
from infrastructure.delivery import trimming
from infrastructure.leases import clock_of
from infrastructure.log.tables import DELIVERIES
from tests.engines import LedgerDatabases
from tests.infrastructure.delivery.sending import queued, rows

KEPT = timedelta(days=92)
OLD, YOUNG = KEPT + timedelta(days=1), KEPT - timedelta(days=1)


def settled(ledger: LedgerDatabases, delivery_id: UUID, stage: Stage, ago: timedelta) -> None:
    """Let a message have been settled so long ago; what waits was never."""
    with writing(ledger.engine) as connection:
        at = clock_of(connection) - ago
        values: dict[str, object] = {"state": stage.value, "next_at": at, "queued_at": at}
        values |= {"settled_at": None if stage is Stage.WAITING else at}
        mine = update(DELIVERIES).where(DELIVERIES.c.delivery == delivery_id)
        connection.execute(mine.values(**values))


def test_what_was_sent_or_withheld_long_ago_is_trimmed_in_portions(
    ledger: LedgerDatabases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trimming, "AT_ONCE", 2)
    monkeypatch.setattr(trimming, "PAUSE_SECONDS", 0.0)
    sent, withheld = (
        queued(ledger.engine, *range(first, first + 5), channel=channel)
        for first, channel in ((1, Channel.EMAIL), (11, Channel.SMS))
    )
    dead, waiting = queued(ledger.engine, 21, 22)
    for each in sent:
        settled(ledger, each, Stage.SENT, OLD)
    for each in withheld:
        settled(ledger, each, Stage.WITHHELD, OLD)
    settled(ledger, sent[4], Stage.SENT, YOUNG)
    settled(ledger, withheld[4], Stage.WITHHELD, YOUNG)
    settled(ledger, dead, Stage.DEAD, OLD)
    settled(ledger, waiting, Stage.WAITING, OLD)

    assert trimming.trim(ledger.engine, KEPT, Event()) == 8
    left = {row.delivery for row in rows(ledger.engine)}
    assert left == {sent[4], withheld[4], dead, waiting}
    assert trimming.trim(ledger.engine, KEPT, Event()) == 0


def test_what_went_out_last_by_a_channel_stays(ledger: LedgerDatabases) -> None:
    (last,) = queued(ledger.engine, 1)
    settled(ledger, last, Stage.SENT, OLD)
    assert trimming.trim(ledger.engine, KEPT, Event()) == 0
    assert [row.delivery for row in rows(ledger.engine)] == [last]


def test_it_ends_when_the_process_does(ledger: LedgerDatabases) -> None:
    old, _last = queued(ledger.engine, 1, 2)
    settled(ledger, old, Stage.SENT, OLD)
    settled(ledger, _last, Stage.SENT, YOUNG)
    stop = Event()
    stop.set()
    trimming.trim_in_time(ledger.engine, lambda: KEPT, stop)
    assert [row.delivery for row in rows(ledger.engine)] == [_last]
