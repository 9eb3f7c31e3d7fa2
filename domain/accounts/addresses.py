"""The e-mail address at work at which a person is told that something waits for them.

What is recorded never holds the address: it stands in a row of its own, sealed under the person's
key.
"""

import re
from dataclasses import dataclass

from domain.errors import Invalid
from domain.shared import PersonId

_LONGEST = 254
_LONGEST_LOCAL = 64
# Without = and ?, which RFC 5322 allows: mail programs read words of RFC 2047 in them.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkAddressConfirmed:
    """The person showed that they read what is sent to an address, which replaces the last one."""

    person_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkAddressRemoved:
    """Nothing is sent to the person by e-mail any more."""

    person_id: PersonId


AddressEvent = WorkAddressConfirmed | WorkAddressRemoved


def plain_address(typed: str) -> str:
    """Return an address as it is kept. Raises: Invalid `address_not_email`."""
    address = typed.strip()
    local, _, host = address.rpartition("@")
    fits = len(address) <= _LONGEST and len(local) <= _LONGEST_LOCAL
    if not fits or _ADDRESS.fullmatch(address) is None or ".." in address:
        raise Invalid("address_not_email", "address")
    return f"{local}@{host.lower()}"
