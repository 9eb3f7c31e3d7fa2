"""Views follow the log: in the request that appended, in the background, each event once."""

from threading import Event, Thread
from time import monotonic, sleep

import pytest
from sqlalchemy import text

from infrastructure.database import writing
from infrastructure.views import positions
from infrastructure.views.access.fold import AccessFold
from infrastructure.views.projector import Projector
from infrastructure.views.view import View
from tests.examples import CHILD, RULES, TEACHER, TODAY
from tests.infrastructure.views.cases import (
    PLACES,
    STAFF,
    a_life,
    child_number,
    on_file,
    paired,
    visited,
)
from tests.infrastructure.views.opened import OpenedViews
from tests.infrastructure.views.tally import TALLY, Tally, tallied


def until(condition: object, seconds: float = 10) -> None:
    assert callable(condition)
    give_up_at = monotonic() + seconds
    while not condition():
        assert monotonic() < give_up_at
        sleep(0.01)


def test_whoever_appends_reads_what_they_wrote(views: OpenedViews) -> None:
    views.record(*PLACES, *STAFF, *on_file(CHILD))
    views.record(paired(CHILD, TEACHER))
    assert views.projector.catch_up()
    page = views.desk.page(TEACHER, TODAY, limit=10, cursor=None)
    assert [row.child_id for row in page.rows] == [CHILD]
    assert page.behind == 0


def test_a_view_that_was_not_moved_says_how_many_events_it_lacks(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD))
    views.record(visited(CHILD, 1), visited(CHILD, 2))
    assert views.projector.behind("caseworker") == 2
    assert views.projector.behind("access") == 0
    page = views.desk.page(TEACHER, TODAY, limit=10, cursor=None)
    assert page.behind == 2
    assert page.rows[0].last_visit_on is None


def test_far_behind_all_that_the_log_holds_is_counted(
    views: OpenedViews, monkeypatch: pytest.MonkeyPatch
) -> None:
    views.record(*PLACES, *STAFF, *on_file(CHILD))
    assert views.projector.behind("directory") == len(PLACES) + 1
    monkeypatch.setattr(positions, "COUNTED_AT_MOST", 5)
    assert views.projector.behind("directory") == views.recorder.head()


def test_the_background_moves_views_nobody_asked_for(views: OpenedViews) -> None:
    stop = Event()
    background = Thread(target=views.projector.run, args=(stop, 0.01))
    background.start()
    try:
        views.record(*PLACES, *STAFF, *on_file(CHILD))
        until(lambda: views.projector.behind("caseworker") == 0)
    finally:
        stop.set()
        background.join()
    assert views.desk.page(TEACHER, TODAY, limit=10, cursor=None).total == 1


def test_a_batch_may_be_cut_anywhere(views: OpenedViews) -> None:
    for fact in a_life(children=3, visits=4):
        views.know(fact)
    one_by_one = views.contents()
    for view in ("access", "caseworker", "directory"):
        views.projector.rebuild(view)
    assert views.contents() == one_by_one


def test_what_a_view_does_not_fold_is_skipped_unopened(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD))
    access = views.projector_of(AccessFold(RULES))
    recorded = views.record(*(visited(CHILD, number) for number in range(5)))
    assert access.catch_up()
    assert access.behind("access") == 0
    assert all(not name.startswith("visits.") for name in AccessFold.names)
    # It is not even moved over so few: that would be a commit for nothing.
    stands, head = positions.standpoints_and_head(views.databases.views_engine)
    assert stands["access"].position < head == recorded[-1].position


def test_many_events_that_a_view_does_not_fold_are_moved_over(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD))
    access = views.projector_of(AccessFold(RULES))
    views.record_all(visited(CHILD, number) for number in range(250))
    assert access.catch_up()
    stands, head = positions.standpoints_and_head(views.databases.views_engine)
    assert stands["access"].position == head


