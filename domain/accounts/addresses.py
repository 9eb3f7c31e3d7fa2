"""The e-mail address at work at which a person is told that something waits for them.

What is recorded never holds the address: it stands in a row of its own, sealed under the person's
key.
"""

from dataclasses import dataclass

from domain.shared import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkAddressConfirmed:
    """The person showed that they read what is sent to an address, which replaces the last one."""

    person_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkAddressRemoved:
    """Nothing is sent to the person by e-mail any more."""

    person_id: PersonId


AddressEvent = WorkAddressConfirmed | WorkAddressRemoved
