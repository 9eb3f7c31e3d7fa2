"""Folds organisations and people into the view `directory`."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from uuid import UUID

from sqlalchemy import BigInteger, Column, Connection, LargeBinary, MetaData, Table, Text

from application.ports import Recorded
from domain.shared import Compartment
from domain.staff.facts import DutyTelephonePublished, OrganisationRegistered, PersonRegistered
from infrastructure.database import StoredUuid
from infrastructure.keys.vault import KeyDestroyed, Vault
from infrastructure.log.names import NAMES
from infrastructure.views.bulk import delete_among, rows_among, upsert
from infrastructure.views.sealed_columns import Place, SealedColumn
from infrastructure.views.view import LIVE, ViewTables

DIRECTORY = "directory"

ORGANISATIONS = "directory_organisations"
PEOPLE = "directory_people"


@lru_cache(maxsize=8)
def directory_tables(suffix: str = LIVE) -> ViewTables:
    """Return the tables of the view; names and telephones of organisations are no secret."""
    metadata = MetaData()
    Table(
        ORGANISATIONS + suffix,
        metadata,
        Column("organisation", StoredUuid, primary_key=True),
        Column("kind", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("area_code", Text),
        Column("parent", StoredUuid),
        Column("duty_telephone", Text),
    )
    Table(
        PEOPLE + suffix,
        metadata,
        Column("person", StoredUuid, primary_key=True),
        Column("kind", Text, nullable=False),
        Column("name", LargeBinary, nullable=False),
        Column("name_at", BigInteger, nullable=False),
    )
    return ViewTables(metadata, suffix)


def name_column(vault: Vault) -> SealedColumn:
    """Return the sealed column `name` of people."""
    return SealedColumn(vault, view=DIRECTORY, column="name", compartment=Compartment.ORGANISATION)


class DirectoryFold:
    """Organisations by name, and people by name under each one's own key."""

    name = DIRECTORY
    names = frozenset(
        NAMES.stored_names([OrganisationRegistered, DutyTelephonePublished, PersonRegistered])
    )

    def __init__(self, vault: Vault) -> None:
        self._name = name_column(vault)

    def tables(self, suffix: str = LIVE) -> ViewTables:
        """Return the tables of the view."""
        return directory_tables(suffix)

    def apply(
        self,
        connection: Connection,
        tables: ViewTables,
        facts: Sequence[Recorded[object]],
        erased: Collection[UUID],
    ) -> None:
        """Fold a batch; an erased person leaves no row."""
        people = [
            (fact.position, fact.fact) for fact in facts if isinstance(fact.fact, PersonRegistered)
        ]
        _fold_organisations(connection, tables[ORGANISATIONS], [each.fact for each in facts])
        gone = {*erased, *self._fold_people(connection, tables[PEOPLE], people)}
        delete_among(connection, tables[PEOPLE].c.person, gone)

    def _fold_people(
        self, connection: Connection, table: Table, people: Sequence[tuple[int, PersonRegistered]]
    ) -> set[UUID]:
        """Write the people and return those who were erased meanwhile."""
        self._name.prepare([fact.person_id for _at, fact in people], ())
        rows, gone = [], set[UUID]()
        for at, fact in people:
            try:
                name = self._name.seal(Place(fact.person_id, at), fact.name.encode())
            except KeyDestroyed:
                gone.add(fact.person_id)
            else:
                rows.append((fact.person_id, fact.kind.value, name, at))
        upsert(connection, table, rows)
        return gone


def _fold_organisations(connection: Connection, table: Table, said: Sequence[object]) -> None:
    facts = [
        fact for fact in said if isinstance(fact, OrganisationRegistered | DutyTelephonePublished)
    ]
    found = rows_among(connection, table.c.organisation, {each.organisation_id for each in facts})
    rows: dict[UUID, tuple[object, ...]] = {row.organisation: tuple(row) for row in found}
    for fact in facts:
        if isinstance(fact, OrganisationRegistered):
            place = (fact.kind.value, fact.name, fact.area_code, fact.parent_id)
            rows[fact.organisation_id] = (fact.organisation_id, *place, None)
        else:
            rows[fact.organisation_id] = (*rows[fact.organisation_id][:-1], fact.telephone)
    upsert(connection, table, list(rows.values()))
