"""Counts in the view `readings` who looked at each child: nobody adds up all its readings."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    Row,
    Select,
    Table,
    Text,
    case,
    func,
    not_,
    select,
)

from application.ports import Recorded
from application.reads.reading_rows import Looker
from domain.access.requests import Standing
from domain.reads.discretion import tells_of_case
from domain.reads.facts import RecordsRead
from domain.shared import ChildId, OrganisationId, PersonId, Purpose
from infrastructure.database import StoredInstant, StoredUuid
from infrastructure.views.bulk import upsert

LOOKERS = "readings_lookers"

CHILDREN_AT_ONCE = 1_000
"""Of a page of lists of fifty children; SQLite takes so many in one question."""
BEYOND_A_DUTY = (Standing.GRANTED_ACCESS.value, Standing.BROKE_GLASS.value)
"""By which standings somebody looks whose duty would not show them the child."""

NO_DUTY, NO_ORGANISATION = "", UUID(int=0)
"""Stand in a key, where nothing may be missing."""

Reads = Sequence[tuple[Recorded[object], RecordsRead]]


class _Key(NamedTuple):
    child: UUID
    reader: UUID
    purpose: str
    duty: str
    organisation: UUID
    of_case: bool


class _Count(NamedTuple):
    times: int
    first_at: datetime
    last_at: datetime


def declare_lookers(metadata: MetaData, suffix: str) -> None:
    """Declare the table: a row for each child, reader, purpose and standing."""
    Table(
        LOOKERS + suffix,
        metadata,
        Column("child", StoredUuid, primary_key=True),
        Column("reader", StoredUuid, primary_key=True),
        Column("purpose", Text, primary_key=True),
        Column("duty", Text, primary_key=True),
        Column("organisation", StoredUuid, primary_key=True),
        Column("of_case", Boolean, primary_key=True),
        Column("times", Integer, nullable=False),
        Column("first_at", StoredInstant, nullable=False),
        Column("last_at", StoredInstant, nullable=False),
        Index(f"{LOOKERS}_by{suffix}", "reader"),
    )


def count_lookers(connection: Connection, table: Table, reads: Reads) -> None:
    """Add these readings to what is counted of each child that they showed."""
    children = dict.fromkeys(child for _, read in reads for child in read.child_ids)
    counts = _counted(connection, table, children, {read.reader_id for _, read in reads})
    for recorded, read in reads:
        for child in dict.fromkeys(read.child_ids):
            key = _key(child, recorded, read)
            counts[key] = _one_more(counts.get(key), recorded.recorded_at)
    upsert(connection, table, [(*key, *count) for key, count in counts.items()])


def lookers_of(table: Table, child_id: ChildId, *, with_cases: bool) -> Select[tuple[object, ...]]:
    """Return who looked at a child for what and how often; what tells of a case only if wanted."""
    by = (table.c.reader, table.c.purpose, table.c.duty, table.c.organisation)
    last_at = func.max(table.c.last_at)
    found = (
        select(
            *by,
            func.sum(table.c.times).label("times"),
            func.min(table.c.first_at).label("first_at"),
            last_at.label("last_at"),
        )
        .where(table.c.child == child_id)
        .group_by(*by)
        .order_by(case((table.c.duty.in_(BEYOND_A_DUTY), 0), else_=1), last_at.desc(), *by)
    )
    return found if with_cases else found.where(not_(table.c.of_case))


def looker(row: Row[tuple[object, ...]]) -> Looker:
    """Return who looked at a child as the use cases know it."""
    is_nowhere = row.organisation == NO_ORGANISATION
    return Looker(
        reader_id=PersonId(row.reader),
        purpose=Purpose(row.purpose),
        duty=row.duty or None,
        organisation_id=None if is_nowhere else OrganisationId(row.organisation),
        times=int(row.times),
        first_at=row.first_at,
        last_at=row.last_at,
    )


def _key(child_id: ChildId, recorded: Recorded[object], read: RecordsRead) -> _Key:
    context = recorded.context
    return _Key(
        child_id,
        read.reader_id,
        read.purpose.value,
        context.duty or NO_DUTY,
        context.organisation or NO_ORGANISATION,
        tells_of_case(read.what, read.purpose),
    )


def _one_more(count: _Count | None, at: datetime) -> _Count:
    if count is None:
        return _Count(1, at, at)
    return _Count(count.times + 1, min(count.first_at, at), max(count.last_at, at))


def _counted(
    connection: Connection,
    table: Table,
    children: Iterable[UUID],
    readers: Collection[UUID],
) -> dict[_Key, _Count]:
    """Return what was counted of these children and readers before."""
    found: dict[_Key, _Count] = {}
    left = iter(children)
    while some := list(islice(left, CHILDREN_AT_ONCE)):
        among = table.c.child.in_(some) & table.c.reader.in_(readers)
        for row in connection.execute(select(table).where(among)):
            found[_Key(*row[:6])] = _Count(*row[6:])
    return found
