"""A stream that cannot be read or folded is set apart, and each view goes on with all others."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from application.rows import Quarantined
from domain.errors import RecordDamaged
from domain.shared import PersonId, Stream
from tests.examples import CHILD, HOME_VISIT, OTHER_CHILD, TEACHER, TODAY
from tests.infrastructure.views.cases import PLACES, STAFF, on_file, paired, talked, visited
from tests.infrastructure.views.opened import OpenedViews
from tests.infrastructure.views.rows_of_the_log import spoil

END_OF_TIME = datetime(9999, 12, 1, tzinfo=UTC)
"""A day that no rule would have let through, and from which no next one can be told."""


def stream_of(views: OpenedViews, context: str) -> Quarantined:
    return Quarantined(
        view="caseworker",
        stream_id=views.mapper.stream_id(Stream(context, CHILD)),
        position=0,
        reason="",
    )


def test_a_spoilt_event_sets_only_its_own_stream_apart(
    views: OpenedViews, caplog: pytest.LogCaptureFixture
) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD), *on_file(OTHER_CHILD))
    spoilt, *_later = views.record(visited(CHILD, 1), visited(OTHER_CHILD, 2), visited(CHILD, 3))
    spoil(views.databases, spoilt.position)
    assert views.projector.catch_up()
    found = replace(stream_of(views, "visits"), position=spoilt.position, reason="not_authentic")
    assert views.projector.quarantined() == (found,)
    rows = {
        row.child_id: row for row in views.desk.page(TEACHER, TODAY, limit=10, cursor=None).rows
    }
    assert rows[CHILD].unreadable
    assert (rows[CHILD].name, rows[CHILD].care_level) == (None, None)
    assert not rows[OTHER_CHILD].unreadable
    assert rows[OTHER_CHILD].last_visit_on is not None
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert caplog.records[0].getMessage() == (
        f"view caseworker: stream {found.stream_id} cannot be read from position "
        f"{spoilt.position} on (not_authentic); it is set apart"
    )


def test_later_events_of_a_stream_set_apart_are_passed_over(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD))
    spoilt, *_ = views.record(visited(CHILD, 1))
    spoil(views.databases, spoilt.position)
    assert views.projector.catch_up()
    before = views.contents()
    views.know(visited(CHILD, 2))
    assert views.contents() == before
    assert views.projector.behind("caseworker") == 0
    views.know(*on_file(OTHER_CHILD))
    assert views.desk.page(TEACHER, TODAY, limit=10, cursor=None).total == 2


def test_an_event_that_cannot_be_folded_is_found_among_many(
    views: OpenedViews, caplog: pytest.LogCaptureFixture
) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD), *on_file(OTHER_CHILD))
    recorded = views.record(
        *(visited(OTHER_CHILD, number) for number in range(10)),
        visited(CHILD, 50),
        visited(CHILD, 51, END_OF_TIME),
        visited(CHILD, 52),
        *(talked(OTHER_CHILD, number) for number in range(100, 110)),
    )
    assert views.projector.catch_up()
    found = replace(
        stream_of(views, "visits"), position=recorded[11].position, reason="fold_OverflowError"
    )
    assert views.projector.quarantined() == (found,)
    assert views.projector.behind("caseworker") == 0
    page = views.desk.page(TEACHER, TODAY, limit=10, cursor=None)
    assert {row.child_id: row.unreadable for row in page.rows} == {CHILD: True, OTHER_CHILD: False}
    assert HOME_VISIT.note is not None
    assert HOME_VISIT.note not in caplog.text


def test_one_view_may_fail_where_another_goes_on(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD), visited(CHILD, 51, END_OF_TIME))
    assert {each.view for each in views.projector.quarantined()} == {"caseworker"}
    assert views.access.chain_of_child(CHILD)


def test_a_rebuild_reads_again_what_was_set_apart(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD))
    spoilt, *_ = views.record(visited(CHILD, 1))
    views.record(visited(CHILD, 2))
    spoil(views.databases, spoilt.position)
    assert views.projector.catch_up()
    views.projector.rebuild("caseworker")
    assert [each.position for each in views.projector.quarantined()] == [spoilt.position]
    spoil(views.databases, spoilt.position)
    views.projector.rebuild("caseworker")
    assert views.projector.quarantined() == ()
    page = views.desk.page(TEACHER, TODAY, limit=10, cursor=None)
    assert page.rows[0].last_visit_on == HOME_VISIT.started_at.date()
    views.know(visited(CHILD, 3))
    assert views.projector.behind("caseworker") == 0


def test_all_processes_pass_over_what_one_of_them_set_apart(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD))
    fold = views.projector_of(*views.folds)
    assert fold.catch_up()
    views.know(visited(CHILD, 51, END_OF_TIME))
    views.record(visited(CHILD, 52))
    assert fold.catch_up()
    assert len(fold.quarantined()) == 1
    assert fold.behind("caseworker") == 0


def test_who_may_do_what_is_not_told_from_a_stream_that_cannot_be_read(
    views: OpenedViews,
) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD), paired(CHILD, TEACHER), *on_file(OTHER_CHILD))
    spoilt, *_ = views.record(paired(CHILD, TEACHER, number=2))
    spoil(views.databases, spoilt.position)
    assert views.projector.catch_up()
    with pytest.raises(RecordDamaged, match="access_view_damaged"):
        views.access.relations(TEACHER, CHILD)
    assert [each.mentor_id for each in views.access.pairings_of(CHILD)] == [TEACHER]
    assert views.access.pairings_of(OTHER_CHILD) == ()
    assert views.access.duties_of(TEACHER)
    assert views.access.duties_of(PersonId(CHILD)) == ()
