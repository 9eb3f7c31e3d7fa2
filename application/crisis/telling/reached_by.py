"""By which channels a person is reached outside the application, and at which address."""

from collections.abc import Collection, Mapping, Sequence

from application.authentication.work_addresses import WorkAddresses
from application.crisis.telling.outside_rows import Outlets
from application.crisis.telling.same_address import Address
from application.ports import Ledger, Unreadable
from application.states import staff_now
from domain.alerts.outside import Channel
from domain.shared import PersonId


def outlets_of(ledger: Ledger, mail: WorkAddresses, channels: Sequence[Channel]) -> Outlets:
    """Return what tells by which of the configured channels each of some people is reached."""

    def outlets(person_ids: Collection[PersonId]) -> Mapping[PersonId, Collection[Channel]]:
        # Everybody is reached by a gateway that routes by itself, and by what a group reads.
        every = set(channels) - {Channel.EMAIL, Channel.SMS}
        known = mail.known(person_ids) if Channel.EMAIL in channels else frozenset()
        return {
            each: every
            | ({Channel.EMAIL} if each in known else set())
            | ({Channel.SMS} if Channel.SMS in channels and _may_ring(ledger, each) else set())
            for each in person_ids
        }

    return outlets


def address_book(ledger: Ledger, mail: WorkAddresses) -> Address:
    """Return what tells at which address a person is reached by a channel."""

    def address(channel: Channel, person_id: PersonId) -> str | None:
        match channel:
            case Channel.EMAIL:
                return mail.of_person(person_id).address
            case Channel.SMS:
                return telephone(ledger, person_id)
            case Channel.WEBHOOK:
                return str(person_id)
            case Channel.WECOM | Channel.DINGTALK:
                return channel.value

    return address


def telephone(ledger: Ledger, person_id: PersonId) -> str | None:
    """Return the registered telephone of a person.

    Raises: Unreadable, since one that cannot be read may be shared with whoever is told.
    """
    return staff_now(ledger, person_id).phone


def _may_ring(ledger: Ledger, person_id: PersonId) -> bool:
    """Return whether a person has a telephone; where that cannot be read it shows when sending."""
    try:
        return telephone(ledger, person_id) is not None
    except Unreadable:
        return True
