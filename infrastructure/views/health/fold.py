"""Folds worries, who was told of them and what came of them into the view `health`."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Connection, Table, delete

from application.ports import Recorded
from domain.ruleset import RulesOverTime
from domain.shared import OrganisationId
from domain.staff.facts import OrganisationRegistered
from infrastructure.keys.vault import KeyDestroyed, Vault
from infrastructure.log.names import NAMES
from infrastructure.views.bulk import delete_among, rows_among, upsert
from infrastructure.views.chains import chains_added, chains_of
from infrastructure.views.health.batch import Batch, Case
from infrastructure.views.health.brought import brought_before, fold_bringing, write_people
from infrastructure.views.health.case import FOLDED, fold_fact
from infrastructure.views.health.case_rows import case_of, row_of
from infrastructure.views.health.marks import with_marks
from infrastructure.views.health.tables import (
    CASES,
    CHAINS,
    HEALTH,
    KEPT_POSTS,
    PEOPLE,
    REACH,
    Content,
    content_column,
    decode_content,
    encode,
    health_tables,
)
from infrastructure.views.sealed_columns import ColumnDamaged, Place
from infrastructure.views.view import LIVE, ViewTables

PersonRow = tuple[UUID, UUID, str]


class HealthFold:
    """What stands on the screens of those who answer for a worry, and who they are."""

    name = HEALTH
    names = frozenset(NAMES.stored_names([OrganisationRegistered, *FOLDED]))

    def __init__(self, vault: Vault, rules: RulesOverTime) -> None:
        self._content = content_column(vault)
        self._rules = rules

    def tables(self, suffix: str = LIVE) -> ViewTables:
        """Return the tables of the view."""
        return health_tables(suffix)

    def apply(
        self,
        connection: Connection,
        tables: ViewTables,
        facts: Sequence[Recorded[object]],
        erased: Collection[UUID],
    ) -> None:
        """Fold a batch; of an erased child no case is left, found by the child, not by its stream.

        So it is with a child whose key is found destroyed.
        """
        _fold_organisations(connection, tables, [each.fact for each in facts])
        mine = [(each, each.fact) for each in facts if isinstance(each.fact, FOLDED)]
        case_ids = {fact.case_id for _each, fact in mine}
        found = rows_among(connection, tables[CASES].c.case_id, case_ids)
        batch = Batch({row.case_id: case_of(row) for row in found})
        batch.brought = brought_before(connection, tables[PEOPLE], case_ids)
        for each, fact in mine:
            fold_fact(batch, each, fact)
            fold_bringing(batch, each, fact, self._rules)
        gone = self._write_cases(connection, tables, batch.cases, erased) | batch.gone
        write_people(connection, tables[PEOPLE], batch)
        _forget(connection, tables[PEOPLE], batch.strangers)
        upsert(connection, tables[KEPT_POSTS], sorted(batch.kept_posts))
        _write_reach(connection, tables, batch.places)
        for name in (CASES, PEOPLE, KEPT_POSTS, REACH):
            delete_among(connection, tables[name].c.case_id, gone)

    def _write_cases(
        self,
        connection: Connection,
        tables: ViewTables,
        cases: dict[UUID, Case],
        erased: Collection[UUID],
    ) -> set[UUID]:
        """Write the cases and return those of children who were erased."""
        children = set(erased)
        changing = [each for each in cases.values() if each.sealed is None or each.marks]
        sealed = (each.sealed for each in changing if each.sealed is not None)
        self._content.prepare({each.child for each in cases.values()}, sealed)
        rows = []
        for case_id, case in cases.items():
            try:
                rows.append(row_of(case_id, case, self._sealed(case)))
            except KeyDestroyed:
                children.add(case.child)
        upsert(connection, tables[CASES], rows)
        gone = {case_id for case_id, case in cases.items() if case.child in children}
        return gone.union(
            row.case_id for row in rows_among(connection, tables[CASES].c.child, children)
        )

    def _sealed(self, case: Case) -> bytes:
        if case.sealed is not None and not case.marks:
            return case.sealed
        place = Place(case.child, case.position)
        try:
            content = self._opened(place, case)
        except ColumnDamaged:
            # It stays damaged, and shown as that, until the view is rebuilt.
            return case.sealed or b""
        return self._content.seal(place, encode(with_marks(content, case.marks)))

    def _opened(self, place: Place, case: Case) -> Content:
        if case.sealed is None:
            return case.content
        return decode_content(self._content.open(place, case.sealed))


def _forget(connection: Connection, people: Table, strangers: Collection[PersonRow]) -> None:
    """Delete rows of people that an earlier batch wrote."""
    for case_id, person, relation in sorted(strangers):
        row = people.c.case_id == case_id, people.c.person == person, people.c.relation == relation
        connection.execute(delete(people).where(*row))


def _fold_organisations(connection: Connection, tables: ViewTables, said: Sequence[object]) -> None:
    registered = [fact for fact in said if isinstance(fact, OrganisationRegistered)]
    kinds = {each.organisation_id: each.kind.value for each in registered}
    added = chains_added(connection, tables[CHAINS], registered)
    rows = [
        (each, above, kinds[OrganisationId(each)])
        for each, chain in added.items()
        for above in chain
    ]
    upsert(connection, tables[CHAINS], rows)
    # Whoever raises a worry is not asked whether its place is known, so it may be known only later.
    waiting = rows_among(connection, tables[REACH].c.organisation, added)
    _write_reach(connection, tables, {(row.case_id, row.organisation) for row in waiting})


def _write_reach(
    connection: Connection, tables: ViewTables, places: Collection[tuple[UUID, UUID]]
) -> None:
    chains = chains_of(connection, tables[CHAINS], {place for _case_id, place in places})
    rows = {
        (case_id, organisation)
        for case_id, place in places
        for organisation in (place, *chains.get(place, ()))
    }
    upsert(connection, tables[REACH], sorted(rows))
