"""The caseworker's desk: what it shows of each child, in which order, page by page."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from application.rows import DeskRow, DueFilter
from domain.care.facts import Category
from domain.errors import Invalid
from domain.shared import ChildId, PersonId, TalkId, VisitId
from domain.visits.facts import HomeVisitCorrected, Outcome, TalkCorrected
from tests.examples import (
    BORN_ON,
    CHILD,
    CHILD_NAME,
    CHILD_REGISTERED,
    CORRECTION_ID,
    HOME_VISIT,
    LEVEL_ASSESSED,
    POOR_FAMILY_STATED,
    SCHOOL,
    SCHOOL_CLASS,
    SUPERVISOR,
    TALK,
    TEACHER,
    TODAY,
    VILLAGE,
    example_id,
)
from tests.infrastructure.views.cases import (
    PLACES,
    STAFF,
    child_number,
    on_file,
    talked,
    visited,
)
from tests.infrastructure.views.opened import OpenedViews

YESTERDAY = TODAY - timedelta(days=1)

# Level 4, opened on 2 March: first visit within 7 days, a talk every 14 days with 2 days of grace.
FRESH = DeskRow(
    child_id=CHILD,
    name=CHILD_NAME,
    sex=CHILD_REGISTERED.sex,
    born_on=BORN_ON,
    care_level=4,
    categories=(Category.LEFT_BEHIND,),
    school_id=SCHOOL,
    class_id=SCHOOL_CLASS,
    village_id=VILLAGE,
    opened_on=date(2026, 3, 2),
    last_visit_on=None,
    next_visit_due_on=date(2026, 3, 9),
    visit_overdue_after_on=date(2026, 3, 9),
    last_talk_on=None,
    next_talk_due_on=date(2026, 3, 16),
    talk_overdue_after_on=date(2026, 3, 18),
)
# A month after the visit of 9 March, with 6 days of grace.
VISITED = replace(
    FRESH,
    last_visit_on=date(2026, 3, 9),
    next_visit_due_on=date(2026, 4, 8),
    visit_overdue_after_on=date(2026, 4, 14),
)


def rows(views: OpenedViews, who: PersonId, on: date = TODAY) -> tuple[DeskRow, ...]:
    return views.desk.page(who, on, limit=50, cursor=None).rows


def test_a_child_is_shown_as_the_file_says(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD))
    assert rows(views, TEACHER) == (FRESH,)
    views.know(POOR_FAMILY_STATED, replace(LEVEL_ASSESSED, level=4), visited(CHILD, 1))
    categories = (Category.LEFT_BEHIND, Category.POOR_FAMILY)
    assert rows(views, TEACHER) == (replace(VISITED, categories=categories),)


def test_a_child_not_assessed_yet_waits_as_the_rules_say(views: OpenedViews) -> None:
    *without_level, _level = on_file(CHILD)
    views.know(*PLACES, *STAFF, *without_level)
    row = rows(views, TEACHER)[0]
    assert (row.care_level, row.next_visit_due_on) == (None, date(2026, 3, 16))


def test_only_what_was_done_counts_as_last(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD), visited(CHILD, 1))
    tried = replace(HOME_VISIT, outcome=Outcome.NOT_AT_HOME)
    logged = visited(CHILD, 2, datetime(2026, 3, 10, tzinfo=UTC))
    views.know(replace(logged, visit=replace(tried, started_at=datetime(2026, 3, 10, tzinfo=UTC))))
    assert rows(views, TEACHER) == (VISITED,)


def test_a_correction_moves_what_it_corrects(views: OpenedViews) -> None:
    first = visited(CHILD, 1, datetime(2026, 3, 5, tzinfo=UTC))
    views.know(*PLACES, *STAFF, *on_file(CHILD), first, visited(CHILD, 2))
    assert rows(views, TEACHER) == (VISITED,)
    corrected = HomeVisitCorrected(
        child_id=CHILD,
        visit_id=VisitId(example_id(2)),
        correction_id=CORRECTION_ID,
        visit=replace(HOME_VISIT, outcome=Outcome.REFUSED),
        why="写错了",
    )
    views.know(corrected)
    assert rows(views, TEACHER)[0].last_visit_on == date(2026, 3, 5)
    later = replace(HOME_VISIT, started_at=datetime(2026, 3, 6, 17, 0, tzinfo=UTC))
    views.know(replace(corrected, visit=later))
    # Five in the afternoon in London is the next day here.
    assert rows(views, TEACHER)[0].last_visit_on == date(2026, 3, 7)


def test_talks_are_counted_beside_visits(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD), visited(CHILD, 1), talked(CHILD, 2))
    talked_with = replace(
        VISITED,
        last_talk_on=date(2026, 3, 9),
        next_talk_due_on=date(2026, 3, 23),
        talk_overdue_after_on=date(2026, 3, 25),
    )
    assert rows(views, TEACHER) == (talked_with,)
    views.know(
        TalkCorrected(
            child_id=CHILD,
            talk_id=TalkId(example_id(2)),
            correction_id=CORRECTION_ID,
            talk=replace(TALK, outcome=Outcome.RESCHEDULED),
            why="没谈成",
        )
    )
    assert rows(views, TEACHER) == (VISITED,)


def a_class_of(views: OpenedViews, children: int) -> list[ChildId]:
    """A class whose children were visited on days of their own, in the order of what is due."""
    day = datetime(2026, 3, 20, tzinfo=UTC)
    facts: list[object] = [*PLACES, *STAFF]
    for number in range(children):
        child_id = child_number(number)
        facts += [
            *on_file(child_id),
            replace(LEVEL_ASSESSED, child_id=child_id, level=5),
            visited(child_id, 100 + number, day - timedelta(days=number // 2)),
            talked(child_id, 300 + number, day),
        ]
    views.know(*facts)
    # Talks are due on the same day for all of them, visits two by two earlier.
    return [child_number(number) for number in range(children)]


def test_pages_go_on_where_the_last_one_ended(views: OpenedViews) -> None:
    children = a_class_of(views, 25)
    whole = views.desk.page(TEACHER, TODAY, limit=50, cursor=None)
    assert (whole.total, whole.next_cursor) == (25, None)
    in_order = [row.child_id for row in whole.rows]
    assert sorted(in_order) == sorted(children)
    due = [min(filter(None, (row.next_visit_due_on, row.next_talk_due_on))) for row in whole.rows]
    assert list(zip(due, in_order, strict=True)) == sorted(zip(due, in_order, strict=True))
    read: list[ChildId] = []
    cursor, pages = None, 0
    while True:
        page = views.desk.page(TEACHER, TODAY, limit=7, cursor=cursor)
        read += [row.child_id for row in page.rows]
        pages += 1
        assert page.total == 25
        cursor = page.next_cursor
        if cursor is None:
            break
    assert (read, pages) == (in_order, 4)


def test_a_page_does_not_repeat_or_skip_when_a_child_is_visited_meanwhile(
    views: OpenedViews,
) -> None:
    a_class_of(views, 12)
    first = views.desk.page(TEACHER, TODAY, limit=5, cursor=None)
    rest = views.desk.page(TEACHER, TODAY, limit=50, cursor=first.next_cursor)
    views.know(visited(first.rows[0].child_id, 900, datetime(2026, 3, 21, tzinfo=UTC)))
    again = views.desk.page(TEACHER, TODAY, limit=50, cursor=first.next_cursor)
    assert [row.child_id for row in again.rows] == [row.child_id for row in rest.rows]


def test_a_cursor_says_nothing_and_serves_nobody_else(views: OpenedViews) -> None:
    a_class_of(views, 12)
    cursor = views.desk.page(TEACHER, TODAY, limit=5, cursor=None).next_cursor
    assert cursor is not None
    assert cursor != views.desk.page(TEACHER, TODAY, limit=5, cursor=None).next_cursor
    with pytest.raises(Invalid, match="cursor_invalid"):
        views.desk.page(SUPERVISOR, TODAY, limit=5, cursor=cursor)
    other_end = "A" if cursor.endswith("_") else "_"
    for made_up in ("", "x", "é", cursor[:-2], cursor[:-1] + other_end, "A" * 64):
        with pytest.raises(Invalid, match="cursor_invalid"):
            views.desk.page(TEACHER, TODAY, limit=5, cursor=made_up)


def test_what_is_due_is_asked_for_and_counted(views: OpenedViews) -> None:
    soon, overdue, later = child_number(1), child_number(2), child_number(3)
    views.know(*PLACES, *STAFF, *on_file(soon), *on_file(overdue), *on_file(later))
    views.know(visited(soon, 1), visited(later, 2), talked(later, 3))

    def asked(due: DueFilter) -> set[ChildId]:
        page = views.desk.page(TEACHER, TODAY, due=due, limit=10, cursor=None)
        assert page.counts == {DueFilter.ALL: 3, DueFilter.WEEK: 2, DueFilter.OVERDUE: 1}
        assert page.total == 3
        return {row.child_id for row in page.rows}

    assert asked(DueFilter.ALL) == {soon, overdue, later}
    # Overdue for a visit, and a talk is due in the same week.
    assert asked(DueFilter.WEEK) == {soon, overdue}
    assert asked(DueFilter.OVERDUE) == {overdue}
