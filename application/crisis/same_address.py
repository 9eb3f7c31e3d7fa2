"""Which addresses reach the same mailbox or telephone, so that nobody kept out hears of a child."""

from collections.abc import Callable, Collection

from application.ports import Unreadable
from domain.alerts.outside import SHARED, Channel
from domain.errors import Unavailable
from domain.shared import PersonId

_RINGS_BY = {Channel.WEBHOOK: (Channel.SMS, Channel.EMAIL)}
"""By which addresses a gateway that routes by itself may reach a person."""

Address = Callable[[Channel, PersonId], str | None]
"""Returns the address of a person on a channel, None where they have none."""


def is_theirs_too(
    address: Address, by: Channel, person_id: PersonId, out: Collection[PersonId]
) -> bool:
    """Return whether anybody who is kept out reads or hears at an address of whoever is told."""
    return any(
        is_same(channel, mine, theirs)
        for channel in _RINGS_BY.get(by, (by,))
        if (mine := address(channel, person_id)) is not None
        for theirs in (address(channel, each) for each in sorted(out))
        if theirs is not None
    )


def is_theirs_alone(
    address: Address, by: Channel, person_id: PersonId, aware: Collection[PersonId]
) -> bool:
    """Return whether somebody has an address where nobody else who knows of it reads or hears.

    They would press the link. What a group reads is nobody's. Whose address cannot be read may read
    there, too: what cannot be told costs the button, and never the message.
    """
    others = [each for each in aware if each != person_id]
    try:
        is_reached = by not in SHARED and address(by, person_id) is not None
        return is_reached and not is_theirs_too(address, by, person_id, others)
    except (Unreadable, Unavailable):
        return False


def is_same(channel: Channel, one: str, other: str) -> bool:
    """Return whether two addresses of a channel reach the same mailbox or telephone."""
    return _plain(channel, one) == _plain(channel, other)


def _plain(channel: Channel, address: str) -> str:
    if channel is Channel.SMS:
        return "".join(each for each in address if each.isdigit()).removeprefix("86")
    return address.strip().casefold()
