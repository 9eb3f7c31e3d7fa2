"""What of a report of harm is shown to whom; that it is shown is on record before.

Whoever made it stands on no page: whoever has to ask is told by the police, who were called. Their
own page shows nothing of the child, so that no record of readings tells who they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from application.authorisation.on_duty import require_on_duty
from application.authorisation.permission import permit_anybody
from application.crisis.cases.cases import standings_for_case
from application.crisis.delivery.alert_links import is_by_link
from application.ports import Actor, Ledger, Recorded, Unreadable
from application.reads.looking import Names, names_of
from application.reads.reading import Look, note_reading
from application.reporting.outside_officers import numbered_by_officers, with_officers
from application.reporting.recorded import OpenReport, places_of, recorded_report
from application.reporting.report_rows import ReportRow
from application.reporting.reports import name_of_child, standings_for_report
from domain.access.table import Request as Asking
from domain.alerts.facts import Addressee, Gap
from domain.alerts.reaching import reached_in
from domain.codelists import Body
from domain.errors import NotFound, Unavailable
from domain.reads.facts import Reading
from domain.reporting.clock import due_at
from domain.reporting.facts import (
    BodyNotified,
    HarmSuspected,
    OutcomeReturned,
    ReportAcknowledged,
    ReportStep,
)
from domain.reporting.rules import is_late
from domain.reporting.state import ReportState
from domain.shared import CallId, CaseId, ChildId, PersonId, ReportId

OWN_AT_MOST = 20
SEEN_BY_ANYBODY = timedelta(days=1)
"""So long whoever made a report sees how it stands without a duty; nights are in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedReport:
    """One look at a report: by whom, when, and under which id it is recorded."""

    actor: Actor
    report_id: ReportId
    now: datetime
    read_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A body that was told; `is_late` = it was recorded later than it should be.

    `is_by_body` = its own officer gave the number, and nobody here wrote it down.
    """

    called: BodyNotified
    recorded_at: datetime
    is_late: bool
    receipt_number: str | None
    is_by_body: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report as whoever is on duty for it sees it; `case_id` only where the case is open, too.

    `due` tells by when each step was or is due, `is_by_link` that a message's link received it.
    """

    report_id: ReportId
    child_id: ChildId
    state: ReportState
    suspected: HarmSuspected
    name: str | None
    described_as: str | None
    reported_at: datetime
    position: int
    calls: tuple[Call, ...]
    due: Mapping[ReportStep, datetime]
    waits_for: ReportStep | None
    addressees: tuple[Addressee, ...]
    gaps: tuple[Gap, ...]
    names: Names
    may: frozenset[Asking]
    is_by_link: bool = False
    case_id: CaseId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnReport:
    """What whoever made a report is told: how far it is, and what bodies said (§11).

    `calls` are those they told of themselves; `reached` is None until anybody was told.
    """

    report_id: ReportId
    position: int
    leaf_hash: bytes
    reported_at: datetime
    calls: tuple[Call, ...]
    untold: tuple[Body, ...]
    reached: bool | None
    is_acknowledged: bool
    outcomes: tuple[OutcomeReturned, ...]
    is_closed: bool


def report(ledger: Ledger, asked: AskedReport) -> Report:
    """Return a report to whoever is on duty for it; the reading is recorded first.

    Raises: NotFound, NotPermitted, Unavailable, Unreadable.
    """
    standings, found = standings_for_report(ledger, asked.actor, asked.report_id, asked.now)
    access = standings.require_reading(Asking.READ_REPORT)
    look = Look(
        read_id=asked.read_id, actor=asked.actor, now=asked.now, what=Reading.REPORT, access=access
    )
    note_reading(ledger, look, [found.suspected.child_id])
    course = found.course
    addressees = tuple(each for told in found.alerts for each in told.addressees)
    return Report(
        report_id=asked.report_id,
        child_id=found.suspected.child_id,
        state=found.state,
        suspected=found.suspected,
        name=name_of_child(ledger, found),
        described_as=found.state.named.described_as if found.state.named else None,
        reported_at=found.first.recorded_at,
        position=found.first.position,
        calls=calls_of(ledger, found),
        due={each: due_at(course, each, ledger.rulebook) for each in ReportStep},
        waits_for=course.waits_for,
        addressees=addressees,
        gaps=tuple(dict.fromkeys(gap for told in found.alerts for gap in told.gaps)),
        names=_names(ledger, found, _people_in(found, addressees)),
        may=frozenset(each for each in Asking if standings.allow(each)),
        is_by_link=any(
            is_by_link(each.context)
            for each in found.history.recorded
            if isinstance(each.fact, ReportAcknowledged)
        ),
        case_id=_case(ledger, asked, found),
    )


