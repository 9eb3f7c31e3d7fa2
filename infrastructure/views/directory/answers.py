"""Answers what the view `directory` knows: organisations and people by name, and their duties."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from time import monotonic, sleep
from uuid import UUID

from sqlalchemy import Connection, Engine, Row, Select, select

from application.rows import DutyRow, OrganisationRow, PersonRow
from domain.errors import Unavailable
from domain.shared import OrganisationId, PersonId
from domain.staff.facts import OrganisationKind, OrganisationRegistered, PersonKind
from infrastructure.database import for_single_reads
from infrastructure.keys.vault import KeyDestroyed, Vault
from infrastructure.log.names import NAMES
from infrastructure.views import positions
from infrastructure.views.access.answers import CURRENT_WITHIN_SECONDS, LOOK_AGAIN_SECONDS
from infrastructure.views.access.tables import DUTIES, access_tables, duty_row
from infrastructure.views.bulk import rows_among
from infrastructure.views.caseworker.people_in_order import PeopleInOrder
from infrastructure.views.directory.fold import (
    DIRECTORY,
    ORGANISATIONS,
    PEOPLE,
    directory_tables,
    name_column,
)
from infrastructure.views.projector import Projector
from infrastructure.views.sealed_columns import ColumnDamaged, Place

_REGISTRATIONS = frozenset(NAMES.stored_names([OrganisationRegistered]))

_organisations = directory_tables()[ORGANISATIONS]
_people = directory_tables()[PEOPLE]
_duties = access_tables()[DUTIES]


class StaffDirectory:
    """Reads organisations and people; duties come from the view `access`, as far as it has got.

    A person whose name cannot be opened is shown without one, an erased person not at all.
    """

    def __init__(self, engine: Engine, projector: Projector, vault: Vault) -> None:
        self._engine = for_single_reads(engine)
        self._projector = projector
        self._name = name_column(vault)
        self._order = PeopleInOrder(self._engine, self._named)

    def prepare(self) -> None:
        """Have all names in order, so that whoever asks next does not wait for it."""
        self._order.read_on()

    def organisations(self) -> tuple[OrganisationRow, ...]:
        """Return all organisations, parents before children, else by kind and name."""
        with self._engine.connect() as connection:
            found = map(_organisation_row, connection.execute(select(_organisations)))
            return tuple(_parents_first(found))

    def of_kind(self, *kinds: OrganisationKind) -> tuple[OrganisationRow, ...]:
        """Return the organisations of these kinds, by area and name."""
        wanted = select(_organisations).where(_organisations.c.kind.in_(kinds))
        with self._engine.connect() as connection:
            found = map(_organisation_row, connection.execute(wanted))
            return tuple(sorted(found, key=_by_area_and_name))

    def bureaus(self) -> tuple[OrganisationRow, ...]:
        """Return the bureaus as of the end of the log, moving the view forward where it is behind.

        Raises: Unavailable when it stays behind an organisation for two seconds.
        """
        give_up_at = monotonic() + CURRENT_WITHIN_SECONDS
        while positions.count_unfolded(self._engine, DIRECTORY, _REGISTRATIONS):
            if monotonic() > give_up_at:
                raise Unavailable("directory_view_behind")
            if not self._projector.catch_up():
                sleep(LOOK_AGAIN_SECONDS)
        return self.of_kind(OrganisationKind.BUREAU)

    def organisations_among(
        self, organisation_ids: Collection[OrganisationId]
    ) -> Mapping[OrganisationId, OrganisationRow]:
        """Return the organisations of these ids that are known, by one question."""
        with self._engine.connect() as connection:
            rows = rows_among(connection, _organisations.c.organisation, organisation_ids)
        return {row.organisation_id: row for row in map(_organisation_row, rows)}

    def organisation(self, organisation_id: OrganisationId) -> OrganisationRow | None:
        """Return one organisation."""
        query = select(_organisations).where(_organisations.c.organisation == organisation_id)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return _organisation_row(row) if row else None

    def people(self, person_ids: Collection[PersonId]) -> Mapping[PersonId, PersonRow]:
        """Return the people of these ids that are known."""
        if not person_ids:
            return {}
        wanted = select(_people).where(_people.c.person.in_(set(person_ids)))
        return {person.person_id: person for person in self._opened(wanted)}

    def names(self, person_ids: Collection[PersonId]) -> Mapping[PersonId, str]:
        """Return the names alone of the people of these ids that are known."""
        with self._engine.connect() as connection:
            rows = rows_among(connection, _people.c.person, set(person_ids))
        return self._named(rows)

    def people_at(self, organisation_ids: Collection[OrganisationId]) -> tuple[PersonRow, ...]:
        """Return the people who hold or held a duty at one of these places, in id order."""
        if not organisation_ids:
            return ()
        there = select(_duties.c.person).where(_duties.c.organisation.in_(set(organisation_ids)))
        return self._opened(
            select(_people).where(_people.c.person.in_(there)).order_by(_people.c.person)
        )

    def people_page(
        self,
        *,
        limit: int,
        after: PersonId | None,
        places: Collection[OrganisationId] | None = None,
    ) -> tuple[PersonRow, ...]:
        """Return so many people, or of those with a duty at these places, by their names.

        Whoever was erased takes nobody's place: what is not full is the end.
        """
        self._order.read_on()
        there = None if places is None else self._with_duty_at(places)
        found: list[PersonRow] = []
        while len(found) < limit:
            ids = self._order.behind(after, there, limit=limit - len(found))
            if not ids:
                break
            people = self.people(ids)
            found += [people[each] for each in ids if each in people]
            after = ids[-1]
        return tuple(found)

    def machines(self) -> tuple[PersonRow, ...]:
        """Return all machines, in the order of their ids; no name of anybody else is opened."""
        machine = _people.c.kind == PersonKind.MACHINE.value
        return self._opened(select(_people).where(machine).order_by(_people.c.person))

    def _with_duty_at(self, places: Collection[OrganisationId]) -> Collection[UUID]:
        there = select(_duties.c.person).where(_duties.c.organisation.in_(set(places)))
        with self._engine.connect() as connection:
            return set(connection.scalars(there))

    def _opened(self, wanted: Select[tuple[object, ...]]) -> tuple[PersonRow, ...]:
        return self._with_duties(self._rows(wanted))

    def _rows(self, wanted: Select[tuple[object, ...]]) -> Sequence[Row[tuple[object, ...]]]:
        with self._engine.connect() as connection:
            return connection.execute(wanted).all()

    def _with_duties(self, rows: Sequence[Row[tuple[object, ...]]]) -> tuple[PersonRow, ...]:
        with self._engine.connect() as connection:
            duties = _duties_of(connection, [row.person for row in rows])
        names = self._named(rows)
        return tuple(
            _person_row(row, names[row.person], duties[row.person])
            for row in rows
            if row.person in names
        )

    def _named(self, rows: Sequence[Row[tuple[object, ...]]]) -> dict[PersonId, str]:
        """Return each one's name, empty where it cannot be opened; of the erased there is none."""
        self._name.warm(row.name for row in rows)
        names: dict[PersonId, str] = {}
        for row in rows:
            try:
                opened = self._name.open(Place(row.person, row.name_at), row.name)
                names[PersonId(row.person)] = opened.decode()
            except ColumnDamaged:
                names[PersonId(row.person)] = ""
            except KeyDestroyed:
                continue
        return names


