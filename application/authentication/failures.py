"""The store of what failed at the doors, as a protocol."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from application.authentication.account_ports import Failing, Kept, Notes


class Failures(Protocol):
    """The failures to sign in of the last day."""

    def times(self, by: Failing, since: datetime, *, but: Kept | None = None) -> Sequence[datetime]:
        """Return when sign-ins failed, earliest first, but for these."""
        ...

    def note(self, by: Sequence[Failing], at: datetime) -> Kept:
        """Keep that a sign-in failed, and return how; all see it from now on."""
        ...

    def take_back(self, kept: Kept) -> None:
        """Let these not have failed."""
        ...

    def forget(self, by: Failing, notes: Notes) -> None:
        """Start counting anew."""
        ...

    def lift(self, login: str, at: datetime, notes: Notes) -> None:
        """Let no failure until now lock a login; its owner is told of them all the same."""
        ...
