"""One report of harm as it is recorded, and whom it says may be the danger."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from application.ports import History, Ledger, Recorded
from application.rows import DutyRow
from domain.alerts.facts import ReportAlerted
from domain.alerts.reports import suspected_of_harm, told_of_report
from domain.days import local_day
from domain.errors import NotFound
from domain.reporting.clock import ReportCourse
from domain.reporting.facts import HarmSuspected, ReportingEvent, Suspect
from domain.reporting.state import ReportState, fold
from domain.shared import ChildId, Erased, OrganisationId, PersonId, ReportId, Stream


def reporting_stream(report_id: ReportId) -> Stream:
    """Return the stream of one report of harm."""
    return Stream("reporting", report_id)


def report_alerts_stream(report_id: ReportId) -> Stream:
    """Return the stream of who was told of one report."""
    return Stream("alerts", report_id)


def report_state(history: History, report_id: ReportId) -> ReportState:
    """Return what is known of a report."""
    return fold(cast("Iterable[ReportingEvent]", history.of(reporting_stream(report_id))))


def alerts_of_report(history: History, report_id: ReportId) -> tuple[ReportAlerted, ...]:
    """Return who was told of a report, in the order in which they were."""
    facts = history.of(report_alerts_stream(report_id))
    return tuple(each for each in facts if isinstance(each, ReportAlerted))


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenReport:
    """One report as loaded: all that is recorded of it and of whom it was brought to.

    `first` is the record of the report itself; `chain` the child's places and all above them.
    """

    history: History
    state: ReportState
    suspected: HarmSuspected
    first: Recorded[object]
    alerts: tuple[ReportAlerted, ...]
    chain: frozenset[OrganisationId] = frozenset()

    @property
    def brought_to(self) -> frozenset[PersonId]:
        """Everybody who was told of it."""
        return frozenset(each.person_id for each in told_of_report(self.alerts))

    @property
    def course(self) -> ReportCourse:
        """How far the report has come, as far as its clocks ask."""
        return ReportCourse(
            report_id=self.suspected.report_id,
            child_id=self.suspected.child_id,
            reported_at=self.first.recorded_at,
            is_acknowledged=self.state.acknowledged is not None,
            is_closed=self.state.closed is not None,
            said=self.state.overdue,
        )

    def learned_at(self, fact: object) -> datetime | None:
        """Return when a fact of the report was recorded first, None for none."""
        found = (each.recorded_at for each in self.history.recorded if each.fact == fact)
        return next(found, None)


def recorded_report(ledger: Ledger, report_id: ReportId) -> OpenReport:
    """Return a report from the log alone, without places. Raises: NotFound; Unreadable."""
    history = ledger.log.load([reporting_stream(report_id), report_alerts_stream(report_id)])
    if isinstance(history, Erased):
        raise NotFound("erased")
    state = report_state(history, report_id)
    if state.suspected is None:
        raise NotFound("report_not_found")
    first = next(each for each in history.recorded if each.fact == state.suspected)
    alerts = alerts_of_report(history, report_id)
    return OpenReport(
        history=history, state=state, suspected=state.suspected, first=first, alerts=alerts
    )


def open_report(ledger: Ledger, report_id: ReportId) -> OpenReport:
    """Return a report as it is recorded now. Raises: NotFound; Unreadable; Unavailable."""
    found = recorded_report(ledger, report_id)
    told = {each.place_id for each in found.alerts if each.place_id}
    here = frozenset({*places_of(found.suspected), *told})
    return replace(found, chain=here | ledger.access.chain_of_organisation(*here))


def places_of(suspected: HarmSuspected) -> frozenset[OrganisationId]:
    """Return class, school and village of a report, as far as known."""
    places = (suspected.class_id, suspected.school_id, suspected.village_id)
    return frozenset(each for each in places if each is not None)


def suspects_of(
    ledger: Ledger, report: OpenReport, posts: Iterable[DutyRow]
) -> frozenset[PersonId]:
    """Return who of these posts is suspected, and who ever was kept out: no post brings them back.

    Raises: Unavailable.
    """
    before = {each for alert in report.alerts for each in alert.kept_out_ids}
    mentors: frozenset[PersonId] = frozenset()
    if Suspect.MENTOR in report.state.suspects:
        pairings = ledger.access.pairings_of(ChildId(report.suspected.child_id))
        mentors = frozenset(each.mentor_id for each in pairings)
    return suspected_of_harm(report.state, posts, mentors) | before


def suspected_among(
    ledger: Ledger, child_id: ChildId, person_ids: Iterable[PersonId], now: datetime
) -> frozenset[PersonId]:
    """Return who of them is suspected in any report of the child; each report is opened once.

    Raises: Unavailable; Unreadable for a report that cannot be read: it may name anybody.
    """
    asked = frozenset(person_ids)
    found: set[PersonId] = set()
    for report_id in ledger.reports.of_child(child_id):
        try:
            report = open_report(ledger, report_id)
        except NotFound:
            continue  # Erased meanwhile.
        duties = (duty for each in asked for duty in ledger.access.duties_of(each))
        found |= asked & suspects_of(ledger, report, held_here(duties, report, now))
    return frozenset(found)


def held_here(duties: Iterable[DutyRow], report: OpenReport, now: datetime) -> list[DutyRow]:
    """Return which of the duties hold today at the child's places or above them."""
    on = local_day(now)
    return [e for e in duties if e.organisation_id in report.chain and e.holds_on(on)]
