"""Folds children, their files, visits and talks into the view `caseworker`."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import assert_never
from uuid import UUID

from sqlalchemy import Connection, Row

from application.care_files.dues import DUE_FROM
from application.ports import Recorded
from domain.care.facts import (
    CareFileOpened,
    CareLevelAssessed,
    CategoryStated,
    ResidenceRecorded,
    SchoolingRecorded,
)
from domain.children.facts import ChildRegistered, IdentityCorrected, identity_in
from domain.days import local_day
from domain.ruleset import RulesOverTime
from domain.visits.due import Due, next_talk_due, next_visit_due
from domain.visits.facts import (
    HomeVisit,
    HomeVisitCorrected,
    HomeVisitLogged,
    Outcome,
    Talk,
    TalkCorrected,
    TalkLogged,
)
from infrastructure.keys.vault import KeyDestroyed, Vault
from infrastructure.log.names import NAMES
from infrastructure.views.bulk import delete_among, rows_among, upsert
from infrastructure.views.caseworker.tables import (
    CASEWORKER,
    CHILDREN,
    NAMES_TABLE,
    NOTHING_DUE,
    Care,
    Identity,
    care_column,
    caseworker_tables,
    decode_care,
    encode,
    identity_column,
)
from infrastructure.views.sealed_columns import Place
from infrastructure.views.view import LIVE, ViewTables

FileFact = (
    CareFileOpened | ResidenceRecorded | SchoolingRecorded | CategoryStated | CareLevelAssessed
)
ContactFact = HomeVisitLogged | HomeVisitCorrected | TalkLogged | TalkCorrected
FOLDED = DUE_FROM
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class _Child:
    """One row of the desk while it is folded; `at` is the last event folded into it, and when."""

    at: int = 0
    learned_at: datetime = _NEVER
    care: Care = field(default_factory=lambda: Care(None, [], {}, {}))
    opened_on: date | None = None
    class_id: UUID | None = None
    school_id: UUID | None = None
    village_id: UUID | None = None


class CaseworkerFold:
    """What a caseworker's desk shows of a child: who it is, the file in short, and what is due."""

    name = CASEWORKER
    names = frozenset(NAMES.stored_names([ChildRegistered, IdentityCorrected, *FOLDED]))

    def __init__(self, vault: Vault, rules: RulesOverTime) -> None:
        self._identity = identity_column(vault)
        self._care = care_column(vault)
        self._rules = rules

    def tables(self, suffix: str = LIVE) -> ViewTables:
        """Return the tables of the view."""
        return caseworker_tables(suffix)

    def apply(
        self,
        connection: Connection,
        tables: ViewTables,
        facts: Sequence[Recorded[object]],
        erased: Collection[UUID],
    ) -> None:
        """Fold a batch; an erased child leaves no row. So does one whose key is found destroyed."""
        gone = set(erased)
        self._fold_names(connection, tables, facts, gone)
        self._fold_children(connection, tables, facts, gone)
        for table in (NAMES_TABLE, CHILDREN):
            delete_among(connection, tables[table].c.child, gone)

    def _fold_names(
        self,
        connection: Connection,
        tables: ViewTables,
        facts: Iterable[Recorded[object]],
        gone: set[UUID],
    ) -> None:
        registered = {
            fact.fact.child_id: (fact.position, identity_in(fact.fact))
            for fact in facts
            if isinstance(fact.fact, ChildRegistered | IdentityCorrected)
        }
        self._identity.prepare(registered, ())
        rows = []
        for child_id, (at, child) in registered.items():
            content = encode(Identity(child.name, child.sex, child.born_on))
            try:
                rows.append((child_id, self._identity.seal(Place(child_id, at), content), at))
            except KeyDestroyed:
                gone.add(child_id)
        upsert(connection, tables[NAMES_TABLE], rows)

    def _fold_children(
        self,
        connection: Connection,
        tables: ViewTables,
        facts: Iterable[Recorded[object]],
        gone: set[UUID],
    ) -> None:
        mine = [(each, each.fact) for each in facts if isinstance(each.fact, FOLDED)]
        ids = {fact.child_id for _each, fact in mine}
        found = rows_among(connection, tables[CHILDREN].c.child, ids)
        self._care.prepare(ids, [row.care for row in found])
        children = self._opened(found, gone)
        for each, fact in mine:
            child = children.setdefault(fact.child_id, _Child())
            child.at, child.learned_at = each.position, each.recorded_at
            _fold(child, fact)
        rows = []
        for child_id, child in children.items():
            try:
                rows.append(self._row(child_id, child))
            except KeyDestroyed:
                gone.add(child_id)
        upsert(connection, tables[CHILDREN], rows)

    def _opened(
        self, found: Iterable[Row[tuple[object, ...]]], gone: set[UUID]
    ) -> dict[UUID, _Child]:
        children: dict[UUID, _Child] = {}
        for row in found:
            try:
                care = decode_care(self._care.open(Place(row.child, row.care_at), row.care))
            except KeyDestroyed:
                gone.add(row.child)
                continue
            places = (row.class_id, row.school_id, row.village_id)
            children[row.child] = _Child(row.care_at, _NEVER, care, row.opened_on, *places)
        return children

    def _row(self, child_id: UUID, child: _Child) -> tuple[object, ...]:
        care = child.care
        visit_on, talk_on = _last_on(care.visits), _last_on(care.talks)
        visit, talk = self._due(child, visit_on, talk_on)
        due = [each.due_on for each in (visit, talk) if each]
        return (
            child_id,
            self._care.seal(Place(child_id, child.at), encode(care)),
            child.at,
            child.opened_on,
            child.class_id,
            child.school_id,
            child.village_id,
            visit_on,
            visit and visit.due_on,
            visit and visit.overdue_after_on,
            talk_on,
            talk and talk.due_on,
            talk and talk.overdue_after_on,
            min(due, default=NOTHING_DUE),
        )

    def _due(
        self, child: _Child, visit_on: date | None, talk_on: date | None
    ) -> tuple[Due | None, Due | None]:
        opened_on, level = child.opened_on, child.care.level
        rules = self._rules.at(child.learned_at)
        if opened_on is None:
            return None, None
        return (
            next_visit_due(level, opened_on=opened_on, last_done_on=visit_on, rules=rules),
            next_talk_due(level, opened_on=opened_on, last_done_on=talk_on, rules=rules),
        )


