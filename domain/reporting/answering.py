"""How those on duty receive a report, record what became of it, and end it."""

from datetime import date

from domain.days import require_not_future
from domain.errors import RuleBroken
from domain.reporting.facts import (
    OutcomeReturned,
    ReportAcknowledged,
    ReportClosed,
    ReportClosingProposed,
    ReportOutcome,
)
from domain.reporting.rules import Answer, require_suspected
from domain.reporting.state import CloseReport, ReportState, ReturnOutcome
from domain.shared import Known, PersonId, ReportId
from domain.text import NOTE_AT_MOST, REASON_AT_MOST
from domain.text import some_lines as lines
from domain.text import some_lines_if_any as lines_if_any

NOTHING_CAME_OF_IT = frozenset(
    # What was handed to another body is in nobody's hands until that one says so.
    {ReportOutcome.NOT_FILED, ReportOutcome.NOTHING_FOUND, ReportOutcome.TRANSFERRED}
)


def acknowledge_report(state: ReportState, report_id: ReportId, *, by: PersonId) -> Answer:
    """Record that a person has received the report and sees to what becomes of it.

    Raises: NotFound for no such report; RuleBroken when somebody else has it, or it is done with.
    """
    suspected = require_suspected(state)
    said = ReportAcknowledged(report_id=report_id, child_id=suspected.child_id, acknowledged_by=by)
    if state.acknowledged == said:
        return Known((said,))
    if state.acknowledged is not None:
        raise RuleBroken("report_already_acknowledged")
    _require_open(state)
    return (said,)


def return_outcome(
    state: ReportState, request: ReturnOutcome, *, by: PersonId, today: date
) -> Answer:
    """Record what a body made of the report, also when it comes after the report was closed.

    Raises: NotFound for no such report; RuleBroken when nobody received it yet, the body was not
    told, or the id stands for something else; Invalid for a day ahead or a text too long.
    """
    suspected = require_suspected(state)
    said = OutcomeReturned(
        report_id=request.report_id,
        child_id=suspected.child_id,
        outcome_id=request.outcome_id,
        body=request.body,
        outcome=request.outcome,
        returned_on=request.returned_on,
        recorded_by=by,
        words=lines_if_any(request.words, field="words", at_most=NOTE_AT_MOST),
    )
    before = state.outcomes.get(request.outcome_id)
    if before == said:
        return Known((said,))
    if before is not None:
        raise RuleBroken("outcome_already_recorded")
    require_not_future(request.returned_on, today, field="returned_on")
    _require_received(state)
    if request.body not in state.told:
        raise RuleBroken("report_body_not_told", field="body")
    return (said,)


def close_report(state: ReportState, request: CloseReport, *, by: PersonId) -> Answer:
    """End a report of which something came; where nothing did, propose it or agree to that.

    Raises: NotFound for no such report; RuleBroken when nobody received it yet, it is done with, a
    body that had to be told was not, or one's own proposal waits for another; Invalid without a
    reason.
    """
    suspected = require_suspected(state)
    why = lines(request.why, field="why", at_most=REASON_AT_MOST)
    known = _said_before(state, request, why, by)
    if known is not None:
        return known
    require_underway(state)
    if state.untold:
        raise RuleBroken("report_body_untold")
    proposed = state.proposed
    if not came_of_it(state) and proposed is None:
        return (
            ReportClosingProposed(
                report_id=request.report_id,
                child_id=suspected.child_id,
                closing_id=request.closing_id,
                proposed_by=by,
                why=why,
            ),
        )
    if not came_of_it(state) and proposed is not None and proposed.proposed_by == by:
        raise RuleBroken("report_closing_needs_another")
    return (
        ReportClosed(
            report_id=request.report_id,
            child_id=suspected.child_id,
            closing_id=request.closing_id,
            closed_by=by,
            why=why,
            proposed_by=None if came_of_it(state) or proposed is None else proposed.proposed_by,
        ),
    )


def came_of_it(state: ReportState) -> bool:
    """Return whether any body did something: then one person alone may end the report."""
    return any(each.outcome not in NOTHING_CAME_OF_IT for each in state.outcomes.values())


def _said_before(
    state: ReportState, request: CloseReport, why: str, by: PersonId
) -> Known[ReportClosed | ReportClosingProposed] | None:
    closed, proposed = state.closed, state.proposed
    if closed and (closed.closing_id, closed.closed_by, closed.why) == (
        request.closing_id,
        by,
        why,
    ):
        return Known((closed,))
    if proposed and (proposed.closing_id, proposed.proposed_by, proposed.why) == (
        request.closing_id,
        by,
        why,
    ):
        return Known((proposed,))
    return None


def require_underway(state: ReportState) -> None:
    """Raises: RuleBroken where nobody sees to what becomes of the report: not yet, or no more."""
    _require_received(state)
    _require_open(state)


def _require_received(state: ReportState) -> None:
    if state.acknowledged is None:
        raise RuleBroken("report_not_acknowledged")


def _require_open(state: ReportState) -> None:
    if state.closed is not None:
        raise RuleBroken("report_closed")
