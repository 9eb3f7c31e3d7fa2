"""Accounts: what is kept of them and their sessions, and what a login and a password must be."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from unicodedata import normalize

from domain.errors import Invalid
from domain.ruleset import RuleSet
from domain.shared import PersonId

LOGIN_MAX_LENGTH = 64
PASSWORD_MAX_LENGTH = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What is stored of a session whose account is not disabled."""

    person_id: PersonId
    device: str | None
    last_seen_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Whether the password was right, and whose login it is where there is one."""

    passed: bool
    person_id: PersonId | None


@dataclass(frozen=True, slots=True)
class Failing:
    """What failures are counted by: a `login` or an `address`; stored as a keyed digest only."""

    kind: str
    value: str = field(repr=False)


class Accounts(Protocol):
    """Accounts, their sessions and the failures to sign in."""

    def turn(self) -> AbstractContextManager["PasswordTurn"]:
        """Wait for a turn at hashing; raises Unavailable when too many wait already."""
        ...

    def failures(self, by: Failing, since: datetime) -> Sequence[datetime]:
        """Return when sign-ins failed, earliest first."""
        ...

    def note_failure(self, by: Sequence[Failing], at: datetime) -> None:
        """Keep that a sign-in failed."""
        ...

    def forget_failures(self, by: Failing) -> None:
        """Start counting anew."""
        ...

    def open_session(
        self, person_id: PersonId, *, device: str | None, now: datetime, expires_at: datetime
    ) -> str:
        """Open a session and return its token, 256 random bits as text; only a digest is kept."""
        ...

    def session(self, token: str) -> Session | None:
        """Return the session of a token."""
        ...

    def saw(self, token: str, at: datetime) -> None:
        """Keep when a session was last used."""
        ...

    def close_session(self, token: str) -> None:
        """Delete a session."""
        ...

    def disable(self, login: str, at: datetime) -> None:
        """Close an account and end its sessions; raises NotFound when there is none."""
        ...


class PasswordTurn(Protocol):
    """What may be done with a password while holding a turn."""

    def check(self, login: str, password: str) -> Checked:
        """Check a password, in the same time whether the login exists or not."""
        ...

    def create_account(
        self, person_id: PersonId, login: str, password: str, created_at: datetime
    ) -> None:
        """Keep a new account; raises RuleBroken when the login or the person has one."""
        ...

    def set_password(self, login: str, password: str) -> None:
        """Replace the password and end the sessions of the account; raises NotFound."""
        ...


def create_account(
    accounts: Accounts,
    person_id: PersonId,
    login: str,
    password: str,
    *,
    now: datetime,
    rules: RuleSet,
) -> None:
    """Give a registered person a login; only the operator's command line does so.

    Raises: Invalid for a login or password that will not do; RuleBroken when the login or the
    person has an account; Unavailable when too many passwords are being hashed.
    """
    name = plain_login(login)
    _require_usable(name)
    _require_hard_to_guess(name, password, rules)
    with accounts.turn() as turn:
        turn.create_account(person_id, name, password, now)


def set_password(accounts: Accounts, login: str, password: str, rules: RuleSet) -> None:
    """Replace the password of a login and end its sessions; only the command line does so.

    Raises: Invalid; NotFound; Unavailable.
    """
    name = plain_login(login)
    _require_hard_to_guess(name, password, rules)
    with accounts.turn() as turn:
        turn.set_password(name, password)
    accounts.forget_failures(Failing("login", name))


def disable_account(accounts: Accounts, login: str, now: datetime) -> None:
    """Close a login and end its sessions; the account is kept. Raises: NotFound."""
    accounts.disable(plain_login(login), now)


def plain_login(login: str) -> str:
    """Return the one form in which a login is stored and compared, however it was typed."""
    printable = "".join(each for each in normalize("NFKC", login) if each.isprintable())
    return printable.strip().casefold()


def _require_usable(login: str) -> None:
    if not 1 < len(login) <= LOGIN_MAX_LENGTH or " " in login:
        raise Invalid("login_not_usable", "login", maximum=LOGIN_MAX_LENGTH)


def _require_hard_to_guess(login: str, password: str, rules: RuleSet) -> None:
    if len(password) < rules.password_length_at_least:
        raise Invalid("password_too_short", "password", minimum=rules.password_length_at_least)
    if len(password) > PASSWORD_MAX_LENGTH:
        raise Invalid("password_too_long", "password", maximum=PASSWORD_MAX_LENGTH)
    if plain_login(password) == login:
        raise Invalid("password_is_login", "password")
