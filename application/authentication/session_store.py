"""The store of sessions, as a protocol."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from application.authentication.account_ports import DevicesGone, NewSession, Notes, Session, Stage
from domain.shared import PersonId


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

    def end_all(
        self, person_id: PersonId, noted: Callable[[int], Notes], devices: DevicesGone | None
    ) -> int:
        """Delete all sessions of a person, at whatever stage, and return how many there were."""
        ...
