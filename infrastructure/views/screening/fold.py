"""Folds which leads of screenings wait for a talk into the view `screening`: ids and days alone.

What was screened, with which result, and what came of the talk, the log alone tells.
"""

from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Boolean, Column, Connection, Date, Index, MetaData, Table, delete

from application.ports import Recorded
from domain.days import local_day
from domain.screening.facts import (
    InterviewHeld,
    InterviewMissed,
    ScreeningEvent,
    ScreeningLeadDropped,
    ScreeningLeadRecorded,
    WorryRaisedInstead,
)
from infrastructure.database import StoredUuid
from infrastructure.log.names import NAMES
from infrastructure.views.bulk import delete_among, rows_among, upsert
from infrastructure.views.screening.tally import TALLY, count, tally_table
from infrastructure.views.view import LIVE, ViewTables

SCREENING = "screening"
LEADS = "screening_leads"

_FOLDED = (
    ScreeningLeadRecorded,
    InterviewMissed,
    InterviewHeld,
    WorryRaisedInstead,
    ScreeningLeadDropped,
)


class Stored(NamedTuple):
    """The row of a lead; `was_tried` tells that its day is that of the last try (`due_on`)."""

    screening_id: UUID
    child: UUID
    school: UUID
    due_on: date
    was_tried: bool = False
    kept_until_on: date | None = None


@lru_cache(maxsize=8)
def screening_tables(suffix: str = LIVE) -> ViewTables:
    """Return the tables of the view; of a lead without `kept_until_on` the talk is to be held.

    `school` is the one at which it was got, wherever the child is by now.
    """
    metadata = MetaData()
    Table(
        LEADS + suffix,
        metadata,
        Column("screening_id", StoredUuid, primary_key=True),
        Column("child", StoredUuid, nullable=False),
        Column("school", StoredUuid, nullable=False),
        Column("due_on", Date, nullable=False),
        Column("was_tried", Boolean, nullable=False),
        Column("kept_until_on", Date),
        Index(f"{LEADS}_of_child{suffix}", "child"),
        Index(f"{LEADS}_of_school{suffix}", "school"),
    )
    tally_table(metadata, suffix)
    return ViewTables(metadata, suffix)


class ScreeningFold:
    """The leads of all children; of an erased child none is left, nor one that was dropped.

    Nor is one that is kept no more, from the next fact of any screening on.
    """

    name = SCREENING
    names = frozenset(NAMES.stored_names(_FOLDED))

    def tables(self, suffix: str = LIVE) -> ViewTables:
        """Return the tables of the view."""
        return screening_tables(suffix)

    def apply(
        self,
        connection: Connection,
        tables: ViewTables,
        facts: Sequence[Recorded[object]],
        erased: Collection[UUID],
    ) -> None:
        """Fold a batch."""
        table = tables[LEADS]
        said = [each.fact for each in facts if isinstance(each.fact, _FOLDED)]
        rows = _rows(connection, table, {fact.screening_id for fact in said})
        before = set(rows)
        count(connection, tables[TALLY], facts, {key: row.school for key, row in rows.items()})
        for fact in said:
            _fold(rows, fact)
        upsert(connection, table, list(rows.values()))
        delete_among(connection, table.c.screening_id, before - set(rows))
        delete_among(connection, table.c.child, erased)
        if facts:
            today = local_day(facts[-1].recorded_at)
            connection.execute(delete(table).where(table.c.kept_until_on <= today))


def _rows(connection: Connection, table: Table, ids: Collection[UUID]) -> dict[UUID, Stored]:
    found = rows_among(connection, table.c.screening_id, set(ids))
    return {
        row.screening_id: Stored(*(getattr(row, key) for key in Stored._fields)) for row in found
    }


def _fold(rows: dict[UUID, Stored], fact: ScreeningEvent) -> None:
    if isinstance(fact, ScreeningLeadRecorded):
        rows[fact.screening_id] = Stored(
            fact.screening_id, fact.child_id, fact.school_id, fact.talk_by_on
        )
        return
    row = rows.get(fact.screening_id)
    match fact:
        case InterviewMissed() if row is not None:
            # A try that is told late moves the day back no more.
            on = max(row.due_on, fact.again_by_on) if row.was_tried else fact.again_by_on
            rows[fact.screening_id] = row._replace(due_on=on, was_tried=True)
        case InterviewHeld() | WorryRaisedInstead() if row is not None:
            rows[fact.screening_id] = row._replace(kept_until_on=fact.delete_by_on)
        case ScreeningLeadDropped():
            rows.pop(fact.screening_id, None)
        case _:
            pass
