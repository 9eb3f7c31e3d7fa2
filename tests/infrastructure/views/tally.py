"""A view for tests that counts events: folding one twice, or not at all, would show."""

from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from uuid import UUID

from sqlalchemy import BigInteger, Column, Connection, MetaData, Table

from application.ports import Recorded
from infrastructure.database import StoredUuid
from infrastructure.log.names import NAMES
from infrastructure.views.bulk import delete_among, rows_among, upsert
from infrastructure.views.view import LIVE, ViewTables

TALLY = "tally"


@lru_cache
def tally_tables(suffix: str = LIVE) -> ViewTables:
    metadata = MetaData()
    Table(
        TALLY + suffix,
        metadata,
        Column("subject", StoredUuid, primary_key=True),
        Column("events", BigInteger, nullable=False),
        Column("last", BigInteger, nullable=False),
    )
    return ViewTables(metadata, suffix)


class Tally:
    """Counts the events of each subject and refuses any that does not come after the last."""

    name = TALLY
    names = frozenset(NAMES.stored_names([row.fact for row in NAMES.rows]))

    def tables(self, suffix: str = LIVE) -> ViewTables:
        return tally_tables(suffix)

    def apply(
        self,
        connection: Connection,
        tables: ViewTables,
        facts: Sequence[Recorded[object]],
        erased: Collection[UUID],
    ) -> None:
        table = tables[TALLY]
        subjects = {fact.stream.subject_id for fact in facts}
        found = rows_among(connection, table.c.subject, subjects)
        counts = Counter({row.subject: row.events for row in found})
        last = {row.subject: row.last for row in found}
        for fact in facts:
            subject = fact.stream.subject_id
            if last.get(subject, 0) >= fact.position:
                raise ValueError("folded before")
            counts[subject] += 1
            last[subject] = fact.position
        upsert(connection, table, [(each, counts[each], last[each]) for each in subjects])
        delete_among(connection, table.c.subject, erased)


def tallied(connection: Connection) -> dict[UUID, int]:
    """Return how many events were counted of each subject."""
    table = tally_tables()[TALLY]
    return {row.subject: row.events for row in connection.execute(table.select())}