def test_two_projectors_at_once_fold_each_event_once(views: OpenedViews) -> None:
    projectors = [views.projector_of(Tally()) for _ in range(2)]
    stop = Event()
    followers = [Thread(target=projector.run, args=(stop, 0.001)) for projector in projectors]
    for follower in followers:
        follower.start()
    try:
        for number in range(60):
            views.record(*(visited(child_number(number % 7), 10 * number + n) for n in range(3)))
            projectors[number % 2].catch_up()
        until(lambda: projectors[0].behind(TALLY) == 0)
    finally:
        stop.set()
        for follower in followers:
            follower.join()
    with views.databases.views_engine.connect() as connection:
        counted = tallied(connection)
    assert sum(counted.values()) == views.recorder.head() == 180
    assert projectors[0].quarantined() == ()


def test_requests_of_one_process_are_served_by_one_turn(views: OpenedViews) -> None:
    projector = views.projector_of(Tally())
    views.record_all(visited(CHILD, number) for number in range(300))
    answers: list[bool] = []
    requests = [
        Thread(target=lambda: answers.append(projector.catch_up(wait_ms=10_000))) for _ in range(8)
    ]
    for request in requests:
        request.start()
    for request in requests:
        request.join()
    assert answers == [True] * 8
    with views.databases.views_engine.connect() as connection:
        assert tallied(connection) == {CHILD: 300}


def test_a_request_goes_on_when_its_turn_does_not_come(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF)
    views.record(*on_file(CHILD))
    with writing(views.databases.views_engine) as connection:
        positions.lock(connection, ["access", "caseworker", "directory"])
        began = monotonic()
        assert not views.projector.catch_up()
        assert monotonic() - began < 5
    assert views.projector.catch_up()
    assert views.projector.behind("caseworker") == 0


def test_a_view_in_trouble_holds_up_neither_the_others_nor_the_request(
    views: OpenedViews, caplog: pytest.LogCaptureFixture
) -> None:
    views.know(*PLACES, *STAFF)
    with writing(views.databases.views_engine) as connection:
        connection.execute(text("ALTER TABLE caseworker_children RENAME TO elsewhere"))
    views.record(*on_file(CHILD))
    assert not views.projector.catch_up()
    assert not views.projector.catch_up()
    assert views.projector.behind("access") == 0
    assert views.access.chain_of_child(CHILD) is not None
    assert views.projector.behind("caseworker") == len(on_file(CHILD))
    assert views.projector.quarantined() == ()
    with writing(views.databases.views_engine) as connection:
        connection.execute(text("ALTER TABLE elsewhere RENAME TO caseworker_children"))
    assert views.projector.catch_up()
    assert views.desk.page(TEACHER, TODAY, limit=10, cursor=None).total == 1
    kind = "OperationalError" if views.databases.dialect == "sqlite" else "ProgrammingError"
    assert [record.getMessage() for record in caplog.records] == [
        f"view caseworker cannot be moved forward: {kind}",
        "view caseworker moves forward again",
    ]


@pytest.mark.usefixtures("small_steps")
def test_a_view_that_begins_late_does_not_keep_the_others_back(views: OpenedViews) -> None:
    views.record_all(a_life(children=12, visits=9))
    assert views.projector.catch_up(wait_ms=10_000)
    tally: View = Tally()
    both = views.projector_of(AccessFold(RULES), tally)
    views.record(*on_file(child_number(900)))
    assert not both.catch_up(wait_ms=0) or both.behind(TALLY) == 0
    assert both.behind("access") == 0
    assert both.catch_up(wait_ms=10_000)
    assert both.behind(TALLY) == 0


def test_tables_laid_out_otherwise_are_made_anew(
    views: OpenedViews, caplog: pytest.LogCaptureFixture
) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD))
    before = views.contents()
    with writing(views.databases.views_engine) as connection:
        connection.execute(text("ALTER TABLE access_duties ADD COLUMN of_another_release TEXT"))
    views.projector.prepare()
    assert "view access is laid out anew and starts from nothing" in caplog.text
    assert views.projector.behind("access") > 0
    assert views.projector.catch_up(wait_ms=10_000)
    assert views.contents() == before


def test_a_projector_without_a_view_of_the_name_says_so(views: OpenedViews) -> None:
    projector: Projector = views.projector
    with pytest.raises(KeyError):
        projector.rebuild("nonexistent")
