"""The view of readings goes on past a damaged record, is made anew, and finds by its indexes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, Engine, event

from application.reads.reading_rows import ReadingFilter
from application.rows import Quarantined
from domain.days import local_day
from tests.domain.test_reading_questions import ASKED
from tests.examples import CHILD, OTHER_CHILD, SUPERVISOR, TEACHER
from tests.infrastructure.views.opened_reads import MORNING, OpenedReads, read
from tests.infrastructure.views.rows_of_the_log import spoil

Parameters = tuple[object, ...] | dict[str, object]
Statement = tuple[str, Parameters]
DAY = local_day(MORNING)
INDEXES = {
    "of a child": "readings_children_of",
    "of a child, further on": "readings_children_of",
    "of a reader": "readings_shown_by",
    "of a reader, further on": "readings_shown_by",
    "of a reader on a day": "readings_shown_by_on",
    "questions that wait": "readings_questions_at",
    "questions of a reader": "readings_questions_of",
}


def positions(reads: OpenedReads) -> list[int]:
    return [each.position for each in reads.shown.readings.of_child(CHILD, limit=9).rows]


def test_a_damaged_reading_is_set_apart_and_the_others_go_on(
    reads: OpenedReads, caplog: pytest.LogCaptureFixture
) -> None:
    damaged = read(2, CHILD)
    reads.record(read(1, CHILD), damaged, read(3, CHILD))
    spoil(reads.databases, 2, "reads")
    assert positions(reads) == [3, 1]
    apart = Quarantined(
        view="readings",
        stream_id=reads.mapper.stream_id(reads.mapper.stream_of(damaged)),
        position=2,
        reason="not_authentic",
    )
    assert reads.shown.projector.quarantined() == (apart,)
    assert reads.shown.readings.behind() == 0
    reads.record(read(4, CHILD, by=SUPERVISOR))
    assert positions(reads) == [4, 3, 1]
    days = {
        each.reader_id: each.reads for each in reads.shown.readings.readers_on(DAY, None, limit=9)
    }
    assert days == {TEACHER: 2, SUPERVISOR: 1}
    assert [each.levelname for each in caplog.records] == ["ERROR"]


def test_made_anew_it_takes_the_place_of_the_old_and_leaves_the_damaged_one_apart(
    reads: OpenedReads,
) -> None:
    reads.record(read(1, CHILD), read(2, CHILD), read(3, CHILD, OTHER_CHILD))
    spoil(reads.databases, 2, "reads")
    before = (positions(reads), reads.shown.projector.quarantined())
    reads.shown.projector.rebuild("readings")
    assert (positions(reads), reads.shown.projector.quarantined()) == before
    reads.record(read(4, CHILD))
    assert positions(reads) == [4, 3, 1]


@contextmanager
def statements(engine: Engine) -> Iterator[list[Statement]]:
    """Note what is asked of the tables of the view."""
    asked: list[Statement] = []

    def note(
        _connection: Connection,
        _cursor: object,
        statement: str,
        parameters: Parameters,
        _context: object,
        _many: bool,
    ) -> None:
        if statement.startswith("SELECT") and "readings_" in statement:
            asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def test_each_list_is_found_by_the_index_meant_for_it(reads: OpenedReads) -> None:
    others = (read(number, CHILD, by=SUPERVISOR) for number in range(100, 140))
    reads.record(*(read(number, CHILD) for number in range(1, 20)), *others, ASKED)
    view = reads.shown.readings
    assert len(positions(reads)) == 9
    lists: dict[str, Callable[[], object]] = {
        "of a child": lambda: view.of_child(CHILD, limit=5),
        "of a child, further on": lambda: view.of_child(CHILD, limit=5, before=20),
        "of a reader": lambda: view.of_reader(TEACHER, ReadingFilter(), limit=5),
        "of a reader, further on": lambda: view.of_reader(
            TEACHER, ReadingFilter(), limit=5, before=20
        ),
        "of a reader on a day": lambda: view.of_reader(TEACHER, ReadingFilter(on=DAY), limit=5),
        "questions that wait": lambda: view.waiting(DAY, None, limit=5),
        "questions of a reader": lambda: view.questions_of(TEACHER),
    }
    found = {name: plan_of(reads.databases.views_engine, ask) for name, ask in lists.items()}
    assert {name for name, plan in found.items() if f"{INDEXES[name]}__" not in plan} == set(), (
        found
    )


def plan_of(engine: Engine, ask: Callable[[], object]) -> str:
    """Return how the database would look for it, were the table too large to scan or to sort."""
    with statements(engine) as asked:
        ask()
    ((statement, parameters),) = asked
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if not is_sqlite:
            for way in ("seqscan", "bitmapscan", "sort"):
                connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")
        explain = "EXPLAIN QUERY PLAN" if is_sqlite else "EXPLAIN"
        rows = connection.exec_driver_sql(f"{explain} {statement}", parameters)
        return "\n".join(str(row) for row in rows)
