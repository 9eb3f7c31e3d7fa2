"""Each message is sent once, tried again while it fails, and put before a person at last."""

from datetime import timedelta

import pytest

from application.crisis.delivery.delivering import Due, Message, Withheld
from application.ports import Unreadable
from domain.alerts.outside import Channel
from domain.alerts.trying import TRIES_AT_MOST, Failure, wait_after
from infrastructure.delivery.outbox import CLAIM_SECONDS, Outbox
from tests.engines import LedgerDatabases
from tests.infrastructure.delivery.sending import (
    Pretending,
    delivering,
    put_forward,
    queued,
    rows,
    told,
    waits,
)
from tests.infrastructure.log.examples import alerted, stream

HOUR = timedelta(hours=1)


def test_a_message_is_committed_with_its_alert_and_waits_at_once(ledger: LedgerDatabases) -> None:
    (delivery_id,) = queued(ledger.engine, 1)
    (row,) = rows(ledger.engine)
    assert (row.delivery, row.person_id, row.case_id) == (delivery_id, stream(7), stream(30))
    assert (row.channel, row.minutes, row.state, row.tries) == ("email", 10, "waiting", 0)
    assert row.queued_at == row.next_at
    assert timedelta(seconds=-10) < waits(ledger.engine)[0] <= timedelta(0)
    assert [each.alert for each in alerted(ledger.engine)] == [stream(1)]


def test_what_was_sent_is_not_sent_again(ledger: LedgerDatabases) -> None:
    ids, sender = queued(ledger.engine, 1, 2), Pretending()
    process = delivering(ledger.engine, sender)
    assert (process.round(), process.round()) == (2, 0)
    assert sorted(sender.given) == ids
    assert told(ledger.engine) == [("sent", 1, None)] * 2


def test_each_channel_sends_its_own(ledger: LedgerDatabases) -> None:
    queued(ledger.engine, 1)
    (by_sms,) = queued(ledger.engine, 2, channel=Channel.SMS)
    sender = Pretending()
    delivering(ledger.engine, sender, channel=Channel.SMS).round()
    assert sender.given == [by_sms]


def test_what_failed_is_tried_again_later_under_the_same_id(ledger: LedgerDatabases) -> None:
    (delivery_id,) = queued(ledger.engine, 1)
    sender = Pretending([Failure.REFUSED])
    process = delivering(ledger.engine, sender)
    assert (process.round(), process.round()) == (1, 0)
    assert told(ledger.engine) == [("waiting", 1, "refused")]
    assert timedelta(seconds=3) < waits(ledger.engine)[0] <= timedelta(seconds=5)
    put_forward(ledger.engine, HOUR)
    assert process.round() == 1
    assert sender.given == [delivery_id] * 2
    assert told(ledger.engine) == [("sent", 2, None)]


def test_what_fails_each_time_is_put_before_a_person(
    ledger: LedgerDatabases, caplog: pytest.LogCaptureFixture
) -> None:
    (delivery_id,) = queued(ledger.engine, 1)
    sender = Pretending([Failure.REFUSED] * TRIES_AT_MOST)
    process = delivering(ledger.engine, sender)
    for _ in range(TRIES_AT_MOST + 3):
        process.round()
        put_forward(ledger.engine, HOUR)
    assert sender.given == [delivery_id] * TRIES_AT_MOST
    assert told(ledger.engine) == [("dead", TRIES_AT_MOST, "refused")]
    assert f"message {delivery_id} by email is given up: refused" in caplog.text


def test_a_channel_that_fails_costs_the_others_no_try(ledger: LedgerDatabases) -> None:
    queued(ledger.engine, 1, 2, 3)
    sender = Pretending([Failure.NO_CONNECTION])
    process = delivering(ledger.engine, sender)
    assert process.round() == 1
    assert sorted(tries for _, tries, _ in told(ledger.engine)) == [0, 0, 1]
    assert process._stands_back_until > process._taken_at


def test_one_message_that_is_refused_holds_up_no_other(ledger: LedgerDatabases) -> None:
    queued(ledger.engine, 1, 2, 3)
    sender = Pretending([Failure.REFUSED])
    assert delivering(ledger.engine, sender).round() == 3
    assert sorted(state for state, _, _ in told(ledger.engine)) == ["sent", "sent", "waiting"]


