"""Who is told of a report of harm, and that it was left, from who is on duty; never silence."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from application.crisis.cases import chain_of
from application.crisis.followers import FOLLOWER, pass_over
from application.crisis.held import bureau_of, held_today
from application.crisis.outside_rows import Alert, Outside, alert_of, delivery_of
from application.crisis.overheard import Listeners, past_overheard
from application.ports import Actor, Commit, Context, FollowUp, Ledger, Reachable, Recorded
from application.reporting.outside import kinds_suspected
from application.reporting.reports import (
    OpenReport,
    of_cases,
    places_of,
    recorded_report,
    report_alerts_stream,
    suspects_of,
)
from application.rows import DutyRow
from domain.alerts.facts import ReportAlerted
from domain.alerts.outside import SHARED
from domain.alerts.reports import (
    OF_BODY,
    addressees_of_left_report,
    addressees_of_report,
    roles_told_of_report,
)
from domain.alerts.rules import ELSEWHERE, Addressing, Holders
from domain.days import local_day
from domain.errors import NotFound
from domain.reporting.facts import (
    BodyNotified,
    HarmSuspected,
    ReportConflictKept,
    ReportOverdue,
    ReportStep,
)
from domain.shared import CaseId, OrganisationId, PersonId, ReportId, RequestId, Stream

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
    first, place_id = _addressed(ledger, report, cause, now, reachable)

    def again(each: Reachable) -> Addressing:
        return _addressed(ledger, report, cause, now, each)[0]

    addressing = past_overheard(first, again, reachable, _listeners(ledger, report))
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


def _listeners(ledger: Ledger, report: OpenReport) -> Listeners:
    out = {each for alert in report.alerts for each in alert.kept_out_ids}
    return Listeners(
        ledger=ledger,
        child_id=report.suspected.child_id,
        out=report.state.suspect_ids | out,
        kinds=kinds_suspected(report),
    )


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


def _addressed(
    ledger: Ledger,
    report: OpenReport,
    cause: Recorded[object],
    now: datetime,
    reachable: Reachable,
) -> tuple[Addressing, OrganisationId | None]:
    place_id = _place(ledger, report, now)
    found = _told_at(ledger, report, cause.fact, place_id, now, reachable)
    bureau_id = None if found.addressees else bureau_of(ledger)
    if bureau_id in (None, place_id):
        return found, place_id
    # What is damaged may hide who stands above.
    at_last = _told_at(ledger, report, cause.fact, bureau_id, now, reachable)
    gaps = tuple(dict.fromkeys((*found.gaps, *at_last.gaps)))
    return replace(at_last, gaps=gaps), bureau_id if at_last.addressees else place_id


def _told_at(
    ledger: Ledger,
    report: OpenReport,
    fact: object,
    place_id: OrganisationId | None,
    now: datetime,
    reachable: Reachable,
) -> Addressing:
    chain = chain_of(ledger, {*places_of(report.suspected), *([place_id] if place_id else [])})
    posts = ledger.access.posts_at(chain, local_day(now)) if chain else ()
    people = {each.person_id for each in posts}
    out = suspects_of(ledger, report, posts) | of_cases(ledger, report, people, now)
    can_sign_in = reachable(_asked(posts))
    if isinstance(fact, BodyNotified):
        line = (OF_BODY[fact.body],)
        return Holders(posts, out, can_sign_in).told([line])
    if isinstance(fact, ReportOverdue):
        return addressees_of_left_report(
            report.state,
            posts,
            told=roles_told_of_report(report.alerts),
            kept_out_ids=out,
            reachable=can_sign_in,
        )
    return addressees_of_report(report.state, posts, kept_out_ids=out, reachable=can_sign_in)


def _asked(posts: tuple[DutyRow, ...]) -> set[PersonId]:
    roles = {*ELSEWHERE, *OF_BODY.values()}
    return {each.person_id for each in posts if each.role in roles}


def _place(ledger: Ledger, report: OpenReport, now: datetime) -> OrganisationId | None:
    """Return the place by which people were found before, else that of the report or reporter."""
    before = [each.place_id for each in report.alerts if each.place_id]
    suspected = report.suspected
    told = (suspected.school_id, suspected.class_id, suspected.village_id)
    known = [each for each in told if each and ledger.access.chain_of_organisation(each)]
    theirs = [each.organisation_id for each in held_today(ledger, report.first.actor_id, now)]
    return next(iter((*before, *known, *theirs)), None) or bureau_of(ledger)


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
