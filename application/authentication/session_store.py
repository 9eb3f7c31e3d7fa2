"""The stores of sessions and of browsers that signed in, as protocols."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from application.authentication.account_ports import (
    DevicesGone,
    NewSession,
    Notes,
    OpenAtMost,
    Session,
    Stage,
)
from application.ports import Actor
from domain.reads.sign_ins import SessionEnd
from domain.shared import LinkId, PersonId, SessionId


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """Which browsers are not known any more: unused since then, and all but a person's latest."""

    unused_since: datetime
    all_but: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How sessions end, when, and by whose will; without `by` each by that of its own person.

    Those unused since `unused_since` had run out by themselves: of them nothing is noted.
    """

    how: SessionEnd
    at: datetime
    unused_since: datetime
    by: Actor | None = None

    @property
    def will(self) -> Actor:
        """By whose will, where it is somebody's."""
        if self.by is None:
            raise LookupError("these sessions end by the will of nobody else")
        return self.by


class Sessions(Protocol):
    """Sessions; of a token, 256 random bits as text, only a digest is kept."""

    def open(self, session: NewSession) -> str:
        """Open a session and return its token; above the limit those unused longest end."""
        ...

    def of(self, token: str) -> Session | None:
        """Return the session of a token, unless it was displaced or its account is disabled."""
        ...

    def was_displaced(self, token: str) -> bool:
        """Return whether the session of a token ended because too many others were opened."""
        ...

    def of_person(
        self, person_id: PersonId, now: datetime, unused_since: datetime
    ) -> Sequence[Session]:
        """Return the open sessions of a person that have not run out, the latest seen first."""
        ...

    def open_among(
        self, ids: Collection[SessionId], now: datetime, unused_since: datetime
    ) -> frozenset[SessionId]:
        """Return those of these sessions that are open and have not run out, by one question."""
        ...

    def advance(
        self,
        token: str,
        stage: Stage,
        *,
        now: datetime,
        expires_at: datetime,
        factor_at: datetime | None,
        at_most: OpenAtMost | None,
    ) -> str | None:
        """Move a session to a stage under a new token; None when it ended meanwhile.

        When it opens, those unused longest end above the limit.
        """
        ...

    def saw(self, token: str, at: datetime) -> None:
        """Keep when a session was last used."""
        ...

    def drop(self, token: str) -> None:
        """Delete a session that has run out."""
        ...

    def close(self, token: str, ending: Ending) -> None:
        """Delete a session; with this and what follows, that it ended is noted as well."""
        ...

    def end(self, person_id: PersonId, ids: Sequence[UUID], notes: Notes, ending: Ending) -> None:
        """Delete these sessions of a person."""
        ...

    def end_linked(self, person_id: PersonId, link_id: LinkId, ending: Ending) -> None:
        """Delete the sessions of a person that a provider's name opened."""
        ...

    def end_all(
        self,
        person_id: PersonId,
        noted: Callable[[int], Notes],
        devices: DevicesGone | None,
        ending: Ending,
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
