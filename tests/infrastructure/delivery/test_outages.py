"""What lasts long or goes wrong around a channel loses no message, and sends none over and over."""

from datetime import timedelta
from threading import Event
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from application.crisis.delivery.delivering import Due, Message, Withheld
from domain.alerts.outside import Channel
from domain.alerts.trying import LINK_MINUTES, TRIES_AT_MOST, Failure, Stage
from domain.errors import RecordDamaged, Unavailable
from infrastructure.database import writing
from infrastructure.delivery import delivering as sending_of
from infrastructure.delivery.outbox import Outbox
from infrastructure.leases import Lease
from infrastructure.log.tables import DELIVERIES
from tests.engines import LedgerDatabases
from tests.infrastructure.delivery.sending import (
    Pretending,
    delivering,
    plain,
    put_forward,
    queued,
    rows,
    told,
    waits,
)

HOUR = timedelta(hours=1)


class Locked(OperationalError):
    def __init__(self) -> None:
        super().__init__("UPDATE", {}, ValueError("locked"))


def minutes_are(ledger: LedgerDatabases, delivery_id: UUID, minutes: int) -> None:
    mine = update(DELIVERIES).where(DELIVERIES.c.delivery == delivery_id)
    with writing(ledger.engine) as connection:
        connection.execute(mine.values(minutes=minutes))


def test_a_clock_that_was_ahead_holds_no_message_back(ledger: LedgerDatabases) -> None:
    ids, sender = queued(ledger.engine, 1), Pretending()
    put_forward(ledger.engine, -timedelta(hours=8))
    assert delivering(ledger.engine, sender).round() == 1
    assert sender.given == ids


def test_what_waits_its_turn_is_not_taken_for_a_clock_ahead(ledger: LedgerDatabases) -> None:
    queued(ledger.engine, 1)
    put_forward(ledger.engine, -timedelta(minutes=9))
    assert Outbox(ledger.engine, Channel.EMAIL).due(9) == []


def test_what_has_the_fewest_minutes_goes_first_and_what_has_days_last(
    ledger: LedgerDatabases,
) -> None:
    days, hours, urgent = queued(ledger.engine, 1, 2, 3)
    minutes_are(ledger, days, 0)
    minutes_are(ledger, hours, 120)
    sender = Pretending()
    delivering(ledger.engine, sender).round()
    assert sender.given == [urgent, hours, days]


@pytest.mark.parametrize("failure", [Failure.NO_CONNECTION, Failure.SIGN_IN_REFUSED])
def test_a_long_outage_kills_no_message(ledger: LedgerDatabases, failure: Failure) -> None:
    ids = queued(ledger.engine, 1)
    sender = Pretending([failure] * (3 * TRIES_AT_MOST))
    process = delivering(ledger.engine, sender)
    for _ in range(3 * TRIES_AT_MOST):
        assert process.round() == 1
        assert timedelta(0) < waits(ledger.engine)[0] <= timedelta(seconds=62)
        put_forward(ledger.engine, HOUR)
    assert told(ledger.engine) == [("waiting", 1, failure.value)]
    assert process.round() == 1
    assert sender.given[-1:] == ids
    assert [state for state, _, _ in told(ledger.engine)] == ["sent"]


@pytest.mark.parametrize("error", [Unavailable("access_view_behind"), Locked()])
def test_where_our_own_stores_are_away_no_try_is_lost(
    ledger: LedgerDatabases, error: Exception
) -> None:
    queued(ledger.engine, 1, 2)

    def away(_due: Due) -> Message | Withheld:
        raise error

    process = delivering(ledger.engine, Pretending(), message_of=away)
    for _ in range(TRIES_AT_MOST + 3):
        assert process.round() == 1
        put_forward(ledger.engine, HOUR)
    assert told(ledger.engine) == [("waiting", 1, "not_ready")] * 2


def test_one_damaged_address_holds_up_no_other(ledger: LedgerDatabases) -> None:
    damaged, other = queued(ledger.engine, 1, 2)

    def message_of(due: Due) -> Message | Withheld:
        if due.delivery_id == damaged:
            raise RecordDamaged("address_unreadable")
        return plain(due)

    sender = Pretending()
    assert delivering(ledger.engine, sender, message_of=message_of).round() == 2
    assert sender.given == [other]
    assert told(ledger.engine) == [("waiting", 1, "address_unreadable"), ("sent", 1, None)]


