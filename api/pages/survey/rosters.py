"""The pages of lists that offices send: uploaded, looked at row by row, given back, deleted."""

from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Request, Response

from api import paths
from api.deps import RostersDep
from api.pages.frame import Visitor, VisitorDep, see_other
from api.pages.survey.roster_rows import roster_line, roster_page, rows_shown
from api.pages.taking import take
from api.uploads import Uploaded, read_upload, sent_file
from api.view_models.forms import Form
from api.view_models.staffing.rosters import DeleteRosterPage, RostersPage
from api.wording.roster_words import SENTENCES_OF_REASONS
from api.wording.words import word
from application.survey.staged_rosters import (
    Previewed,
    Rosters,
    delete_roster,
    given_back,
    note_rows,
    own_roster,
    permit_import,
    preview_of,
    rosters_of,
    stage,
)
from application.survey.staging_ports import RosterId
from domain.survey.outcomes import RowOutcome, Verdict

router = APIRouter(include_in_schema=False)

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The same for every list: a name of a file may tell of a school or of a child.
RETURNED_AS = "attachment; filename=\"rows.xlsx\"; filename*=UTF-8''{name}"
RETURNED_NAME = "%E6%B2%A1%E6%9C%89%E6%94%B6%E4%B8%8B%E7%9A%84%E8%A1%8C.xlsx"


def _importer(visitor: VisitorDep) -> Visitor:
    """Refuse who may not import lists before anything of a file is read."""
    permit_import(visitor.call.ledger, visitor.call.actor, visitor.call.now)
    return visitor


ImporterDep = Annotated[Visitor, Depends(_importer)]


async def _uploaded(_importer: ImporterDep, request: Request) -> Uploaded:
    return await read_upload(request)


UploadedDep = Annotated[Uploaded, Depends(_uploaded)]


@router.get(paths.ROSTERS)
def rosters(importer: ImporterDep, kept: RostersDep) -> Response:
    """Show the form, and the lists that the person uploaded within a day."""
    return importer.page(_page(importer, kept, uuid4(), Form()))


@router.post(paths.ROSTERS)
def upload(importer: ImporterDep, uploaded: UploadedDep, kept: RostersDep) -> Response:
    """Keep a list for a day and show what becomes of its rows, or say why it is none."""
    call = importer.call
    return take(
        importer,
        uploaded.fields,
        lambda: stage(call.ledger, kept, call.actor, sent_file(uploaded), call.now),
        done=lambda roster_id: paths.filled(paths.ROSTER, roster_id=roster_id),
        again=lambda form: _page(importer, kept, uuid4(), form),
    )


@router.get(paths.ROSTER)
def roster(
    roster_id: UUID,
    visitor: VisitorDep,
    kept: RostersDep,
    group: RowOutcome | None = None,
    page: int = 1,
) -> Response:
    """Show what would become of each row, with another page of one group where it is asked for."""
    chosen = (group, page) if group else None
    found = _previewed(visitor, kept, roster_id)
    note_rows(visitor.call.ledger, found, rows_shown(found, chosen))
    return visitor.page(roster_page(found, chosen))


@router.get(paths.ROSTER_BACK)
def untaken(roster_id: UUID, visitor: VisitorDep, kept: RostersDep) -> Response:
    """Give the rows that are not taken, each with why, as a spreadsheet for the office."""
    found = _previewed(visitor, kept, roster_id)
    return Response(
        given_back(visitor.call.ledger, kept, found, _words_of),
        media_type=WORKBOOK,
        headers={"Content-Disposition": RETURNED_AS.format(name=RETURNED_NAME)},
    )


@router.get(paths.DELETE_ROSTER)
def ask_to_delete(roster_id: UUID, visitor: VisitorDep, kept: RostersDep) -> Response:
    """Ask before a list is deleted."""
    call = visitor.call
    head = own_roster(call.ledger, kept, call.actor, RosterId(roster_id), call.now)
    return visitor.page(DeleteRosterPage(roster=roster_line(head)))


@router.post(paths.DELETE_ROSTER)
def delete(roster_id: UUID, visitor: VisitorDep, kept: RostersDep) -> Response:
    """Destroy a list at once."""
    call = visitor.call
    delete_roster(call.ledger, kept, call.actor, RosterId(roster_id), call.now)
    return see_other(paths.ROSTERS)


def _previewed(visitor: Visitor, kept: Rosters, roster_id: UUID) -> Previewed:
    call = visitor.call
    return preview_of(
        call.ledger, kept, call.actor, RosterId(roster_id), call.now, read_id=visitor.read_id
    )


def _page(visitor: Visitor, kept: Rosters, request_id: UUID, form: Form) -> RostersPage:
    call = visitor.call
    lists = rosters_of(call.ledger, kept, call.actor, call.now)
    return RostersPage(request_id=request_id, form=form, lists=tuple(map(roster_line, lists)))


def _words_of(verdict: Verdict) -> tuple[str, str]:
    why = SENTENCES_OF_REASONS[verdict.why] if verdict.why else ""
    return word(verdict.outcome), why
