"""To whom a message still goes, looked up when it is sent: who is kept out may be known by now.

Whatever of this cannot be read is raised, and nothing is sent: the pages tell them all the same.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from application.crisis.alert_links import Leads, may_be_acknowledged, told_by
from application.crisis.case_clocks import clocks_stream
from application.crisis.cases import OpenCase, all_kept_out, open_case
from application.crisis.class_teachers import has_read, is_told
from application.crisis.escalating import still_waits
from application.crisis.outside_rows import delivery_of
from application.ports import Ledger, Unreadable
from application.reporting.outside import standing_of_report
from domain.alerts.facts import ClassTeacherTold
from domain.alerts.outside import (
    SHARED,
    Channel,
    Words,
    neutral_words,
    words_of_test,
    words_when_late,
)
from domain.clocks.facts import StepOverdue
from domain.errors import NotFound, Unavailable
from domain.referrals.facts import ConcernRaised
from domain.referrals.involvement import every_report
from domain.referrals.joining_facts import InvolvementReported
from domain.shared import CaseId, Erased, PersonId, ReportId


class Due(NamedTuple):
    """A message that is to be tried now, after `tries` tries, and `waited` since it was queued."""

    delivery_id: UUID
    channel: Channel
    person_id: PersonId
    case_id: CaseId | None
    minutes: int
    tries: int
    waited: timedelta


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
    DONE = "done"
    KEPT_OUT = "kept_out"
    SHARED_WITH_KEPT_OUT = "shared_with_kept_out"
    NO_ADDRESS = "no_address"
    UNREACHABLE = "unreachable"


_RINGS_BY = {Channel.WEBHOOK: (Channel.SMS, Channel.EMAIL)}
"""By which addresses a gateway that routes by itself may reach a person."""

Address = Callable[[Channel, PersonId], str | None]
"""Returns the address of a person on a channel, None where they have none."""


def message_for(
    ledger: Ledger, address: Address, due: Due, leads: Leads, now: datetime
) -> Message | Withheld:
    """Return what is to be sent, or why nothing is.

    Nothing goes to whoever may be involved in the case, nor to an address or number that they
    have, too, nor to a group where anybody may be, known by name or not. A test is about nobody.

    Raises: Unreadable or Unavailable where it cannot be told who is kept out, or what they have.
    """
    if due.case_id is None:
        return _to_person(ledger, address, due, words_of_test(leads.desk))
    try:
        case = open_case(ledger, due.case_id)
    except NotFound:
        return _of_report(ledger, address, due, ReportId(due.case_id), leads, now)
    # Of people, pairings and posts as they are now: a worry that came again may say more.
    out = all_kept_out(ledger, case, now)
    if (why := _withheld(ledger, case, due, out, now)) is not None:
        return why
    told = told_by(case.history, due.delivery_id, due.channel, due.person_id)
    asks = may_be_acknowledged(case, told) and _is_theirs_alone(address, due, case.told)
    found = _to_person(ledger, address, due, _words(due, leads.of(due.delivery_id, asks)))
    if isinstance(found, Message) and _is_theirs_too(address, due, out):
        return Withheld.SHARED_WITH_KEPT_OUT
    return found


def _of_report(
    ledger: Ledger, address: Address, due: Due, report_id: ReportId, leads: Leads, now: datetime
) -> Message | Withheld:
    """Return what is sent of a report of harm; of what is no case nor report any more, nothing."""
    try:
        standing = standing_of_report(ledger, report_id, now)
    except NotFound:
        return Withheld.ERASED
    if due.channel in SHARED or due.person_id in standing.out:
        return Withheld.KEPT_OUT
    # What asks for the outcome says no minutes, and comes when somebody has received it.
    if standing.is_received and due.minutes:
        return Withheld.DONE
    asks = not standing.is_received and _is_theirs_alone(address, due, standing.told)
    found = _to_person(ledger, address, due, _words(due, leads.of(due.delivery_id, asks)))
    if isinstance(found, Message) and _is_theirs_too(address, due, standing.out):
        return Withheld.SHARED_WITH_KEPT_OUT
    return found


def _withheld(
    ledger: Ledger, case: OpenCase, due: Due, out: Collection[PersonId], now: datetime
) -> Withheld | None:
    if due.channel in SHARED:
        if out or _is_anybody_involved(case):
            return Withheld.SHARED_WITH_KEPT_OUT
    elif due.person_id in out:
        return Withheld.KEPT_OUT
    return Withheld.DONE if _is_done(ledger, case, due, now) else None


def _is_anybody_involved(case: OpenCase) -> bool:
    """Return whether it is said of anybody, whoever it is, that they may be involved."""
    return any(each.involved for each in every_report(case.state))


def _is_done(ledger: Ledger, case: OpenCase, due: Due, now: datetime) -> bool:
    """Return whether what a message asks for was done since; where that cannot be read it was not.

    A worry asks for somebody who takes the case, what is overdue for its step, and what a class
    teacher is told for their reading it, for as long as they may.
    """
    case_id = case.concern.case_id
    try:
        spoken = ledger.log.load([clocks_stream(case_id)])
    except Unreadable:
        return False
    said = () if isinstance(spoken, Erased) else spoken.recorded
    for each in (*case.history.recorded, *said):
        if delivery_of(each.event_id, due.person_id, due.channel) == due.delivery_id:
            return _is_over(ledger, case, each.fact, due.person_id, now)
    return False


def _is_over(
    ledger: Ledger, case: OpenCase, cause: object, person_id: PersonId, now: datetime
) -> bool:
    match cause:
        case ClassTeacherTold():
            return has_read(case, cause.cause_id, person_id) or not is_told(
                ledger, case, person_id, now
            )
        case ConcernRaised() | InvolvementReported():
            return case.state.owner_id is not None
        case StepOverdue():
            return not still_waits(ledger, case.history, cause)
    return False


def _words(due: Due, link: str) -> Words:
    # By so many minutes from now nobody is asked to act who was to act before.
    if due.minutes and abs(due.waited) > timedelta(minutes=due.minutes):
        return words_when_late(link)
    return neutral_words(due.minutes or None, link)


def _to_person(ledger: Ledger, address: Address, due: Due, words: Words) -> Message | Withheld:
    # What a group reads does not hang on whether one person's account is open.
    if due.channel not in SHARED and not ledger.reachable([due.person_id]):
        return Withheld.UNREACHABLE
    to = address(due.channel, due.person_id)
    if to is None:
        return Withheld.NO_ADDRESS
    return Message(delivery_id=due.delivery_id, person_id=due.person_id, address=to, words=words)


def _is_theirs_alone(address: Address, due: Due, told: Collection[PersonId]) -> bool:
    """Return whether nobody else who was told reads or hears at the address: they would press it.

    What a group reads is nobody's. Whose address cannot be read may read there, too: what cannot
    be told costs the button, and never the message.
    """
    if due.channel in SHARED:
        return False
    try:
        return not _is_theirs_too(address, due, [each for each in told if each != due.person_id])
    except (Unreadable, Unavailable):
        return False


def _is_theirs_too(address: Address, due: Due, out: Collection[PersonId]) -> bool:
    """Return whether anybody who is kept out reads or hears at an address of whoever is told."""
    return any(
        is_same(channel, mine, theirs)
        for channel in _RINGS_BY.get(due.channel, (due.channel,))
        if (mine := address(channel, due.person_id)) is not None
        for theirs in (address(channel, each) for each in sorted(out))
        if theirs is not None
    )


def is_same(channel: Channel, one: str, other: str) -> bool:
    """Return whether two addresses of a channel reach the same mailbox or telephone."""
    return _plain(channel, one) == _plain(channel, other)


def _plain(channel: Channel, address: str) -> str:
    if channel is Channel.SMS:
        return "".join(each for each in address if each.isdigit()).removeprefix("86")
    return address.strip().casefold()
