"""Who has word of an answer to a report of harm, and that its end waits for a second person."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import uuid5

from application.crisis.telling.followers import FOLLOWER, answer_or_wait
from application.crisis.telling.outside import alerts_to
from application.crisis.telling.outside_rows import Alert
from application.ports import (
    Actor,
    Commit,
    Context,
    FollowUp,
    Ledger,
    Reachable,
    Recorded,
)
from application.reporting.recorded import (
    OpenReport,
    open_report,
    report_alerts_stream,
    reporting_stream,
    suspects_of,
)
from application.reporting.reports import of_cases
from application.rows import DutyRow
from domain.alerts.reports import answering, who_decides
from domain.alerts.word_facts import ReportNewsTold
from domain.days import local_day
from domain.reporting.facts import OutcomeReturned, ReportClosingProposed
from domain.shared import CaseId, PersonId, ReportId, RequestId

REPORT_NEWS = (OutcomeReturned, ReportClosingProposed)
"""The facts of a report of which somebody has word who need not be told of it as of an alarm."""


def react_to_report_news(
    ledger: Ledger,
    actor: Actor,
    cause: Recorded[object],
    now: datetime,
    reachable: Reachable,
    *,
    follower: str = FOLLOWER,
) -> None:
    """Record who has word because of a fact of a report, with a row for each of them; once.

    While it cannot be told who is on duty, it is set aside.

    Raises: StreamMoved when another process did it, or the report moved, meanwhile; Unavailable
    for what was set aside before; WrittenByNewerProgram; Unreadable.
    """
    made = partial(_commit, ledger, actor, cause, now, reachable, follower)
    answer_or_wait(ledger, actor, cause, now, made, follower=follower)


def _commit(
    ledger: Ledger,
    actor: Actor,
    cause: Recorded[object],
    now: datetime,
    reachable: Reachable,
    follower: str,
) -> Commit | None:
    fact = cause.fact
    if not isinstance(fact, REPORT_NEWS):
        raise TypeError("nobody has word of this fact")
    report = open_report(ledger, fact.report_id)
    told = _told(ledger, report, cause, now, reachable)
    if told is None:
        return None
    alerts = _rows(ledger, report, told)
    streams = (report_alerts_stream(fact.report_id), reporting_stream(fact.report_id))
    return Commit(
        facts=(told,),
        expected={each: report.history.versions[each] for each in streams},
        request_id=RequestId(uuid5(cause.event_id, "word")),
        actor_id=actor.person_id,
        recorded_at=now,
        context=Context(rules=ledger.rules.version),
        follows=FollowUp(follower=follower, position=cause.position, alerts=alerts),
    )


def _told(
    ledger: Ledger,
    report: OpenReport,
    cause: Recorded[object],
    now: datetime,
    reachable: Reachable,
) -> ReportNewsTold | None:
    """Return who has word, None where they had it before or nobody is left to have it."""
    said = (each.fact for each in report.history.recorded)
    if any(isinstance(e, ReportNewsTold) and e.cause_id == cause.event_id for e in said):
        return None
    posts = ledger.access.posts_at(report.chain, local_day(now))
    free = _free(ledger, report, posts, cause, now, reachable)
    reporter = report.first.actor_id
    if isinstance(cause.fact, ReportClosingProposed):
        if report.state.closed is not None or report.state.proposed != cause.fact:
            return None
        told_ids, to_reporter = who_decides(report.state, posts, free, report.brought_to), False
    else:
        told_ids = answering(report.state, posts, free, cause.actor_id)
        to_reporter = reporter in free and reporter not in told_ids
        if not told_ids and not to_reporter:
            return None
    return ReportNewsTold(
        report_id=report.suspected.report_id,
        child_id=report.suspected.child_id,
        cause_id=cause.event_id,
        told_ids=told_ids,
        to_reporter=to_reporter,
    )


def _free(
    ledger: Ledger,
    report: OpenReport,
    posts: Sequence[DutyRow],
    cause: Recorded[object],
    now: datetime,
    reachable: Reachable,
) -> frozenset[PersonId]:
    """Return who may have word: who can sign in, is kept out of nothing, and did not say it."""
    people = {each.person_id for each in posts} | {report.first.actor_id}
    out = suspects_of(ledger, report, posts) | of_cases(ledger, report, people, now)
    return reachable(people) - out - {cause.actor_id}


def _rows(ledger: Ledger, report: OpenReport, told: ReportNewsTold) -> tuple[Alert, ...]:
    """Return a row for each who has word: by day, and to no group, of whom nobody knows who reads.

    Whoever made the report has one like all others: nothing tells that it is theirs.
    """
    reporter = (report.first.actor_id,) if told.to_reporter else ()
    # The table of alerts calls by this name whatever somebody is told of.
    matter_id = CaseId(ReportId(told.report_id))
    people = (*told.told_ids, *reporter)
    return alerts_to(ledger, told.cause_id, matter_id, people, None, shared_is_closed=True)
