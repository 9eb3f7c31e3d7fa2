"""Folds the log of readings into the view `readings`."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, delete, select

from application.ports import Recorded
from application.reads.reading_rows import QuestionStage
from domain.days import local_day
from domain.reads.facts import (
    QuestionAnswered,
    QuestionSettled,
    ReadingQuestioned,
    RecordsRead,
)
from domain.reads.unusual import is_night
from domain.ruleset import RulesOverTime
from infrastructure.log.names import NAMES
from infrastructure.views.bulk import delete_among, rows_among, upsert
from infrastructure.views.readings.lookers import LOOKERS, count_lookers
from infrastructure.views.readings.tables import (
    CHILDREN,
    DAYS,
    QUESTIONS,
    READINGS,
    SHOWN,
    readings_tables,
)
from infrastructure.views.view import LIVE, ViewTables

OF_QUESTIONS = (ReadingQuestioned, QuestionAnswered, QuestionSettled)
Asked = ReadingQuestioned | QuestionAnswered | QuestionSettled


class ReadingsFold:
    """Who looked at whom, and what was asked about it.

    What a reader read goes with the reader. A child that was erased stays a number in it: who had
    looked may still be asked, and nothing leads from the number to anybody.
    """

    name = READINGS
    names = frozenset(NAMES.stored_names([RecordsRead, *OF_QUESTIONS]))

    def __init__(self, rules: RulesOverTime) -> None:
        self._rules = rules

    def tables(self, suffix: str = LIVE) -> ViewTables:
        """Return the tables of the view."""
        return readings_tables(suffix)

    def apply(
        self,
        connection: Connection,
        tables: ViewTables,
        facts: Sequence[Recorded[object]],
        erased: Collection[UUID],
    ) -> None:
        """Fold a batch; of an erased reader nothing is left."""
        reads = [(each, each.fact) for each in facts if isinstance(each.fact, RecordsRead)]
        self._fold_reads(connection, tables, reads)
        asked = [(each, each.fact) for each in facts if isinstance(each.fact, OF_QUESTIONS)]
        _fold_questions(connection, tables, asked)
        if erased:
            _delete_readers(connection, tables, erased)

    def _fold_reads(
        self,
        connection: Connection,
        tables: ViewTables,
        reads: Sequence[tuple[Recorded[object], RecordsRead]],
    ) -> None:
        if not reads:
            return
        upsert(connection, tables[SHOWN], [self._row(*each) for each in reads])
        children = [
            (recorded.position, child)
            for recorded, read in reads
            for child in dict.fromkeys(read.child_ids)
        ]
        upsert(connection, tables[CHILDREN], children)
        count_lookers(connection, tables[LOOKERS], reads)
        self._count(connection, tables, reads)

    def _row(self, recorded: Recorded[object], read: RecordsRead) -> tuple[object, ...]:
        at, context = recorded.recorded_at, recorded.context
        return (
            recorded.position,
            read.read_id,
            read.reader_id,
            at,
            local_day(at),
            read.what.value,
            read.purpose.value,
            context.duty,
            context.organisation,
            read.grant_id,
            read.brought_on,
            len(set(read.child_ids)),
            is_night(at, self._rules.at(at)),
        )

    def _count(
        self,
        connection: Connection,
        tables: ViewTables,
        reads: Sequence[tuple[Recorded[object], RecordsRead]],
    ) -> None:
        days = tables[DAYS]
        counts: dict[tuple[date, UUID], list[int]] = {}
        keys = {(local_day(each.recorded_at), read.reader_id) for each, read in reads}
        found = select(days).where(
            days.c.read_on.in_({on for on, _ in keys}), days.c.reader.in_({who for _, who in keys})
        )
        for row in connection.execute(found):
            counts[row.read_on, row.reader] = [row.reads, row.children, row.at_night]
        for recorded, read in reads:
            day = counts.setdefault((local_day(recorded.recorded_at), read.reader_id), [0, 0, 0])
            day[0] += 1
            day[1] += len(set(read.child_ids))
            at = recorded.recorded_at
            day[2] += is_night(at, self._rules.at(at))
        upsert(connection, days, [(*key, *counts[key]) for key in sorted(keys)])


def _fold_questions(
    connection: Connection,
    tables: ViewTables,
    facts: Sequence[tuple[Recorded[object], Asked]],
) -> None:
    table = tables[QUESTIONS]
    ids = {fact.question_id for _, fact in facts}
    found = rows_among(connection, table.c.question, ids)
    rows: dict[UUID, list[object]] = {row.question: list(row) for row in found}
    for each, fact in facts:
        match fact:
            case ReadingQuestioned():
                rows[fact.question_id] = [
                    fact.question_id,
                    fact.reader_id,
                    fact.doubt.value,
                    fact.read_on,
                    fact.child_count,
                    each.recorded_at,
                    QuestionStage.OPEN.value,
                    None,
                    None,
                ]
            case QuestionAnswered():
                answered = [QuestionStage.ANSWERED.value, fact.explanation.value]
                rows[fact.question_id][-3:-1] = answered
            case QuestionSettled():
                row = rows[fact.question_id]
                row[-3], row[-1] = QuestionStage.SETTLED.value, fact.finding.value
    upsert(connection, table, list(rows.values()))


def _delete_readers(connection: Connection, tables: ViewTables, readers: Collection[UUID]) -> None:
    shown, children = tables[SHOWN], tables[CHILDREN]
    for reader in readers:
        theirs = select(shown.c.position).where(shown.c.reader == reader)
        connection.execute(delete(children).where(children.c.position.in_(theirs)))
    for name in (SHOWN, DAYS, QUESTIONS, LOOKERS):
        delete_among(connection, tables[name].c.reader, readers)
