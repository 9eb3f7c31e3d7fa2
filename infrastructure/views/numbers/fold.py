"""Folds numbers that one proposed and another lets stand into the view `numbers`: no number is."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import get_args
from uuid import UUID

from sqlalchemy import BigInteger, Column, Connection, Date, Index, MetaData, Row, Table, Text

from application.ports import Recorded
from application.proposed_numbers import (
    CorrectionSettled,
    NumberKind,
    NumberRow,
    NumberStage,
    TelephoneSettled,
    stage_after,
)
from domain.children.facts import IdentityCorrectionProposed
from domain.days import local_day
from domain.shared import PersonId
from domain.staff.telephone_facts import PersonTelephoneProposed
from infrastructure.database import StoredUuid
from infrastructure.log.names import NAMES
from infrastructure.views.bulk import delete_among, rows_among, upsert
from infrastructure.views.first_subject import of_first_subject
from infrastructure.views.view import LIVE, ViewTables

NUMBERS = "numbers"
PROPOSED = "numbers_proposed"

_Telephone = PersonTelephoneProposed | TelephoneSettled
_Correction = IdentityCorrectionProposed | CorrectionSettled
_Said = _Telephone | _Correction
_Rows = dict[UUID, NumberRow]


@lru_cache(maxsize=8)
def numbers_tables(suffix: str = LIVE) -> ViewTables:
    """Return the table of the view: `subject` is the person or the child whose number it is."""
    metadata = MetaData()
    Table(
        PROPOSED + suffix,
        metadata,
        Column("proposal", StoredUuid, primary_key=True),
        Column("kind", Text, nullable=False),
        Column("subject", StoredUuid, nullable=False),
        Column("proposed_by", StoredUuid, nullable=False),
        Column("proposed_on", Date, nullable=False),
        Column("stage", Text, nullable=False),
        Column("position", BigInteger, nullable=False),
        Index(f"{PROPOSED}_at{suffix}", "stage", "kind"),
        Index(f"{PROPOSED}_of{suffix}", "subject"),
        Index(f"{PROPOSED}_by{suffix}", "proposed_by", "position"),
    )
    return ViewTables(metadata, suffix)


class NumbersFold:
    """What was proposed, by whom and on which day, and what became of it; of no erased subject."""

    name = NUMBERS
    names = frozenset(NAMES.stored_names([*get_args(_Telephone), *get_args(_Correction)]))

    def tables(self, suffix: str = LIVE) -> ViewTables:
        """Return the tables of the view."""
        return numbers_tables(suffix)

    def apply(
        self,
        connection: Connection,
        tables: ViewTables,
        facts: Sequence[Recorded[object]],
        erased: Collection[UUID],
    ) -> None:
        """Fold a batch."""
        table = tables[PROPOSED]
        said = [(each, each.fact) for each in facts if isinstance(each.fact, _Said)]
        rows = _before(connection, table, [fact for _each, fact in said])
        first = {id_: row.subject_id for id_, row in rows.items()}
        # Of the erased what settles a number finds no row, as what was put right at once: it may.
        for each, fact in of_first_subject(said, lambda each: _id_and_subject(each[1]), first):
            if isinstance(fact, _Telephone):
                _fold_telephone(rows, each, fact)
            else:
                _fold_correction(rows, each, fact)
        upsert(connection, table, [_stored(row) for row in rows.values()])
        delete_among(connection, table.c.subject, erased)


def number_row(row: Row[tuple[object, ...]]) -> NumberRow:
    """Return a row of the table as people's questions are answered."""
    return NumberRow(
        proposal_id=row.proposal,
        kind=NumberKind(row.kind),
        subject_id=row.subject,
        proposed_by=PersonId(row.proposed_by),
        proposed_on=row.proposed_on,
        stage=NumberStage(row.stage),
        position=row.position,
    )


def _id_and_subject(fact: _Said) -> tuple[UUID, UUID]:
    if isinstance(fact, _Telephone):
        return fact.telephone_id, fact.person_id
    return fact.correction_id, fact.child_id


def _before(connection: Connection, table: Table, said: Sequence[_Said]) -> _Rows:
    people = {fact.person_id for fact in said if isinstance(fact, _Telephone)}
    found = [
        *rows_among(connection, table.c.subject, people),
        *rows_among(connection, table.c.proposal, {_id_and_subject(fact)[0] for fact in said}),
    ]
    return {row.proposal: number_row(row) for row in found}


def _fold_telephone(rows: _Rows, each: Recorded[object], fact: _Telephone) -> None:
    if isinstance(fact, PersonTelephoneProposed):
        for key, row in rows.items():
            if row.subject_id == fact.person_id and row.stage is NumberStage.WAITING:
                rows[key] = replace(row, stage=NumberStage.REPLACED)
        rows[fact.telephone_id] = NumberRow(
            proposal_id=fact.telephone_id,
            kind=NumberKind.TELEPHONE,
            subject_id=fact.person_id,
            proposed_by=fact.proposed_by,
            proposed_on=fact.proposed_on,
            stage=NumberStage.WAITING,
            position=each.position,
        )
    else:
        _settle(rows, fact.telephone_id, stage_after(fact))


def _fold_correction(rows: _Rows, each: Recorded[object], fact: _Correction) -> None:
    if isinstance(fact, IdentityCorrectionProposed):
        rows[fact.correction_id] = NumberRow(
            proposal_id=fact.correction_id,
            kind=NumberKind.ID_NUMBER,
            subject_id=fact.child_id,
            proposed_by=fact.proposed_by,
            proposed_on=local_day(each.recorded_at),
            stage=NumberStage.WAITING,
            position=each.position,
        )
    else:
        _settle(rows, fact.correction_id, stage_after(fact))


def _settle(rows: _Rows, proposal_id: UUID, stage: NumberStage) -> None:
    """What was put right at once by one person waited for nobody, and has no row."""
    row = rows.get(proposal_id)
    if row is not None:
        rows[proposal_id] = replace(row, stage=stage)


def _stored(row: NumberRow) -> tuple[object, ...]:
    ids = (row.proposal_id, row.kind.value, row.subject_id, row.proposed_by)
    return (*ids, row.proposed_on, row.stage.value, row.position)
