"""The pages of lists of results: uploaded, looked at row by row, taken in portions."""

from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Request, Response

from api import paths
from api.deps import RostersDep
from api.pages.frame import FieldsDep, Visitor, VisitorDep, see_other
from api.pages.survey.roster_rows import roster_line
from api.pages.survey.rosters import RETURNED_AS, RETURNED_NAME, WORKBOOK
from api.pages.taking import take
from api.uploads import Uploaded, read_upload, sent_file
from api.view_models.forms import Form
from api.view_models.screening.screening_lists import (
    ROWS_A_PAGE,
    RefusedResult,
    ResultLine,
    ScreeningListPage,
    ScreeningListsPage,
)
from api.wording.screening_list_words import SENTENCES_OF_RESULTS
from application.screening.counts import may_bring
from application.screening.judged_results import JudgedResult
from application.screening.staged_lists import (
    Portion,
    ScreeningList,
    delete_screening_list,
    screening_list,
    screening_list_back,
    screening_lists_of,
    stage_screening_list,
    take_results,
)
from application.survey.staged_rosters import Rosters
from application.survey.staging_ports import RosterId

router = APIRouter(include_in_schema=False)


def _bringer(visitor: VisitorDep) -> Visitor:
    """Refuse who may not bring results before anything of a file is read."""
    may_bring(visitor.call.ledger, visitor.call.actor, visitor.call.now)
    return visitor


BringerDep = Annotated[Visitor, Depends(_bringer)]


async def _uploaded(_bringer: BringerDep, request: Request) -> Uploaded:
    return await read_upload(request)


UploadedDep = Annotated[Uploaded, Depends(_uploaded)]


@router.get(paths.SCREENING_LISTS)
def lists(bringer: BringerDep, kept: RostersDep) -> Response:
    """Show the form, and the lists of results that the person uploaded within a day."""
    return bringer.page(_page(bringer, kept, Form()))


@router.post(paths.SCREENING_LISTS)
def upload(bringer: BringerDep, uploaded: UploadedDep, kept: RostersDep) -> Response:
    """Keep a list for a day and show what becomes of its rows, or say why it is none."""
    call = bringer.call
    return take(
        bringer,
        uploaded.fields,
        lambda: stage_screening_list(call.ledger, kept, call.actor, sent_file(uploaded), call.now),
        done=lambda list_id: paths.filled(paths.SCREENING_LIST, roster_id=list_id),
        again=lambda form: _page(bringer, kept, form),
    )


@router.get(paths.SCREENING_LIST)
def one(roster_id: UUID, visitor: VisitorDep, kept: RostersDep, page: int = 1) -> Response:
    """Show what would become of each row that asks for a talk."""
    return visitor.page(_list_page(visitor, kept, roster_id, page, None))


@router.post(paths.SCREENING_LIST)
def take_rows(
    roster_id: UUID, visitor: VisitorDep, kept: RostersDep, _fields: FieldsDep
) -> Response:
    """Record the next rows, and show the list as it stands then."""
    call = visitor.call
    portion = take_results(call.ledger, kept, call.actor, RosterId(roster_id), call.now)
    return visitor.page(_list_page(visitor, kept, roster_id, 1, portion))


@router.get(paths.SCREENING_LIST_BACK)
def untaken(roster_id: UUID, visitor: VisitorDep, kept: RostersDep) -> Response:
    """Give the rows that are not taken, each with why, as a spreadsheet."""
    found = _found(visitor, kept, roster_id)
    return Response(
        screening_list_back(kept, found, SENTENCES_OF_RESULTS),
        media_type=WORKBOOK,
        headers={"Content-Disposition": RETURNED_AS.format(name=RETURNED_NAME)},
    )


@router.post(paths.DELETE_SCREENING_LIST)
def delete(roster_id: UUID, visitor: VisitorDep, kept: RostersDep, _fields: FieldsDep) -> Response:
    """Destroy a list at once."""
    call = visitor.call
    delete_screening_list(call.ledger, kept, call.actor, RosterId(roster_id), call.now)
    return see_other(paths.SCREENING_LISTS)


def _found(visitor: Visitor, kept: Rosters, roster_id: UUID) -> ScreeningList:
    call = visitor.call
    return screening_list(
        call.ledger, kept, call.actor, RosterId(roster_id), call.now, read_id=visitor.read_id
    )


def _page(visitor: Visitor, kept: Rosters, form: Form) -> ScreeningListsPage:
    call = visitor.call
    found = screening_lists_of(call.ledger, kept, call.actor, call.now)
    return ScreeningListsPage(request_id=uuid4(), form=form, lists=tuple(map(roster_line, found)))


def _list_page(
    visitor: Visitor, kept: Rosters, roster_id: UUID, page: int, portion: Portion | None
) -> ScreeningListPage:
    found = _found(visitor, kept, roster_id)
    shown = sorted(
        (each for each in found.judged if not each.row.asks_no_talk),
        # What waits for no list comes first, then what somebody has to mend.
        key=lambda each: (not each.row.speaks_of_danger, each.problem is None, each.row.row),
    )
    first = max(0, page - 1) * ROWS_A_PAGE
    return ScreeningListPage(
        roster=roster_line(found.head),
        rows=tuple(map(_line, shown[first : first + ROWS_A_PAGE])),
        total=len(shown),
        waiting=len(found.waiting),
        done=sum(each.is_done for each in found.judged),
        refused=len(found.problems),
        no_talk=len(found.judged) - len(shown),
        in_danger=sum(each.row.speaks_of_danger for each in found.judged),
        page=max(1, page),
        taken=portion.taken if portion else None,
        is_broken_off=portion.is_broken_off if portion else False,
        not_taken=tuple(
            RefusedResult(
                row=each.row.row, name=each.row.name, code=why.code, parameters=why.parameters
            )
            for each, why in (portion.refused if portion else ())
        ),
    )


def _line(judged: JudgedResult) -> ResultLine:
    row = judged.row
    return ResultLine(
        row=row.row,
        name=row.name,
        class_name=row.class_name,
        scale=row.scale,
        screened_on=row.screened_on,
        problem=judged.problem,
        is_done=judged.is_done,
    )
