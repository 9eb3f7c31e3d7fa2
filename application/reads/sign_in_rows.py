"""Rows of the view of sign-ins, and what the use cases ask of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.reads.sign_ins import SessionEnd, SignInDoor
from domain.shared import PersonId, SessionId


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInRow:
    """One sign-in of a person, and how its session ended unless it runs or ran out."""

    position: int
    session_id: SessionId
    opened_at: datetime
    door: SignInDoor
    device: str | None
    browser_was_known: bool | None
    ended_at: datetime | None = None
    how: SessionEnd | None = None
    ended_by: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage:
    """Sign-ins, the newest first; `next_before` is the position behind which more stand."""

    rows: tuple[SignInRow, ...]
    next_before: int | None = None


class SignIns(Protocol):
    """Who signed in; each answer moves the view forward first, as far as it gets."""

    def of_person(
        self, person_id: PersonId, *, limit: int, before: int | None = None
    ) -> SignInPage:
        """Return the sign-ins of a person, the newest first."""
        ...
