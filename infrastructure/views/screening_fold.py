"""Folds which leads of screenings wait for a talk into the view `screening`: ids and days alone.

What was screened, with which result, and what came of the talk, the log alone tells.
"""

from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache
from uuid import UUID

from sqlalchemy import Column, Connection, Date, Index, MetaData, Table

from application.ports import Recorded
from domain.screening.facts import (
    InterviewHeld,
    InterviewMissed,
    ScreeningLeadDropped,
    ScreeningLeadRecorded,
)
from infrastructure.database import StoredUuid
from infrastructure.log.names import NAMES
from infrastructure.views.bulk import delete_among, rows_among, upsert
from infrastructure.views.view import LIVE, ViewTables

SCREENING = "screening"
LEADS = "screening_leads"

_FOLDED = (ScreeningLeadRecorded, InterviewMissed, InterviewHeld, ScreeningLeadDropped)

Stored = tuple[UUID, UUID, date, date | None]
"""The id of a lead, its child, its day, and until when it is kept once the talk was held."""


@lru_cache(maxsize=8)
def screening_tables(suffix: str = LIVE) -> ViewTables:
    """Return the table of the view; of a lead without `kept_until_on` the talk is to be held."""
    metadata = MetaData()
    Table(
        LEADS + suffix,
        metadata,
        Column("screening_id", StoredUuid, primary_key=True),
        Column("child", StoredUuid, nullable=False),
        Column("due_on", Date, nullable=False),
        Column("kept_until_on", Date),
        Index(f"{LEADS}_of_child{suffix}", "child"),
    )
    return ViewTables(metadata, suffix)


class ScreeningFold:
    """The leads of all children; of an erased child none is left, nor one that was dropped."""

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
        found = rows_among(connection, table.c.screening_id, {each.screening_id for each in said})
        rows: dict[UUID, Stored] = {
            row.screening_id: (row.screening_id, row.child, row.due_on, row.kept_until_on)
            for row in found
        }
        dropped: set[UUID] = set()
        for fact in said:
            match fact:
                case ScreeningLeadRecorded():
                    rows[fact.screening_id] = (
                        *(fact.screening_id, fact.child_id),
                        *(fact.talk_by_on, None),
                    )
                case InterviewMissed() if fact.screening_id in rows:
                    rows[fact.screening_id] = (*rows[fact.screening_id][:2], fact.again_by_on, None)
                case InterviewHeld() if fact.screening_id in rows:
                    rows[fact.screening_id] = (*rows[fact.screening_id][:3], fact.delete_by_on)
                case ScreeningLeadDropped():
                    rows.pop(fact.screening_id, None)
                    dropped.add(fact.screening_id)
                case _:
                    pass
        upsert(connection, table, list(rows.values()))
        delete_among(connection, table.c.screening_id, dropped)
        delete_among(connection, table.c.child, erased)
