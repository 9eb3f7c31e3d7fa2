"""How each channel fares, and the messages that were given up, as rows; nothing of any case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from domain.alerts.outside import Channel
from domain.alerts.trying import Failure, Stage
from domain.shared import PersonId

SILENT_AFTER_SECONDS = 60.0
"""Where nobody looked after a channel for so long, or it sent nothing of what waits, it is told."""

TURNED_DOWN_AT_LEAST = 2
"""Where messages to so many people were refused and none went out since, none is taken at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelHealth:
    """One channel: what waits and what was given up, when something went out last.

    `is_silent`: no process looks after it. `failure` is why what waits longest did not go out;
    `turned_down` counts those to whom a message was refused since something went out last.
    """

    channel: Channel
    waiting: int
    dead: int
    waits_seconds: float
    is_silent: bool
    sent_at: datetime | None = None
    failure: Failure | None = None
    turned_down: int = 0

    @property
    def is_failing(self) -> bool:
        """Whether messages wait so long that nobody knows of them, or none is taken."""
        waits_long = self.waits_seconds > SILENT_AFTER_SECONDS
        return waits_long or self.turned_down >= TURNED_DOWN_AT_LEAST

    @property
    def is_troubled(self) -> bool:
        """Whether people are told on their pages alone just now."""
        return self.is_silent or self.is_failing


class DeadLetter(NamedTuple):
    """A message that was given up; about whom it was and to whom it went is not told here."""

    delivery_id: UUID
    channel: Channel
    queued_at: datetime
    failure: Failure | None
    retried_by: PersonId | None


class OwnTest(NamedTuple):
    """A test that somebody sent to themselves, and what became of it."""

    channel: Channel
    queued_at: datetime
    stage: Stage
    failure: str | None


class Messages(Protocol):
    """The messages of the channels that are configured."""

    def health(self) -> Sequence[ChannelHealth]:
        """Return how each configured channel fares."""
        ...

    def dead(self, limit: int) -> Sequence[DeadLetter]:
        """Return the messages that were given up last."""
        ...

    def retry(self, delivery_id: UUID, by: PersonId) -> bool:
        """Let a message that was given up be tried anew, and note by whom; false: there is none."""
        ...

    def queue_test(self, delivery_id: UUID, channel: Channel, to: PersonId) -> None:
        """Queue a message about nothing; the same id is the same message."""
        ...

    def tests_of(self, person_id: PersonId, limit: int) -> Sequence[OwnTest]:
        """Return the last tests that somebody sent to themselves."""
        ...


class NoMessages:
    """The messages of an installation without a channel."""

    def health(self) -> Sequence[ChannelHealth]:
        """Return nothing."""
        return ()

    def dead(self, limit: int) -> Sequence[DeadLetter]:
        """Return nothing."""
        del limit
        return ()

    def retry(self, delivery_id: UUID, by: PersonId) -> bool:
        """Find nothing."""
        del delivery_id, by
        return False

    def queue_test(self, delivery_id: UUID, channel: Channel, to: PersonId) -> None:
        """Queue nothing."""

    def tests_of(self, person_id: PersonId, limit: int) -> Sequence[OwnTest]:
        """Return nothing."""
        del person_id, limit
        return ()


NO_MESSAGES = NoMessages()