def own_report(ledger: Ledger, actor: Actor, report_id: ReportId, now: datetime) -> OwnReport:
    """Return to whoever made a report how it stands; who has no duty sees it for a day alone.

    No view is asked that day, and nothing of the child is shown.

    Raises: NotFound, NotPermitted, Unavailable, Unreadable.
    """
    permit_anybody(actor, Asking.READ_OWN_REPORT)
    found = recorded_report(ledger, report_id)
    if found.first.actor_id != actor.person_id:
        raise NotFound("report_not_found")
    if now - found.first.recorded_at > SEEN_BY_ANYBODY:
        require_on_duty(ledger, actor, now)
    own = {
        each.fact.call_id
        for each in found.history.recorded
        if isinstance(each.fact, BodyNotified) and each.actor_id == actor.person_id
    }
    return OwnReport(
        report_id=report_id,
        position=found.first.position,
        leaf_hash=found.first.leaf_hash,
        reported_at=found.first.recorded_at,
        calls=tuple(each for each in calls_of(ledger, found) if each.called.call_id in own),
        untold=found.state.untold,
        reached=any(map(reached_in, found.alerts)) if found.alerts else None,
        is_acknowledged=found.state.acknowledged is not None,
        outcomes=tuple(found.state.outcomes.values()),
        is_closed=found.state.closed is not None,
    )


def own_reports(ledger: Ledger, actor: Actor, now: datetime) -> tuple[ReportRow, ...]:
    """Return the newest reports that the person made. Raises: NotPermitted, Unavailable."""
    permit_anybody(actor, Asking.READ_OWN_REPORT)
    require_on_duty(ledger, actor, now)
    return ledger.reports.of_reporter(actor.person_id, limit=OWN_AT_MOST)


def calls_of(ledger: Ledger, found: OpenReport) -> tuple[Call, ...]:
    """Return which bodies were told, in the order in which that was recorded."""
    numbers: Mapping[CallId, str] = found.state.receipt_numbers
    by_bodies = numbered_by_officers(found)
    told: list[tuple[Recorded[object], BodyNotified]] = [
        (each, each.fact) for each in found.history.recorded if isinstance(each.fact, BodyNotified)
    ]
    return tuple(
        Call(
            called=called,
            recorded_at=each.recorded_at,
            is_late=is_late(
                called.called_at, each.recorded_at, ledger.rulebook.at(each.recorded_at)
            ),
            receipt_number=numbers.get(called.call_id),
            is_by_body=called.call_id in by_bodies,
        )
        for each, called in told
    )


def _case(ledger: Ledger, asked: AskedReport, found: OpenReport) -> CaseId | None:
    """Return the worry from which the report was made, for who may see both."""
    case_id = found.suspected.case_id
    if case_id is None:
        return None
    try:
        standings, case = standings_for_case(ledger, asked.actor, case_id, asked.now)
    except (NotFound, Unavailable, Unreadable):
        return None
    is_same = case.concern.child_id == found.suspected.child_id
    return case_id if is_same and standings.allow(Asking.READ_CASE) else None


def _names(ledger: Ledger, found: OpenReport, people: set[PersonId]) -> Names:
    names = names_of(ledger, people, places_of(found.suspected))
    return with_officers(names, found.state, people)


def _people_in(found: OpenReport, addressees: tuple[Addressee, ...]) -> set[PersonId]:
    state = found.state
    people = {*state.suspect_ids, *(each.person_id for each in addressees)}
    people |= {each.recorded_by for each in state.outcomes.values()}
    people |= {state.acknowledged.acknowledged_by} if state.acknowledged else set()
    people |= {state.proposed.proposed_by} if state.proposed else set()
    people |= {state.closed.closed_by} if state.closed else set()
    return people
