"""The permanent names of what is stored of reports of harm: only ever added to."""

from domain.alerts.facts import ReportAlerted
from domain.alerts.word_facts import ReportNewsTold
from domain.reporting import facts as reporting
from domain.reporting import officer_facts as officer
from domain.shared import Compartment
from infrastructure.log.event_names import EventName


def _report(name: str, fact: type[object], within: Compartment = Compartment.LEGAL) -> EventName:
    return EventName(name, fact, within, "report_id", "child_id")


# Names are in clear, so none tells which body was told, nor what it made of it.
REPORTING_NAMES = (
    _report("reporting.harm_suspected.1", reporting.HarmSuspected),
    _report("reporting.harmed_child_named.1", reporting.HarmedChildNamed, Compartment.IDENTITY),
    _report("reporting.report_conflict_kept.1", reporting.ReportConflictKept),
    _report("reporting.body_notified.1", reporting.BodyNotified),
    _report("reporting.receipt_confirmed.1", reporting.ReceiptConfirmed),
    _report("reporting.report_acknowledged.1", reporting.ReportAcknowledged),
    _report("reporting.outcome_returned.1", reporting.OutcomeReturned),
    _report("reporting.report_closing_proposed.1", reporting.ReportClosingProposed),
    _report("reporting.report_closed.1", reporting.ReportClosed),
    _report("reporting.report_overdue.1", reporting.ReportOverdue),
    _report("alerts.report_alerted.1", ReportAlerted),
)
OFFICER_NAMES = (
    _report("reporting.outside_officer_named.1", officer.OutsideOfficerNamed),
    _report("reporting.outside_officer_entered.1", officer.OutsideOfficerEntered),
    _report("reporting.officer_code_refused.1", officer.OfficerCodeRefused),
    _report("reporting.outside_officer_ended.1", officer.OutsideOfficerEnded),
    _report("alerts.report_news_told.1", ReportNewsTold),
)
