"""Keeps whoever is suspected in a report of harm out of the cases of the same child, too.

A case is told who may be involved and nothing else of the report, which has readers of its own.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import uuid5

from application.crisis.cases import OpenCase, all_kept_out, open_case
from application.ports import (
    Actor,
    Commit,
    Context,
    History,
    Ledger,
    Recorded,
    StreamMoved,
    Unreadable,
)
from application.recording import ATTEMPTS
from application.reporting.reports import recorded_report
from application.states import case_state, referrals_stream
from domain.alerts.facts import ConcernAlerted
from domain.errors import NotFound
from domain.referrals.involvement import NOBODY_NAMED, Named, involvement
from domain.referrals.joining_facts import InvolvementReported
from domain.referrals.situations import Involved
from domain.referrals.state import evolve
from domain.shared import CaseId, ChildId, PersonId, RequestId


def keep_suspects_out(
    ledger: Ledger, actor: Actor, child_id: ChildId, case_ids: Iterable[CaseId], now: datetime
) -> None:
    """Record in each of the child's cases who was reported and is not kept out of it yet.

    What cannot be read names nobody and is passed over: it must not keep anybody from being told.

    Raises: StreamMoved when another process was faster each time; Unavailable.
    """
    named = suspects_of_child(ledger, child_id)
    if named == NOBODY_NAMED:
        return
    for case_id in case_ids:
        _keep_out_of(ledger, actor, case_id, named, now)


def all_cases_of(ledger: Ledger, child_id: ChildId) -> tuple[CaseId, ...]:
    """Return every case of a child, also those that are over: who had one may still read it."""
    known = (*ledger.grants.cases_of(child_id), *ledger.health.cases_of_child(child_id))
    return tuple(dict.fromkeys(known))


def suspects_of_child(ledger: Ledger, child_id: ChildId) -> Named:
    """Return who is suspected by any report of the child that can be read."""
    kinds: set[Involved] = set()
    ids: set[PersonId] = set()
    for report_id in ledger.reports.of_child(child_id):
        try:
            report = recorded_report(ledger, report_id).state
        except (NotFound, Unreadable):
            continue
        kinds |= {Involved(each.value) for each in report.suspects}
        ids |= report.suspect_ids
    return Named(frozenset(kinds), frozenset(ids))


def is_news(history: History, cause: Recorded[object], fact: InvolvementReported) -> bool:
    """Return whether people must be told of it who were told of the case before."""
    told = (each for each in history.recorded if isinstance(each.fact, ConcernAlerted))
    was_told = any(each.position < cause.position for each in told)
    return was_told and not case_state(history, fact.case_id).is_over


def _keep_out_of(
    ledger: Ledger, actor: Actor, case_id: CaseId, named: Named, now: datetime
) -> None:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            case = open_case(ledger, case_id)
            fact = _said_of(ledger, case, named, now)
            if fact is not None:
                ledger.log.append(_commit(ledger, actor, case, fact, now))
        except StreamMoved:
            if attempt == ATTEMPTS:
                raise
        except (NotFound, Unreadable):
            return
        else:
            return


def _said_of(
    ledger: Ledger, case: OpenCase, named: Named, now: datetime
) -> InvolvementReported | None:
    said = involvement(case.state, named, kept_out=frozenset())
    if said is None:
        return None
    with_them = replace(case, state=evolve(case.state, said))
    return involvement(case.state, named, kept_out=all_kept_out(ledger, with_them, now))


def _commit(
    ledger: Ledger, actor: Actor, case: OpenCase, fact: InvolvementReported, now: datetime
) -> Commit:
    stream = referrals_stream(fact.case_id)
    version = case.history.versions[stream]
    return Commit(
        facts=(fact,),
        expected={stream: version},
        request_id=RequestId(uuid5(fact.case_id, f"involvement/{version}")),
        actor_id=actor.person_id,
        recorded_at=now,
        context=Context(rules=ledger.rules.version),
    )
