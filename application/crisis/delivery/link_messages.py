"""What a link and its code are sent as: two messages that say nothing, each by a way of its own."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5

from application.crisis.cases.cases import OpenCase, all_kept_out, open_case, recorded_case
from application.crisis.delivery.delivering import (
    Due,
    Message,
    Withheld,
    listeners_to,
    unless_overheard,
)
from application.crisis.delivery.sending_links import InVain, give_up, sent_code
from application.crisis.telling.followers import rows_alone
from application.crisis.telling.outside_rows import Alert, Outside, alert_of
from application.crisis.telling.overheard import Listeners
from application.crisis.telling.same_address import Address
from application.outsiders.links import Digest, Door, Link, token_of
from application.ports import Actor, Ledger, Reachable, Recorded, Unreadable
from application.staffing.hospital_contacts import (
    LINK_BY,
    WAYS,
    address_of_contact,
    contacts_now,
)
from domain.alerts.outside import Channel, Words, words_of_code, words_of_link, words_of_test
from domain.alerts.trying import LINK_MINUTES, LINK_TRIES_AT_MOST, LINK_WAITS_AT_MOST
from domain.contacts.facts import HospitalContactProposed
from domain.errors import NotFound
from domain.referrals.hospital.liaison_facts import LinkWay, OutsideLinkSent
from domain.referrals.hospital.liaison_state import OutsideLiaison
from domain.referrals.hospital.link_sending import sent_to
from domain.shared import CaseId, PersonId

LINK_CAUSES = (OutsideLinkSent,)
"""The facts because of which link and code are sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPost:
    """What links are made and passed on with: where they lead, the key, and who passes on."""

    leads_to: Callable[[str], str]
    digest: Digest
    actor: Callable[[], Actor]


def delivery_of_link(liaison_id: PersonId, by: Channel) -> UUID:
    """Return the id of the message that brings somebody the link, or the code."""
    return uuid5(liaison_id, f"link/{by}")


def react_to_link(
    ledger: Ledger,
    actor: Actor,
    cause: Recorded[object],
    now: datetime,
    reachable: Reachable,
    *,
    follower: str,
) -> None:
    """Queue link and code with the reaction's place in the log: never one of both, nor twice.

    Raises: StreamMoved when another process did it meanwhile.
    """
    del reachable
    fact = cause.fact
    if not isinstance(fact, OutsideLinkSent):
        raise TypeError("no link was sent by this fact")
    to = fact.liaison_id
    sent = tuple(Outside(delivery_of_link(to, each), each.value, LINK_MINUTES) for each in WAYS)
    alert = Alert(alert_of(cause.event_id, to), to, fact.case_id, sent)
    ledger.log.append(rows_alone(actor, cause, now, (alert,), follower=follower))


def link_message(
    ledger: Ledger, address: Address, due: Due, post: LinkPost, now: datetime
) -> Message | Withheld | None:
    """Return what is to be sent of a link or its code, or why nothing is; None for other messages.

    What does not go out soon is passed on to the next of the hospital, before it is tried again.

    Raises: Unreadable or Unavailable where it cannot be told who is kept out, or where to send it.
    """
    if due.case_id is None:
        return _test(ledger, due)
    if due.delivery_id != delivery_of_link(due.person_id, due.channel):
        return None
    try:
        return _of_link(ledger, address, open_case(ledger, due.case_id), due, post, now)
    except NotFound:
        return Withheld.ERASED


def give_up_late(ledger: Ledger, due: Due, post: LinkPost, now: datetime) -> Withheld | None:
    """Return why a link or its code is not sent any more, None where it waits on, or is none.

    It is asked of what waits behind others while a channel fails: that it was never tried makes
    nobody wait longer.

    Raises: Unreadable; Unavailable.
    """
    of_link = due.case_id and due.delivery_id == delivery_of_link(due.person_id, due.channel)
    if not of_link or abs(due.waited) <= LINK_WAITS_AT_MOST:
        return None
    try:
        return Withheld.OVER if _is_passed_on(ledger, due, post, now) else None
    except NotFound:
        return Withheld.ERASED


