"""The pages on which rows of a list are chosen and recorded, and that tell how far it has come."""

from collections import Counter
from uuid import UUID

from fastapi import APIRouter, Response

from api import paths
from api.deps import RostersDep
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.survey.roster_rows import roster_line
from api.pages.taking import take
from api.view_models.forms import Form
from api.view_models.staffing.rosters import RecordRosterPage, RosterProgressPage
from application.survey.staged_recording import RECORDABLE, record_rows
from application.survey.staged_rosters import Rosters, own_roster, sheets_of
from application.survey.staging_ports import RosterId
from domain.errors import Invalid
from domain.survey.outcomes import RowOutcome

router = APIRouter(include_in_schema=False)

PRESELECTED = (RowOutcome.ACCEPT.value, RowOutcome.ACCEPT_FLAGGED.value)


@router.get(paths.RECORD_ROSTER)
def progress(
    roster_id: UUID, visitor: VisitorDep, kept: RostersDep, again: bool = False
) -> Response:
    """Show how far the recording has come, or ask which rows to record."""
    call = visitor.call
    head = own_roster(call.ledger, kept, call.actor, RosterId(roster_id), call.now)
    told = kept.runs.progress(head.roster_id)
    if told is None or (told.is_over and again):
        return visitor.page(_question(visitor, kept, roster_id, Form({"outcome": PRESELECTED})))
    return visitor.page(RosterProgressPage(roster=roster_line(head), told=told))


@router.post(paths.RECORD_ROSTER)
def record(roster_id: UUID, visitor: VisitorDep, fields: FieldsDep, kept: RostersDep) -> Response:
    """Begin to record the rows that were chosen; begun already, nothing more happens."""
    call = visitor.call
    chosen = frozenset(fields.several_of("outcome", RowOutcome)) & frozenset(RECORDABLE)

    def save() -> None:
        own_roster(call.ledger, kept, call.actor, RosterId(roster_id), call.now)
        if not chosen:
            raise Invalid("required", "outcome")
        record_rows(call.ledger, kept, call.actor, RosterId(roster_id), chosen, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _: paths.filled(paths.RECORD_ROSTER, roster_id=roster_id),
        again=lambda form: _question(visitor, kept, roster_id, form),
    )


def _question(visitor: Visitor, kept: Rosters, roster_id: UUID, form: Form) -> RecordRosterPage:
    call = visitor.call
    head = own_roster(call.ledger, kept, call.actor, RosterId(roster_id), call.now)
    # Numbers alone are shown, so no reading is recorded.
    counts = Counter(
        judged.verdict.outcome
        for sheet in sheets_of(call.ledger, kept, call.actor, head.roster_id, call.now)
        for judged in sheet.rows
        if not judged.is_received
    )
    return RecordRosterPage(
        roster=roster_line(head),
        form=form,
        counts=tuple((each, counts[each]) for each in RECORDABLE if counts[each]),
    )
