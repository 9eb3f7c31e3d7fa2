"""Who is told of a case, in the application and outside, as rows that no rebuild touches."""

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple
from uuid import UUID, uuid5

from domain.alerts.outside import Channel
from domain.shared import CaseId, PersonId


def alert_of(cause_id: UUID, person_id: PersonId) -> UUID:
    """Return the id of the alert that tells a person of an event."""
    return uuid5(cause_id, str(person_id))


def delivery_of(cause_id: UUID, person_id: PersonId, channel: Channel) -> UUID:
    """Return the id of what tells them outside, the same whenever it is made."""
    return uuid5(alert_of(cause_id, person_id), channel.value)


class Outside(NamedTuple):
    """A message to send by one channel; its id is the same however often it is tried.

    `minutes` are those that may be said; 0 = none.
    """

    delivery_id: UUID
    channel: str
    minutes: int


class Alert(NamedTuple):
    """A person told of a case, and what is sent besides."""

    alert_id: UUID
    addressee_id: PersonId
    case_id: CaseId
    outside: tuple[Outside, ...] = ()


Outlets = Callable[[Collection[PersonId]], Mapping[PersonId, Collection[Channel]]]
"""Returns by which channels each of the people can be reached, of those that are configured."""


def nothing_outside(_person_ids: Collection[PersonId]) -> Mapping[PersonId, Collection[Channel]]:
    """Reach nobody: no channel is configured."""
    return {}


Address = Callable[[Channel, PersonId], str | None]
"""Returns the address of a person on a channel, None where they have none."""


def no_address(_channel: Channel, _person_id: PersonId) -> str | None:
    """Know no address of anybody: no channel is configured."""
    return None
