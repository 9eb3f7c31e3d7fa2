"""Example values for the pages of lists of staff: none, some, refused, a long list, its slips."""

from dataclasses import replace
from datetime import timedelta

from api.view_models.forms import FieldError, Form
from api.view_models.shell import PageModel
from api.view_models.staffing.staff_lists import (
    NextSlips,
    RefusedRow,
    RenewSlipsPage,
    StaffListPage,
    StaffListsPage,
    StaffRowLine,
    StaffSlipsPage,
)
from application.authentication.accounts import Invited
from application.staffing.renewed_slips import PortionToRenew, Rows, ToRenew
from application.staffing.staff_lists import Slip
from domain.staff.facts import Role
from domain.staff.listed import ListedProblem
from tests import examples as e
from tests.api.showcases import showcase_telephones
from tests.api.showcases.showcase import LONG_NAME, MARKUP
from tests.api.showcases.showcase_office import PEOPLE
from tests.api.showcases.showcase_rosters import LINE as ROSTER

LINE = replace(ROSTER, file_name="示例县人员名单.xlsx")
NONE = StaffListsPage(request_id=e.example_id(803), form=Form())
SOME = replace(NONE, lists=(LINE, replace(LINE, file_name=f"{LONG_NAME}{MARKUP}.csv")))
REFUSED = replace(SOME, form=Form(errors=(FieldError(field="file", code="not_a_staff_list"),)))

ROW = StaffRowLine(
    number=2, name="示例庚", place="示例村", role=Role.VILLAGE_DIRECTOR, told_role="村主任"
)
TAKEN = StaffListPage(
    roster=LINE,
    new=230,
    people=229,
    known=1,
    refused=3,
    rows=(
        ROW,
        replace(ROW, number=3, is_known=True),
        replace(ROW, number=4, name=LONG_NAME, place=LONG_NAME),
    ),
    is_refused=False,
    page=2,
)
HALF_DONE = replace(
    TAKEN,
    new=180,
    people=180,
    known=0,
    done=51,
    next_row=52,
    rows=(replace(ROW, is_done=True), ROW),
    page=1,
)
ALL_DONE = replace(
    TAKEN,
    new=0,
    people=0,
    known=0,
    done=231,
    rows=(replace(ROW, is_known=True, is_done=True),),
    page=1,
)
NOT_TAKEN = replace(
    TAKEN,
    is_refused=True,
    page=1,
    rows=(
        replace(ROW, role=None, told_role="大使", problem=ListedProblem.ROLE_UNKNOWN),
        replace(ROW, number=5, role=None, problem=ListedProblem.PLACE_OF_OTHERS),
        StaffRowLine(number=6, problem=ListedProblem.NAME_MISSING),
    ),
)
ALL_WELL = replace(NOT_TAKEN, refused=0, rows=())
NOTHING = replace(TAKEN, new=0, people=0, known=0, rows=(), page=1)

INVITED = Invited(login="t01234567", code="ABCDEFGHJKMNPQRS", expires_at=e.NOW + timedelta(days=7))
SLIPS = StaffSlipsPage(
    roster_id=LINE.roster_id,
    address="https://tongxin.example/first-sign-in",
    slips=(
        Slip(name="示例庚", place="示例村", invited=INVITED),
        Slip(name=LONG_NAME + MARKUP, place=LONG_NAME, invited=INVITED),
    ),
    taken=2,
    refused=(RefusedRow(number=9, name="示例辛", code="duty_already_held"),),
    next_row=52,
    left=179,
    is_broken_off=True,
)
LAST = replace(SLIPS, slips=(), taken=0, refused=(), next_row=None, left=0, is_broken_off=False)
PORTION = PortionToRenew(
    rows=Rows(first=52, last=101), people=48, first_name="示例庚", last_name="示例辛"
)
LONG_PORTION = replace(PORTION, rows=Rows(first=102, last=151), last_name=LONG_NAME + MARKUP)
NEXT_SLIPS = NextSlips(portion=PORTION, before=e.NOW)
RENEW = RenewSlipsPage(
    roster_id=LINE.roster_id, to_renew=ToRenew(portions=(PORTION,)), before=e.NOW
)
RENEWED = replace(SLIPS, taken=0, next_row=None, left=12, is_renewed=True, next_slips=NEXT_SLIPS)

PAGES: dict[str, PageModel] = {
    **showcase_telephones.PAGES,
    "people-lists": replace(PEOPLE, may_send_lists=True),
    "staff-lists": SOME,
    "staff-lists-none": NONE,
    "staff-lists-refused": REFUSED,
    "staff-list": TAKEN,
    "staff-list-half-done": HALF_DONE,
    "staff-list-done": ALL_DONE,
    "staff-list-not-taken": NOT_TAKEN,
    "staff-list-all-well": ALL_WELL,
    "staff-list-nothing": NOTHING,
    "staff-slips": SLIPS,
    "staff-slips-none": LAST,
    "renew-slips": RENEW,
    "renew-slips-portions": replace(RENEW, to_renew=ToRenew(portions=(PORTION, LONG_PORTION))),
    "renew-slips-none": replace(RENEW, to_renew=ToRenew(portions=())),
    "renewed-slips": RENEWED,
    "renewed-slips-none": replace(RENEWED, slips=(), refused=(), left=0, next_slips=None),
}
