"""Lists of readings out of ten million: each page as fast as out of a hundred thousand."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime
from functools import partial
from statistics import median
from time import perf_counter
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Date,
    FromClause,
    LargeBinary,
    MetaData,
    SelectBase,
    Table,
    Text,
    Uuid,
    case,
    cast,
    column,
    false,
    func,
    insert,
    literal,
    null,
    select,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import BYTEA

from application.reads.reading_rows import QuestionStage, ReadingFilter, Readings
from benchmarks.ledgers import ENGINES, BenchLedger, Grounds
from benchmarks.rounds import Measurement, Promise, Variant
from benchmarks.sizes import Sizes
from domain.shared import ChildId, PersonId
from infrastructure.database import StoredInstant, StoredUuid, writing
from infrastructure.views.readings.lookers import LOOKERS, NO_ORGANISATION
from infrastructure.views.readings.tables import CHILDREN, QUESTIONS, SHOWN, readings_tables
from infrastructure.views.view import ViewTables

FEW, MANY = "out of few", "out of many"
PAGE_ROWS = 50
PAGES = (1, 1_000)
LISTED = PAGE_ROWS * PAGES[-1] + PAGE_ROWS
"""So many readings has the one child, and the one reader, whose lists are read."""
READERS, CHILDREN_KNOWN = 5_000, 100_000
WAITING = 500
SLOWER_AT_MOST = 2.0
THE_ONE = UUID(bytes=b"0" * 16)
READ_AT, READ_ON = datetime(2026, 3, 10, 1, tzinfo=UTC), date(2026, 3, 10)

Rows = Callable[[str, FromClause, int], SelectBase]
Page = Callable[[Readings, int], int]
"""Reads one page of a view with so many readings, and returns how many rows it had."""


def of_child(view: Readings, number: int, page: int) -> int:
    """Read a page of who looked at the child."""
    child = ChildId(THE_ONE)
    return len(view.of_child(child, limit=PAGE_ROWS, before=_before(page, number)).rows)


def of_reader(view: Readings, number: int, page: int) -> int:
    """Read a page of what the reader looked at."""
    reader, before = PersonId(THE_ONE), _before(page, number)
    return len(view.of_reader(reader, ReadingFilter(), limit=PAGE_ROWS, before=before).rows)


def waiting(view: Readings, _number: int) -> int:
    """Read the first page of the questions that wait, those to settle first."""
    return len(view.waiting(READ_ON, None, limit=PAGE_ROWS).rows)


def lookers(view: Readings, _number: int) -> int:
    """Count who looked at the child how often, and return as many rows as a full page has."""
    (found,) = view.lookers(ChildId(THE_ONE), limit=PAGE_ROWS + 1)
    return PAGE_ROWS if found.times == LISTED else 0


PAGES_READ: dict[str, Page] = {
    **{f"readings of a child, page {page:,}": partial(of_child, page=page) for page in PAGES},
    **{f"readings of a reader, page {page:,}": partial(of_reader, page=page) for page in PAGES},
    "who looked at a child, counted": lookers,
    "questions that wait": waiting,
}


def paging_readings(grounds: Grounds, sizes: Sizes, closing: ExitStack) -> Sequence[Measurement]:
    """Return on each engine what a page costs out of few readings and out of many, in ms."""
    measurements = []
    for engine in ENGINES:
        views = {
            name: (_filled(closing.enter_context(grounds.ledger(engine)), number), number)
            for name, number in zip((FEW, MANY), sizes.readings, strict=True)
        }
        measurements += [
            Measurement(
                what=f"{what}, {engine}",
                variants=[
                    Variant(name, "ms", partial(_a_page, page, *view))
                    for name, view in views.items()
                ],
                promises=[Promise(MANY, to=FEW, at_most=SLOWER_AT_MOST)],
            )
            for what, page in PAGES_READ.items()
        ]
    return measurements


def _filled(ledger: BenchLedger, number: int) -> Readings:
    """Fill the view by statements of the database itself: by way of the log it would take hours."""
    tables, engine = readings_tables(), ledger.databases.views_engine
    with writing(engine) as connection:
        _fill(connection, tables[SHOWN], number, _reading)
        _fill(connection, tables[CHILDREN], number, _child)
        _fill(connection, tables[QUESTIONS], WAITING, _question)
        _count(connection, tables)
        connection.exec_driver_sql("ANALYZE")
    return ledger.opened.ledger.readings


def _count(connection: Connection, tables: ViewTables) -> None:
    shown, children, counted = tables[SHOWN], tables[CHILDREN], tables[LOOKERS]
    nowhere = literal(NO_ORGANISATION, StoredUuid())
    by = (children.c.child, shown.c.reader, shown.c.purpose, shown.c.duty)
    at = shown.c.read_at
    selected = (
        select(*by, nowhere, false(), func.count(), func.min(at), func.max(at))
        .join(children, children.c.position == shown.c.position)
        .group_by(*by)
    )
    connection.execute(insert(counted).from_select(list(counted.columns), selected))


def _fill(connection: Connection, table: Table, number: int, rows: Rows) -> None:
    # Made afterwards, an index costs a tenth; a view that was made anew names its own.
    indexes = Table(table.name, MetaData(), autoload_with=connection).indexes
    for each in indexes:
        each.drop(connection)
    selected = rows(connection.dialect.name, _numbers(connection, number), number)
    connection.execute(insert(table).from_select(list(table.columns), selected))
    for each in indexes:
        each.create(connection)


def _numbers(connection: Connection, number: int) -> FromClause:
    if connection.dialect.name == "postgresql":
        bounds = (cast(1, BigInteger), cast(number, BigInteger))
        return func.generate_series(*bounds).table_valued(column("n", BigInteger)).render_derived()
    begun = select(literal(1).label("n")).cte("numbers", recursive=True)
    return begun.union_all(select(begun.c.n + 1).where(begun.c.n < number))


def _reading(dialect: str, numbers: FromClause, number: int) -> SelectBase:
    n = numbers.c.n
    listed = _listed(n, number)
    reader = case((listed, 0), else_=1 + n * 7_919 % READERS)
    return select(
        n,
        _id(dialect, n),
        _id(dialect, reader),
        literal(READ_AT, StoredInstant()),
        literal(READ_ON, Date()),
        literal("care_file"),
        literal("care"),
        literal("class_teacher"),
        *(null(), null(), null()),  # organisation, grant, since when it was brought to them
        literal(1),
        false(),
    )


def _child(dialect: str, numbers: FromClause, number: int) -> SelectBase:
    n = numbers.c.n
    child = case((_listed(n, number), 0), else_=1 + n * 7_919 % CHILDREN_KNOWN)
    return select(n, _id(dialect, child))


def _question(dialect: str, numbers: FromClause, _number: int) -> SelectBase:
    n = numbers.c.n
    stage = case((n % 5 == 0, QuestionStage.OPEN.value), else_=QuestionStage.SETTLED.value)
    on, at = literal(READ_ON, Date()), literal(READ_AT, StoredInstant())
    asked = (_id(dialect, n), _id(dialect, n), literal("at_night"), on, literal(1), at)
    return select(*asked, stage, null(), null())


def _listed(n: ColumnElement[int], number: int) -> ColumnElement[bool]:
    """Tell which rows are of the one child and the one reader: they lie evenly among all."""
    return n * LISTED % number < LISTED


def _id(dialect: str, number: ColumnElement[int]) -> ColumnElement[UUID]:
    """Return the id made of a number: its sixteen digits, as bytes."""
    if dialect == "postgresql":
        digits = cast(func.lpad(cast(number, Text), 16, "0"), BYTEA)
        return cast(func.encode(digits, "hex"), Uuid)
    return type_coerce(cast(func.printf("%016d", number), LargeBinary), StoredUuid())


def _a_page(page: Page, view: Readings, number: int, seconds: float) -> float:
    """Read the page again and again, and return what one took at the median."""
    took: list[float] = []
    ends = perf_counter() + seconds
    while not took or perf_counter() < ends:
        begun = perf_counter()
        if page(view, number) != PAGE_ROWS:
            raise ValueError("this is not a full page")
        took.append((perf_counter() - begun) * 1_000)
    return median(took)


def _before(page: int, number: int) -> int | None:
    """Return before which position a page begins: the listed ones lie evenly among all."""
    return None if page == 1 else 1 + number * (LISTED - PAGE_ROWS * (page - 1)) // LISTED