def _of_link(
    ledger: Ledger, address: Address, case: OpenCase, due: Due, post: LinkPost, now: datetime
) -> Message | Withheld:
    liaison, out = sent_to(case.state, due.person_id, now), all_kept_out(ledger, case, now)
    if liaison is None:
        return Withheld.OVER
    if liaison.named.named_by in out:
        # What they gave opens nothing any more: whoever has the case has to telephone.
        _is_passed_on(ledger, due, post, now, is_last=True)
        return Withheld.KEPT_OUT
    try:
        contact = _contact(ledger, liaison)
    except Unreadable:
        # It goes on being tried; but whoever has the case has to know that nothing arrived.
        if _is_in_vain(due):
            _is_passed_on(ledger, due, post, now)
        raise
    listeners = listeners_to(ledger, case, out, now)
    is_heard = contact is not None and _is_overheard(address, due, contact, listeners)
    is_in_vain = contact is None or is_heard or _is_in_vain(due)
    if is_in_vain and _is_passed_on(ledger, due, post, now):
        return Withheld.OVER
    if contact is None:
        return Withheld.NO_ADDRESS
    if is_heard:
        return Withheld.SHARED_WITH_KEPT_OUT
    return _message(due, _at(contact, due.channel), _words(post, due))


def _is_overheard(
    address: Address, due: Due, contact: HospitalContactProposed, listeners: Listeners
) -> bool:
    """Return whether somebody kept out would hear link or code: then neither is sent.

    Raises: Unreadable or Unavailable where that cannot be told.
    """
    for by in WAYS:
        sent, at = due._replace(channel=by), _at(contact, by)
        found = unless_overheard(
            _message(sent, at, words_of_test("")), _with(address, sent, at), sent, listeners
        )
        if isinstance(found, Withheld):
            return True
    return False


def _with(address: Address, due: Due, at: str) -> Address:
    """Return an address book in which somebody without account stands, too, by this one channel."""

    def book(by: Channel, who: PersonId) -> str | None:
        if who == due.person_id:
            return at if by is due.channel else None
        return address(by, who)

    return book


def _message(due: Due, at: str, words: Words) -> Message:
    return Message(delivery_id=due.delivery_id, person_id=due.person_id, address=at, words=words)


def _test(ledger: Ledger, due: Due) -> Message | None:
    """Return a test to somebody of a hospital's directory, None for one of somebody employed."""
    if due.channel not in WAYS or ledger.directory.names([due.person_id]):
        return None
    at = address_of_contact(ledger, due.person_id, due.channel)
    if at is None:
        return None
    return _message(due, at, words_of_test(""))


def _contact(ledger: Ledger, liaison: OutsideLiaison) -> HospitalContactProposed | None:
    """Return somebody as the directory has them now, None where they ended."""
    for each in contacts_now(ledger, liaison.named.hospital_id).open:
        if each.contact_id == liaison.contact_id:
            return each
    return None


def _at(contact: HospitalContactProposed, by: Channel) -> str:
    return contact.mail if by is LINK_BY else contact.mobile


def _is_in_vain(due: Due) -> bool:
    """Return whether a message failed so often, or waits so long, that somebody else is tried."""
    if not due.tries:
        return False
    return due.tries >= LINK_TRIES_AT_MOST or abs(due.waited) > LINK_WAITS_AT_MOST


def _is_passed_on(
    ledger: Ledger, due: Due, post: LinkPost, now: datetime, *, is_last: bool = False
) -> bool:
    """Record that it did not go out, and return whether the link lets in nobody any more."""
    case_id, by = CaseId(due.case_id or UUID(int=0)), LinkWay(due.channel.value)
    link = InVain(case_id=case_id, liaison_id=due.person_id, by=by, is_last=is_last)
    try:
        _give_up(ledger, post, link, now)
    except NotFound:
        return True
    return sent_to(recorded_case(ledger, case_id).state, due.person_id, now) is None


def _give_up(ledger: Ledger, post: LinkPost, link: InVain, now: datetime) -> None:
    try:
        give_up(ledger, post.actor(), post.digest, link, now)
    except Unreadable:
        # Where the directory cannot be read nobody is next; where the case cannot, it is raised.
        give_up(ledger, post.actor(), post.digest, replace(link, is_last=True), now)


def _words(post: LinkPost, due: Due) -> Words:
    if due.channel is LINK_BY:
        link = Link(Door.REFERRAL, CaseId(due.case_id or UUID(int=0)), due.person_id)
        return words_of_link(post.leads_to(token_of(post.digest, link)))
    return words_of_code(sent_code(post.digest, due.person_id))
