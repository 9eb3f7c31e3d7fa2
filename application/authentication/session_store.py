"""The stores of sessions and of browsers that signed in, as protocols."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from application.authentication.account_ports import (
    DevicesGone,
    NewSession,
    Notes,
    Session,
    Stage,
)
from domain.shared import LinkId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """Which browsers are not known any more: unused since then, and all but a person's latest."""

    unused_since: datetime
    all_but: int


class Sessions(Protocol):
    """Sessions; of a token, 256 random bits as text, only a digest is kept."""

    def open(self, session: NewSession) -> str:
        """Open a session and return its token."""
        ...

    def of(self, token: str) -> Session | None:
        """Return the session of a token, unless its account is disabled."""
        ...

    def of_person(self, person_id: PersonId, now: datetime) -> Sequence[Session]:
        """Return the open sessions of a person that have not expired, the latest seen first."""
        ...

    def advance(
        self,
        token: str,
        stage: Stage,
        *,
        now: datetime,
        expires_at: datetime,
        factor_at: datetime | None,
    ) -> str | None:
        """Move a session to a stage under a new token; None when it ended meanwhile."""
        ...

    def saw(self, token: str, at: datetime) -> None:
        """Keep when a session was last used."""
        ...

    def close(self, token: str) -> None:
        """Delete a session."""
        ...

    def end(self, person_id: PersonId, ids: Sequence[UUID], notes: Notes) -> None:
        """Delete these sessions of a person."""
        ...

    def end_linked(self, person_id: PersonId, link_id: LinkId) -> None:
        """Delete the sessions of a person that a provider's name opened."""
        ...

    def end_all(
        self, person_id: PersonId, noted: Callable[[int], Notes], devices: DevicesGone | None
    ) -> int:
        """Delete all sessions of a person, at whatever stage, and return how many there were."""
        ...


class KnownBrowsers(Protocol):
    """Browsers in which somebody signed in before; of what each was given, a digest is kept."""

    def find(self, token: str, login: str, since: datetime) -> UUID | None:
        """Return under what id a browser is known to the account of a login, since then."""
        ...

    def remember(self, person_id: PersonId, token: str | None, at: datetime, gone: Gone) -> str:
        """Know a browser from now on, and return what it holds in place of `token`.

        Other people who are known there stay so. Browsers that are `gone` are dropped.
        """
        ...
