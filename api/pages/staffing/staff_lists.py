"""The pages of lists of staff: uploaded, looked at row by row, taken in portions with slips."""

import re
from collections.abc import Sequence
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Request, Response

from api import paths
from api.deps import AccountsDep, RostersDep
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.survey.roster_rows import roster_line
from api.pages.survey.rosters import RETURNED_AS, RETURNED_NAME, WORKBOOK
from api.pages.taking import take
from api.staff_listing import staff_book
from api.uploads import Uploaded, read_upload, sent_file
from api.view_models.forms import Form
from api.view_models.staffing.staff_lists import (
    ROWS_A_PAGE,
    RefusedRow,
    StaffListPage,
    StaffListsPage,
    StaffRowLine,
    StaffSlipsPage,
)
from api.wording.staff_list_words import SENTENCES_OF_PROBLEMS
from application.authentication.account_stores import Accounts
from application.staffing.listed_staff import JudgedStaff
from application.staffing.staged_staff import (
    StaffList,
    permit_staff_lists,
    staff_list,
    staff_lists_of,
    stage_staff,
    take_portion,
)
from application.survey.staged_rosters import Rosters
from application.survey.staging_ports import RosterId
from domain.errors import DomainError
from domain.staff.listed import ListedRow

router = APIRouter(include_in_schema=False)


def _inviter(visitor: VisitorDep) -> Visitor:
    """Refuse who may not invite people before anything of a file is read."""
    permit_staff_lists(visitor.call.ledger, visitor.call.actor, visitor.call.now)
    return visitor


InviterDep = Annotated[Visitor, Depends(_inviter)]


async def _uploaded(_inviter: InviterDep, request: Request) -> Uploaded:
    return await read_upload(request)


UploadedDep = Annotated[Uploaded, Depends(_uploaded)]


@router.get(paths.STAFF_LISTS)
def staff_lists(inviter: InviterDep, kept: RostersDep) -> Response:
    """Show the form, and the lists of staff that the person uploaded within a day."""
    return inviter.page(_page(inviter, kept, Form()))


@router.post(paths.STAFF_LISTS)
def upload(inviter: InviterDep, uploaded: UploadedDep, kept: RostersDep) -> Response:
    """Keep a list for a day and show what becomes of its rows, or say why it is none."""
    call = inviter.call
    return take(
        inviter,
        uploaded.fields,
        lambda: stage_staff(call.ledger, kept, call.actor, sent_file(uploaded), call.now),
        done=lambda list_id: paths.filled(paths.STAFF_LIST, roster_id=list_id),
        again=lambda form: _page(inviter, kept, form),
    )


@router.get(paths.STAFF_LIST)
def one(
    roster_id: UUID,
    visitor: VisitorDep,
    kept: RostersDep,
    accounts: AccountsDep,
    refused: bool = False,
    page: int = 1,
) -> Response:
    """Show what would become of each row: first those that are taken, or those that are not."""
    found = listed(visitor, kept, accounts, roster_id)
    shown = [each for each in found.judged if (each.post is None) is refused]
    first = max(0, page - 1) * ROWS_A_PAGE
    posts = {each.row.number: each.post for each in found.judged if each.post is not None}
    left = [number for number in posts if number not in found.done]
    known = sum(posts[number].is_known for number in left)
    return visitor.page(
        StaffListPage(
            roster=roster_line(found.head),
            new=len(left) - known,
            people=len({posts[number].person_id for number in left if not posts[number].is_known}),
            known=known,
            refused=len(found.judged) - len(posts),
            rows=tuple(_line(each, found) for each in shown[first : first + ROWS_A_PAGE]),
            is_refused=refused,
            page=max(1, page),
            done=len(found.done),
            next_row=min(left, default=1),
        )
    )


@router.post(paths.STAFF_LIST)
def take_rows(
    roster_id: UUID,
    visitor: VisitorDep,
    kept: RostersDep,
    accounts: AccountsDep,
    fields: FieldsDep,
) -> Response:
    """Register, propose and invite the people of the next rows, and show their slips, this once."""
    call = visitor.call
    found = listed(visitor, kept, accounts, roster_id)
    said = re.fullmatch(r"\d{1,6}", fields.text("from_row"), re.ASCII)
    from_row = int(said[0]) if said else 1
    portion = take_portion(call.ledger, accounts, call.actor, found, from_row, call.now)
    return visitor.page(
        StaffSlipsPage(
            roster_id=roster_id,
            address=first_sign_in_address(visitor),
            slips=portion.slips,
            taken=portion.taken,
            refused=refused_rows(portion.refused),
            next_row=portion.next_row,
            left=portion.left,
            is_broken_off=portion.is_broken_off,
        )
    )


@router.get(paths.STAFF_LIST_BACK)
def untaken(
    roster_id: UUID, visitor: VisitorDep, kept: RostersDep, accounts: AccountsDep
) -> Response:
    """Give the rows that are not taken, each with why, as a spreadsheet."""
    found = listed(visitor, kept, accounts, roster_id)
    return Response(
        kept.staff.given_back(
            found.content, found.head.file_name, found.problems, SENTENCES_OF_PROBLEMS
        ),
        media_type=WORKBOOK,
        headers={"Content-Disposition": RETURNED_AS.format(name=RETURNED_NAME)},
    )


def first_sign_in_address(visitor: Visitor) -> str:
    """Return where whoever got a slip signs in, in full."""
    return f"{visitor.request.base_url}{paths.FIRST_SIGN_IN.removeprefix('/')}"


def refused_rows(refused: Sequence[tuple[ListedRow, DomainError]]) -> tuple[RefusedRow, ...]:
    """Return rows with why they were refused."""
    return tuple(
        RefusedRow(number=row.number, name=row.name, code=why.code, parameters=why.parameters)
        for row, why in refused
    )


def listed(visitor: Visitor, kept: Rosters, accounts: Accounts, roster_id: UUID) -> StaffList:
    """Return a list of the visitor's own, with what would become of each row."""
    call = visitor.call
    book = staff_book(call.ledger, accounts, kept.staff)
    return staff_list(call.ledger, kept, call.actor, RosterId(roster_id), book, call.now)


def _page(visitor: Visitor, kept: Rosters, form: Form) -> StaffListsPage:
    call = visitor.call
    lists = staff_lists_of(call.ledger, kept, call.actor, call.now)
    return StaffListsPage(request_id=uuid4(), form=form, lists=tuple(map(roster_line, lists)))


def _line(judged: JudgedStaff, found: StaffList) -> StaffRowLine:
    row, post = judged.row, judged.post
    return StaffRowLine(
        number=row.number,
        name=row.name,
        place=row.place,
        role=post.role if post is not None else None,
        told_role=row.role,
        is_known=post is not None and post.is_known,
        is_done=row.number in found.done,
        problem=judged.problem,
    )
