"""Lists of results of screenings: sent as rows, looked at, recorded in portions, destroyed.

What is sent is kept sealed for a day and is nobody's but the sender's.
"""

import csv
from datetime import date
from io import StringIO
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, Field

from api.deps import PREFIX, CallDep, ReadIdDep, RostersDep
from api.routes.answers import READING, Documented, refused_with
from api.routes.fields import Body
from application.screening.judged_results import JudgedResult
from application.screening.staged_lists import (
    Portion,
    delete_screening_list,
    screening_list,
    screening_lists_of,
    stage_screening_list,
    take_results,
)
from application.survey.staged_rosters import NAME_AT_MOST, UploadRoster
from application.survey.staging_ports import RosterHead, RosterId
from domain.errors import NotFound
from domain.screening.facts import ScreeningScale
from domain.screening.listed import ResultProblem
from domain.shared import RequestId

router = APIRouter(prefix=PREFIX, tags=["screenings"])

LIST = "/screening-lists/{list_id}"
ROWS_AT_MOST, CELLS_AT_MOST = 5_001, 50
CREATED, KNOWN = 201, 200
FILE_ENDING = ".csv"

Cells = Annotated[tuple[str, ...], Field(max_length=CELLS_AT_MOST)]


class SentRows(Body):
    """A list as a sheet has it: the words above the columns, then the rows.

    The words are those of schools: 姓名、班级、量表、日期、结果. A list with a column of answers,
    scores or diagnoses is refused whole, and nothing of it kept.
    """

    name: Annotated[str, Field(min_length=1, max_length=NAME_AT_MOST - len(FILE_ENDING))]
    header: Cells
    rows: Annotated[tuple[Cells, ...], Field(max_length=ROWS_AT_MOST)]


class SentListBody(BaseModel):
    """Under which id the list is looked at, and when it is gone at the latest."""

    list_id: RosterId
    name: str
    uploaded_at: AwareDatetime
    gone_at: AwareDatetime


class SentListsBody(BaseModel):
    """The lists that I sent within a day."""

    items: tuple[SentListBody, ...]


class ResultRowBody(BaseModel):
    """One row that asks for a talk; `row` counts those of the sheet, the header's is 1.

    It is recorded unless it has a `problem`; `is_done` tells that this screening is recorded.
    What `speaks_of_danger` waits for no list: raise a worry.
    """

    row: int
    name: str | None
    class_name: str | None
    scale: ScreeningScale | None
    screened_on: date | None
    problem: ResultProblem | None
    is_done: bool
    speaks_of_danger: bool


class ScreeningListBody(SentListBody):
    """What would become of each row; of `no_talk` more nothing is recorded, nor told here.

    Those with a problem go back to whoever made the list.
    """

    items: tuple[ResultRowBody, ...]
    waiting: int
    no_talk: int


class RefusedRowBody(BaseModel):
    """A row that could not be recorded after all, and why."""

    row: int
    code: str


class PortionBody(BaseModel):
    """What became of the next rows; `left` wait still: ask again until none does.

    Where it `is_broken_off` it could not go on just now, and goes on where it was.
    """

    taken: int
    refused: tuple[RefusedRowBody, ...]
    left: int
    is_broken_off: bool


_KEPT = {"model": SentListBody, "headers": {"Location": {"schema": {"type": "string"}}}}
SENT: Documented = {
    CREATED: {"description": "Kept for a day; nothing is recorded of it yet."} | _KEPT,
    KNOWN: {"description": "Sent before: the list as it was sent first."} | _KEPT,
}


@router.get("/screening-lists", responses=refused_with(*READING))
def list_screening_lists(call: CallDep, kept: RostersDep) -> SentListsBody:
    """Return the lists that I sent within a day."""
    found = screening_lists_of(call.ledger, kept, call.actor, call.now)
    return SentListsBody(items=tuple(map(_sent, found)))


@router.put(
    "/screening-list-uploads/{upload_id}",
    status_code=CREATED,
    responses=SENT | refused_with(*READING, 404, 409, 422),
)
def send_screening_list(
    upload_id: UUID, body: SentRows, call: CallDep, kept: RostersDep
) -> JSONResponse:
    """Keep a list for a day under an id that is told; sent again, it is the first one."""
    before = {each.roster_id for each in _mine(call, kept)}
    upload = UploadRoster(
        request_id=RequestId(upload_id), file_name=body.name + FILE_ENDING, content=_sheet(body)
    )
    list_id = stage_screening_list(call.ledger, kept, call.actor, upload, call.now)
    head = next((each for each in _mine(call, kept) if each.roster_id == list_id), None)
    if head is None:
        # Destroyed this very moment.
        raise NotFound("roster_not_found")
    return JSONResponse(
        _sent(head).model_dump(mode="json"),
        status_code=KNOWN if list_id in before else CREATED,
        headers={"Location": f"{PREFIX}/screening-lists/{list_id}"},
    )


@router.get(LIST, responses=refused_with(*READING, 404, 422))
def read_screening_list(
    list_id: UUID, call: CallDep, kept: RostersDep, read_id: ReadIdDep
) -> ScreeningListBody:
    """Return what would become of each row of a list of mine; it is recorded as one reading."""
    found = screening_list(
        call.ledger, kept, call.actor, RosterId(list_id), call.now, read_id=read_id
    )
    asking = tuple(each for each in found.judged if not each.row.asks_no_talk)
    return ScreeningListBody(
        **dict(_sent(found.head)),
        items=tuple(map(_row, asking)),
        waiting=len(found.waiting),
        no_talk=len(found.judged) - len(asking),
    )


@router.post(LIST + "/portions", responses=refused_with(*READING, 404, 422))
def record_portion(list_id: UUID, call: CallDep, kept: RostersDep) -> PortionBody:
    """Record the next rows of a list of mine; what is recorded already is passed, asked twice."""
    return _portion(take_results(call.ledger, kept, call.actor, RosterId(list_id), call.now))


@router.delete(LIST, status_code=204, responses=refused_with(*READING, 404, 422))
def destroy_screening_list(list_id: UUID, call: CallDep, kept: RostersDep) -> Response:
    """Destroy a list of mine at once; what was recorded of it stays recorded."""
    delete_screening_list(call.ledger, kept, call.actor, RosterId(list_id), call.now)
    return Response(status_code=204)


def _mine(call: CallDep, kept: RostersDep) -> tuple[RosterHead, ...]:
    return screening_lists_of(call.ledger, kept, call.actor, call.now)


def _sheet(body: SentRows) -> bytes:
    """Return the list as the file that a school would have sent: it is read in the same way."""
    written = StringIO()
    csv.writer(written).writerows([body.header, *body.rows])
    return written.getvalue().encode()


def _sent(head: RosterHead) -> SentListBody:
    return SentListBody(
        list_id=head.roster_id,
        name=head.file_name,
        uploaded_at=head.uploaded_at,
        gone_at=head.gone_at,
    )


def _row(judged: JudgedResult) -> ResultRowBody:
    row = judged.row
    return ResultRowBody(
        row=row.row,
        name=row.name,
        class_name=row.class_name,
        scale=row.scale,
        screened_on=row.screened_on,
        problem=judged.problem,
        is_done=judged.is_done,
        speaks_of_danger=row.speaks_of_danger,
    )


def _portion(found: Portion) -> PortionBody:
    return PortionBody(
        taken=found.taken,
        refused=tuple(RefusedRowBody(row=e.row.row, code=why.code) for e, why in found.refused),
        left=found.left,
        is_broken_off=found.is_broken_off,
    )
