"""Folds duties, relations, chains of organisations and grants into the view `access`."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import assert_never
from uuid import UUID

from sqlalchemy import Connection, Table

from application.ports import Recorded
from application.rows import DutyRow
from domain.care.facts import CareFileOpened, ResidenceRecorded, SchoolingRecorded
from domain.pairing.facts import LeadReassigned, MentorPaired, PairingEnded, PairingExtended
from domain.ruleset import RulesOverTime
from domain.staff.facts import (
    DutyApproved,
    DutyAssigned,
    DutyDeclined,
    DutyEnded,
    DutyProposed,
    HealthVicePrincipalAppointed,
    OrganisationRegistered,
)
from infrastructure.log.names import NAMES
from infrastructure.views.access.grants_fold import GRANT_FACTS, fold_grants
from infrastructure.views.access.pairings_fold import fold_pairings
from infrastructure.views.access.proposals_fold import fold_proposals
from infrastructure.views.access.tables import (
    ACCESS,
    CHAINS,
    CHILDREN,
    DUTIES,
    PAIRINGS,
    PROPOSALS,
    REACH,
    access_tables,
    duty_row,
)
from infrastructure.views.bulk import delete_among, rows_among, upsert
from infrastructure.views.chains import chains_added, chains_of
from infrastructure.views.first_subject import of_first_subject
from infrastructure.views.view import LIVE, ViewTables

PlaceFact = CareFileOpened | ResidenceRecorded | SchoolingRecorded


@dataclass(frozen=True, slots=True)
class _Places:
    """Where a child belongs, as far as recorded; `opened` once there is a care file."""

    opened: bool = False
    class_id: UUID | None = None
    school_id: UUID | None = None
    village_id: UUID | None = None

    @property
    def known(self) -> set[UUID]:
        return {each for each in (self.class_id, self.school_id, self.village_id) if each}


_NOWHERE = _Places()


class AccessFold:
    """What permission rests on; nothing in it is sealed: it holds only ids, codes and dates."""

    name = ACCESS
    # A name added here is not sought behind where a view stands. Only those may come late of which
    # no event was recorded before, as with HealthVicePrincipalAppointed; others need a rebuild.
    names = frozenset(
        NAMES.stored_names(
            [
                OrganisationRegistered,
                DutyAssigned,
                HealthVicePrincipalAppointed,
                DutyEnded,
                DutyProposed,
                DutyApproved,
                DutyDeclined,
                MentorPaired,
                LeadReassigned,
                PairingExtended,
                PairingEnded,
                CareFileOpened,
                ResidenceRecorded,
                SchoolingRecorded,
                *GRANT_FACTS,
            ]
        )
    )

    def __init__(self, rules: RulesOverTime) -> None:
        self._rules = rules

    def tables(self, suffix: str = LIVE) -> ViewTables:
        """Return the tables of the view."""
        return access_tables(suffix)

    def apply(
        self,
        connection: Connection,
        tables: ViewTables,
        facts: Sequence[Recorded[object]],
        erased: Collection[UUID],
    ) -> None:
        """Fold a batch; an erased child leaves no place, pairing or grant, a person no duty."""
        said = [each.fact for each in facts]
        _fold_chains(connection, tables[CHAINS], said)
        _fold_duties(connection, tables[DUTIES], said)
        fold_proposals(connection, tables[PROPOSALS], facts)
        if facts:
            rules = self._rules.at(facts[-1].recorded_at)
            fold_pairings(connection, tables[PAIRINGS], said, rules)
        _fold_places(connection, tables, said)
        fold_grants(connection, tables, facts, erased)
        for table in (CHILDREN, REACH, PAIRINGS):
            delete_among(connection, tables[table].c.child, erased)
        for table in (DUTIES, PROPOSALS):
            delete_among(connection, tables[table].c.person, erased)


def _fold_chains(connection: Connection, table: Table, said: Sequence[object]) -> None:
    registered = [fact for fact in said if isinstance(fact, OrganisationRegistered)]
    added = chains_added(connection, table, registered)
    rows = [(organisation, above) for organisation, chain in added.items() for above in chain]
    upsert(connection, table, rows)


def _fold_duties(connection: Connection, table: Table, said: Sequence[object]) -> None:
    facts = [
        fact
        for fact in said
        if isinstance(fact, DutyAssigned | HealthVicePrincipalAppointed | DutyEnded)
    ]
    found = rows_among(connection, table.c.duty, {fact.duty_id for fact in facts})
    known = {row.duty: duty_row(row) for row in found}
    first = {row.duty: row.person for row in found}
    for fact in of_first_subject(
        facts,
        lambda each: (each.duty_id, each.person_id),
        first,
        lambda each: not isinstance(each, DutyEnded),
    ):
        if not isinstance(fact, DutyEnded):
            known[fact.duty_id] = DutyRow(
                duty_id=fact.duty_id,
                person_id=fact.person_id,
                role=fact.role,
                organisation_id=fact.organisation_id,
                from_on=fact.from_on,
                to_on=fact.to_on,
            )
        else:
            known[fact.duty_id] = replace(known[fact.duty_id], to_on=fact.ended_on)
    upsert(connection, table, [_stored_duty(duty) for duty in known.values()])


def _fold_places(connection: Connection, tables: ViewTables, said: Sequence[object]) -> None:
    facts = [
        fact
        for fact in said
        if isinstance(fact, CareFileOpened | ResidenceRecorded | SchoolingRecorded)
    ]
    table = tables[CHILDREN]
    found = rows_among(connection, table.c.child, {fact.child_id for fact in facts})
    before: dict[UUID, _Places] = {
        row.child: _Places(row.opened, row.class_id, row.school_id, row.village_id) for row in found
    }
    now = dict(before)
    for fact in facts:
        now[fact.child_id] = _moved(now.get(fact.child_id, _NOWHERE), fact)
    upsert(connection, table, [_stored_places(child, places) for child, places in now.items()])
    _write_reach(
        connection,
        tables,
        {
            child: places.known
            for child, places in now.items()
            if places.known != before.get(child, _NOWHERE).known
        },
    )


def _write_reach(
    connection: Connection, tables: ViewTables, places_of: dict[UUID, set[UUID]]
) -> None:
    chains = chains_of(connection, tables[CHAINS], set[UUID]().union(*places_of.values()))
    delete_among(connection, tables[REACH].c.child, places_of)
    reach = [
        (child, organisation)
        for child, places in places_of.items()
        for organisation in places.union(*(chains.get(place, ()) for place in places))
    ]
    upsert(connection, tables[REACH], reach)


def _moved(places: _Places, fact: PlaceFact) -> _Places:
    match fact:
        case CareFileOpened():
            return replace(places, opened=True)
        case ResidenceRecorded():
            return replace(places, village_id=fact.village_id)
        case SchoolingRecorded():
            return replace(places, class_id=fact.class_id, school_id=fact.school_id)
        case _:
            assert_never(fact)


def _stored_duty(duty: DutyRow) -> tuple[object, ...]:
    ids = (duty.duty_id, duty.person_id, duty.role.value, duty.organisation_id)
    return (*ids, duty.from_on, duty.to_on)


def _stored_places(child: UUID, places: _Places) -> tuple[object, ...]:
    return (child, places.opened, places.class_id, places.school_id, places.village_id)
