"""What a link and its code are sent as: two messages that say nothing, each by a way of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from application.crisis.cases import OpenCase, all_kept_out, open_case, recorded_case
from application.crisis.delivering import (
    Due,
    Message,
    Withheld,
    listeners_to,
    unless_overheard,
)
from application.crisis.outside_rows import Alert, Outside, alert_of
from application.crisis.same_address import Address
from application.crisis.sending_links import give_up, sent_code
from application.outsiders.links import Digest, Door, Link, token_of
from application.ports import Actor, Commit, FollowUp, Ledger, Reachable, Recorded
from application.staffing.hospital_contacts import (
    LINK_BY,
    WAYS,
    address_by,
    address_of_contact,
    contacts_now,
)
from domain.alerts.outside import Channel, Words, words_of_code, words_of_link, words_of_test
from domain.alerts.trying import LINK_TRIES_AT_MOST, LINK_WAITS_AT_MOST
from domain.errors import NotFound
from domain.referrals.liaison_facts import LinkWay, OutsideLinkSent
from domain.referrals.liaison_state import OutsideLiaison
from domain.referrals.link_sending import sent_to
from domain.shared import CaseId, PersonId, RequestId

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
    # Minutes tell in which order: nobody waits for a link longer than for an urgent alert.
    sent = tuple(Outside(delivery_of_link(to, each), each.value, 1) for each in WAYS)
    alert = Alert(alert_of(cause.event_id, to), to, fact.case_id, sent)
    ledger.log.append(
        Commit(
            facts=(),
            expected={},
            request_id=RequestId(cause.event_id),
            actor_id=actor.person_id,
            recorded_at=now,
            follows=FollowUp(follower=follower, position=cause.position, alerts=(alert,)),
        )
    )


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


def _of_link(
    ledger: Ledger, address: Address, case: OpenCase, due: Due, post: LinkPost, now: datetime
) -> Message | Withheld:
    liaison, out = sent_to(case.state, due.person_id, now), all_kept_out(ledger, case, now)
    if liaison is None:
        return Withheld.OVER
    if liaison.named.named_by in out:
        return Withheld.KEPT_OUT
    at = _address(ledger, liaison, due.channel)
    if (at is None or _is_in_vain(due)) and _is_passed_on(ledger, due, post, now):
        return Withheld.OVER
    if at is None:
        return Withheld.NO_ADDRESS
    found = _message(due, at, _words(post, due))
    listeners = listeners_to(ledger, case, out, now)
    return unless_overheard(found, _with(address, due, at), due, listeners)


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


def _address(ledger: Ledger, liaison: OutsideLiaison, by: Channel) -> str | None:
    """Return where somebody is reached as the directory has it now, None where it ended."""
    for each in contacts_now(ledger, liaison.named.hospital_id).open:
        if each.contact_id == liaison.contact_id:
            return address_by(each, by)
    return None


def _is_in_vain(due: Due) -> bool:
    """Return whether a message failed so often, or waits so long, that somebody else is tried."""
    if not due.tries:
        return False
    return due.tries >= LINK_TRIES_AT_MOST or abs(due.waited) > LINK_WAITS_AT_MOST


def _is_passed_on(ledger: Ledger, due: Due, post: LinkPost, now: datetime) -> bool:
    """Record that it did not go out, and return whether the link lets in nobody any more."""
    case_id, by = CaseId(due.case_id or UUID(int=0)), LinkWay(due.channel.value)
    try:
        give_up(ledger, post.actor(), post.digest, (case_id, due.person_id), by, now)
    except NotFound:
        return True
    return sent_to(recorded_case(ledger, case_id).state, due.person_id, now) is None


def _words(post: LinkPost, due: Due) -> Words:
    if due.channel is LINK_BY:
        link = Link(Door.REFERRAL, CaseId(due.case_id or UUID(int=0)), due.person_id)
        return words_of_link(post.leads_to(token_of(post.digest, link)))
    return words_of_code(sent_code(post.digest, due.person_id))
