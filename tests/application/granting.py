"""An office with a privacy officer and somebody of another school, and the steps of access."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from application.authorisation import glass, grants
from application.authorisation.grant_access import AskedGrant
from application.authorisation.grant_lists import AskedList
from application.ports import Commit, History, Receipt
from application.reads.looking import Asked
from domain.grants.facts import GlassReason, RevocationReason, Verdict
from domain.grants.state import (
    ApproveAccess,
    BreakGlass,
    CloseGlass,
    RequestAccess,
    ReviewGlassBreak,
    RevokeAccess,
)
from domain.reads.facts import RecordsRead
from domain.shared import (
    ChildId,
    Compartment,
    DutyId,
    GrantId,
    PersonId,
    Purpose,
    RequestId,
    Stream,
)
from domain.staff.facts import DutyAssigned, PersonKind, PersonRegistered, Role
from tests import examples as given
from tests.application.casework import open_casework
from tests.application.telling import all_but
from tests.engines import LedgerDatabases
from tests.office import LEADER, WEEK_AGO, Office, acting, reopen_office, with_factor

LAWYER = PersonId(given.example_id(141))
PRIVACY_OFFICER = PersonId(given.example_id(142))
DUTY_OF_LAWYER = DutyId(given.example_id(311))
GRANT, GLASS = GrantId(given.example_id(821)), GrantId(given.example_id(822))
UNTIL_ON = given.TODAY + timedelta(days=7)

_POSTS = {
    LAWYER: (Role.LAW_VICE_PRINCIPAL, given.OTHER_SCHOOL),
    PRIVACY_OFFICER: (Role.PRIVACY_OFFICER, given.COUNTY_OFFICE),
}

ASK = RequestAccess(
    child_id=given.CHILD,
    grant_id=GRANT,
    purpose=Purpose.CRISIS,
    compartments=(Compartment.CARE,),
    until_on=UNTIL_ON,
    why="要和帮扶人商量这学期的安排。",
)
ASK_HEALTH = replace(ASK, compartments=(Compartment.HEALTH,))
BREAK = BreakGlass(
    child_id=given.CHILD,
    grant_id=GLASS,
    reason=GlassReason.CHILD_MISSING,
    why="放学后没有到家,电话打不通。",
)


def open_granting(databases: LedgerDatabases) -> Office:
    """Open the office of casework with two more people in it."""
    office = open_casework(databases)
    facts: list[object] = [
        replace(given.SCHOOL_REGISTERED, organisation_id=given.OTHER_SCHOOL, name="另一示例小学")
    ]
    for number, (person, (role, place)) in enumerate(_POSTS.items()):
        name = f"授权{number}"
        facts.append(PersonRegistered(person_id=person, kind=PersonKind.HUMAN, name=name))
        facts.append(
            DutyAssigned(
                person_id=person,
                duty_id=DutyId(given.example_id(311 + number)),
                role=role,
                organisation_id=place,
                from_on=given.TODAY - timedelta(days=60),
            )
        )
    office.ledger.log.append(
        Commit(
            facts=tuple(facts),
            expected={office.opened.mapper.stream_of(fact): 0 for fact in facts},
            request_id=RequestId(given.example_id(905)),
            actor_id=given.SUPERVISOR,
            recorded_at=WEEK_AGO,
        )
    )
    assert office.opened.projector.catch_up(wait_ms=5_000)
    return office


def reopen_granting(databases: LedgerDatabases) -> Office:
    """Open that office as another process does, in which everybody can sign in."""
    office = reopen_office(databases)
    ledger = replace(office.opened.ledger, reachable=all_but())
    return replace(office, opened=replace(office.opened, ledger=ledger))


def asked(office: Office, request: RequestAccess = ASK, by: PersonId = LAWYER) -> Receipt:
    return grants.request_access(office.ledger, with_factor(by), request, given.NOW)


def approved(
    office: Office,
    by: PersonId = LEADER,
    compartments: tuple[Compartment, ...] = (Compartment.CARE,),
    child_id: ChildId = given.CHILD,
) -> Receipt:
    request = ApproveAccess(
        child_id=child_id, grant_id=GRANT, compartments=compartments, until_on=UNTIL_ON
    )
    return grants.approve_access(office.ledger, with_factor(by), request, given.NOW)


def revoked(
    office: Office,
    by: PersonId = PRIVACY_OFFICER,
    grant_id: GrantId = GRANT,
    reason: RevocationReason = RevocationReason.MISUSED,
    now: datetime = given.NOW,
) -> Receipt:
    request = RevokeAccess(child_id=given.CHILD, grant_id=grant_id, reason=reason)
    return grants.revoke_access(office.ledger, with_factor(by), request, now)


def broken(
    office: Office,
    request: BreakGlass = BREAK,
    by: PersonId = LAWYER,
    now: datetime = given.NOW,
) -> Receipt:
    return glass.break_glass(office.ledger, with_factor(by, now), request, now)


def closed(office: Office, by: PersonId = LAWYER, now: datetime = given.NOW) -> Receipt:
    request = CloseGlass(child_id=given.CHILD, grant_id=GLASS)
    return glass.close_glass(office.ledger, with_factor(by), request, now)


def reviewed(
    office: Office,
    by: PersonId = given.SUPERVISOR,
    now: datetime = given.NOW + timedelta(hours=2),
    verdict: Verdict = Verdict.COMPLIANT,
    grant_id: GrantId = GLASS,
    note: str | None = None,
) -> Receipt:
    request = ReviewGlassBreak(child_id=given.CHILD, grant_id=grant_id, verdict=verdict, note=note)
    return glass.review_glass_break(office.ledger, with_factor(by, now), request, now)


def look_at(
    person: PersonId,
    grant_id: GrantId = GRANT,
    now: datetime = given.NOW,
    child_id: ChildId = given.CHILD,
) -> AskedGrant:
    return AskedGrant(
        actor=with_factor(person),
        child_id=child_id,
        grant_id=grant_id,
        now=now,
        read_id=read_id(person, grant_id, now),
    )


def a_list(person: PersonId, now: datetime = given.NOW, number: int = 1) -> AskedList:
    return AskedList(actor=acting(person), now=now, read_id=read_id(person, "list", number))


def read_id(person: PersonId, *parts: object) -> UUID:
    return uuid5(person, "/".join(map(str, parts)))


def reads_of(office: Office, read: UUID) -> list[RecordsRead]:
    """Return what was recorded of one look."""
    found = office.ledger.reads.load([Stream("reads", read)])
    assert isinstance(found, History)
    return [each.fact for each in found.recorded if isinstance(each.fact, RecordsRead)]


def look(person: PersonId = LAWYER, number: int = 1, now: datetime = given.NOW) -> Asked:
    """One person's look at the child's file."""
    return Asked(
        actor=with_factor(person),
        child_id=given.CHILD,
        now=now,
        read_id=read_id(person, "file", number),
    )
