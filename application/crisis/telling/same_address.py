"""Which addresses reach the same mailbox or telephone, so that nobody kept out hears of a child."""

from collections.abc import Collection

from application.crisis.telling.outside_rows import Address as Address
from application.ports import Unreadable
from domain.alerts.outside import SHARED, Channel
from domain.errors import Unavailable
from domain.shared import PersonId

_RINGS_BY = {Channel.WEBHOOK: (Channel.SMS, Channel.EMAIL)}
"""By which addresses a gateway that routes by itself may reach a person."""


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


def may_ring(by: Channel) -> bool:
    """Return whether what goes by a channel may ring at the telephone of whoever is told."""
    return Channel.SMS in _RINGS_BY.get(by, (by,))


def rings_at(address: Address, by: Channel, person_id: PersonId, numbers: Collection[str]) -> bool:
    """Return whether a message to somebody may ring at one of these telephones."""
    if not (numbers and may_ring(by)):
        return False
    mine = address(Channel.SMS, person_id)
    return mine is not None and any(is_same(Channel.SMS, mine, each) for each in numbers)


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
        # However it is typed: with spaces, in full width, with 0, 86, 0086 or +86 before it.
        digits = "".join(str(int(each)) for each in address if each.isdecimal())
        return digits.lstrip("0").removeprefix("86").lstrip("0")
    return address.strip().casefold()
