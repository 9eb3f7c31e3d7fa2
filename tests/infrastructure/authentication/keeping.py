"""Real accounts on a real database for tests, and the codes that a telephone would show."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import uuid4, uuid5

import pyotp
from sqlalchemy import select

from application.authentication.account_ports import (
    Checked,
    InvitePerson,
    NewSession,
    Session,
    Stage,
)
from application.authentication.session_store import Ending
from application.ports import Actor
from domain.reads.sign_ins import SessionEnd
from domain.shared import PersonId, SessionId
from infrastructure.authentication.accounts import Accounts
from infrastructure.authentication.passwords import Passwords
from infrastructure.authentication.second_factors import SecondFactors
from infrastructure.keys.opening import open_vault
from infrastructure.log.log import SealedLog
from infrastructure.log.mapper import SealingMapper
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.tables import READS, SECOND_FACTORS
from infrastructure.migrating import ledger_id_of
from tests.engines import LedgerDatabases
from tests.examples import NOW, OPERATOR, TEACHER
from tests.signing import PASSWORD

CHEAP = Passwords(memory_kib=64, passes=1)


def accounts_on(databases: LedgerDatabases) -> Accounts:
    """Return the accounts of a ledger, whose passwords are hashed at no cost worth waiting for."""
    ledger_id = ledger_id_of(databases.engine)
    keyfile = databases.tmp_path / "keyfile.json"
    vault = open_vault(databases.keys_engine, ledger_id, keyfile)
    return Accounts(databases.engine, CHEAP, vault)


def reads_of(accounts: Accounts) -> SealedLog:
    """Return the log of readings in which sign-ins to these accounts are recorded."""
    engine, vault = accounts._engine, accounts.factors._vault
    mapper = SealingMapper(uuid5(ledger_id_of(engine), "reads"), vault)
    return SealedLog(LogRecorder(engine, READS), mapper, vault)


def code_at(accounts: Accounts, person_id: PersonId, at: datetime) -> str:
    """Return the code that the telephone of somebody shows at a moment."""
    return pyotp.TOTP(secret_of(accounts.factors, person_id)).at(at)


def secret_of(factors: SecondFactors, person_id: PersonId) -> str:
    """Return the secret that a telephone was told."""
    wanted = select(SECOND_FACTORS.c.secret, SECOND_FACTORS.c.pending_secret).where(
        SECOND_FACTORS.c.person_id == person_id
    )
    with factors._engine.connect() as connection:
        row = connection.execute(wanted).one()
    return factors._opened(person_id, row.secret or row.pending_secret)


def open_now(
    accounts: Accounts, person_id: PersonId = TEACHER, at: datetime = NOW
) -> Sequence[Session]:
    """Return the sessions of a person that go on."""
    return accounts.sessions.of_person(person_id, at, at - timedelta(minutes=30))


BY = Actor(person_id=OPERATOR)
IDLE = timedelta(minutes=30)
SIGNED_OUT = Ending(how=SessionEnd.SIGNED_OUT, at=NOW, unused_since=NOW - IDLE)


def ending_at(at: datetime = NOW, how: SessionEnd = SessionEnd.ACCOUNT_CLOSED) -> Ending:
    """Return how sessions that were not unused for too long end by somebody's will."""
    return Ending(how=how, at=at, unused_since=at - IDLE, by=BY)


def shown_since(at: datetime) -> datetime:
    """Return since when a secret must have been shown that is enrolled at a moment."""
    return at - timedelta(minutes=10)


def add(accounts: Accounts, person_id: PersonId, login: str) -> None:
    with accounts.turn() as turn:
        accounts.add(person_id, login, NOW, turn.hash(PASSWORD))


def invite(accounts: Accounts, person_id: PersonId, login: str = "chen") -> InvitePerson:
    """Return the request to invite somebody, whose account is seen now."""
    return InvitePerson(person_id=person_id, login=login, seen=accounts.account(person_id))


def hashing(accounts: Accounts, passwords: Passwords) -> Accounts:
    """The same accounts, whose passwords are hashed otherwise."""
    return Accounts(accounts._engine, passwords, accounts.factors._vault)


def opened(accounts: Accounts, now: datetime = NOW, stage: Stage = Stage.OPEN) -> str:
    return accounts.sessions.open(
        NewSession(
            session_id=SessionId(uuid4()),
            person_id=TEACHER,
            stage=stage,
            device="phone",
            now=now,
            expires_at=now + timedelta(hours=12),
        )
    )


def check(accounts: Accounts, login: str, password: str) -> Checked:
    with accounts.turn() as turn:
        return turn.check(login, password)