def _duties_of(
    connection: Connection, person_ids: Collection[UUID]
) -> defaultdict[UUID, list[DutyRow]]:
    duties: defaultdict[UUID, list[DutyRow]] = defaultdict(list)
    for row in connection.execute(select(_duties).where(_duties.c.person.in_(person_ids))):
        duties[row.person].append(duty_row(row))
    return duties


def _person_row(row: Row[tuple[object, ...]], name: str, duties: Sequence[DutyRow]) -> PersonRow:
    return PersonRow(
        person_id=PersonId(row.person),
        kind=PersonKind(row.kind),
        name=name,
        duties=tuple(sorted(duties, key=lambda each: (each.from_on, each.duty_id))),
    )


def _organisation_row(row: Row[tuple[object, ...]]) -> OrganisationRow:
    return OrganisationRow(
        organisation_id=OrganisationId(row.organisation),
        kind=OrganisationKind(row.kind),
        name=row.name,
        area_code=row.area_code,
        parent_id=row.parent and OrganisationId(row.parent),
        duty_telephone=row.duty_telephone,
    )


def _by_area_and_name(each: OrganisationRow) -> tuple[str, str]:
    return each.area_code or "", each.name


def _parents_first(found: Iterable[OrganisationRow]) -> list[OrganisationRow]:
    """Order a tree level by level; one whose parent cannot be read stands on the first level."""
    by_name = sorted(found, key=_by_area_and_name)
    known = {each.organisation_id for each in by_name}
    under: defaultdict[OrganisationId | None, list[OrganisationRow]] = defaultdict(list)
    for each in by_name:
        under[each.parent_id if each.parent_id in known else None].append(each)
    ordered = list(under[None])
    for each in ordered:
        ordered += under[each.organisation_id]
    return ordered
