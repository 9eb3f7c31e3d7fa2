"""Tells the next in line besides, where somebody kept out would hear each message to those told.

Whoever shares a telephone or mailbox with somebody who may be involved is sent nothing there
(application/crisis/delivery/delivering.py), so that nobody might hear of the case in time.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Set
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from application.crisis.cases.held import held_today
from application.crisis.telling.causes import RISING
from application.crisis.telling.family_numbers import family_numbers
from application.crisis.telling.same_address import is_theirs_too, may_ring, rings_at
from application.ports import (
    History,
    Ledger,
    Reachable,
    Unreadable,
    WrittenByNewerProgram,
)
from application.states import alerts_of, case_state
from domain.alerts.escalating import ever_kept_out
from domain.alerts.facts import Addressee, ConcernAlerted, Gap, GapReason
from domain.alerts.outside import SHARED, Channel
from domain.alerts.rules import Addressing
from domain.clocks.facts import StepOverdue
from domain.errors import Unavailable
from domain.referrals.facts import (
    ConcernConflictKept,
    ConcernPassedOn,
    ConcernRaised,
    ReferralIssued,
)
from domain.referrals.hospital.hospital_facts import ReferralDeclined, ReferralRerouted
from domain.referrals.hospital.liaison_facts import OutsideLiaisonEnded, OutsideLinkUndelivered
from domain.referrals.involvement import every_report, kinds_in
from domain.referrals.joining.joining_facts import ConcernParted, InvolvementReported
from domain.referrals.returning.aftercare_facts import FollowUpDone
from domain.referrals.situations import Involved
from domain.shared import CaseId, ChildId, PersonId
from domain.staff.facts import Role

T = TypeVar("T", ConcernAlerted, Addressing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listeners:
    """Who must not hear of what somebody is told of a child: by name, or as of the family."""

    ledger: Ledger
    child_id: ChildId
    out: Set[PersonId]
    kinds: Set[Involved]
    now: datetime

    def overhear(self, told: ConcernAlerted | Addressing) -> frozenset[PersonId]:
        """Return to whom no message goes, of those told who are reached outside at all.

        Where the family's numbers cannot be read nothing rings, so that the next are told. An
        address that cannot be read counts as theirs alone: its channel tries it again.
        """
        people = [each.person_id for each in told.addressees]
        reached = self.ledger.outlets(people) if people else {}
        own = {who: set(channels) - SHARED for who, channels in reached.items()}
        if not any(own.values()):
            return frozenset()
        out, numbers = self.out | {*told.kept_out_ids}, self._numbers_as_read()
        heard = (who for who, by in own.items() if by and all(self._heard(who, by, out, numbers)))
        return frozenset(heard)

    def numbers(self) -> frozenset[str]:
        """Return the telephones of the family, where one of it may be involved.

        Raises: Unreadable.
        """
        return family_numbers(self.ledger, self.child_id, self.kinds)

    def _numbers_as_read(self) -> frozenset[str] | None:
        try:
            return self.numbers()
        except WrittenByNewerProgram:
            raise  # It knows better whom to tell.
        except Unreadable:
            return None

    def _heard(
        self,
        who: PersonId,
        by: Set[Channel],
        out: Collection[PersonId],
        numbers: Collection[str] | None,
    ) -> Iterator[bool]:
        address = self.ledger.addresses
        for each in sorted(by):
            if numbers is None and may_ring(each):
                yield True
                continue
            try:
                shared = is_theirs_too(address, each, who, out)
                yield shared or rings_at(address, each, who, numbers or ())
            except WrittenByNewerProgram:
                raise
            except (Unreadable, Unavailable):
                yield False

    def posts_of(self, people: Iterable[PersonId]) -> frozenset[Role]:
        """Return every post that these people hold today: each is passed over with them."""
        held = (held_today(self.ledger, each, self.now) for each in people)
        return frozenset(duty.role for duties in held for duty in duties)


CALLING = (
    *(ConcernRaised, ConcernConflictKept, ConcernPassedOn, InvolvementReported, ConcernParted),
    *(ReferralIssued, ReferralRerouted, ReferralDeclined, FollowUpDone, StepOverdue),
    *(OutsideLiaisonEnded, OutsideLinkUndelivered),
    *RISING,
)


def asks_somebody(fact: object) -> bool:
    """Return whether somebody has to act on a fact at once: other news waits on their pages."""
    return isinstance(fact, CALLING)


def listeners_of(
    ledger: Ledger, history: History, case_id: CaseId, child_id: ChildId, now: datetime
) -> Listeners:
    """Return who must not hear of a case, by all that is recorded of it and of who was told."""
    case = case_state(history, case_id)
    reports = every_report(case)
    named = {who for each in reports for who in each.involved_ids}
    out = ever_kept_out(alerts_of(history, case_id)) | case.further.kept_out_ids | named
    kinds = kinds_in(reports)
    return Listeners(ledger=ledger, child_id=child_id, out=out, kinds=kinds, now=now)


def past_overheard(
    first: T,
    again: Callable[[Reachable], T | None] | None,
    reachable: Reachable,
    listeners: Listeners,
) -> T:
    """Return who is told: those found `first`, on their pages, and past the overheard the next.

    `again` finds them as `first` did, of those who can be reached; None = nobody else is told. A
    post in which somebody is overheard, and nobody else could be told, is told as such a gap.
    """
    if again is None:
        return first
    told, silent = first, dict[PersonId, Addressee]()

    def others(people: Collection[PersonId]) -> frozenset[PersonId]:
        return reachable(people) - silent.keys()

    while new := listeners.overhear(told) - silent.keys():
        silent.update({each.person_id: each for each in told.addressees if each.person_id in new})
        told = again(others) or told
    return _together(first, told, silent, listeners.posts_of(silent)) if silent else first


def _together(first: T, told: T, silent: dict[PersonId, Addressee], roles: frozenset[Role]) -> T:
    def as_it_is(gap: Gap) -> Gap:
        is_overheard = gap not in first.gaps and gap.role in roles
        return replace(gap, reason=GapReason.OVERHEARD) if is_overheard else gap

    return replace(
        told,
        addressees=_with_silent(told.addressees, silent),
        gaps=tuple(map(as_it_is, told.gaps)),
        unreachable=tuple(each for each in told.unreachable if each.person_id not in silent),
    )


def _with_silent(
    told: tuple[Addressee, ...], silent: dict[PersonId, Addressee]
) -> tuple[Addressee, ...]:
    known = {each.person_id for each in told}
    return (*told, *(each for who, each in silent.items() if who not in known))
