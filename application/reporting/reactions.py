"""Who is told of a report of harm, and that it was left, from who is on duty; never silence."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from application.crisis.telling.followers import FOLLOWER, pass_over
from application.crisis.telling.outside_rows import Alert, Outside, alert_of, delivery_of
from application.ports import Actor, Commit, Context, FollowUp, Ledger, Reachable, Recorded
from application.reporting.addressing import addressed
from application.reporting.recorded import OpenReport, recorded_report, report_alerts_stream
from domain.alerts.facts import ReportAlerted
from domain.alerts.outside import SHARED
from domain.alerts.reports import (
    OF_BODY,
)
from domain.errors import NotFound
from domain.reporting.facts import (
    BodyNotified,
    HarmSuspected,
    ReportConflictKept,
    ReportOverdue,
    ReportStep,
)
from domain.shared import CaseId, ReportId, RequestId, Stream

REPORT_CAUSES = (HarmSuspected, ReportConflictKept, BodyNotified, ReportOverdue)
"""The facts of a report from which something follows."""

Cause = HarmSuspected | ReportConflictKept | BodyNotified | ReportOverdue


class Telling(NamedTuple):
    """What is recorded of who is told, on which streams as they were, and a row for each person."""

    fact: object
    expected: Mapping[Stream, int]
    alerts: tuple[Alert, ...]


def react_to_report(
    ledger: Ledger,
    actor: Actor,
    cause: Recorded[object],
    now: datetime,
    reachable: Reachable,
    *,
    follower: str = FOLLOWER,
) -> None:
    """Record who is told because of a fact of a report, with a row for each; once, as of a case.

    Raises: StreamMoved when another process did it meanwhile; Unavailable while it cannot be told
    who is on duty; Unreadable.
    """
    telling = told_because(ledger, cause, now, reachable)
    if telling is None:
        pass_over(ledger, actor, cause.position, now, follower=follower)
        return
    commit = Commit(
        facts=(telling.fact,),
        expected=telling.expected,
        request_id=RequestId(cause.event_id),
        actor_id=actor.person_id,
        recorded_at=now,
        context=Context(rules=ledger.rules.version),
        follows=FollowUp(follower=follower, position=cause.position, alerts=telling.alerts),
    )
    try:
        ledger.log.append(commit)
    except NotFound:
        # The child was erased after its report was read.
        pass_over(ledger, actor, cause.position, now, follower=follower)


def told_because(
    ledger: Ledger, cause: Recorded[object], now: datetime, reachable: Reachable
) -> Telling | None:
    """Return who is told because of a fact of a report, None where nobody has to be.

    Raises: Unavailable while it cannot be told who is on duty; Unreadable.
    """
    fact = cause.fact
    if not isinstance(fact, REPORT_CAUSES):
        raise TypeError("nothing follows from this fact")
    try:
        report = recorded_report(ledger, fact.report_id)
    except NotFound:
        return None  # Erased meanwhile.
    if _is_settled(report, cause, fact):
        return None
    addressing, place_id = addressed(ledger, report, cause, now, reachable)
    told = ReportAlerted(
        report_id=fact.report_id,
        child_id=fact.child_id,
        cause_id=cause.event_id,
        place_id=place_id,
        addressees=addressing.addressees,
        gaps=addressing.gaps,
        unreachable=addressing.unreachable,
        kept_out_ids=addressing.kept_out_ids,
    )
    stream = report_alerts_stream(fact.report_id)
    expected = {stream: report.history.versions[stream]}
    return Telling(told, expected, _rows(ledger, cause, told, fact, report))


def _is_settled(report: OpenReport, cause: Recorded[object], fact: Cause) -> bool:
    """Return whether somebody was told because of it, or nobody has to be, or any more."""
    if any(each.cause_id == cause.event_id for each in report.alerts):
        return True
    if isinstance(fact, ReportOverdue):
        return report.course.waits_for is not fact.step
    if not isinstance(fact, BodyNotified):
        return False
    office = OF_BODY.get(fact.body)
    # Whoever the report itself demanded to be told was told with it.
    return office is None or fact.body in report.suspected.bodies or not report.alerts


def _rows(
    ledger: Ledger,
    cause: Recorded[object],
    told: ReportAlerted,
    fact: Cause,
    report: OpenReport,
) -> tuple[Alert, ...]:
    """Return a row for each person told; nothing goes to groups, of whom nobody knows who reads."""
    people = [each.person_id for each in told.addressees]
    reached = ledger.outlets(people) if people else {}
    by_day = isinstance(fact, ReportOverdue) and fact.step is ReportStep.OUTCOME
    # It waits, and is told again, by the rules of when it was recorded.
    counted_by = ledger.rulebook.at(report.course.reported_at)
    within = counted_by.reporting.acknowledged_within
    minutes = 0 if by_day else int(within.total_seconds() // 60)
    return tuple(
        Alert(
            alert_of(cause.event_id, person_id),
            person_id,
            # The table of alerts calls by this name whatever somebody is told of.
            CaseId(ReportId(fact.report_id)),
            tuple(
                Outside(delivery_of(cause.event_id, person_id, each), each.value, minutes)
                for each in sorted(set(reached.get(person_id, ())) - SHARED)
            ),
        )
        for person_id in people
    )
