"""Folds pairings into the view `access`: each until its last day, one of a child's in the lead."""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never
from uuid import UUID

from sqlalchemy import Connection, Table

from application.rows import PairingRow
from domain.pairing.facts import (
    LeadReassigned,
    MentorPaired,
    PairingEnded,
    PairingEvent,
    PairingExtended,
)
from domain.pairing.state import ends_on
from domain.ruleset import RuleSet
from infrastructure.views.access.tables import pairing_row
from infrastructure.views.bulk import rows_among, upsert
from infrastructure.views.first_subject import of_first_subject

Known = dict[UUID, PairingRow]


def fold_pairings(
    connection: Connection, table: Table, said: Sequence[object], rules: RuleSet
) -> None:
    """Write who is paired with whom, from when to when."""
    facts = [
        fact
        for fact in said
        if isinstance(fact, MentorPaired | LeadReassigned | PairingExtended | PairingEnded)
    ]
    same = rows_among(connection, table.c.pairing, {fact.pairing_id for fact in facts})
    facts = of_first_subject(
        facts,
        lambda fact: (fact.pairing_id, fact.child_id),
        {row.pairing: row.child for row in same},
        lambda fact: isinstance(fact, MentorPaired),
    )
    found = rows_among(connection, table.c.child, {fact.child_id for fact in facts})
    known = {row.pairing: pairing_row(row) for row in found}
    over = {row.pairing for row in found if row.is_over}
    over |= {fact.pairing_id for fact in facts if isinstance(fact, PairingEnded)}
    for fact in facts:
        _learn(known, fact, rules)
    rows = [(*_stored(pairing), id_ in over) for id_, pairing in known.items()]
    upsert(connection, table, rows)


def _learn(known: Known, fact: PairingEvent, rules: RuleSet) -> None:
    pairing_id = fact.pairing_id
    match fact:
        case MentorPaired():
            known[pairing_id] = _new(fact, rules)
            if fact.is_lead:
                _lead(known, fact)
        case LeadReassigned():
            _lead(known, fact)
        case PairingExtended():
            known[pairing_id] = replace(known[pairing_id], ended_on=fact.until_on)
        case PairingEnded():
            known[pairing_id] = replace(known[pairing_id], ended_on=fact.ended_on)
        case _:
            assert_never(fact)


def _lead(known: Known, fact: MentorPaired | LeadReassigned) -> None:
    """Let one pairing of the child lead and no other: one that expired may have led before."""
    for id_, each in list(known.items()):
        if each.child_id == fact.child_id:
            known[id_] = replace(each, is_lead=id_ == fact.pairing_id)


def _new(fact: MentorPaired, rules: RuleSet) -> PairingRow:
    return PairingRow(
        pairing_id=fact.pairing_id,
        child_id=fact.child_id,
        mentor_id=fact.mentor_id,
        mentor_kind=fact.mentor_kind.value,
        is_lead=fact.is_lead,
        from_on=fact.from_on,
        ended_on=ends_on(fact, rules),
        vetted_on=fact.vetted_on,
    )


def _stored(pairing: PairingRow) -> tuple[object, ...]:
    return (
        pairing.pairing_id,
        pairing.child_id,
        pairing.mentor_id,
        pairing.mentor_kind,
        pairing.is_lead,
        pairing.from_on,
        pairing.ended_on,
        pairing.vetted_on,
    )
