"""Records more of a report, on the very report for which permission was read."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from application.ports import Actor, Context, History, Ledger, Receipt
from application.recording import ATTEMPTS, Decision, Request, record
from application.reporting.recorded import OpenReport, report_state, reporting_stream
from application.reporting.reports import standings_for_report
from domain.access.table import Request as Asking
from domain.errors import Unavailable
from domain.reporting.rules import Answer
from domain.reporting.state import ReportState
from domain.shared import ReportId


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """Who asks, and when; `entered_at` is when a telephone without a network took it down."""

    actor: Actor
    now: datetime
    entered_at: datetime | None = None


class Permitted(NamedTuple):
    """By what somebody may do it, and the report as it stood when that was found."""

    context: Context
    report: OpenReport


class _MovedMeanwhile(Exception):
    """The report is no longer the one for which permission was read."""


def answering_for(ledger: Ledger, asked: Reporting, report_id: ReportId) -> Permitted:
    """Return by what whoever is on duty for a report answers for it.

    Raises: NotFound, NotPermitted, Unavailable, Unreadable.
    """
    standings, report = standings_for_report(ledger, asked.actor, report_id, asked.now)
    return Permitted(standings.require(Asking.ANSWER_REPORT), report)


def record_permitted(
    ledger: Ledger,
    asked: Reporting,
    ids: tuple[ReportId, UUID],
    permit: Callable[[], Permitted],
    decide: Callable[[ReportState], Answer],
) -> Receipt:
    """Record what `permit` lets somebody do; it is asked again for a report that moved meanwhile.

    Raises: what either raises; Unavailable when the report never stands still.
    """
    for _attempt in range(ATTEMPTS):
        context, report = permit()
        try:
            return record_of_report(ledger, asked, ids, context, decide, same=report)
        except _MovedMeanwhile:
            continue
    raise Unavailable("busy")


def record_of_report(
    ledger: Ledger,
    asked: Reporting,
    ids: tuple[ReportId, UUID],
    context: Context,
    decide: Callable[[ReportState], Answer],
    same: OpenReport | None = None,
) -> Receipt:
    """Record what is decided of a report, under the request's own id."""
    report_id, request_id = ids
    stream = reporting_stream(report_id)

    def decide_on(history: History) -> Decision:
        if same is not None and history.versions[stream] != same.history.versions[stream]:
            raise _MovedMeanwhile
        return decide(report_state(history, report_id))

    wanted = Request(
        request_id=request_id,
        actor=asked.actor,
        now=asked.now,
        context=replace(context, entered_at=asked.entered_at),
    )
    return record(ledger, wanted, [stream], decide_on)
