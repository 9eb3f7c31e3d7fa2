"""Which message a link came with."""

from typing import NamedTuple, Protocol
from uuid import UUID

from domain.alerts.outside import Channel
from domain.shared import PersonId


class Linked(NamedTuple):
    """The message that a link came with: to whom it went, by what, and of which matter."""

    delivery_id: UUID
    channel: Channel
    person_id: PersonId
    matter_id: UUID


class AlertLinks(Protocol):
    """Tells which message a link came with."""

    def linked(self, token: str) -> Linked | None:
        """Return the message, None for what we never sent."""
        ...
