"""The view `readings`: who looked at whom and what was asked about it, on each engine."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from application.reads.reading_rows import (
    Looker,
    QuestionRow,
    QuestionStage,
    ReaderDay,
    ReadingFilter,
    ReadingRow,
)
from domain.reads.facts import (
    Doubt,
    Explanation,
    Finding,
    Reading,
)
from domain.shared import Compartment, Purpose
from infrastructure.views.readings.rows import conditions
from infrastructure.views.readings.tables import CHILDREN, readings_tables
from tests.domain.test_reading_questions import ANSWERED, ASKED, SETTLED
from tests.examples import CHILD, OTHER_CHILD, SCHOOL, SUPERVISOR, TEACHER, example_id
from tests.infrastructure.views.opened_reads import MORNING, OpenedReads, read

NIGHT = datetime(2026, 3, 10, 16, 30, tzinfo=UTC)
"""Half past midnight in Beijing, so on the next day."""
TODAY, TOMORROW = date(2026, 3, 10), date(2026, 3, 11)


def row(position: int) -> ReadingRow:
    return ReadingRow(
        position=position,
        read_id=example_id(3_000 + position),
        reader_id=TEACHER,
        read_at=MORNING,
        what=Reading.CARE_FILE,
        purpose=Purpose.CARE,
        duty="class_teacher",
        organisation_id=SCHOOL,
        grant_id=None,
        children=1,
        at_night=False,
    )


def numbers(rows: Sequence[ReadingRow]) -> list[int]:
    return [each.position for each in rows]


def test_it_tells_of_a_child_who_looked_and_of_a_reader_at_whom(reads: OpenedReads) -> None:
    view = reads.shown.readings
    reads.record(read(1, CHILD), read(2, OTHER_CHILD))
    reads.record(read(3, CHILD, OTHER_CHILD, what=Reading.DESK), at=NIGHT)
    reads.record(read(4, CHILD, by=SUPERVISOR, purpose=Purpose.SUPERVISION))
    desk = replace(row(3), read_at=NIGHT, what=Reading.DESK, children=2, at_night=True)
    assert view.of_child(CHILD, limit=9).rows == (
        replace(row(4), reader_id=SUPERVISOR, purpose=Purpose.SUPERVISION),
        desk,
        row(1),
    )
    assert view.of_reader(TEACHER, ReadingFilter(), limit=9).rows == (desk, row(2), row(1))
    assert view.children_of([2, 3]) == {
        2: (OTHER_CHILD,),
        3: tuple(sorted((CHILD, OTHER_CHILD))),
    }


def test_it_counts_all_readings_of_a_child_by_person_and_purpose(reads: OpenedReads) -> None:
    view, later = reads.shown.readings, MORNING + timedelta(hours=2)
    reads.record(read(1, CHILD), read(2, OTHER_CHILD), read(3, CHILD, by=SUPERVISOR))
    reads.record(read(4, CHILD, what=Reading.DESK), at=later)
    reads.record(read(5, CHILD, purpose=Purpose.CRISIS), at=later)
    of_teacher = Looker(
        reader_id=TEACHER,
        purpose=Purpose.CARE,
        duty="class_teacher",
        organisation_id=SCHOOL,
        times=2,
        first_at=MORNING,
        last_at=later,
    )
    in_a_crisis = replace(of_teacher, purpose=Purpose.CRISIS, times=1, first_at=later)
    of_supervisor = replace(of_teacher, reader_id=SUPERVISOR, times=1, last_at=MORNING)
    assert set(view.lookers(CHILD, limit=9)) == {of_teacher, in_a_crisis, of_supervisor}
    assert view.lookers(CHILD, limit=9, with_cases=False) == (of_teacher, of_supervisor)
    assert view.lookers(CHILD, limit=1, with_cases=False) == (of_teacher,)


def test_a_long_list_goes_on_by_position(reads: OpenedReads) -> None:
    view = reads.shown.readings
    reads.record(*(read(number, CHILD) for number in range(1, 6)))
    first = view.of_child(CHILD, limit=2)
    assert (numbers(first.rows), first.next_before) == ([5, 4], 4)
    second = view.of_reader(TEACHER, ReadingFilter(), limit=3, before=first.next_before)
    assert (numbers(second.rows), second.next_before) == ([3, 2, 1], None)


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (ReadingFilter(on=TOMORROW), [2]),
        (ReadingFilter(what=Reading.DESK), [3]),
        (ReadingFilter(purpose=Purpose.CRISIS), [1]),
        (ReadingFilter(at_night=True), [2]),
        (ReadingFilter(on=TODAY, what=Reading.CARE_FILE), [1]),
    ],
)
def test_readings_of_a_person_are_chosen(
    reads: OpenedReads, chosen: ReadingFilter, found: list[int]
) -> None:
    reads.record(read(1, CHILD, purpose=Purpose.CRISIS))
    reads.record(read(2, CHILD), at=NIGHT)
    reads.record(read(3, CHILD, what=Reading.DESK))
    rows = reads.shown.readings.of_reader(TEACHER, chosen, limit=9).rows
    assert numbers(rows) == found


def test_it_counts_what_each_read_on_a_day(reads: OpenedReads) -> None:
    view = reads.shown.readings
    reads.record(read(1, CHILD, OTHER_CHILD), read(2, CHILD, by=SUPERVISOR))
    assert len(view.readers_on(TODAY, None, limit=9)) == 2
    reads.record(read(3, CHILD))
    reads.record(read(4, CHILD), at=NIGHT)
    assert view.readers_on(TODAY, None, limit=9) == (
        ReaderDay(on=TODAY, reader_id=TEACHER, reads=2, children=3, at_night=0),
        ReaderDay(on=TODAY, reader_id=SUPERVISOR, reads=1, children=1, at_night=0),
    )
    assert [each.at_night for each in view.readers_on(TOMORROW, None, limit=9)] == [1]
    assert [each.reader_id for each in view.readers_on(TODAY, None, limit=1, skip=1)] == [
        SUPERVISOR
    ]


def test_readings_are_found_between_two_moments_and_up_to_one_of_them(
    reads: OpenedReads,
) -> None:
    view = reads.shown.readings
    reads.record(read(1, CHILD))
    reads.record(read(2, CHILD), at=NIGHT)
    in_the_night = ReadingFilter(since=NIGHT, before=NIGHT + timedelta(hours=1))
    up_to_first = ReadingFilter(up_to=read(1, CHILD).read_id)
    found = [
        [row.read_id for row in view.of_reader(TEACHER, chosen, limit=9).rows]
        for chosen in (in_the_night, up_to_first, ReadingFilter(before=NIGHT))
    ]
    assert found == [[read(2, CHILD).read_id], *[[read(1, CHILD).read_id]] * 2]


def test_up_to_which_reading_is_looked_up_once_and_not_at_every_row() -> None:
    """For a person with twenty thousand readings the other took PostgreSQL seconds."""
    (bound,) = conditions(TEACHER, ReadingFilter(up_to=read(1, CHILD).read_id))[1:]
    assert "readings_shown.reader" not in str(bound)


def test_a_question_is_open_then_answered_then_settled(reads: OpenedReads) -> None:
    view = reads.shown.readings
    reads.record(read(1, CHILD), ASKED)
    asked = QuestionRow(
        question_id=ASKED.question_id,
        reader_id=TEACHER,
        doubt=Doubt.AT_NIGHT,
        read_on=TODAY,
        child_count=1,
        questioned_at=MORNING,
        stage=QuestionStage.OPEN,
    )
    assert view.waiting(TODAY, None, limit=9).rows == (asked,)
    assert (view.count_open_of(TEACHER), view.count_open_of(SUPERVISOR)) == (1, 0)
    tomorrow = TODAY + timedelta(days=1)
    assert [view.count_to_settle(day, None, but=SUPERVISOR) for day in (TODAY, tomorrow)] == [0, 1]
    reads.record(ANSWERED)
    answered = replace(asked, stage=QuestionStage.ANSWERED, explanation=Explanation.PREPARING)
    assert view.questions_of(TEACHER) == (answered,)
    assert view.count_to_settle(TODAY, None, but=SUPERVISOR) == 1
    assert view.count_to_settle(TODAY, None, but=TEACHER) == 0
    reads.record(SETTLED)
    settled = replace(answered, stage=QuestionStage.SETTLED, finding=Finding.IN_ORDER)
    assert view.questions_of(TEACHER) == (settled,)
    assert view.count_to_settle(TODAY, None, but=SUPERVISOR) == 0
    assert view.waiting(TODAY, None, limit=9).rows == ()
    assert view.settled(None, limit=9).rows == (settled,)
    assert view.settled(None, limit=9, after=ASKED.question_id).rows == ()


def test_filled_anew_it_answers_the_same(reads: OpenedReads) -> None:
    view = reads.shown.readings
    reads.record(read(1, CHILD), read(2, CHILD, OTHER_CHILD), ASKED)
    reads.record(read(4, CHILD), at=NIGHT + timedelta(minutes=1))
    before = (
        view.of_child(CHILD, limit=9),
        view.readers_on(TODAY, None, limit=9),
        view.questions_of(TEACHER),
        view.lookers(CHILD, limit=9),
    )
    reads.shown.projector.rebuild("readings")
    reads.record(read(5, OTHER_CHILD))
    assert before == (
        view.of_child(CHILD, limit=9),
        (replace(view.readers_on(TODAY, None, limit=9)[0], reads=2, children=3),),
        view.questions_of(TEACHER),
        view.lookers(CHILD, limit=9),
    )
    assert view.behind() == 0


def test_of_an_erased_reader_nothing_is_left(
    reads: OpenedReads,
) -> None:
    view = reads.shown.readings
    reads.record(read(1, CHILD), read(2, CHILD, by=SUPERVISOR), ASKED)
    assert len(view.of_child(CHILD, limit=9).rows) == 2
    reads.vault.destroy(TEACHER, [Compartment.ORGANISATION], MORNING)
    reads.shown.projector.forget([TEACHER])
    assert numbers(view.of_child(CHILD, limit=9).rows) == [2]
    assert [each.reader_id for each in view.readers_on(TODAY, None, limit=9)] == [SUPERVISOR]
    assert view.questions_of(TEACHER) == ()
    assert [each.reader_id for each in view.lookers(CHILD, limit=9)] == [SUPERVISOR]
    with reads.databases.views_engine.connect() as connection:
        left = connection.execute(select(readings_tables()[CHILDREN])).all()
    assert [each.position for each in left] == [2]


def test_an_erased_child_stays_a_number_at_which_somebody_looked(reads: OpenedReads) -> None:
    view = reads.shown.readings
    reads.record(read(1, CHILD), read(2, CHILD, OTHER_CHILD), ASKED)
    reads.vault.destroy(CHILD, list(Compartment), MORNING)
    reads.shown.projector.forget([CHILD])
    assert numbers(view.of_child(CHILD, limit=9).rows) == [2, 1]
    assert view.children_of([1, 2]) == {1: (CHILD,), 2: (CHILD, OTHER_CHILD)}
    assert [each.children for each in view.readers_on(TODAY, None, limit=9)] == [3]
    reads.shown.projector.rebuild("readings")
    assert numbers(view.of_child(CHILD, limit=9).rows) == [2, 1]
