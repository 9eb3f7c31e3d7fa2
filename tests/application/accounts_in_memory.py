"""Accounts without a database, for tests of what is decided about them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from itertools import count

from application.accounts import Checked, Failing, Session
from domain.shared import PersonId
from tests.examples import NOW, TEACHER

PASSWORD = "right horse battery"


class AccountsInMemory:
    """Accounts and their turn in one; a login is its person's only one."""

    def __init__(self) -> None:
        self.accounts: dict[str, tuple[PersonId, str]] = {"chen": (TEACHER, PASSWORD)}
        self.failed: list[tuple[Failing, datetime]] = []
        self.sessions: dict[str, Session] = {}
        self.tokens = count(1)
        self.checks = 0

    @contextmanager
    def turn(self) -> Iterator["AccountsInMemory"]:
        yield self

    def check(self, login: str, password: str) -> Checked:
        self.checks += 1
        person_id, expected = self.accounts.get(login, (None, None))
        return Checked(passed=password == expected, person_id=person_id)

    def create_account(
        self, person_id: PersonId, login: str, password: str, created_at: datetime
    ) -> None:
        assert created_at == NOW
        self.accounts[login] = (person_id, password)

    def set_password(self, login: str, password: str) -> None:
        self.accounts[login] = (self.accounts[login][0], password)

    def disable(self, login: str, at: datetime) -> None:
        assert at == NOW
        del self.accounts[login]

    def failures(self, by: Failing, since: datetime) -> Sequence[datetime]:
        return [at for each, at in self.failed if each == by and at >= since]

    def note_failure(self, by: Sequence[Failing], at: datetime) -> None:
        self.failed += [(each, at) for each in by]

    def forget_failures(self, by: Failing) -> None:
        self.failed = [(each, at) for each, at in self.failed if each != by]

    def open_session(
        self, person_id: PersonId, *, device: str | None, now: datetime, expires_at: datetime
    ) -> str:
        token = f"token {next(self.tokens)}"
        self.sessions[token] = Session(
            person_id=person_id, device=device, last_seen_at=now, expires_at=expires_at
        )
        return token

    def session(self, token: str) -> Session | None:
        return self.sessions.get(token)

    def saw(self, token: str, at: datetime) -> None:
        self.sessions[token] = replace(self.sessions[token], last_seen_at=at)

    def close_session(self, token: str) -> None:
        self.sessions.pop(token, None)
