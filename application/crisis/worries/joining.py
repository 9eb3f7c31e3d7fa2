"""Finds the open case of the same child to which a report belongs, and lets them be one.

It never stands in the way of telling people: whatever cannot be read or told for sure leaves the
report a case of its own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from application.crisis.cases.cases import OpenCase, all_kept_out, chain_of, may_answer, open_case
from application.crisis.cases.held import place_of
from application.crisis.cases.on_call import on_call_at
from application.crisis.telling.addressing import alert_for
from application.ports import History, Ledger, Reachable, Recorded, Unreadable
from application.states import case_state, referrals_stream
from domain.alerts.facts import Addressee, ConcernAlerted
from domain.alerts.rules import with_repeats
from domain.clocks.course import provisional_level
from domain.errors import NotFound
from domain.referrals.facts import ConcernConflictKept, ConcernRaised
from domain.referrals.involvement import repeats_of
from domain.referrals.joining import joining
from domain.referrals.joining.joining import Reported
from domain.referrals.joining.joining_facts import (
    ConcernJoined,
    FurtherConcernJoined,
    PartingReason,
)
from domain.shared import CaseId, Erased, PersonId, Stream


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """That a report belongs to `case`, whose `versions` must not have moved meanwhile.

    `is_held` tells that whoever has the case can answer for it today.
    """

    case: OpenCase
    report: OpenCase
    joined: ConcernJoined
    report_joined: FurtherConcernJoined
    is_held: bool

    @property
    def facts(self) -> tuple[object, ...]:
        """What is recorded of it."""
        return self.joined, self.report_joined

    @property
    def expected(self) -> dict[Stream, int]:
        """The streams on which it was decided, as they stood then."""
        return {**self.report.history.versions, **self.case.history.versions}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parting:
    """That a report belongs no more to the case it was joined to, whose stream must not move."""

    facts: tuple[object, ...]
    expected: Mapping[Stream, int]


def joining_of(
    ledger: Ledger, concern: ConcernRaised, now: datetime, reachable: Reachable
) -> Joining | None:
    """Return to which case a worry belongs that was just raised; None where it stands alone.

    Raises: Unavailable while it cannot be told who is on duty.
    """
    cases = ledger.health.cases_of_child(concern.child_id)
    before = [each for each in cases if each != concern.case_id]
    report = _readable(ledger, concern.case_id) if before else None
    if report is None:
        return None
    for case_id in before:
        case = _readable(ledger, case_id)
        # Positions alone tell which was first, so of two at once one joins the other.
        if case is None or case.first.position >= report.first.position:
            continue
        found = _joined(ledger, report, case, now, reachable)
        if found is not None:
            return found
    return None


def told_of_joining(
    ledger: Ledger,
    cause: Recorded[object],
    joining: Joining,
    now: datetime,
    reachable: Reachable,
) -> ConcernAlerted:
    """Return who is told of the case because of one more report of it.

    Whoever has it is told, and who is on call beside them. Where the report waits, since nobody has
    it or for what it says, all are told who would be of the worry itself.
    """
    case = joining.case
    state, alerts = case.state, case.alerts

    def told(fact: object) -> ConcernAlerted:
        return alert_for(ledger, cause._replace(fact=fact), state, now, reachable, alerts)

    to_owner = told(joining.report_joined) if joining.is_held else None
    said = replace(joining.report.concern, case_id=case.concern.case_id)
    to_all = told(ConcernConflictKept(case_id=said.case_id, child_id=said.child_id, kept=said))
    if to_owner is None:
        return to_all
    if joining.report_joined.waits:
        return _with(to_all, to_owner.addressees)
    calls = on_call_at(ledger, case.chain, now).on_call
    on_call = {who for each in calls for who in (each.person_id, each.stand_in_id)}
    return _with(to_owner, [each for each in to_all.addressees if each.person_id in on_call])


def _with(told: ConcernAlerted, others: Iterable[Addressee]) -> ConcernAlerted:
    known = {each.person_id for each in told.addressees}
    more = (each for each in others if each.person_id not in known)
    return replace(told, addressees=(*told.addressees, *more))


def parting_of(ledger: Ledger, fact: object, history: History) -> Parting | None:
    """Return that a joined report stands alone again because a repeat of it says otherwise.

    What it says may name others, or be graver: the joining was decided without it. Where the case
    cannot be read the report stays with it, and people are told of the repeat all the same.
    """
    if not isinstance(fact, ConcernConflictKept):
        return None
    report = case_state(history, fact.case_id)
    joined_to = report.further.joined_to
    if joined_to is None:
        return None
    own, case = referrals_stream(fact.case_id), referrals_stream(joined_to)
    try:
        found = ledger.log.load([case])
    except Unreadable:
        return None
    if isinstance(found, Erased):
        return None
    return Parting(
        facts=joining.parted(report, joined_to, PartingReason.SAID_OTHERWISE),
        expected={own: history.versions[own], case: found.versions[case]},
    )


def _readable(ledger: Ledger, case_id: CaseId) -> OpenCase | None:
    try:
        return open_case(ledger, case_id)
    except (NotFound, Unreadable):
        return None


def _joined(
    ledger: Ledger, report: OpenCase, case: OpenCase, now: datetime, reachable: Reachable
) -> Joining | None:
    report = found_at_its_place(ledger, report, now)
    one, other = reported(ledger, report, now), reported(ledger, case, now)
    together = kept_out_together(ledger, report, case, now)
    if not joining.may_join(one, other, kept_out_together=together, rules=ledger.rules):
        return None
    worries = (case.concern, *repeats_of(case.state))
    answering = {each.person_id for each in may_answer(ledger, case, now)}
    is_held = case.state.owner_id in reachable(answering)
    joined, report_joined = joining.join(
        one,
        other,
        counts_as=provisional_level(report.concern, ledger.rules),
        known_as=[provisional_level(each, ledger.rules) for each in worries],
        is_held=is_held,
    )
    return Joining(
        case=case,
        report=report,
        joined=joined,
        report_joined=report_joined,
        is_held=is_held,
    )


def found_at_its_place(ledger: Ledger, report: OpenCase, now: datetime) -> OpenCase:
    """Return a report of which no place was told with that by which people are found for it."""
    place_id = place_of(ledger, report.raised_by, report.concern, now)
    if report.chain or place_id is None:
        return report
    return replace(report, chain=chain_of(ledger, {place_id}))


def kept_out_together(
    ledger: Ledger, report: OpenCase, case: OpenCase, now: datetime
) -> frozenset[PersonId]:
    """Return who would be kept out of the two as one. Raises: Unavailable."""
    said = (report.concern, *repeats_of(report.state))
    both = replace(case, chain=case.chain | report.chain, concern=with_repeats(case.concern, said))
    return all_kept_out(ledger, both, now)


def reported(ledger: Ledger, case: OpenCase, now: datetime) -> Reported:
    """Return a case as the rules about its reports look at it. Raises: Unavailable."""
    return Reported(
        state=case.state,
        at=case.raised_at,
        by=case.raised_by,
        kept_out=all_kept_out(ledger, case, now),
        chain=case.chain,
    )
