"""The reports of harm that somebody on duty sees, and what an audit is told of them."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.authorisation.permission import Standings, permit, permit_reading
from application.ports import Actor, Ledger, Unreadable
from application.reads.looking import Names, names_of
from application.reads.reading import Look, note_reading
from application.reporting.reading import calls_of
from application.reporting.recorded import OpenReport, open_report
from application.reporting.report_rows import ReportRow
from application.reporting.reports import standings_in
from domain.access.table import Request as Asking
from domain.access.table import Standing
from domain.codelists import Body, HarmKind
from domain.errors import NotFound
from domain.reads.facts import Reading
from domain.reporting.clock import due_at
from domain.reporting.facts import ReportStep
from domain.shared import ChildId, OrganisationId, ReportId


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedReport:
    """One report in the list: what is suspected, what waits and by when; nobody's name.

    `due` is None where nothing waits; `tier` tells how often it was said to be overdue.
    """

    report_id: ReportId
    child_id: ChildId
    position: int
    reported_at: datetime
    kind: HarmKind
    school_id: OrganisationId | None
    untold: tuple[Body, ...]
    waits_for: ReportStep | None
    due: datetime | None
    tier: int
    is_closing_proposed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportList:
    """One page, the oldest first; `unreadable` reports stand on it with nothing but their number.

    `behind` counts the facts that the list does not show yet.
    """

    rows: tuple[ListedReport, ...]
    next_after: int | None
    unreadable: int
    behind: int
    names: Names


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedReport:
    """Of one report when each step was done and whether late: nothing of whom or what."""

    position: int
    reported_at: datetime
    acknowledged_at: datetime | None
    outcome_at: datetime | None
    closed_at: datetime | None
    said_overdue: int
    untold: int
    recorded_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAudit:
    """One page of all reports, the oldest first."""

    rows: tuple[AuditedReport, ...]
    next_after: int | None


def reports_on_duty(
    ledger: Ledger, actor: Actor, now: datetime, *, read_id: UUID, after: int = 0
) -> ReportList:
    """Return the reports that are not done with and open to the person; recorded as a reading.

    Raises: NotPermitted, Unavailable.
    """
    access = permit_reading(ledger, actor, Asking.LIST_REPORTS, now)
    behind, unreadable, found = ledger.reports.behind(), 0, list[OpenReport]()
    for report in _opened(ledger, after, only_open=True):
        if report is None:
            unreadable += 1
        elif standings_in(ledger, actor, report, now).allow(Asking.READ_REPORT):
            found.append(report)
        if len(found) > ledger.rules.page_size:
            break
    shown = found[: ledger.rules.page_size]
    look = Look(read_id=read_id, actor=actor, now=now, what=Reading.REPORT, access=access)
    note_reading(ledger, look, list(dict.fromkeys(each.suspected.child_id for each in shown)))
    return ReportList(
        rows=tuple(_listed(ledger, each) for each in shown),
        next_after=shown[-1].first.position if len(found) > len(shown) else None,
        unreadable=unreadable,
        behind=behind,
        names=names_of(ledger, (), {each.suspected.school_id for each in shown}),
    )


def unreceived_reports(ledger: Ledger, standings: Standings, now: datetime) -> int:
    """Return how many reports wait for somebody to receive them, of those open to the person.

    Nothing is loaded but those; there are hardly ever any. Raises: Unavailable.
    """
    if not standings.allow(Asking.LIST_REPORTS):
        return 0
    found = 0
    for row in ledger.reports.unreceived(limit=ledger.rules.page_size):
        with suppress(NotFound):  # Erased meanwhile.
            report = _readable(ledger, row)
            if report is not None:
                theirs = standings_in(ledger, standings.actor, report, now)
                found += theirs.allow(Asking.READ_REPORT)
    return found


def audited_reports(ledger: Ledger, actor: Actor, now: datetime, *, after: int = 0) -> ReportAudit:
    """Return of all reports below the person's places when each step was done.

    Raises: NotPermitted, Unavailable.
    """
    permit(ledger, actor, Asking.AUDIT_REPORTS, now)
    found: list[OpenReport] = []
    for report in _opened(ledger, after, only_open=False):
        if report is None:
            continue
        standings = standings_in(ledger, actor, report, now)
        # A person may hold the duty elsewhere alone.
        if Standing.PRIVACY_OFFICER in standings.held and not standings.is_recused:
            found.append(report)
        if len(found) > ledger.rules.page_size:
            break
    shown = found[: ledger.rules.page_size]
    return ReportAudit(
        rows=tuple(_audited(ledger, each) for each in shown),
        next_after=shown[-1].first.position if len(found) > len(shown) else None,
    )


def _opened(ledger: Ledger, after: int, *, only_open: bool) -> Iterator[OpenReport | None]:
    """Return the reports beyond a position one by one, None for one that cannot be read."""
    while True:
        rows = ledger.reports.after(after, limit=ledger.rules.page_size, only_open=only_open)
        for row in rows:
            try:
                yield _readable(ledger, row)
            except NotFound:
                continue  # Erased meanwhile.
        if len(rows) < ledger.rules.page_size:
            return
        after = rows[-1].position


def _readable(ledger: Ledger, row: ReportRow) -> OpenReport | None:
    """Return a report, None for one that cannot be read. Raises: NotFound; Unavailable."""
    try:
        return open_report(ledger, row.report_id)
    except Unreadable:
        return None


def _listed(ledger: Ledger, report: OpenReport) -> ListedReport:
    course, suspected = report.course, report.suspected
    step = course.waits_for
    return ListedReport(
        report_id=suspected.report_id,
        child_id=suspected.child_id,
        position=report.first.position,
        reported_at=report.first.recorded_at,
        kind=suspected.kind,
        school_id=suspected.school_id,
        untold=report.state.untold,
        waits_for=step,
        due=due_at(course, step, ledger.rulebook) if step else None,
        tier=report.state.overdue.get(step, 0) if step else 0,
        is_closing_proposed=report.state.proposed is not None,
    )


def _audited(ledger: Ledger, report: OpenReport) -> AuditedReport:
    state = report.state
    outcome = next(iter(state.outcomes.values()), None)
    return AuditedReport(
        position=report.first.position,
        reported_at=report.first.recorded_at,
        acknowledged_at=report.learned_at(state.acknowledged),
        outcome_at=report.learned_at(outcome),
        closed_at=report.learned_at(state.closed),
        said_overdue=sum(state.overdue.values()),
        untold=len(state.untold),
        recorded_late=any(each.is_late for each in calls_of(ledger, report)),
    )
