"""Requests about suspected harm: reported by anybody at once, received, answered and ended.

Reporting itself asks no view, no consent and no file: nothing but the log can stand in its way.
"""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid5

from application.authorisation.permission import permit_anybody
from application.ports import History, Ledger, Receipt
from application.recording import Decision, Request
from application.reporting.permitted import (
    Reporting,
    answering_for,
    record_of_report,
    record_permitted,
)
from application.reporting.recorded import recorded_report, report_state, reporting_stream
from application.reporting.reports import named_in_case
from application.states import care_state, child_state
from application.whatever_the_file import record_whatever_the_file
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotFound, RuleBroken
from domain.reporting import answering, rules
from domain.reporting.rules import Answer
from domain.reporting.state import (
    CloseReport,
    ConfirmReceipt,
    NotifyBody,
    ReportHarm,
    ReportState,
    ReturnOutcome,
)
from domain.shared import ReportId


def report_harm(ledger: Ledger, asked: Reporting, request: ReportHarm) -> Receipt:
    """Record suspected harm to any child, with the call that was made before.

    Sent twice it is recorded once; with other content it is kept beside the first and refused with
    that receipt.

    Raises: RuleBroken when the child was erased: nothing more can be recorded about it.
    """
    context = permit_anybody(asked.actor, Asking.REPORT_HARM)
    wanted = Request(
        request_id=request.report_id,
        actor=asked.actor,
        now=asked.now,
        context=replace(context, entered_at=asked.entered_at, rules=ledger.rules.version),
    )
    try:
        return _reported(ledger, wanted, request)
    except NotFound:
        raise RuleBroken("child_erased") from None


def notify_body(ledger: Ledger, asked: Reporting, request: NotifyBody) -> Receipt:
    """Record that a body was told, by whoever made the report or is on duty for it."""
    return _added(
        ledger,
        asked,
        (request.report_id, request.call_id),
        lambda state: rules.notify_body(state, request),
    )


def confirm_receipt(ledger: Ledger, asked: Reporting, request: ConfirmReceipt) -> Receipt:
    """Record the number of a call, by whoever made the report or is on duty for it."""
    called = uuid5(request.call_id, f"receipt/{request.receipt_number}")
    return _added(
        ledger,
        asked,
        (request.report_id, called),
        lambda state: rules.confirm_receipt(state, request),
    )


def acknowledge_report(ledger: Ledger, asked: Reporting, report_id: ReportId) -> Receipt:
    """Record that the person on duty has received the report."""
    by = asked.actor.person_id
    return _answered(
        ledger,
        asked,
        (report_id, uuid5(report_id, f"acknowledged/{by}")),
        lambda state: answering.acknowledge_report(state, report_id, by=by),
    )


def return_outcome(ledger: Ledger, asked: Reporting, request: ReturnOutcome) -> Receipt:
    """Record what a body made of the report."""
    by, today = asked.actor.person_id, local_day(asked.now)
    return _answered(
        ledger,
        asked,
        (request.report_id, request.outcome_id),
        lambda state: answering.return_outcome(state, request, by=by, today=today),
    )


def close_report(ledger: Ledger, asked: Reporting, request: CloseReport) -> Receipt:
    """End the report, or propose it where nothing came of it and another has to agree."""
    by = asked.actor.person_id
    return _answered(
        ledger,
        asked,
        (request.report_id, request.closing_id),
        lambda state: answering.close_report(state, request, by=by),
    )


def _reported(ledger: Ledger, asked: Request, request: ReportHarm) -> Receipt:
    is_named = named_in_case(ledger, request.case_id, request.child_id) is not None

    def decide(found: History, child: History | None, care: History | None) -> Decision:
        state = report_state(found, request.report_id)
        registered = child and child_state(child, request.child_id).registered
        return rules.report_harm(
            state,
            request,
            on_file=_on_file(request, state, care),
            is_registered=child is None or registered is not None or is_named,
            rules=ledger.rules,
        )

    matter = reporting_stream(request.report_id)
    return record_whatever_the_file(ledger, asked, matter, request.child_id, decide)


def _on_file(
    request: ReportHarm, state: ReportState, care: History | None
) -> rules.ChildOnFile | None:
    if care is None:
        # Places that were taken from the file stand in the first record.
        return rules.ChildOnFile() if state.suspected else None
    known = care_state(care, request.child_id)
    if not known.opened:
        return None
    return rules.ChildOnFile(
        class_id=known.schooling.class_id if known.schooling else None,
        school_id=known.schooling.school_id if known.schooling else None,
        village_id=known.residence.village_id if known.residence else None,
    )


def _added(
    ledger: Ledger,
    asked: Reporting,
    ids: tuple[ReportId, UUID],
    decide: Callable[[ReportState], Answer],
) -> Receipt:
    """Record more of a report for whoever made it, which the log alone can tell, or is on duty."""
    context = permit_anybody(asked.actor, Asking.REPORT_HARM)
    if not _is_their_own(ledger, asked, ids[0]):
        return _answered(ledger, asked, ids, decide)
    return record_of_report(ledger, asked, ids, context, decide)


def _is_their_own(ledger: Ledger, asked: Reporting, report_id: ReportId) -> bool:
    """Return whether somebody made a report; of none that there is they learn no more than that."""
    try:
        return recorded_report(ledger, report_id).first.actor_id == asked.actor.person_id
    except NotFound:
        return False


def _answered(
    ledger: Ledger,
    asked: Reporting,
    ids: tuple[ReportId, UUID],
    decide: Callable[[ReportState], Answer],
) -> Receipt:
    """Record what those on duty do."""
    return record_permitted(
        ledger, asked, ids, lambda: answering_for(ledger, asked, ids[0]), decide
    )