def _fold(child: _Child, fact: FileFact | ContactFact) -> None:
    match fact:
        case HomeVisitLogged() | HomeVisitCorrected():
            _put_contact(child.care.visits, fact.visit_id, fact.visit)
        case TalkLogged() | TalkCorrected():
            _put_contact(child.care.talks, fact.talk_id, fact.talk)
        case _:
            _fold_file(child, fact)


def _fold_file(child: _Child, fact: FileFact) -> None:
    match fact:
        case CareFileOpened():
            child.opened_on = fact.opened_on
        case ResidenceRecorded():
            child.village_id = fact.village_id
        case SchoolingRecorded():
            child.class_id, child.school_id = fact.class_id, fact.school_id
        case CategoryStated():
            if fact.category not in child.care.categories:
                child.care.categories.append(fact.category)
        case CareLevelAssessed():
            child.care.level = fact.level
        case _:
            assert_never(fact)


def _put_contact(contacts: dict[bytes, int], contact_id: UUID, contact: HomeVisit | Talk) -> None:
    if contact.outcome is Outcome.DONE:
        contacts[contact_id.bytes] = local_day(contact.started_at).toordinal()
    else:
        contacts.pop(contact_id.bytes, None)


def _last_on(contacts: dict[bytes, int]) -> date | None:
    return date.fromordinal(max(contacts.values())) if contacts else None
