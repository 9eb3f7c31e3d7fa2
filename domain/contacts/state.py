"""What is asked about the contacts of a hospital, and what the rules keep in mind of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce

from domain.contacts.facts import (
    ContactEnd,
    ContactHours,
    ContactsEvent,
    HospitalContactConfirmed,
    HospitalContactEnded,
    HospitalContactProposed,
)
from domain.shared import ContactId, OrganisationId


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeContact:
    """Propose whom of a hospital links are sent to."""

    organisation_id: OrganisationId
    contact_id: ContactId
    name: str
    function: str
    mail: str = field(repr=False)
    mobile: str = field(repr=False)
    hours: ContactHours


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmContact:
    """Let links be sent to somebody whom another proposed."""

    organisation_id: OrganisationId
    contact_id: ContactId


@dataclass(frozen=True, slots=True, kw_only=True)
class EndContact:
    """Let nothing be sent to somebody any more."""

    organisation_id: OrganisationId
    contact_id: ContactId
    reason: ContactEnd


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """The contacts of one hospital, in the order in which they were proposed."""

    proposed: Mapping[ContactId, HospitalContactProposed] = field(default_factory=dict)
    confirmed: Mapping[ContactId, HospitalContactConfirmed] = field(default_factory=dict)
    ended: Mapping[ContactId, HospitalContactEnded] = field(default_factory=dict)

    @property
    def waiting(self) -> tuple[HospitalContactProposed, ...]:
        """Those whom nobody confirmed yet, nor ended."""
        settled = {*self.confirmed, *self.ended}
        return tuple(each for key, each in self.proposed.items() if key not in settled)

    @property
    def open(self) -> tuple[HospitalContactProposed, ...]:
        """Those to whom links are sent."""
        holding = self.confirmed.keys() - self.ended.keys()
        return tuple(each for key, each in self.proposed.items() if key in holding)


NO_CONTACTS = Contacts()


def evolve(state: Contacts, event: ContactsEvent) -> Contacts:
    """Return who is known after one more fact."""
    match event:
        case HospitalContactProposed():
            return replace(state, proposed={**state.proposed, event.contact_id: event})
        case HospitalContactConfirmed():
            return replace(state, confirmed={**state.confirmed, event.contact_id: event})
        case HospitalContactEnded():
            return replace(state, ended={**state.ended, event.contact_id: event})


def fold(facts: Iterable[ContactsEvent]) -> Contacts:
    """Return who is known after these facts of one hospital."""
    return reduce(evolve, facts, NO_CONTACTS)
