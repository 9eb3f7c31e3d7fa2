"""Keeps whoever is suspected in a report of harm out of the cases of the same child, too.

A case is told who may be involved and nothing else of the report, which has readers of its own.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid5

from application.crisis.cases.cases import OpenCase, all_kept_out, open_case
from application.ports import (
    Actor,
    Commit,
    Context,
    History,
    Ledger,
    Recorded,
    StreamMoved,
    Unreadable,
    WrittenByNewerProgram,
)
from application.recording import ATTEMPTS
from application.reporting.recorded import open_report, suspects_of
from application.states import case_state, referrals_stream
from domain.alerts.facts import ConcernAlerted
from domain.days import local_day
from domain.errors import NotFound
from domain.referrals.facts import ConcernConflictKept, ConcernRaised
from domain.referrals.involvement import (
    NOBODY_NAMED,
    Named,
    companies_ended,
    involvement,
    is_to_be_looked_at_again,
)
from domain.referrals.joining.joining_facts import InvolvementReported
from domain.referrals.situations import Involved
from domain.reporting.facts import HarmSuspected, ReportConflictKept
from domain.shared import CaseId, ChildId, ReportId, RequestId

NAMING = (HarmSuspected, ReportConflictKept, ConcernRaised, ConcernConflictKept)
"""The facts after which somebody may have to be kept out of a case."""

MayBeReadLater = Callable[[Unreadable], bool]


def keep_suspects_out(
    ledger: Ledger, actor: Actor, fact: object, now: datetime, may_be_read_later: MayBeReadLater
) -> bool:
    """Record in every case of the child who is suspected and not kept out of it yet.

    Cases that are over are among them: who had one may still read it. Whom a repeat of a worry
    names has its case no more. Return whether all is done; what cannot be read now and may be later
    leaves it undone, and so do views that are filled anew and know of too little yet. What is
    damaged for good does not.

    Raises: StreamMoved when another process was faster each time; Unavailable;
    WrittenByNewerProgram.
    """
    if not isinstance(fact, NAMING):
        return True
    # Asked before and after: a view that came near meanwhile may have left out some.
    child_id, is_done, named = fact.child_id, knows_all(ledger), NOBODY_NAMED
    for report_id in ledger.reports.of_child(child_id):
        try:
            named = named.with_others(_named_in(ledger, report_id, now))
        except Unreadable as error:
            is_done = is_done and not _waits(error, may_be_read_later)
    for case_id in _cases_of(ledger, child_id, fact, named):
        try:
            _keep_out_of(ledger, actor, case_id, named, now)
        except Unreadable as error:
            is_done = is_done and not _waits(error, may_be_read_later)
    return is_done and knows_all(ledger)


def knows_all(ledger: Ledger) -> bool:
    """Return whether every report and case of a child is known, however long ago it began.

    While a view is filled anew it is not; then it is asked again until it is, at the same cost each
    time.
    """
    return ledger.reports.is_near() and ledger.health.is_near()


def is_news(history: History, cause: Recorded[object], fact: InvolvementReported) -> bool:
    """Return whether people must be told of it who were told of the case before.

    Of a case that is over they are told where whoever ended it had it until then: once, since
    nobody has it any more.
    """
    told = (each for each in history.recorded if isinstance(each.fact, ConcernAlerted))
    was_told = any(each.position < cause.position for each in told)
    case = case_state(history, fact.case_id)
    is_again = fact.freed_from is not None and is_to_be_looked_at_again(case)
    return was_told and (is_again or not case.is_over)


def _waits(error: Unreadable, may_be_read_later: MayBeReadLater) -> bool:
    if isinstance(error, WrittenByNewerProgram):
        raise error  # Whoever can read it knows better who has to be kept out.
    return may_be_read_later(error)


def _cases_of(ledger: Ledger, child_id: ChildId, fact: object, named: Named) -> tuple[CaseId, ...]:
    """Return the cases of which somebody may have to be kept out, or may have one no more.

    Where nobody is suspected in a report a repeat may still name who has the case that it repeats.
    """
    own = [fact.case_id] if isinstance(fact, ConcernRaised | ConcernConflictKept) else []
    if named == NOBODY_NAMED:
        return tuple(own) if isinstance(fact, ConcernConflictKept) else ()
    known = (*ledger.grants.cases_of(child_id), *ledger.health.cases_of_child(child_id))
    return tuple(dict.fromkeys([*own, *known]))


def _named_in(ledger: Ledger, report_id: ReportId, now: datetime) -> Named:
    """Return who is suspected in a report, by posts held today and by those it kept out before."""
    try:
        report = open_report(ledger, report_id)
    except NotFound:
        return NOBODY_NAMED  # Erased meanwhile.
    posts = ledger.access.posts_at(report.chain, local_day(now)) if report.chain else ()
    return Named(
        frozenset(Involved(each.value) for each in report.state.suspects),
        report.state.suspect_ids,
        suspects_of(ledger, report, posts),
    )


def _keep_out_of(
    ledger: Ledger, actor: Actor, case_id: CaseId, named: Named, now: datetime
) -> None:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            case = open_case(ledger, case_id)
            fact = involvement(case.state, named, kept_out=all_kept_out(ledger, case, now))
            if fact is not None:
                ledger.log.append(_commit(ledger, actor, case, fact, now))
        except StreamMoved:
            if attempt == ATTEMPTS:
                raise
        except NotFound:
            return  # Erased meanwhile.
        else:
            return


def _commit(
    ledger: Ledger, actor: Actor, case: OpenCase, fact: InvolvementReported, now: datetime
) -> Commit:
    stream, by = referrals_stream(fact.case_id), actor.person_id
    version = case.history.versions[stream]
    return Commit(
        facts=(fact, *companies_ended(case.state, fact, by=by, now=now)),
        expected={stream: version},
        request_id=RequestId(uuid5(fact.case_id, f"involvement/{version}")),
        actor_id=by,
        recorded_at=now,
        context=Context(rules=ledger.rules.version),
    )
