"""To whom a message still goes, looked up when it is sent: who is kept out may be known by now.

Whatever of this cannot be read is raised, and nothing is sent: the pages tell them all the same.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import NamedTuple
from uuid import UUID

from application.crisis.cases.cases import OpenCase, all_kept_out, open_case
from application.crisis.delivery.alert_links import Leads, may_be_acknowledged, told_by
from application.crisis.delivery.done_since import is_done
from application.crisis.delivery.of_glass import standing_of_glass
from application.crisis.telling.class_teachers import danger_told, has_read, teaching
from application.crisis.telling.outside_rows import delivery_of
from application.crisis.telling.overheard import Listeners
from application.crisis.telling.refusals import offices_of, refusal_told
from application.crisis.telling.same_address import (
    Address,
    is_theirs_alone,
    is_theirs_too,
    may_ring,
    rings_at,
)
from application.ports import Ledger
from application.reporting.outside import standing_of_report
from domain.alerts.facts import ClassTeacherTold, RefusalTold
from domain.alerts.outside import (
    SHARED,
    Channel,
    Words,
    neutral_words,
    words_of_test,
    words_when_late,
)
from domain.errors import NotFound
from domain.referrals.involvement import every_report, kinds_in
from domain.shared import CaseId, ChildId, PersonId, ReportId


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
    OVER = "over"
    KEPT_OUT = "kept_out"
    SHARED_WITH_KEPT_OUT = "shared_with_kept_out"
    NO_ADDRESS = "no_address"
    UNREACHABLE = "unreachable"


def message_for(
    ledger: Ledger, address: Address, due: Due, leads: Leads, now: datetime
) -> Message | Withheld:
    """Return what is to be sent, or why nothing is.

    Nothing goes to whoever may be involved in the case, nor to an address or number that they
    have, too, nor to a group where anybody may be, known by name or not. A test is about nobody.

    Raises: Unreadable or Unavailable where it cannot be told who is kept out, or what they have.
    """
    if due.case_id is None:
        return to_person(ledger, address, due, words_of_test(leads.desk))
    try:
        case = open_case(ledger, due.case_id)
    except NotFound:
        return _of_report(ledger, address, due, ReportId(due.case_id), leads, now)
    told_apart = _told_apart(case, due)
    if told_apart is not None:
        out, why = _of_danger(ledger, case, due, told_apart, now)
    else:
        # Of people, pairings and posts as they are now: a worry that came again may say more.
        out = all_kept_out(ledger, case, now)
        why = _withheld(ledger, case, due, out, now)
    if why is not None:
        return why
    told = told_by(case.history, due.delivery_id, due.channel, due.person_id)
    asks = may_be_acknowledged(case, told) and _is_theirs_alone(address, due, case.aware)
    found = to_person(ledger, address, due, _words(due, leads.of(due.delivery_id, asks)))
    return unless_overheard(found, address, due, listeners_to(ledger, case, out, now))


def listeners_to(
    ledger: Ledger, case: OpenCase, out: frozenset[PersonId], now: datetime
) -> Listeners:
    """Return who must not hear of a case."""
    child_id, kinds = ChildId(case.concern.child_id), kinds_in(every_report(case.state))
    return Listeners(ledger=ledger, child_id=child_id, out=out, kinds=kinds, now=now)


def unless_overheard(
    found: Message | Withheld, address: Address, due: Due, listeners: Listeners
) -> Message | Withheld:
    """Return what is to be sent, but for what somebody kept out would hear, known or not by name.

    Raises: Unreadable or Unavailable where that cannot be told.
    """
    if isinstance(found, Withheld):
        return found
    by, to, out = due.channel, due.person_id, listeners.out
    is_heard = is_theirs_too(address, by, to, out)
    if not is_heard and may_ring(by):
        is_heard = rings_at(address, by, to, listeners.numbers())
    return Withheld.SHARED_WITH_KEPT_OUT if is_heard else found


def _told_apart(case: OpenCase, due: Due) -> ClassTeacherTold | RefusalTold | None:
    """Return by what a class teacher or an office was told, where a message is about that."""
    for each in case.history.recorded:
        if isinstance(each.fact, ClassTeacherTold | RefusalTold) and _is_of(due, each.event_id):
            return each.fact
    return None


def _of_danger(
    ledger: Ledger,
    case: OpenCase,
    due: Due,
    told: ClassTeacherTold | RefusalTold,
    now: datetime,
) -> tuple[frozenset[PersonId], Withheld | None]:
    """Return who is kept out of a danger, and why nothing is sent of it to teacher or office.

    That they may be involved is an end of it like any other. Nothing is settled for good while
    what decides it cannot be read: that is raised.
    """
    is_office = isinstance(told, RefusalTold)
    if not is_office and has_read(case, told.cause_id, due.person_id):
        return frozenset(), Withheld.DONE
    if due.channel in SHARED:
        return frozenset(), Withheld.SHARED_WITH_KEPT_OUT
    holds = refusal_told if is_office else danger_told
    if holds(case, due.person_id) != told.cause_id:
        return frozenset(), Withheld.OVER
    if is_office:
        offices = offices_of(ledger, case, now)
        return offices.kept_out, None if offices.of(due.person_id) else Withheld.OVER
    found = teaching(ledger, case, now, surely=True)
    return found.kept_out, None if due.person_id in found.teachers else Withheld.OVER


def _of_report(
    ledger: Ledger, address: Address, due: Due, report_id: ReportId, leads: Leads, now: datetime
) -> Message | Withheld:
    """Return what is sent of a report of harm, or of broken glass where it is no report."""
    try:
        standing = standing_of_report(ledger, report_id, now)
    except NotFound:
        return _of_glass(ledger, address, due, ChildId(report_id), leads, now)
    if due.channel in SHARED or due.person_id in standing.out:
        return Withheld.KEPT_OUT
    # What asks for the outcome says no minutes, and comes when somebody has received it.
    if standing.is_received and due.minutes:
        return Withheld.DONE
    asks = not standing.is_received and _is_theirs_alone(address, due, standing.aware)
    found = to_person(ledger, address, due, _words(due, leads.of(due.delivery_id, asks)))
    child_id, kinds = standing.child_id, standing.kinds
    listeners = Listeners(ledger=ledger, child_id=child_id, out=standing.out, kinds=kinds, now=now)
    return unless_overheard(found, address, due, listeners)


def _of_glass(
    ledger: Ledger, address: Address, due: Due, child_id: ChildId, leads: Leads, now: datetime
) -> Message | Withheld:
    """Return what is sent of broken glass; of what is nothing of all this any more, nothing."""
    try:
        standing = standing_of_glass(ledger, child_id, partial(_is_of, due), now)
    except NotFound:
        return Withheld.ERASED
    if due.channel in SHARED or due.person_id in standing.out:
        return Withheld.KEPT_OUT
    if standing.is_reviewed:
        return Withheld.DONE
    found = to_person(ledger, address, due, _words(due, leads.desk))
    listeners = Listeners(
        ledger=ledger, child_id=child_id, out=standing.out, kinds=standing.kinds, now=now
    )
    return unless_overheard(found, address, due, listeners)


def _withheld(
    ledger: Ledger, case: OpenCase, due: Due, out: Collection[PersonId], now: datetime
) -> Withheld | None:
    if due.channel in SHARED:
        if out or _is_anybody_involved(case):
            return Withheld.SHARED_WITH_KEPT_OUT
    elif due.person_id in out:
        return Withheld.KEPT_OUT
    return Withheld.DONE if is_done(ledger, case, partial(_is_of, due), now) else None


def _is_anybody_involved(case: OpenCase) -> bool:
    """Return whether it is said of anybody, whoever it is, that they may be involved."""
    return any(each.involved for each in every_report(case.state))


def _is_of(due: Due, cause_id: UUID) -> bool:
    return delivery_of(cause_id, due.person_id, due.channel) == due.delivery_id


def _words(due: Due, link: str) -> Words:
    # By so many minutes from now nobody is asked to act who was to act before.
    if due.minutes and abs(due.waited) > timedelta(minutes=due.minutes):
        return words_when_late(link)
    return neutral_words(due.minutes or None, link)


def to_person(ledger: Ledger, address: Address, due: Due, words: Words) -> Message | Withheld:
    """Return what goes to a person in these words, or why nothing does. Raises: Unreadable."""
    # What a group reads does not hang on whether one person's account is open.
    if due.channel not in SHARED and not ledger.reachable([due.person_id]):
        return Withheld.UNREACHABLE
    to = address(due.channel, due.person_id)
    if to is None:
        return Withheld.NO_ADDRESS
    return Message(delivery_id=due.delivery_id, person_id=due.person_id, address=to, words=words)


def _is_theirs_alone(address: Address, due: Due, aware: Collection[PersonId]) -> bool:
    return is_theirs_alone(address, due.channel, due.person_id, aware)
