"""In what capacity somebody asks about one report of harm, from the report and who is on duty."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from application.authorisation.fresh_factor import has_fresh_factor
from application.authorisation.permission import Standings, standings_of
from application.crisis.cases.cases import chain_of
from application.ports import Actor, History, Ledger, Recorded, Unreadable
from application.rows import DutyRow
from application.states import case_state, child_state, children_stream, referrals_stream
from domain.access.standings import standings_at
from domain.access.table import Request, Standing
from domain.alerts.facts import ReportAlerted
from domain.alerts.reports import offices_of, suspected_of_harm, told_of_report
from domain.days import local_day
from domain.errors import NotFound, RecordDamaged
from domain.referrals.facts import PupilNamed
from domain.reporting.clock import ReportCourse
from domain.reporting.facts import HarmSuspected, ReportingEvent, Suspect
from domain.reporting.state import ReportState, fold
from domain.shared import CaseId, ChildId, Erased, OrganisationId, PersonId, ReportId, Stream
from domain.staff.facts import Role

_OF_OFFICES = frozenset({Standing.CIVIL_AFFAIRS_OFFICER, Standing.EDUCATION_OFFICER})
# Of a case a school's head stands in, too; nobody at a school sees a report.
_STANDS_IN = frozenset({Role.COUNTY_OFFICER, Role.BUREAU_OFFICER})


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
    return replace(found, chain=chain_of(ledger, {*places_of(found.suspected), *told}))


def named_in_case(ledger: Ledger, case_id: CaseId | None, child_id: ChildId) -> PupilNamed | None:
    """Return who was meant by the worry of which a report was made, where it is the same child's.

    Nothing for what cannot be read: it keeps nobody from reporting.
    """
    if case_id is None:
        return None
    try:
        history = ledger.log.load([referrals_stream(case_id)])
    except Unreadable:
        return None
    named = None if isinstance(history, Erased) else case_state(history, case_id).named
    return named if named is not None and named.child_id == child_id else None


def name_of_child(ledger: Ledger, found: OpenReport) -> str | None:
    """Return the name as it was told, else that of the file, as far as it can be read."""
    if found.state.named is not None and found.state.named.name is not None:
        return found.state.named.name
    child_id = found.suspected.child_id
    try:
        history = ledger.log.load([children_stream(child_id)])
    except Unreadable:
        return None
    registered = None if isinstance(history, Erased) else child_state(history, child_id).registered
    if registered is not None:
        return registered.name
    named = named_in_case(ledger, found.suspected.case_id, child_id)
    return (named.name or named.described_as) if named else None


def places_of(suspected: HarmSuspected) -> frozenset[OrganisationId]:
    """Return class, school and village of a report, as far as known."""
    places = (suspected.class_id, suspected.school_id, suspected.village_id)
    return frozenset(each for each in places if each is not None)


def standings_for_report(
    ledger: Ledger, actor: Actor, report_id: ReportId, now: datetime
) -> tuple[Standings, OpenReport]:
    """Return in what capacities a person asks about a report today, and the report.

    To whoever is suspected, or may be involved in a case of the child, nothing is open; whoever may
    see nothing of it is told that there is no such report, or that they see none at all.

    Raises: NotFound, NotPermitted, Unavailable, Unreadable.
    """
    standings_of(ledger, actor, now).require(Request.LIST_REPORTS)
    report = open_report(ledger, report_id)
    standings = standings_in(ledger, actor, report, now)
    if not standings.allow(Request.READ_REPORT):
        raise NotFound("report_not_found")
    return standings, report


def standings_in(ledger: Ledger, actor: Actor, report: OpenReport, now: datetime) -> Standings:
    """Return in what capacities a person asks about a report today. Raises: Unavailable."""
    on, duties = local_day(now), ledger.access.duties_of(actor.person_id)
    held = standings_at(actor.person_id, duties, (), chain=report.chain, on=on, rules=ledger.rules)
    named = {Standing(role.value) for role in offices_of(report.state)}
    held = frozenset(each for each in held if each not in _OF_OFFICES or each in named)
    here = _held_here(duties, report, now)
    if actor.person_id in report.brought_to and any(each.role in _STANDS_IN for each in here):
        held |= {Standing.NEXT_IN_LINE}
    return Standings(
        actor=actor,
        held=held,
        duties=duties,
        is_recused=actor.person_id
        in suspects_of(ledger, report, here) | of_cases(ledger, report, [actor.person_id], now),
        factor_is_fresh=has_fresh_factor(actor, now, ledger.rules),
    )


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


def is_suspected(ledger: Ledger, person_id: PersonId, child_id: ChildId, now: datetime) -> bool:
    """Return whether somebody is suspected in any report of the child.

    Raises: Unavailable; Unreadable for a report that cannot be read: it may name anybody.
    """
    for report_id in ledger.reports.of_child(child_id):
        try:
            report = open_report(ledger, report_id)
        except NotFound:
            continue  # Erased meanwhile.
        here = _held_here(ledger.access.duties_of(person_id), report, now)
        if person_id in suspects_of(ledger, report, here):
            return True
    return False


def of_cases(
    ledger: Ledger, report: OpenReport, people: Iterable[PersonId], now: datetime
) -> frozenset[PersonId]:
    """Return who of them is kept out of a case of the child. Raises: Unavailable.

    Where those records are damaged nobody more is kept out: somebody has to answer the report.
    """
    try:
        return frozenset(ledger.grants.kept_out(report.suspected.child_id, list(people), now))
    except RecordDamaged:
        return frozenset()


def _held_here(duties: Iterable[DutyRow], report: OpenReport, now: datetime) -> list[DutyRow]:
    """Return which of the duties hold today at the child's places or above them."""
    on = local_day(now)
    return [e for e in duties if e.organisation_id in report.chain and e.holds_on(on)]