def test_one_message_that_always_takes_too_long_neither_starves_others_nor_lasts(
    ledger: LedgerDatabases,
) -> None:
    slow, other = queued(ledger.engine, 1, 2)
    minutes_are(ledger, other, 120)
    sender = Pretending([Failure.TOOK_TOO_LONG])
    process = delivering(ledger.engine, sender)
    assert (process.round(), process.round()) == (1, 1)
    assert sender.given == [slow, other]
    assert told(ledger.engine) == [("waiting", 1, "took_too_long"), ("sent", 1, None)]
    for _ in range(TRIES_AT_MOST):
        process._works = True
        sender.failures = [Failure.TOOK_TOO_LONG]
        put_forward(ledger.engine, HOUR)
        process.round()
    assert told(ledger.engine)[0] == ("dead", TRIES_AT_MOST, "took_too_long")


def test_what_went_out_and_could_not_be_noted_is_noted_again_and_not_sent_again(
    ledger: LedgerDatabases, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids, sender = queued(ledger.engine, 1), Pretending()
    process = delivering(ledger.engine, sender)
    monkeypatch.setattr(sending_of, "NOTES_FOR_SECONDS", -1.0)
    with monkeypatch.context() as broken:
        broken.setattr(Outbox, "settle", _locked)
        for _ in range(3):
            with pytest.raises(Locked):
                process.round()
            put_forward(ledger.engine, HOUR)
    assert process.round() == 1
    assert sender.given == ids
    assert told(ledger.engine) == [("sent", 4, None)]


def test_noting_is_tried_again_for_some_seconds(
    ledger: LedgerDatabases, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued(ledger.engine, 1)
    monkeypatch.setattr(sending_of, "LOOK_EVERY_SECONDS", 0.0)
    settle, refused = Outbox.settle, [Locked(), Locked()]

    def at_last(outbox: Outbox, due: Due, stage: Stage, why: str | None) -> None:
        if refused:
            raise refused.pop()
        settle(outbox, due, stage, why)

    monkeypatch.setattr(Outbox, "settle", at_last)
    assert delivering(ledger.engine, Pretending()).round() == 1
    assert told(ledger.engine) == [("sent", 1, None)]


def _locked(*_given: object) -> None:
    raise Locked


def test_who_lost_the_lease_sends_nothing_more(
    ledger: LedgerDatabases, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued(ledger.engine, 1, 2)
    sender = Pretending()
    process = delivering(ledger.engine, sender)
    taken_at = process._taken_at
    monkeypatch.setattr(Lease, "take", lambda _lease: None)
    process._renew()
    assert (process.round(), sender.given) == (0, [])
    assert process._taken_at == taken_at


def test_what_is_withheld_says_nothing_of_whether_the_channel_works(
    ledger: LedgerDatabases, caplog: pytest.LogCaptureFixture
) -> None:
    queued(ledger.engine, 1, 2)
    process = delivering(ledger.engine, Pretending([Failure.NO_CONNECTION]))
    process.round()
    process.message_of = lambda _due: Withheld.KEPT_OUT
    assert process.round() == 1
    assert "go out again" not in caplog.text
    process.message_of = plain
    put_forward(ledger.engine, HOUR)
    assert process.round() == 1
    assert "go out again" in caplog.text


def test_a_link_is_given_up_in_time_whatever_waits_before_it(ledger: LedgerDatabases) -> None:
    *before, link, young = queued(ledger.engine, *range(1, 9))
    for each in (link, young):
        minutes_are(ledger, each, LINK_MINUTES)
    six_ago = timedelta(minutes=6)
    with writing(ledger.engine) as connection:
        queued_at = connection.scalars(select(DELIVERIES.c.queued_at)).first()
        assert queued_at is not None
        old = update(DELIVERIES).where(DELIVERIES.c.delivery.in_([*before, link]))
        connection.execute(old.values(queued_at=queued_at - six_ago))
    asked: list[UUID] = []

    def given_up(due: Due) -> Withheld:
        asked.append(due.delivery_id)
        return Withheld.OVER

    failing = Pretending([Failure.NO_CONNECTION])
    part = delivering(ledger.engine, failing)
    part.given_up = given_up
    part._look(Event())
    # The channel works as far as it knows: what waits is sent, however old it is.
    assert (asked, failing.given) == ([], [link])
    part._look(Event())
    part._look(Event())
    assert asked == [link]
    states = {row.delivery: row.state for row in rows(ledger.engine)}
    assert [each for each, state in states.items() if state == Stage.WITHHELD] == [link]
