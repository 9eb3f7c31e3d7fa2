"""A small office at work for tests: places, people with duties, one child with a mentor."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from application.ports import Actor, Commit, Ledger
from application.reads.looking import Asked
from domain.shared import DutyId, OrganisationId, PersonId, RequestId, Stream
from domain.staff.facts import DutyAssigned, PersonKind, PersonRegistered, Role
from infrastructure.keys.opening import open_vault
from infrastructure.migrating import ledger_id_of
from infrastructure.opening import OpenLedger, wire
from tests import examples as given
from tests.engines import LedgerDatabases

ADMINISTRATOR = PersonId(given.example_id(106))
LEADER = PersonId(given.example_id(107))
DIRECTOR = PersonId(given.example_id(108))
OFFICER = PersonId(given.example_id(109))
AUDITOR = PersonId(given.example_id(110))
STRANGER = PersonId(given.example_id(111))
SECURITY = PersonId(given.example_id(112))

WEEK_AGO = given.NOW - timedelta(days=7)
"""When everybody had been registered and the child's file was opened."""

POSTS: dict[PersonId, tuple[Role, OrganisationId]] = {
    ADMINISTRATOR: (Role.SYSTEM_ADMINISTRATOR, given.BUREAU),
    given.TEACHER: (Role.CLASS_TEACHER, given.SCHOOL_CLASS),
    given.COMMUNITY_WORKER: (Role.COMMUNITY_WORKER, given.VILLAGE),
    given.VOLUNTEER: (Role.VOLUNTEER, given.VILLAGE),
    given.SUPERVISOR: (Role.TOWNSHIP_SUPERVISOR, given.TOWNSHIP),
    LEADER: (Role.SCHOOL_LEADER, given.SCHOOL),
    DIRECTOR: (Role.VILLAGE_DIRECTOR, given.VILLAGE),
    OFFICER: (Role.COUNTY_OFFICER, given.COUNTY_OFFICE),
    AUDITOR: (Role.AUDITOR, given.COUNTY_OFFICE),
    STRANGER: (Role.VILLAGE_DIRECTOR, given.OTHER_VILLAGE),
    SECURITY: (Role.SECURITY_ADMINISTRATOR, given.BUREAU),
}


@dataclass(frozen=True, slots=True)
class Office:
    """An open ledger with people in it; `databases` are those it was opened on."""

    opened: OpenLedger
    databases: LedgerDatabases

    @property
    def ledger(self) -> Ledger:
        return self.opened.ledger

    def asked(self, person: PersonId, number: int = 1, on: date | None = None) -> Asked:
        """One person's look at the child now, the reading recorded under an id of that number."""
        return Asked(
            actor=acting(person),
            child_id=given.CHILD,
            now=given.NOW,
            read_id=read_id(number),
            as_known_on=on,
        )


def acting(person: PersonId) -> Actor:
    return Actor(person_id=person, device="test")


def with_factor(person: PersonId, at: datetime = given.NOW) -> Actor:
    """Return somebody who showed a second factor just now."""
    return Actor(person_id=person, device="test", factor_at=at)


def read_id(number: int) -> UUID:
    return uuid5(given.example_id(999), str(number))


def open_office(databases: LedgerDatabases) -> Office:
    """Open an empty ledger in which everybody was employed and the child put on file a week ago."""
    office = reopen_office(databases)
    opened = office.opened
    facts = (*_staff(), *_child())
    streams: set[Stream] = {opened.mapper.stream_of(fact) for fact in facts}
    opened.ledger.log.append(
        Commit(
            facts=facts,
            expected=dict.fromkeys(streams, 0),
            request_id=RequestId(given.example_id(900)),
            actor_id=given.SUPERVISOR,
            recorded_at=WEEK_AGO,
        )
    )
    assert opened.projector.catch_up(wait_ms=5_000)
    return office


def reopen_office(databases: LedgerDatabases) -> Office:
    """Open a ledger on which the office was founded before."""
    ledger_id = ledger_id_of(databases.engine)
    vault = open_vault(databases.keys_engine, ledger_id, databases.tmp_path / "keyfile.json")
    return Office(wire(ledger_id, databases.engine, databases.views_engine, vault), databases)


def _staff() -> Iterator[object]:
    yield given.BUREAU_REGISTERED
    yield given.COUNTY_OFFICE_REGISTERED
    yield given.TOWNSHIP_REGISTERED
    yield given.VILLAGE_REGISTERED
    yield replace(given.VILLAGE_REGISTERED, organisation_id=given.OTHER_VILLAGE, name="另一示例村")
    yield given.SCHOOL_REGISTERED
    yield given.SCHOOL_CLASS_REGISTERED
    for number, (person, (role, place)) in enumerate(POSTS.items()):
        yield PersonRegistered(person_id=person, kind=PersonKind.HUMAN, name=f"示例{number}")
        yield DutyAssigned(
            person_id=person,
            duty_id=DutyId(given.example_id(280 + number)),
            role=role,
            organisation_id=place,
            from_on=given.TODAY - timedelta(days=60),
        )


def _child() -> Iterator[object]:
    yield given.CHILD_REGISTERED
    yield given.CARER_RECORDED
    yield replace(given.CARE_FILE_OPENED, opened_on=given.TODAY - timedelta(days=7))
    yield given.RESIDENCE_RECORDED
    yield given.SCHOOLING_RECORDED
    yield given.LEFT_BEHIND_STATED
    yield given.MENTOR_PAIRED
