"""In what capacity somebody asks about one report of harm, from the report and who is on duty."""

from collections.abc import Iterable
from datetime import datetime

from application.authorisation.fresh_factor import has_fresh_factor
from application.authorisation.permission import Standings, standings_of
from application.ports import Actor, Ledger, Unreadable
from application.reporting.recorded import OpenReport, held_here, open_report, suspects_of
from application.states import case_state, child_state, children_stream, referrals_stream
from domain.access.standings import standings_at
from domain.access.table import Request, Standing
from domain.alerts.reports import offices_of
from domain.days import local_day
from domain.errors import NotFound, RecordDamaged
from domain.referrals.facts import PupilNamed
from domain.shared import CaseId, ChildId, Erased, PersonId, ReportId
from domain.staff.facts import Role

_OF_OFFICES = frozenset({Standing.CIVIL_AFFAIRS_OFFICER, Standing.EDUCATION_OFFICER})
# Of a case a school's head stands in, too; nobody at a school sees a report.
_STANDS_IN = frozenset({Role.COUNTY_OFFICER, Role.BUREAU_OFFICER})


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
    here = held_here(duties, report, now)
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
