"""The application over a small town in a real ledger, as programs and our own pages meet it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid5

from anyio.from_thread import BlockingPortal
from fastapi import FastAPI
from fastapi.encoders import jsonable_encoder
from fastapi.testclient import TestClient
from pydantic import SecretStr

from api.app import create_app
from application.ports import Commit, History, Recorded
from domain.reads.facts import RecordsRead
from domain.shared import DutyId, OrganisationId, PersonId, RequestId
from domain.staff.facts import DutyAssigned, PersonKind, PersonRegistered, Role
from infrastructure.authentication.accounts import Accounts
from infrastructure.authentication.passwords import Passwords
from infrastructure.log.mapper import SealingMapper
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.tables import READS
from infrastructure.opening import OpenLedger, open_ledger
from infrastructure.settings import Settings
from tests import examples as e
from tests.api.in_process import InProcess, running
from tests.api.witness import watched
from tests.engines import LedgerDatabases
from tests.signing import HOST, PASSWORD, give_account, opened_session

__all__ = ["PASSWORD"]

TEACHER, LEADER, ADMINISTRATOR, VOLUNTEER = "teacher", "leader", "administrator", "volunteer"
OFFICER = "officer"
PEOPLE: dict[str, tuple[PersonId, Role, OrganisationId]] = {
    TEACHER: (e.TEACHER, Role.CLASS_TEACHER, e.SCHOOL_CLASS),
    LEADER: (e.SUPERVISOR, Role.SCHOOL_LEADER, e.SCHOOL),
    ADMINISTRATOR: (e.OPERATOR, Role.SYSTEM_ADMINISTRATOR, e.BUREAU),
    VOLUNTEER: (e.VOLUNTEER, Role.VOLUNTEER, e.VILLAGE),
    OFFICER: (PersonId(e.example_id(109)), Role.COUNTY_OFFICER, e.COUNTY_OFFICE),
}

CHEAP = Passwords(memory_kib=64, passes=1)
USUAL = Settings()
"""The environment is read once: that takes a third as long as to open a ledger."""


@dataclass
class Clock:
    """Stands still until a test moves it."""

    now: datetime = e.NOW

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: int) -> None:
        self.now += timedelta(**by)


@dataclass(frozen=True, slots=True)
class Door:
    """One application over one ledger, with its clock and its clients."""

    app: FastAPI
    opened: OpenLedger
    clock: Clock
    portal: BlockingPortal
    closing: ExitStack

    def client(self, **headers: str) -> TestClient:
        """Return a client of a page of ours, with which nobody has signed in."""
        ours = {"sec-fetch-site": "same-origin", "user-agent": "Mozilla/5.0 (Mobile)"}
        client = InProcess(self.app, self.portal, base_url=f"http://{HOST}", headers=ours | headers)
        return self.closing.enter_context(watched(client, self.opened))

    def signed_in(self, login: str) -> TestClient:
        """Return a client of somebody who is signed in."""
        client = self.client()
        token = opened_session(self.app.state.accounts, login, self.clock.now)
        client.cookies.set(self.app.state.session_cookie.name, token, domain=HOST)
        return client

    def signed_in_as(self, person_id: PersonId, login: str) -> TestClient:
        """Give a person an account and return a client with which they are signed in."""
        accounts: Accounts = self.app.state.accounts
        give_account(accounts, person_id, login, self.clock.now)
        return self.signed_in(login)

    def know(self, *facts: object) -> None:
        """Record facts about subjects of which nothing in these contexts was recorded before."""
        self.opened.ledger.log.append(
            Commit(
                facts=facts,
                expected={self.opened.mapper.stream_of(fact): 0 for fact in facts},
                request_id=RequestId(e.example_id(901)),
                actor_id=e.OPERATOR,
                recorded_at=self.clock.now,
            )
        )
        self.opened.ledger.catch_up()

    def found_town(self) -> None:
        """Record the organisations and five people, and give each of them an account."""
        self.know(
            e.BUREAU_REGISTERED,
            e.COUNTY_OFFICE_REGISTERED,
            e.TOWNSHIP_REGISTERED,
            e.VILLAGE_REGISTERED,
            e.SCHOOL_REGISTERED,
            e.SCHOOL_CLASS_REGISTERED,
            *(fact for person in PEOPLE.values() for fact in _in_duty(*person)),
        )
        accounts: Accounts = self.app.state.accounts
        for login, (person_id, _role, _place) in PEOPLE.items():
            give_account(accounts, person_id, login)

    def know_child(self, *more: object) -> None:
        """Record a child with an open file, whose lead mentor is the teacher."""
        self.know(
            e.CHILD_REGISTERED,
            e.CARER_RECORDED,
            e.CARE_FILE_OPENED,
            e.RESIDENCE_RECORDED,
            e.SCHOOLING_RECORDED,
            e.LEFT_BEHIND_STATED,
            e.LEVEL_ASSESSED,
            e.MENTOR_PAIRED,
            *more,
        )

    def recorded(self, example: object) -> tuple[Recorded[object], ...]:
        """Return what is recorded in the stream to which such a fact belongs."""
        history = self.opened.ledger.log.load([self.opened.mapper.stream_of(example)])
        assert isinstance(history, History)
        return history.recorded

    def readings(self) -> list[RecordsRead]:
        """Return every reading recorded, in order."""
        mapper = SealingMapper(uuid5(self.opened.ledger_id, "reads"), self.opened.vault)
        rows = LogRecorder(self.opened.engine, READS).rows_after(0, 1000)
        found = [mapper.open_row(row).fact for row in rows]
        return [each for each in found if isinstance(each, RecordsRead)]


@contextmanager
def open_door(settings: Settings) -> Iterator[Door]:
    """Open the application over a ledger; its passwords are hashed at no cost worth waiting for."""
    with ExitStack() as closing:
        opened = closing.enter_context(open_ledger(settings))
        clock = Clock()
        app = create_app(opened, settings, clock=clock)
        app.state.accounts = Accounts(opened.engine, CHEAP, opened.vault)
        yield Door(app, opened, clock, closing.enter_context(running(app)), closing)


def settings_of(databases: LedgerDatabases) -> Settings:
    """Return how the application is told of these databases."""
    data = databases.tmp_path / "data"
    if databases.dialect == "sqlite":
        return embedded(data)
    return USUAL.model_copy(
        update={
            "data": data,
            "database_url": SecretStr(databases.application_url),
            "views_url": SecretStr(databases.views_url),
            "keys_url": SecretStr(databases.keys_url),
        }
    )


def embedded(data: Path, keyfile: Path | None = None) -> Settings:
    """Return how the application is told of an embedded ledger in a folder."""
    return USUAL.model_copy(update={"data": data, "keyfile": keyfile})


def _in_duty(
    person_id: PersonId, role: Role, place: OrganisationId
) -> tuple[PersonRegistered, DutyAssigned]:
    return (
        PersonRegistered(person_id=person_id, kind=PersonKind.HUMAN, name="示例人员"),
        DutyAssigned(
            person_id=person_id,
            duty_id=DutyId(uuid5(person_id, role)),
            role=role,
            organisation_id=place,
            from_on=date(2025, 9, 1),
        ),
    )


def sent(fact: object, *without: str, **more: object) -> dict[str, object]:
    """Return an example fact as the body that asks for it: without the ids of the path."""
    encoded: dict[str, object] = jsonable_encoder(fact)
    return {key: value for key, value in encoded.items() if key not in without} | more


def path(*parts: str | UUID) -> str:
    return "/api/v1/" + "/".join(str(each) for each in parts)
