"""What an officer without an account is shown of the one report, and what they say of it.

That it is shown is on record before, under the id that they have for this report alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid5

from application.ports import Ledger, Receipt
from application.reads.looking import Names, names_of
from application.reads.reading import Look, note_reading
from application.reporting.outside_officers import standings_of_officer
from application.reporting.permitted import Permitted, Reporting, record_permitted
from application.reporting.reading import AskedReport, Call, calls_of
from application.reporting.recorded import places_of
from application.reporting.reports import name_of_child
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotFound
from domain.reads.facts import Reading
from domain.reporting import officers
from domain.reporting.facts import HarmSuspected, OutcomeReturned, Suspect
from domain.reporting.officer_facts import OutsideOfficerNamed
from domain.reporting.officer_state import AnswerForBody, OutsideOfficer
from domain.reporting.rules import Answer
from domain.reporting.state import ConfirmReceipt, ReportState
from domain.shared import PersonId, ReportId


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldReport:
    """One report as an officer of a body that was told is shown it.

    `calls` and `outcomes` are those of the officer's own body alone; nothing tells who made the
    report, who answers for it here, or what others were told.
    """

    report_id: ReportId
    officer: OutsideOfficerNamed
    suspected: HarmSuspected
    name: str | None
    described_as: str | None
    suspects: frozenset[Suspect]
    suspect_ids: frozenset[PersonId]
    reported_at: datetime
    position: int
    calls: tuple[Call, ...]
    outcomes: tuple[OutcomeReturned, ...]
    by_officers: frozenset[PersonId]
    names: Names


def told_report(ledger: Ledger, asked: AskedReport) -> ToldReport:
    """Return the report to the officer who came in to it; the reading is recorded first.

    Raises: NotFound, NotPermitted, Unavailable, Unreadable.
    """
    standings, found, officer = standings_of_officer(
        ledger, asked.actor, asked.report_id, asked.now
    )
    access = standings.require_reading(Asking.READ_TOLD_REPORT)
    look = Look(
        read_id=asked.read_id, actor=asked.actor, now=asked.now, what=Reading.REPORT, access=access
    )
    note_reading(ledger, look, [found.suspected.child_id])
    state, body = found.state, officer.named.body
    return ToldReport(
        report_id=asked.report_id,
        officer=officer.named,
        suspected=found.suspected,
        name=name_of_child(ledger, found),
        described_as=state.named.described_as if state.named else None,
        suspects=state.suspects,
        suspect_ids=state.suspect_ids,
        reported_at=found.first.recorded_at,
        position=found.first.position,
        calls=tuple(each for each in calls_of(ledger, found) if each.called.body is body),
        outcomes=tuple(each for each in state.outcomes.values() if each.body is body),
        by_officers=frozenset(state.officers),
        names=names_of(ledger, state.suspect_ids, places_of(found.suspected)),
    )


def confirm_for_body(ledger: Ledger, asked: Reporting, request: ConfirmReceipt) -> Receipt:
    """Record that the officer's body has what it was told in a call, and under which number."""
    report_id = request.report_id
    said = uuid5(request.call_id, f"receipt/{asked.actor.person_id}/{request.receipt_number}")
    return record_permitted(
        ledger,
        asked,
        (report_id, said),
        lambda: _as_officer(ledger, asked, report_id),
        _by_officer(
            asked,
            lambda state, officer: officers.confirm_for_body(state, officer.named.body, request),
        ),
    )


def return_for_body(ledger: Ledger, asked: Reporting, request: AnswerForBody) -> Receipt:
    """Record what the officer's body made of the report."""
    today = local_day(asked.now)
    return record_permitted(
        ledger,
        asked,
        (request.report_id, request.outcome_id),
        lambda: _as_officer(ledger, asked, request.report_id),
        _by_officer(
            asked,
            lambda state, officer: officers.return_for_body(state, officer, request, today=today),
        ),
    )


def _as_officer(ledger: Ledger, asked: Reporting, report_id: ReportId) -> Permitted:
    standings, report, _ = standings_of_officer(
        ledger, asked.actor, report_id, asked.now, also_closed=True
    )
    return Permitted(standings.require(Asking.ANSWER_TOLD_REPORT), report)


def _by_officer(
    asked: Reporting, decide: Callable[[ReportState, OutsideOfficer], Answer]
) -> Callable[[ReportState], Answer]:
    def decide_as(state: ReportState) -> Answer:
        officer = officers.answering_for_body(state, asked.actor.person_id, asked.now)
        if officer is None:
            raise NotFound("report_not_found")
        return decide(state, officer)

    return decide_as
