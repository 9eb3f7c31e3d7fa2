"""No view of an older process moves past an event that only a newer program beside it can read."""

import pytest
from eventsourcing.persistence import StoredEvent

from application.ports import WrittenByNewerProgram
from domain.errors import Unavailable
from domain.shared import Stream
from infrastructure.database import writing
from infrastructure.views import positions
from infrastructure.views.access.answers import AccessDuties
from tests.examples import SCHOOL, TEACHER, TODAY
from tests.infrastructure.views.cases import PLACES, STAFF
from tests.infrastructure.views.opened import OpenedViews
from tests.infrastructure.views.worries import CONCERN, CRISIS_LEAD, POSTS, cases

OF_DUTIES = "staff.duty_ended.2"
FOLDING = ("access", "security")
"""The views that follow how duties end."""


def written_by_newer(views: OpenedViews, name: str = OF_DUTIES) -> int:
    """Let a newer program record something of somebody, which this one cannot open."""
    stream = views.mapper.stream_id(Stream("staff", TEACHER))
    version = views.recorder.rows_of([stream])[-1].version + 1
    (position,) = views.recorder.insert_events(
        [StoredEvent(stream, version, name, b"of another day")]
    ) or [0]
    return position


def stands(views: OpenedViews) -> dict[str, int]:
    found, _head = positions.standpoints_and_head(views.databases.views_engine)
    return {view: each.position for view, each in found.items()}


def test_only_the_views_that_fold_it_wait_before_it_and_say_so_once(
    views: OpenedViews, caplog: pytest.LogCaptureFixture
) -> None:
    views.know(*PLACES, *STAFF, *POSTS)
    newer = written_by_newer(views)
    (raised,) = views.record(CONCERN)
    for _ in range(3):
        assert not views.projector.catch_up(wait_ms=10_000)
    stood = stands(views)
    assert {stood.pop(view) for view in FOLDING} == {newer - 1}
    assert stood["health"] == raised.position
    assert [each.getMessage() for each in caplog.records] == [
        f"view {view} cannot be moved forward: WrittenByNewerProgram" for view in FOLDING
    ]
    assert views.projector.behind("access") == 1
    assert views.projector.quarantined() == ()


def test_who_is_on_duty_is_not_told_without_it(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS)
    written_by_newer(views)
    impatient = AccessDuties(
        views.databases.views_engine,
        views.projector,
        views.mapper.stream_id,
        current_within_seconds=0.1,
    )
    with pytest.raises(Unavailable, match="access_view_behind"):
        impatient.posts_at([SCHOOL], TODAY)


def test_when_the_newer_process_has_folded_it_the_older_one_goes_on(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS)
    newer = written_by_newer(views)
    assert not views.projector.catch_up(wait_ms=10_000)
    with writing(views.databases.views_engine) as connection:
        positions.advance(connection, FOLDING, newer)
    views.record(CONCERN)
    assert views.projector.catch_up(wait_ms=10_000)
    assert cases(views, CRISIS_LEAD) == [CONCERN.case_id]


def test_no_view_is_filled_anew_without_it(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS)
    before = views.contents()
    written_by_newer(views)
    with pytest.raises(WrittenByNewerProgram):
        views.projector.rebuild("access")
    assert views.contents() == before