def test_a_fault_of_ours_is_told_by_kind_and_tried_again(
    ledger: LedgerDatabases, caplog: pytest.LogCaptureFixture
) -> None:
    queued(ledger.engine, 1)
    delivering(ledger.engine, Pretending([ValueError("lead@school.example")])).round()
    assert told(ledger.engine) == [("waiting", 1, "fault")]
    assert "ValueError" in caplog.text
    assert "lead@school" not in caplog.text


def test_what_is_withheld_is_given_to_no_channel(ledger: LedgerDatabases) -> None:
    queued(ledger.engine, 1)
    sender = Pretending()
    process = delivering(ledger.engine, sender, message_of=lambda _due: Withheld.KEPT_OUT)
    assert process.round() == 1
    assert sender.given == []
    assert told(ledger.engine) == [("withheld", 1, "kept_out")]


def test_where_nobody_can_tell_who_is_kept_out_nothing_is_sent(ledger: LedgerDatabases) -> None:
    queued(ledger.engine, 1)
    sender = Pretending()

    def unreadable(_due: Due) -> Message | Withheld:
        raise Unreadable(stream(1), 1, "changed")

    delivering(ledger.engine, sender, message_of=unreadable).round()
    assert sender.given == []
    assert told(ledger.engine) == [("waiting", 1, "case_unreadable")]


# ── two processes, and one that dies ─────────────────────────────────────────────────────────────


def test_of_two_processes_that_try_the_same_message_one_sends_it(ledger: LedgerDatabases) -> None:
    queued(ledger.engine, 1)
    one, other = Outbox(ledger.engine, Channel.EMAIL), Outbox(ledger.engine, Channel.EMAIL)
    (due,), (same,) = one.due(9), other.due(9)
    assert due._replace(waited=same.waited) == same
    assert (one.claim(due), other.claim(same)) == (True, False)
    assert one.due(9) == other.due(9) == []


def test_what_was_claimed_and_never_noted_comes_back_when_the_claim_runs_out(
    ledger: LedgerDatabases,
) -> None:
    (delivery_id,) = queued(ledger.engine, 1)
    outbox = Outbox(ledger.engine, Channel.EMAIL)
    (due,) = outbox.due(9)
    assert outbox.claim(due)
    put_forward(ledger.engine, timedelta(seconds=CLAIM_SECONDS))
    sender = Pretending()
    assert delivering(ledger.engine, sender).round() == 1
    assert sender.given == [delivery_id]


def test_whoever_notes_late_changes_nothing(ledger: LedgerDatabases) -> None:
    queued(ledger.engine, 1)
    outbox = Outbox(ledger.engine, Channel.EMAIL)
    (late,) = outbox.due(9)
    outbox.claim(late)
    put_forward(ledger.engine, timedelta(seconds=CLAIM_SECONDS))
    (again,) = outbox.due(9)
    outbox.claim(again)
    wait = wait_after(1, 0)
    assert wait is not None
    outbox.put_off(late, "busy", wait)
    assert told(ledger.engine) == [("waiting", 2, None)]


def test_a_message_that_kills_its_process_each_time_is_given_up(ledger: LedgerDatabases) -> None:
    queued(ledger.engine, 1)
    outbox = Outbox(ledger.engine, Channel.EMAIL)
    for _ in range(TRIES_AT_MOST):
        (due,) = outbox.due(9)
        outbox.claim(due)
        put_forward(ledger.engine, HOUR)
    sender = Pretending()
    delivering(ledger.engine, sender).round()
    assert sender.given == []
    assert told(ledger.engine) == [("dead", TRIES_AT_MOST + 1, "fault")]


def test_one_process_leads_a_channel_and_another_follows_when_it_stops(
    ledger: LedgerDatabases,
) -> None:
    first = delivering(ledger.engine, Pretending())
    second = delivering(ledger.engine, Pretending())
    assert (first._number is None, second._number is None) == (False, True)
    first.lease.give_up()
    second._renew()
    assert second._number is not None
