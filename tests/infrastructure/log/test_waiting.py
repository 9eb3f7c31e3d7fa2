"""Whoever shared a commit is woken by another who did, and hangs on none of them."""

from signal import SIGINT, pthread_kill
from threading import Thread, main_thread
from time import sleep

import pytest

from infrastructure.log import joining, waiting
from infrastructure.log.appending import Append, append_of
from infrastructure.log.waiting import DRAWN_FOR_EACH, Drawn, RandomBytes, Ticket, end
from tests.infrastructure.log.examples import event
from tests.infrastructure.log.queueing import HeldRecorder, Queue

SHARED = 12
LONG = 60.0


def _seal(_random_bytes: RandomBytes) -> Append:
    return append_of([event(1, 1)], {})


def _waits(ticket: Ticket) -> Thread:
    thread = Thread(target=ticket.wait, daemon=True)
    thread.start()
    return thread


def test_each_that_is_awake_wakes_two_more_until_all_are() -> None:
    tickets = [Ticket(_seal) for _ in range(SHARED)]
    end(tickets)
    awake, woken = [tickets[0]], []
    while awake:
        one = awake.pop()
        woken.append(one)
        one.wake_next()
        awake += [each for each in tickets if not each._turn.locked() and each not in woken + awake]
    assert len(woken) == SHARED


def test_whoever_is_never_woken_looks_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "LOOKS_EVERY_SECONDS", 0.01)
    leader, forgotten = Ticket(_seal), Ticket(_seal)
    thread = _waits(forgotten)
    end([leader, forgotten])
    thread.join(10)
    assert not thread.is_alive()


def test_whoever_looks_before_it_is_over_goes_on_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "LOOKS_EVERY_SECONDS", 0.01)
    ticket = Ticket(_seal)
    thread = _waits(ticket)
    sleep(0.05)
    assert thread.is_alive()
    ticket.lead()
    thread.join(10)
    assert not thread.is_alive()


def test_who_dies_leading_many_leaves_each_its_own_outcome(
    queue: Queue, held: HeldRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(append: Append) -> None:
        if len(append.rows) > 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(waiting, "LOOKS_EVERY_SECONDS", LONG)
    held.before = die
    leads = queue.append(event(1, 1))
    followers = [queue.append(event(number, 1)) for number in range(2, SHARED + 1)]
    queue.release()
    assert isinstance(leads.exception(10), KeyboardInterrupt)
    positions = sorted((each.result(10) or [0])[0] for each in followers)
    assert positions == list(range(2, SHARED + 1))


@pytest.mark.usefixtures("heeding_ctrl_c")
def test_whoever_leaves_while_it_is_committed_still_wakes_those_left_to_it(
    queue: Queue, held: HeldRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As by Ctrl-C; the second of a commit is one of those who wake the most."""
    left: list[bool] = []

    def interrupt(append: Append) -> None:
        if len(append.rows) > 1:
            while not left:
                pthread_kill(main_thread().ident or 0, SIGINT)
                sleep(0.01)

    monkeypatch.setattr(waiting, "LOOKS_EVERY_SECONDS", LONG)
    held.before = interrupt
    leads = queue.append(event(1, 1))
    others: list[list[int]] = []

    def follow() -> None:
        queue.until_waiting(2)
        followers = [queue.append(event(number, 1)) for number in range(3, SHARED + 1)]
        queue.release()
        others.extend(each.result(10) or [] for each in followers)

    following = Thread(target=follow)
    following.start()
    with pytest.raises(KeyboardInterrupt):
        queue.joined.insert_events([event(2, 1)])
    left.append(True)
    following.join(20)
    assert leads.result(10) == [2]
    assert others == [[number + 1] for number in range(3, SHARED + 1)]


def test_whoever_leads_waits_for_those_just_served(
    queue: Queue, held: HeldRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "COMPANY_SECONDS", LONG)
    _share(queue, 3)
    again = [queue.bring(event(number, 1)) for number in range(4, 7)]
    assert sorted((each.result(10) or [0])[0] for each in again) == [5, 6, 7]
    assert held.sizes == [1, 3, 3]


def test_whoever_leads_waits_a_moment_only(
    queue: Queue, held: HeldRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "COMPANY_SECONDS", 0.05)
    _share(queue, 3)
    assert queue.bring(event(4, 1)).result(10) == [5]
    assert held.sizes == [1, 3, 1]
    monkeypatch.setattr(joining, "COMPANY_SECONDS", LONG)
    assert queue.bring(event(5, 1)).result(10) == [6]


def test_whoever_comes_when_the_others_are_long_gone_waits_for_nobody(
    queue: Queue, held: HeldRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    _share(queue, 3)
    monkeypatch.setattr(joining, "COMPANY_SECONDS", LONG)
    queue.joined._served_at -= LONG
    assert queue.bring(event(4, 1)).result(10) == [5]
    assert held.sizes == [1, 3, 1]


def test_what_is_drawn_for_many_never_comes_twice() -> None:
    drawn = Drawn(2)
    given = [drawn(count) for count in (16, 12, 16, 12, 16, 12)]
    assert [len(each) for each in given] == [16, 12, 16, 12, 16, 12]
    starts = {each[:12] for each in given}
    assert len(starts) == len(given)
    assert sum(map(len, given)) > 2 * DRAWN_FOR_EACH


def _share(queue: Queue, number: int) -> None:
    """Let so many share a commit, and wait until it is over."""
    shared = [queue.append(event(each, 1)) for each in range(1, number + 1)]
    queue.release()
    assert [each.result(10) for each in shared] == [[each + 1] for each in range(1, number + 1)]
