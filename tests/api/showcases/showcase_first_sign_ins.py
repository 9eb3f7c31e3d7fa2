"""Example values for the pages on which a first sign-in is confirmed, or denied."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.view_models.authentication.first_sign_ins import (
    ConfirmFirstSignInsPage,
    DenyFirstSignInPage,
    FirstSignInLine,
    FirstSignInsPage,
)
from api.view_models.crisis.answers import ErrorPage
from api.view_models.forms import FieldError, Form
from api.view_models.shell import PageModel
from api.view_models.staffing.staff import DutyLine
from domain.shared import PersonId
from domain.staff.facts import Role
from tests import examples as e
from tests.api.showcases.showcase import LONG_NAME, MARKUP
from tests.api.showcases.showcase_duties import LINE as PROPOSAL

LINE = FirstSignInLine(
    person_id=e.TEACHER,
    key=f"{e.TEACHER}.1772000000000000",
    name="示例老师",
    set_up_at=e.NOW,
    phone="13900000000",
    duties=(
        DutyLine(
            duty_id=e.DUTY,
            role=Role.CLASS_TEACHER,
            organisation="示例小学 五(2)班",
            from_on=date(2026, 3, 1),
            to_on=date(2029, 7, 5),
        ),
    ),
)
WITHOUT = replace(
    LINE,
    person_id=PersonId(e.example_id(163)),
    key=f"{e.example_id(163)}.1772000000000000",
    name=LONG_NAME + MARKUP,
    phone=None,
    duties=(),
)
PROPOSED = replace(
    LINE,
    key=f"{e.VOLUNTEER}.1772000000000000",
    person_id=e.VOLUNTEER,
    duties=(),
    proposed=(PROPOSAL,),
)
LIST = FirstSignInsPage(lines=(LINE, PROPOSED, WITHOUT), total=61, next_cursor="2026-03-10_x")
CONFIRM = ConfirmFirstSignInsPage(lines=(LINE,), may_call=True)
CONFIRM_WRONG = ConfirmFirstSignInsPage(
    lines=(LINE, WITHOUT),
    form=Form(errors=(FieldError(field="identified_by", code="required"),)),
)
REFUSED = ConfirmFirstSignInsPage(
    lines=(WITHOUT,),
    refused={WITHOUT.key: FieldError(field="", code="first_sign_in_changed")},
    confirmed=1,
)

PAGES: Mapping[str, PageModel] = {
    "first-sign-ins": LIST,
    "first-sign-ins-none": FirstSignInsPage(lines=(), total=0),
    "confirm-first-sign-ins": CONFIRM,
    "confirm-first-sign-ins-wrong": CONFIRM_WRONG,
    "confirm-first-sign-ins-refused": REFUSED,
    "deny-first-sign-in": DenyFirstSignInPage(line=LINE),
    "first-sign-in-unconfirmed": ErrorPage(
        status=403,
        code="first_sign_in_unconfirmed",
        parameters={"roles": "county_officer school_leader"},
    ),
    "first-sign-in-and-duty-wait": ErrorPage(
        status=403,
        code="first_sign_in_unconfirmed",
        parameters={"roles": "school_leader", "duty": "duty_awaits_approval"},
    ),
}
