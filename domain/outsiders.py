"""Whoever has no account here and is let in to one matter by a link and a code told another way."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Generic, Protocol, Self, TypeVar

from domain.errors import NotFound

PHONE_AT_MOST = 30


class Entry(Enum):
    """What comes of link and code: one who had both, again, or a wrong code, or one too many."""

    CAME_IN = "came_in"
    KNOWN = "known"
    REFUSED = "refused"
    ENDED = "ended"


class Letting(Protocol):
    """The fact by which somebody is let in."""

    @property
    def code_digest(self) -> str:
        """What is recorded of the code that was told."""
        ...

    @property
    def ends_at(self) -> datetime:
        """When the link ends by itself."""
        ...


N_co = TypeVar("N_co", bound=Letting, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outsider(Generic[N_co]):
    """One of them, as named, and how far the link came; the one browser that it opens for."""

    named: N_co
    wrong_codes: int = 0
    browser_digest: str | None = None
    is_ended: bool = False
    is_withdrawn: bool = False

    @property
    def has_entered(self) -> bool:
        """Return whether link and code were ever used."""
        return self.browser_digest is not None

    def lasts(self, now: datetime) -> bool:
        """Return whether nobody ended the link, and its day is not over."""
        return not self.is_ended and now < self.named.ends_at

    def ended(self, *, withdrawn: bool = False) -> Self:
        """Return them once the link opens nothing any more."""
        return replace(self, is_ended=True, is_withdrawn=self.is_withdrawn or withdrawn)

    def may_still_tell(self, now: datetime) -> bool:
        """Return whether what they send is taken: until their day, also where the matter went on.

        Not once whoever answers for it took the link back: that says that it was misused.
        """
        return self.has_entered and not self.is_withdrawn and now < self.named.ends_at

    def entered(self, browser_digest: str) -> Self:
        """Return them once they came in with a browser."""
        return replace(self, browser_digest=browser_digest)

    def refused(self) -> Self:
        """Return them after a wrong code."""
        return replace(self, wrong_codes=self.wrong_codes + 1)

    def is_right(self, code_digest: str) -> bool:
        """Return whether a code is the one that was told; it is never another one later."""
        return self.named.code_digest == code_digest

    def tried(self, code_digest: str, browser_digest: str, *, wrong_at_most: int) -> Entry:
        """Return what comes of a code.

        In the browser that the link opens for, the same is known when it is sent again: an answer
        may be lost.

        Raises: NotFound where another browser came in, or for a wrong code once one did.
        """
        is_right = self.is_right(code_digest)
        if self.browser_digest is not None:
            if is_right and self.browser_digest == browser_digest:
                return Entry.KNOWN
            raise NotFound("outside_link_used")
        if is_right:
            return Entry.CAME_IN
        return Entry.ENDED if self.wrong_codes + 1 >= wrong_at_most else Entry.REFUSED
