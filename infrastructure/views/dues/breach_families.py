"""Folds the families whom breaches concern into the view `dues`: by whom they are to be told."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Boolean, Column, Connection, Index, MetaData, Table, Text

from domain.breaches.facts import (
    AffectedChildrenLeftToOthers,
    AffectedChildrenListed,
    GuardianLeftUntold,
    GuardianNotified,
)
from domain.shared import ChildId
from infrastructure.database import StoredUuid
from infrastructure.views.bulk import rows_among, upsert

FAMILIES = "dues_breach_families"

BY_OFFICE = "office"
"""Beside the values of ToldBy: the office whose breach it is tells the family itself."""

FAMILY_STEPS = (
    *(AffectedChildrenListed, AffectedChildrenLeftToOthers),
    *(GuardianNotified, GuardianLeftUntold),
)
_List = AffectedChildrenListed | AffectedChildrenLeftToOthers
FamilyStep = _List | GuardianNotified | GuardianLeftUntold


def declare_families(metadata: MetaData, suffix: str) -> None:
    """Declare the affected children by whom their families are told, until that is `done`.

    A child may be left to several, and whoever tells first tells for all.
    """
    Table(
        FAMILIES + suffix,
        metadata,
        Column("breach_id", StoredUuid, primary_key=True),
        Column("child", StoredUuid, primary_key=True),
        Column("told_by", Text, primary_key=True),
        Column("office", StoredUuid, nullable=False),
        Column("done", Boolean, nullable=False),
        Index(f"{FAMILIES}_untold{suffix}", "done", "told_by", "office"),
        Index(f"{FAMILIES}_of{suffix}", "child"),
    )


def fold_families(connection: Connection, table: Table, said: Sequence[object]) -> None:
    """Let a family wait from its list on; told or left untold once, it waits no more."""
    facts = [each for each in said if isinstance(each, FamilyStep)]
    children = {child for fact in facts for child in _children_of(fact)}
    # By child, not by breach: of thousands of families each telling would load all the others.
    found = rows_among(connection, table.c.child, children)
    # Of each breach and child: by whom, and whether that is done.
    known: dict[tuple[UUID, UUID], dict[str, bool]] = defaultdict(dict)
    offices = {row.breach_id: row.office for row in found}
    for row in found:
        known[row.breach_id, row.child][row.told_by] = row.done
    for fact in facts:
        offices[fact.breach_id] = fact.organisation_id
        for child in _children_of(fact):
            family = known[fact.breach_id, child]
            if isinstance(fact, _List):
                family.setdefault(_told_by(fact), any(family.values()))
            else:
                family.update(dict.fromkeys(family or (BY_OFFICE,), True))
    rows = [
        [breach, child, told_by, offices[breach], done]
        for (breach, child), family in known.items()
        for told_by, done in family.items()
    ]
    upsert(connection, table, rows)


def _children_of(fact: FamilyStep) -> tuple[ChildId, ...]:
    return fact.child_ids if isinstance(fact, _List) else (fact.child_id,)


def _told_by(fact: _List) -> str:
    return fact.told_by.value if isinstance(fact, AffectedChildrenLeftToOthers) else BY_OFFICE
