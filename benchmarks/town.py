"""A town with one teacher and the children she looks after, in a ledger and in plain tables."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from secrets import token_urlsafe
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from application.authentication.account_ports import NewSession, Stage
from application.authentication.accounts import create_account
from benchmarks.example import now
from benchmarks.filling import Filler, file_of
from benchmarks.plain_endpoint import plain_engine, token_digest
from benchmarks.plain_tables import Account, DeskChild, Pairing, Plain, SignedIn
from domain.days import local_day
from domain.shared import ChildId, PairingId, PersonId, SessionId
from domain.staff.facts import DutyAssigned, Role
from infrastructure.opening import OpenLedger
from tests import examples as e

LOGIN = "teacher"
SESSION = timedelta(hours=8)
HALF_A_YEAR = timedelta(days=180)

_PLACES = (
    e.BUREAU_REGISTERED,
    e.COUNTY_OFFICE_REGISTERED,
    e.TOWNSHIP_REGISTERED,
    e.VILLAGE_REGISTERED,
    e.SCHOOL_REGISTERED,
    e.SCHOOL_CLASS_REGISTERED,
)


@dataclass(frozen=True, slots=True)
class Town:
    """The children who may be visited, and the token of the teacher's session."""

    children: Sequence[UUID]
    token: str


def sealed_town(opened: OpenLedger, children: int) -> Town:
    """Fill a ledger: places, a teacher on duty, and children whose lead mentor she is."""
    moment = now()
    since = local_day(moment - HALF_A_YEAR)
    ids = [ChildId(uuid4()) for _ in range(children)]
    duty = DutyAssigned(
        person_id=e.TEACHER,
        duty_id=e.DUTY,
        role=Role.CLASS_TEACHER,
        organisation_id=e.SCHOOL_CLASS,
        from_on=since,
    )
    filler = Filler(opened)
    filler.prepare_keys(ids)
    filler.record([*_PLACES, e.TEACHER_REGISTERED, duty])
    filler.record([fact for child_id in ids for fact in file_of(child_id)])
    filler.record(
        [
            replace(e.MENTOR_PAIRED, child_id=each, pairing_id=PairingId(uuid4()), from_on=since)
            for each in ids
        ]
    )
    opened.projector.catch_up(wait_ms=60_000)
    return Town(ids, signed_in(opened, e.TEACHER, LOGIN))


def signed_in(opened: OpenLedger, person_id: PersonId, login: str) -> str:
    """Give somebody an account, and return the token of a session of theirs."""
    moment, rules = now(), opened.ledger.rules
    create_account(opened.accounts, person_id, login, token_urlsafe(), now=moment, rules=rules)
    return opened.accounts.sessions.open(
        NewSession(
            session_id=SessionId(uuid4()),
            person_id=person_id,
            stage=Stage.OPEN,
            device="phone",
            now=moment,
            expires_at=moment + SESSION,
        )
    )


def plain_town(url: str, children: int) -> Town:
    """Fill an empty database of the plain endpoint with the same."""
    moment, token = now(), token_urlsafe(32)
    since = local_day(moment - HALF_A_YEAR)
    ids = [uuid4() for _ in range(children)]
    engine = plain_engine(url, threads=1)
    Plain.metadata.create_all(engine)
    with Session(engine) as database:
        database.add(Account(person_id=e.TEACHER, login=LOGIN))
        database.add(
            SignedIn(
                token_digest=token_digest(token),
                person_id=e.TEACHER,
                expires_at=moment + SESSION,
            )
        )
        for child_id in ids:
            database.add(
                Pairing(pairing_id=uuid4(), child_id=child_id, mentor_id=e.TEACHER, from_on=since)
            )
            database.add(DeskChild(child_id=child_id, name=e.CHILD_NAME, level=4, opened_on=since))
        database.commit()
    engine.dispose()
    return Town(ids, token)
