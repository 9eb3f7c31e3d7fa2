"""How a channel fares is read from its rows and its lease, alike in every process."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update

from application.crisis.delivery.channel_rows import ChannelHealth, DeadLetter, OwnTest
from application.crisis.delivery.delivering import Message
from domain.alerts.outside import Channel
from domain.alerts.trying import TRIES_AT_MOST, Failure, Stage
from domain.shared import PersonId
from infrastructure.database import writing
from infrastructure.delivery.messages import ChannelMessages
from infrastructure.delivery.outbox import Outbox
from infrastructure.log.tables import DELIVERIES, LEASES
from tests.engines import LedgerDatabases
from tests.examples import OPERATOR
from tests.infrastructure.delivery.sending import (
    Pretending,
    delivering,
    plain,
    put_forward,
    queued,
    rows,
    told,
)

MINUTES = timedelta(minutes=2)


@pytest.fixture
def messages(ledger: LedgerDatabases) -> ChannelMessages:
    return ChannelMessages(ledger.engine, [Channel.EMAIL])


def health(messages: ChannelMessages) -> ChannelHealth:
    (found,) = messages.health()
    return found


def long_ago(ledger: LedgerDatabases) -> None:
    """Let all that waits have waited for minutes."""
    put_forward(ledger.engine, MINUTES)
    with writing(ledger.engine) as connection:
        for row in connection.execute(select(DELIVERIES)).all():
            mine = update(DELIVERIES).where(DELIVERIES.c.delivery == row.delivery)
            connection.execute(mine.values(queued_at=row.queued_at - MINUTES))


def test_a_channel_that_nobody_looks_after_is_silent(
    ledger: LedgerDatabases, messages: ChannelMessages
) -> None:
    assert (health(messages).is_silent, health(messages).is_troubled) == (True, True)
    delivering(ledger.engine, Pretending())
    assert health(messages) == ChannelHealth(
        channel=Channel.EMAIL, waiting=0, dead=0, waits_seconds=0.0, is_silent=False
    )
    with writing(ledger.engine) as connection:
        for row in connection.execute(select(LEASES).where(LEASES.c.done_at.is_not(None))).all():
            mine = update(LEASES).where(LEASES.c.name == row.name)
            connection.execute(mine.values(done_at=row.done_at - MINUTES))
    assert health(messages).is_silent


def test_a_channel_by_which_nothing_goes_out_is_failing_until_it_does(
    ledger: LedgerDatabases, messages: ChannelMessages
) -> None:
    queued(ledger.engine, 1)
    process = delivering(ledger.engine, Pretending([Failure.NO_CONNECTION]))
    process.round()
    assert not health(messages).is_troubled
    long_ago(ledger)
    found = health(messages)
    assert (found.is_failing, found.failure, found.waiting) == (True, Failure.NO_CONNECTION, 1)
    process.round()
    found = health(messages)
    assert (found.is_troubled, found.waiting, found.failure) == (False, 0, None)
    assert found.sent_at == rows(ledger.engine)[0].settled_at


def test_one_message_that_is_refused_says_nothing_of_its_channel(
    ledger: LedgerDatabases, messages: ChannelMessages
) -> None:
    queued(ledger.engine, 1)
    delivering(ledger.engine, Pretending([Failure.REFUSED])).round()
    long_ago(ledger)
    assert not health(messages).is_troubled


def test_a_channel_that_refuses_whoever_is_told_is_failing_until_something_goes_out(
    ledger: LedgerDatabases, messages: ChannelMessages
) -> None:
    sender = Pretending([Failure.REFUSED, OSError("gone")])
    process = delivering(ledger.engine, sender, message_of=plain)
    for number in (1, 2):
        messages.queue_test(UUID(int=number), Channel.EMAIL, PersonId(UUID(int=90 + number)))
        assert not health(messages).is_troubled
        process.round()
    found = health(messages)
    assert (found.turned_down, found.is_failing, found.is_troubled) == (2, True, True)
    messages.queue_test(UUID(int=3), Channel.EMAIL, PersonId(UUID(int=93)))
    process.round()
    found = health(messages)
    assert (found.turned_down, found.is_troubled, found.waiting) == (0, False, 2)


def test_what_no_channel_sends_any_more_is_not_offered_to_be_sent_again(
    ledger: LedgerDatabases,
) -> None:
    (delivery_id,) = queued(ledger.engine, 1)
    process = delivering(ledger.engine, Pretending([Failure.REFUSED] * TRIES_AT_MOST))
    for _ in range(TRIES_AT_MOST):
        process.round()
        put_forward(ledger.engine, timedelta(hours=1))
    others = ChannelMessages(ledger.engine, [Channel.SMS])
    assert (others.dead(9), others.retry(delivery_id, OPERATOR)) == ([], False)
    assert [state for state, _, _ in told(ledger.engine)] == ["dead"]


def test_a_message_that_was_given_up_is_sent_again_and_by_whom_is_noted(
    ledger: LedgerDatabases, messages: ChannelMessages
) -> None:
    (delivery_id,) = queued(ledger.engine, 1)
    sender = Pretending([Failure.REFUSED] * TRIES_AT_MOST)
    process = delivering(ledger.engine, sender)
    for _ in range(TRIES_AT_MOST):
        process.round()
        put_forward(ledger.engine, timedelta(hours=1))
    (row,) = rows(ledger.engine)
    given_up = DeadLetter(delivery_id, Channel.EMAIL, row.queued_at, Failure.REFUSED, None)
    assert messages.dead(9) == [given_up]
    assert health(messages).dead == 1
    assert messages.retry(delivery_id, OPERATOR)
    assert not messages.retry(delivery_id, OPERATOR)
    assert messages.dead(9) == []
    process.round()
    assert told(ledger.engine) == [("sent", 1, None)]
    (row,) = rows(ledger.engine)
    assert row.retried_by == OPERATOR
    assert sender.given == [delivery_id] * (TRIES_AT_MOST + 1)


def test_a_test_goes_the_way_of_every_message_once(
    ledger: LedgerDatabases, messages: ChannelMessages
) -> None:
    me, test_id = PersonId(UUID(int=5)), UUID(int=6)
    for _ in range(2):
        messages.queue_test(test_id, Channel.EMAIL, me)
    (due,) = Outbox(ledger.engine, Channel.EMAIL).due(9)
    assert (due.delivery_id, due.person_id, due.case_id) == (test_id, me, None)
    (row,) = rows(ledger.engine)
    waiting = OwnTest(Channel.EMAIL, row.queued_at, Stage.WAITING, None)
    assert messages.tests_of(me, 9) == [waiting]
    assert messages.tests_of(OPERATOR, 9) == []
    message = plain(due)
    assert isinstance(message, Message)
    delivering(ledger.engine, Pretending(), message_of=lambda _due: message).round()
    assert messages.tests_of(me, 9) == [waiting._replace(stage=Stage.SENT)]
