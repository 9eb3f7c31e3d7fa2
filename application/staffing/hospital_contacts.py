"""The directory of whom of a hospital links go to: two people keep it, and either tries it.

What stands alone, as hospitals do, is decided on by the bureau.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast
from uuid import UUID, uuid5

from application.authorisation.permission import Standings, standings_of
from application.authorisation.places import places_allowing, standings_for_one_of
from application.crisis.delivery.channel_rows import ChannelHealth, OwnTest
from application.ports import Actor, History, Ledger, Receipt
from application.reads.looking import Names, names_of
from application.recording import Request, record
from application.rows import OrganisationRow
from domain.access.table import Request as Asking
from domain.alerts.outside import Channel
from domain.contacts import rules
from domain.contacts.facts import ContactsEvent, HospitalContactProposed
from domain.contacts.state import (
    NO_CONTACTS,
    ConfirmContact,
    Contacts,
    EndContact,
    ProposeContact,
    fold,
)
from domain.days import local_day
from domain.errors import NotFound
from domain.oncall.hours import watch_at
from domain.shared import ContactId, Erased, OrganisationId, PersonId, Stream
from domain.staff.facts import OrganisationKind

LINK_BY, CODE_BY = Channel.EMAIL, Channel.SMS
"""Never by one: whoever keeps the mails of a hospital does not keep its text messages."""
WAYS = (LINK_BY, CODE_BY)
TESTS_AT_MOST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class HospitalSeen:
    """A hospital with its contacts, as whoever keeps the directory sees it.

    `ways` is how mail and text messages fare, of those that are set up; `tests` what became of the
    last ones that were sent to each contact; `old` are proposals that nobody can confirm any more.
    """

    hospital: OrganisationRow
    open: tuple[HospitalContactProposed, ...] = field(repr=False)
    waiting: tuple[HospitalContactProposed, ...] = field(repr=False)
    old: frozenset[ContactId]
    ways: Mapping[Channel, ChannelHealth]
    tests: Mapping[ContactId, Sequence[OwnTest]]
    names: Names
    may_propose: bool
    may_confirm: bool


def contacts_stream(hospital_id: OrganisationId) -> Stream:
    """Return the stream of the contacts of one hospital."""
    return Stream("contacts", hospital_id)


def contacts_in(history: History, hospital_id: OrganisationId) -> Contacts:
    """Return the contacts of a hospital."""
    facts = history.of(contacts_stream(hospital_id))
    return fold(cast("Iterable[ContactsEvent]", facts))


def contacts_now(ledger: Ledger, hospital_id: OrganisationId) -> Contacts:
    """Return the contacts of a hospital as they are recorded now. Raises: Unreadable."""
    history = ledger.log.load([contacts_stream(hospital_id)])
    return NO_CONTACTS if isinstance(history, Erased) else contacts_in(history, hospital_id)


def contacts_in_turn(
    ledger: Ledger, hospital_id: OrganisationId, now: datetime
) -> tuple[HospitalContactProposed, ...]:
    """Return to whom of a hospital links go, who answers at this hour first. Raises: Unreadable."""
    is_working = ledger.clocks.calendar.is_working(local_day(now))
    at_work = is_working and not watch_at(now, ledger.rules).is_night
    return rules.in_turn(contacts_now(ledger, hospital_id), at_work=at_work)


def see_contacts(
    ledger: Ledger, actor: Actor, hospital_id: OrganisationId, now: datetime
) -> HospitalSeen:
    """Return a hospital to whoever keeps its contacts.

    Raises: NotPermitted; NotFound; Unavailable; Unreadable.
    """
    standings = _standings(ledger, actor, hospital_id, now)
    may_propose = standings.allow(Asking.PROPOSE_TELEPHONE)
    may_confirm = standings.allow(Asking.CONFIRM_TELEPHONE)
    if not may_propose and not may_confirm:
        standings.require(Asking.PROPOSE_TELEPHONE)
    hospital, state = _hospital(ledger, hospital_id), contacts_now(ledger, hospital_id)
    shown, today = (*state.open, *state.waiting), local_day(now)
    people = {each.proposed_by for each in shown}
    people |= {each.confirmed_by for each in state.confirmed.values()}
    return HospitalSeen(
        hospital=hospital,
        open=state.open,
        waiting=state.waiting,
        old=frozenset(
            each.contact_id for each in state.waiting if rules.is_too_old(each, today, ledger.rules)
        ),
        ways={each.channel: each for each in ledger.messages.health() if each.channel in WAYS},
        tests={each.contact_id: _tests(ledger, each.contact_id) for each in state.open},
        names=names_of(ledger, people, ()),
        may_propose=may_propose,
        may_confirm=may_confirm,
    )


def may_keep_contacts(ledger: Ledger, actor: Actor, now: datetime) -> bool:
    """Return whether somebody is asked for the contacts of hospitals: at the bureau alone."""
    bureaus = {each.organisation_id for each in ledger.directory.bureaus()}
    asking = (Asking.PROPOSE_TELEPHONE, Asking.CONFIRM_TELEPHONE)
    return not bureaus.isdisjoint(places_allowing(ledger, actor, asking, now))


def propose_contact(
    ledger: Ledger, actor: Actor, request: ProposeContact, now: datetime
) -> Receipt:
    """Record whom links of a hospital are to go to; another person has to confirm it."""
    place = request.organisation_id
    context = _standings(ledger, actor, place, now).require(Asking.PROPOSE_TELEPHONE)
    asked = Request(request_id=request.contact_id, actor=actor, now=now, context=context)
    return _record(
        ledger,
        asked,
        place,
        lambda state: rules.propose_contact(
            state, request, by=actor.person_id, today=local_day(now), rules=ledger.rules
        ),
    )


def confirm_contact(
    ledger: Ledger, actor: Actor, request: ConfirmContact, now: datetime
) -> Receipt:
    """Let links go to somebody whom another person proposed."""
    place = request.organisation_id
    context = _standings(ledger, actor, place, now).require(Asking.CONFIRM_TELEPHONE)
    request_id = uuid5(request.contact_id, "confirm")
    asked = Request(request_id=request_id, actor=actor, now=now, context=context)
    return _record(
        ledger,
        asked,
        place,
        lambda state: rules.confirm_contact(
            state, request, by=actor.person_id, today=local_day(now), rules=ledger.rules
        ),
    )


def end_contact(ledger: Ledger, actor: Actor, request: EndContact, now: datetime) -> Receipt:
    """Let nothing be sent to somebody any more: one person alone takes away."""
    place = request.organisation_id
    context = _standings(ledger, actor, place, now).require(Asking.PROPOSE_TELEPHONE)
    request_id = uuid5(request.contact_id, "end")
    asked = Request(request_id=request_id, actor=actor, now=now, context=context)
    return _record(
        ledger,
        asked,
        place,
        lambda state: rules.end_contact(state, request, by=actor.person_id),
    )


def try_contact(
    ledger: Ledger,
    actor: Actor,
    hospital_id: OrganisationId,
    contact_id: ContactId,
    try_id: UUID,
    now: datetime,
) -> None:
    """Send a contact a mail and a text message about nothing; under one id the same ones.

    Raises: NotPermitted; NotFound for nobody to whom links go; Unavailable.
    """
    _standings(ledger, actor, hospital_id, now).require(Asking.PROPOSE_TELEPHONE)
    _hospital(ledger, hospital_id)
    if contact_id not in {each.contact_id for each in contacts_now(ledger, hospital_id).open}:
        raise NotFound("contact_not_proposed")
    for each in ledger.messages.health():
        if each.channel in WAYS:
            delivery_id = uuid5(try_id, f"{contact_id}/{each.channel}")
            ledger.messages.queue_test(delivery_id, each.channel, PersonId(contact_id))


def address_of_contact(ledger: Ledger, contact_id: UUID, by: Channel) -> str | None:
    """Return where a contact of any hospital is reached, None for nobody to whom links go.

    Raises: Unreadable.
    """
    for hospital in ledger.directory.of_kind(OrganisationKind.HOSPITAL):
        for each in contacts_now(ledger, hospital.organisation_id).open:
            if each.contact_id == contact_id:
                return address_by(each, by)
    return None


def address_by(contact: HospitalContactProposed, by: Channel) -> str | None:
    """Return at which address somebody is reached by a channel."""
    return {LINK_BY: contact.mail, CODE_BY: contact.mobile}.get(by)


def _standings(
    ledger: Ledger, actor: Actor, hospital_id: OrganisationId, now: datetime
) -> Standings:
    return standings_for_one_of(ledger, standings_of(ledger, actor, now), (hospital_id,), now)


def _hospital(ledger: Ledger, hospital_id: OrganisationId) -> OrganisationRow:
    row = ledger.directory.organisation(hospital_id)
    if row is None or row.kind is not OrganisationKind.HOSPITAL:
        raise NotFound("no_such_hospital")
    return row


def _tests(ledger: Ledger, contact_id: ContactId) -> Sequence[OwnTest]:
    return ledger.messages.tests_of(PersonId(contact_id), TESTS_AT_MOST)


def _record(
    ledger: Ledger,
    asked: Request,
    place: OrganisationId,
    decide: Callable[[Contacts], rules.Answer],
) -> Receipt:
    _hospital(ledger, place)
    return record(
        ledger,
        asked,
        [contacts_stream(place)],
        lambda history: decide(contacts_in(history, place)),
    )
