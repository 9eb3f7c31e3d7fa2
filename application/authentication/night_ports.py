"""What is kept of codes given at night, and the store of them as a protocol."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from application.authentication.account_ports import Notes
from application.authentication.session_store import Ending
from domain.accounts.outside_facts import RecoveryFinding
from domain.shared import PersonId, RecoveryId


@dataclass(frozen=True, slots=True, kw_only=True)
class NightRecovery:
    """A code given at night: who gave it to whom, and what became of it."""

    recovery_id: RecoveryId
    person_id: PersonId
    given_by: PersonId
    given_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    reviewed_at: datetime | None = None
    finding: RecoveryFinding | None = None


class NightRecoveries(Protocol):
    """The rows of codes given at night; of a code, a keyed digest."""

    def keep(self, recovery: NightRecovery, code: str, notes: Notes) -> bool:
        """Keep a code in place of the person's unused ones; false when its id was there before."""
        ...

    def find(self, recovery_id: RecoveryId) -> NightRecovery | None:
        """Return what was given under an id."""
        ...

    def held(self, person_id: PersonId, code: str, now: datetime) -> NightRecovery | None:
        """Return what a code was given by that still opens something."""
        ...

    def use(
        self, recovery: NightRecovery, token: str, noted: Callable[[int], Notes], ending: Ending
    ) -> bool:
        """Use up a code for the session of a token, and end the person's others with it.

        `noted` says what to note of that when so many ended; false, and nothing is changed, when
        the code opens nothing any more.
        """
        ...

    def listed(self, limit: int) -> Sequence[NightRecovery]:
        """Return the latest, those first that nobody has looked into."""
        ...

    def review(
        self, recovery_id: RecoveryId, finding: RecoveryFinding, at: datetime, notes: Notes
    ) -> None:
        """Keep what was found; the first finding stays."""
        ...
