"""A view can be filled anew while it serves, and holds the same afterwards."""

from collections.abc import Callable
from threading import Event, Thread

import pytest
from sqlalchemy import inspect, select

from infrastructure.log.tables import VIEW_POSITIONS
from infrastructure.views.rebuild import RebuildSuperseded
from tests.examples import CHILD, TEACHER, TODAY
from tests.infrastructure.views.cases import a_life, child_number, on_file, visited
from tests.infrastructure.views.opened import OpenedViews
from tests.infrastructure.views.tally import TALLY, Tally, tallied

ALL = ("access", "caseworker", "directory", "health")


class Stopped(Exception):
    """Stands for a process that ends in the middle."""


def table_names(views: OpenedViews) -> set[str]:
    with views.databases.views_engine.connect() as connection:
        return set(inspect(connection).get_table_names())


@pytest.mark.usefixtures("small_steps")
def test_a_rebuilt_view_holds_what_it_held(views: OpenedViews) -> None:
    views.record_all(a_life(children=12, visits=9))
    assert views.projector.catch_up(wait_ms=10_000)
    before, names = views.contents(), table_names(views)
    for view in ALL:
        views.projector.rebuild(view)
        views.projector.rebuild(view)
    assert views.contents() == before
    assert table_names(views) == names
    assert [views.projector.behind(view) for view in ALL] == [0] * len(ALL)
    views.know(visited(CHILD, 1))


@pytest.mark.usefixtures("small_steps")
def test_progress_is_told_from_nothing_to_the_end(views: OpenedViews) -> None:
    views.record_all(a_life(children=12, visits=9))
    told: list[tuple[int, int]] = []
    views.projector.rebuild("caseworker", lambda done, total: told.append((done, total)))
    head = views.recorder.head()
    assert told[0] == (0, head)
    assert told[-1] == (head, head)
    assert [done for done, _total in told] == sorted(done for done, _total in told)
    assert len(told) > 3


@pytest.mark.usefixtures("small_steps")
def test_the_old_tables_serve_and_follow_while_new_ones_are_filled(views: OpenedViews) -> None:
    views.record_all(a_life(children=6, visits=9))
    assert views.projector.catch_up(wait_ms=10_000)
    seen: list[int] = []

    def meanwhile(done: int, total: int) -> None:
        if 0 < done < total:
            views.know(*on_file(child_number(100 + len(seen))))
            seen.append(views.desk.page(TEACHER, TODAY, limit=100, cursor=None).total)

    views.projector.rebuild("caseworker", meanwhile)
    assert len(seen) > 1
    assert seen == list(range(7, 7 + len(seen)))
    assert views.projector.behind("caseworker") == 0
    filled = views.contents()
    views.projector.rebuild("caseworker")
    assert views.contents() == filled


@pytest.mark.usefixtures("small_steps")
def test_nothing_is_lost_or_folded_twice_while_others_append_and_follow(
    views: OpenedViews,
) -> None:
    projector = views.projector_of(Tally())
    views.record_all(visited(child_number(n % 5), n) for n in range(200))
    stop, appended = Event(), Event()

    def append() -> None:
        for number in range(1_000, 1_080):
            views.record(visited(CHILD, number))
        appended.set()

    threads = [
        Thread(target=append),
        Thread(target=views.projector_of(Tally()).run, args=(stop, 0.001)),
    ]
    for thread in threads:
        thread.start()
    while not appended.is_set():
        projector.rebuild(TALLY)
    threads[0].join()
    stop.set()
    threads[1].join()
    assert projector.catch_up(wait_ms=10_000)
    with views.databases.views_engine.connect() as connection:
        counted = tallied(connection)
    assert counted[CHILD] == 80
    assert sum(counted.values()) == 280
    assert projector.quarantined() == ()


def broken_off(when: Callable[[int], bool]) -> Callable[[int, int], None]:
    def progress(done: int, _total: int) -> None:
        if when(done):
            raise Stopped

    return progress


@pytest.mark.usefixtures("small_steps")
def test_a_rebuild_that_broke_off_left_the_old_view_serving(views: OpenedViews) -> None:
    views.record_all(a_life(children=12, visits=9))
    assert views.projector.catch_up(wait_ms=10_000)
    before, names = views.contents(), table_names(views)
    with pytest.raises(Stopped):
        views.projector.rebuild("caseworker", broken_off(lambda done: done > 0))
    assert views.contents() == before
    with views.databases.views_engine.connect() as connection:
        rebuilding_to = select(VIEW_POSITIONS.c.rebuilding_to)
        marked = connection.scalar(rebuilding_to.where(VIEW_POSITIONS.c.view == "caseworker"))
    assert marked == views.recorder.head()
    views.know(visited(CHILD, 1))
    views.projector.rebuild("caseworker")
    assert table_names(views) == names
    assert views.projector.behind("caseworker") == 0


@pytest.mark.usefixtures("small_steps")
def test_the_rebuild_that_began_last_goes_on(views: OpenedViews) -> None:
    views.record_all(a_life(children=12, visits=9))
    began: list[int] = []

    def another_begins(done: int, _total: int) -> None:
        if done and not began:
            began.append(done)
            views.projector.rebuild("caseworker")

    with pytest.raises(RebuildSuperseded):
        views.projector.rebuild("caseworker", another_begins)
    assert views.projector.behind("caseworker") == 0
    assert views.desk.page(TEACHER, TODAY, limit=100, cursor=None).total == 12


def test_an_empty_log_is_rebuilt_too(views: OpenedViews) -> None:
    told: list[tuple[int, int]] = []
    views.projector.rebuild("access", lambda done, total: told.append((done, total)))
    assert told == [(0, 0), (0, 0)]
