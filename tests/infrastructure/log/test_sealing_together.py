"""What waits to be sealed is sealed by whoever leads, and each hears only what concerns itself."""

from signal import SIGINT, pthread_kill
from threading import Event, Thread, get_ident, main_thread

import pytest

from infrastructure.log.appending import Append, append_of
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.rows import ConnectionLost
from infrastructure.log.waiting import RandomBytes
from tests.infrastructure.log.examples import event, row
from tests.infrastructure.log.queueing import HeldRecorder, Queue


class Seal:
    """Seals one event, and notes which threads had it done."""

    def __init__(self, number: int) -> None:
        self._append = append_of([event(number, 1)], {})
        self.threads: list[int] = []

    def __call__(self, _random_bytes: RandomBytes) -> Append:
        self.threads.append(get_ident())
        return self._append


def test_whoever_leads_seals_for_all(queue: Queue, held: HeldRecorder) -> None:
    seals = [Seal(number) for number in range(1, 4)]
    waiting = [queue.seal(each) for each in seals]
    queue.release()
    assert [each.result() for each in waiting] == [[2], [3], [4]]
    assert held.sizes == [1, 3]
    ((leader,), *others) = [each.threads for each in seals]
    assert others == [[leader]] * 2


def test_what_may_not_be_sealed_concerns_whoever_brought_it_alone(
    queue: Queue, held: HeldRecorder
) -> None:
    def refuse(_random_bytes: RandomBytes) -> Append:
        raise LookupError("destroyed")

    leads, good, refused, last = (queue.seal(each) for each in (refuse, Seal(1), refuse, Seal(2)))
    queue.release()
    assert (good.result(), last.result()) == ([2], [3])
    assert isinstance(leads.exception(), LookupError)
    assert isinstance(refused.exception(), LookupError)
    assert held.sizes == [1, 2]


def test_what_is_sealed_is_sealed_once_however_often_it_is_sent(
    queue: Queue, held: HeldRecorder
) -> None:
    """Sealed again it would be other bytes, and not be found where a lost commit kept it."""

    def lose(append: Append) -> None:
        if len(append.rows) > 1:
            LogRecorder.write(held, append)
            raise ConnectionLost("gone")

    held.before = lose
    seals = [Seal(1), Seal(2)]
    waiting = [queue.seal(each) for each in seals]
    queue.release()
    assert [each.result() for each in waiting] == [[2], [3]]
    assert [len(each.threads) for each in seals] == [1, 1]
    assert held.rows_after(1, 9) == [row(2, 1, 1), row(3, 2, 1)]


def test_who_dies_sealing_leaves_nobody_hanging(queue: Queue) -> None:
    def die(_random_bytes: RandomBytes) -> Append:
        raise KeyboardInterrupt

    leads, after = queue.seal(die), queue.seal(Seal(1))
    queue.release()
    assert isinstance(leads.exception(), KeyboardInterrupt)
    assert after.result() == [2]


@pytest.mark.usefixtures("heeding_ctrl_c")
def test_whoever_leaves_while_another_seals_is_not_given_the_lead(queue: Queue) -> None:
    """As by Ctrl-C; what continues the stream of another would have waited for the next commit."""
    has_left = Event()

    def seal(_random_bytes: RandomBytes) -> Append:
        while not has_left.wait(0.01):
            pthread_kill(main_thread().ident or 0, SIGINT)
        return append_of([event(1, 1)], {})

    leads = queue.seal(seal)
    Thread(target=queue.release_once_two_wait).start()
    with pytest.raises(KeyboardInterrupt):
        queue.joined.write_sealed(lambda _: append_of([event(1, 2)], {}))
    has_left.set()
    assert leads.result() == [2]
    positions: list[int] = []
    after = Thread(target=lambda: positions.extend(queue.joined.write_sealed(Seal(3))), daemon=True)
    after.start()
    after.join(10)
    assert positions == [3]
