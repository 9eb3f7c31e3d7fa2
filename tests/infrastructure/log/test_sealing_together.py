"""What waits to be sealed is sealed by whoever leads, and each hears only what concerns itself."""

from threading import get_ident

from infrastructure.log.appending import Append, append_of
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.rows import ConnectionLost
from tests.infrastructure.log.examples import event, row
from tests.infrastructure.log.queueing import HeldRecorder, Queue


class Seal:
    """Seals one event, and notes which threads had it done."""

    def __init__(self, number: int) -> None:
        self._append = append_of([event(number, 1)], {})
        self.threads: list[int] = []

    def __call__(self) -> Append:
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
    def refuse() -> Append:
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
    def die() -> Append:
        raise KeyboardInterrupt

    leads, after = queue.seal(die), queue.seal(Seal(1))
    queue.release()
    assert isinstance(leads.exception(), KeyboardInterrupt)
    assert after.result() == [2]
