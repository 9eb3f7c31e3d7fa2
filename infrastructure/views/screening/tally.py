"""Counts who brought results of screenings for which school on which day, and who dropped leads.

No child is in it: what was counted stands, also once a child was erased.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID, uuid5

from sqlalchemy import Column, Connection, Date, Index, Integer, MetaData, Table

from application.ports import Recorded
from domain.days import local_day
from domain.screening.facts import ScreeningLeadDropped, ScreeningLeadRecorded
from infrastructure.database import StoredUuid
from infrastructure.views.bulk import rows_among, upsert

TALLY = "screening_tally"


class Line(NamedTuple):
    """What is counted together; without a list it was entered by hand, or dropped."""

    day: date
    person: UUID
    school: UUID
    list_id: UUID | None

    @property
    def id(self) -> UUID:
        """The id of its row."""
        return uuid5(self.person, f"{self.day}/{self.school}/{self.list_id}")


def tally_table(metadata: MetaData, suffix: str) -> None:
    """Add the table of the tally to those of the view."""
    Table(
        TALLY + suffix,
        metadata,
        Column("line", StoredUuid, primary_key=True),
        Column("day", Date, nullable=False),
        Column("person", StoredUuid, nullable=False),
        Column("school", StoredUuid, nullable=False),
        Column("list_id", StoredUuid),
        Column("brought", Integer, nullable=False),
        Column("dropped", Integer, nullable=False),
        Index(f"{TALLY}_of_school{suffix}", "school", "day"),
        Index(f"{TALLY}_of_day{suffix}", "day"),
    )


def count(
    connection: Connection,
    table: Table,
    facts: Iterable[Recorded[object]],
    schools: Mapping[UUID, UUID],
) -> None:
    """Count a batch; `schools` are those at which the leads that were dropped had been got."""
    brought: Counter[Line] = Counter()
    dropped: Counter[Line] = Counter()
    got_at = dict(schools)
    for each in facts:
        day = local_day(each.recorded_at)
        match each.fact:
            case ScreeningLeadRecorded() as fact:
                got_at[fact.screening_id] = fact.school_id
                brought[Line(day, each.actor_id, fact.school_id, fact.list_id)] += 1
            case ScreeningLeadDropped() as fact if fact.screening_id in got_at:
                dropped[Line(day, each.actor_id, got_at[fact.screening_id], None)] += 1
            case _:
                pass
    lines = {line.id: line for line in (*brought, *dropped)}
    before = {row.line: row for row in rows_among(connection, table.c.line, set(lines))}
    rows = []
    for key, line in lines.items():
        known = before.get(key)
        so_far = (known.brought, known.dropped) if known else (0, 0)
        rows.append((key, *line, so_far[0] + brought[line], so_far[1] + dropped[line]))
    upsert(connection, table, rows)
