"""To whom a message still goes, looked up when it is sent: who is kept out may be known by now."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from application.ports import History, Ledger, Unreadable, WrittenByNewerProgram
from application.states import alerts_of, alerts_stream, case_state, referrals_stream
from domain.alerts.escalating import ever_kept_out
from domain.alerts.outside import SHARED, Channel, Words, neutral_words, words_of_test
from domain.shared import CaseId, Erased, PersonId


class Due(NamedTuple):
    """A message that is to be tried now, for the `tries`th time before this one."""

    delivery_id: UUID
    channel: Channel
    person_id: PersonId
    case_id: CaseId | None
    minutes: int
    tries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What one channel sends: neutral words, to an address that only that channel sees."""

    delivery_id: UUID
    person_id: PersonId
    address: str = field(repr=False)
    words: Words


class Withheld(StrEnum):
    """Why a message is not sent after all; the codes are permanent."""

    ERASED = "erased"
    KEPT_OUT = "kept_out"
    SHARED_WITH_KEPT_OUT = "shared_with_kept_out"
    NO_ADDRESS = "no_address"
    UNREACHABLE = "unreachable"


Address = Callable[[Channel, PersonId], str | None]
"""Returns the address of a person on a channel, None where they have none."""


def message_for(ledger: Ledger, address: Address, due: Due, link: str) -> Message | Withheld:
    """Return what is to be sent, or why nothing is.

    Nothing goes to whoever may be involved in the case, nor to an address or number that they
    have, too, nor to a group where anybody may be. A test is about nobody.

    Raises: Unreadable where it cannot be told who is kept out; Unavailable.
    """
    if due.case_id is None:
        return _to_person(ledger, address, due, words_of_test(link))
    out = _kept_out(ledger, due.case_id)
    if isinstance(out, Erased):
        return Withheld.ERASED
    if due.person_id in out and due.channel not in SHARED:
        return Withheld.KEPT_OUT
    if due.channel in SHARED and out:
        return Withheld.SHARED_WITH_KEPT_OUT
    found = _to_person(ledger, address, due, neutral_words(due.minutes or None, link))
    if isinstance(found, Message) and _is_theirs_too(address, due.channel, found.address, out):
        return Withheld.SHARED_WITH_KEPT_OUT
    return found


def _to_person(ledger: Ledger, address: Address, due: Due, words: Words) -> Message | Withheld:
    # What a group reads does not hang on whether one person's account is open.
    if due.channel not in SHARED and not ledger.reachable([due.person_id]):
        return Withheld.UNREACHABLE
    to = address(due.channel, due.person_id)
    if to is None:
        return Withheld.NO_ADDRESS
    return Message(delivery_id=due.delivery_id, person_id=due.person_id, address=to, words=words)


def _is_theirs_too(
    address: Address, channel: Channel, given: str, out: Collection[PersonId]
) -> bool:
    theirs = (address(channel, each) for each in sorted(out))
    return any(each is not None and is_same(channel, given, each) for each in theirs)


def is_same(channel: Channel, one: str, other: str) -> bool:
    """Return whether two addresses of a channel reach the same mailbox or telephone."""
    return _plain(channel, one) == _plain(channel, other)


def _plain(channel: Channel, address: str) -> str:
    if channel is Channel.SMS:
        return "".join(each for each in address if each.isdigit()).removeprefix("86")
    return address.strip().casefold()


def _kept_out(ledger: Ledger, case_id: CaseId) -> frozenset[PersonId] | Erased:
    """Return everybody who was kept out when somebody was told, or was named since."""
    history = _loaded(ledger, case_id)
    if isinstance(history, Erased):
        return history
    case = case_state(history, case_id)
    concerns = (*([case.raised] if case.raised else []), *(each.kept for each in case.conflicts))
    named = frozenset(who for each in concerns for who in each.involved_ids)
    return ever_kept_out(alerts_of(history, case_id)) | named


def _loaded(ledger: Ledger, case_id: CaseId) -> History | Erased:
    try:
        return ledger.log.load([alerts_stream(case_id), referrals_stream(case_id)])
    except WrittenByNewerProgram:
        raise
    except Unreadable:
        # Who was told and who was kept out was read when the message was queued.
        return ledger.log.load([alerts_stream(case_id)])
