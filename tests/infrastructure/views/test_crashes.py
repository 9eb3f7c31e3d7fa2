"""A process may be killed at any moment: nothing is lost, nothing is folded twice."""

from collections.abc import Iterator
from multiprocessing.connection import Connection as Line
from signal import SIGKILL
from time import monotonic, sleep

from tests.engines import LedgerDatabases
from tests.infrastructure.views.cases import a_life, child_number, visited
from tests.infrastructure.views.opened import OpenedViews, opened
from tests.infrastructure.views.process import (
    append_and_die,
    die_while_folding,
    die_while_rebuilding,
    follow,
    process,
)
from tests.infrastructure.views.tally import TALLY, Tally, tallied


def lines(line: Line) -> Iterator[object]:
    """All that was told until the process was gone."""
    while True:
        try:
            yield line.recv()
        except EOFError:
            return


def counted(views: OpenedViews) -> int:
    with views.databases.views_engine.connect() as connection:
        return sum(tallied(connection).values())


def test_killed_between_append_and_view_nothing_acknowledged_is_missing(
    ledger: LedgerDatabases,
) -> None:
    with process(ledger, append_and_die) as (dying, line):
        acknowledged = list(lines(line))
        dying.join()
        assert dying.exitcode == -SIGKILL
    assert acknowledged == list(range(1, 26))
    views = opened(ledger)
    projector = views.projector_of(Tally(), *views.folds)
    assert projector.behind(TALLY) == 25
    assert projector.catch_up(wait_ms=10_000)
    assert counted(views) == 25
    assert projector.behind("caseworker") == 0


def test_killed_in_the_middle_of_folding_nothing_is_folded_twice(ledger: LedgerDatabases) -> None:
    views = opened(ledger)
    projector = views.projector_of(Tally())
    views.record_all(visited(child_number(number % 3), number) for number in range(30))
    with process(ledger, die_while_folding) as (dying, _line):
        dying.join()
        assert dying.exitcode == -SIGKILL
    assert projector.behind(TALLY) == 30
    assert projector.catch_up(wait_ms=10_000)
    assert counted(views) == 30


def test_killed_in_the_middle_of_a_rebuild_the_old_view_serves(ledger: LedgerDatabases) -> None:
    views = opened(ledger)
    views.record_all(a_life(children=60, visits=4))
    assert views.projector.catch_up(wait_ms=10_000)
    before = views.contents()
    with process(ledger, die_while_rebuilding) as (dying, _line):
        dying.join()
        assert dying.exitcode == -SIGKILL
    assert views.contents() == before
    views.know(visited(child_number(1), 1))
    views.projector.rebuild("caseworker")
    assert views.projector.behind("caseworker") == 0


def test_two_processes_follow_one_of_them_killed_each_event_is_folded_once(
    ledger: LedgerDatabases,
) -> None:
    views = opened(ledger)
    projector = views.projector_of(Tally())
    with process(ledger, follow) as (other, line):
        assert line.recv() == "following"
        for number in range(150):
            views.record(visited(child_number(number % 5), number))
            projector.catch_up()
            if number == 100:
                other.kill()
    give_up_at = monotonic() + 10
    while not projector.catch_up(wait_ms=1_000):
        assert monotonic() < give_up_at
        sleep(0.01)
    assert counted(views) == 150
    assert projector.quarantined() == ()
