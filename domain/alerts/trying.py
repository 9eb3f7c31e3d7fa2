"""When a message that did not go out is tried again, and when a person has to look at it.

These are numbers of machines, not of people: they lengthen no deadline and are in no rule set. The
ladder of those who are told goes on meanwhile, whether or not anything went out.
"""

from datetime import timedelta
from enum import StrEnum


class Stage(StrEnum):
    """How far a message has come; permanent."""

    WAITING = "waiting"
    SENT = "sent"
    WITHHELD = "withheld"
    DEAD = "dead"


class Failure(StrEnum):
    """Why a message did not go out: never what the other side wrote, which may quote an address."""

    NO_CONNECTION = "no_connection"
    TOOK_TOO_LONG = "took_too_long"
    NOT_ENCRYPTED = "not_encrypted"
    NOT_TRUSTED = "not_trusted"
    SIGN_IN_REFUSED = "sign_in_refused"
    BUSY = "busy"
    REFUSED_FOR_NOW = "refused_for_now"
    REFUSED = "refused"
    FORBIDDEN_ADDRESS = "forbidden_address"
    CASE_UNREADABLE = "case_unreadable"
    ADDRESS_UNREADABLE = "address_unreadable"
    NOT_READY = "not_ready"
    FAULT = "fault"


OF_THIS_MESSAGE = frozenset(
    {
        Failure.REFUSED,
        Failure.REFUSED_FOR_NOW,
        Failure.CASE_UNREADABLE,
        Failure.ADDRESS_UNREADABLE,
        Failure.FAULT,
    }
)
"""What says nothing of the channel: the next message may well go out."""

OF_ANY_MESSAGE = frozenset({Failure.REFUSED, Failure.REFUSED_FOR_NOW, Failure.FAULT})
"""Those of them that, met by messages to several people, speak of the channel after all."""


LINK_MINUTES = 1
"""By these a link stands among what waits: nobody waits for one longer than for an urgent alert."""
LINK_TRIES_AT_MOST = 3
LINK_WAITS_AT_MOST = timedelta(minutes=5)
"""So often, or so long, one of a hospital is tried before the next is: a child waits there."""

TRIES_AT_MOST = 12
"""With the waits between them, most of an hour."""
_FIRST_SECONDS = 5.0
_LONGEST_SECONDS = 600.0


def wait_after(tries: int, chance: float) -> timedelta | None:
    """Return how long to wait after so many tries that failed, None after the last.

    Each wait is about twice the one before. `chance`, from 0 to 1, takes up to a half off it, so
    that what failed together does not come back together.
    """
    if tries >= TRIES_AT_MOST:
        return None
    longest = min(_LONGEST_SECONDS, _FIRST_SECONDS * 2.0 ** max(0, tries - 1))
    return timedelta(seconds=longest * (1 - chance / 2))
