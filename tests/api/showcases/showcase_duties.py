"""Example values for duties that one person proposes and another approves, and that end soon."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.view_models.forms import FieldError, Form
from api.view_models.shell import PageModel
from api.view_models.staffing.proposals import (
    ApproveDutiesPage,
    DeclineDutyPage,
    EndingDutiesPage,
    EndingLine,
    ProposalLine,
    ProposalsPage,
)
from domain.shared import DutyId, PersonId
from domain.staff.facts import Role
from tests import examples as e
from tests.api.showcases.showcase import LONG_NAME, MARKUP
from tests.api.showcases.showcase_on_call import PAGES as ON_CALL
from tests.api.showcases.showcase_rules import PAGES as RULES
from tests.api.showcases.showcase_school_health import PAGES as SCHOOL_HEALTH
from tests.api.showcases.showcase_screening import PAGES as SCREENING

LINE = ProposalLine(
    duty_id=e.DUTY,
    person_id=e.TEACHER,
    name="示例老师",
    role=Role.CLASS_TEACHER,
    organisation="示例小学 五(2)班",
    from_on=date(2026, 9, 1),
    to_on=date(2029, 7, 5),
    proposed_by="示例校长",
    proposed_as=Role.SCHOOL_LEADER,
    proposed_on=e.TODAY,
)
ADVISER = replace(
    LINE,
    duty_id=DutyId(e.example_id(203)),
    person_id=PersonId(e.example_id(163)),
    name=LONG_NAME + MARKUP,
    role=Role.HEALTH_VICE_PRINCIPAL,
    organisation="示例小学",
    employer="示例市人民医院",
)
MINE = replace(LINE, duty_id=DutyId(e.example_id(204)), name="示例志愿者", is_mine=True)
ME = replace(LINE, duty_id=DutyId(e.example_id(205)), name="示例主任", is_me=True)
OF_OTHERS = replace(
    LINE,
    duty_id=DutyId(e.example_id(206)),
    proposed_as=Role.SYSTEM_ADMINISTRATOR,
    needs_other=True,
)
OF_ONES_MACHINE = replace(
    LINE,
    duty_id=DutyId(e.example_id(207)),
    name="示例接口程序",
    refused=FieldError(field="", code="issued_its_token"),
)
PROPOSALS = ProposalsPage(
    lines=(LINE, ADVISER, MINE, ME, OF_OTHERS, OF_ONES_MACHINE),
    total=61,
    valid_days=30,
    next_cursor="2026-03-10_x",
    may_approve=True,
    approved=3,
)
PROPOSALS_CHOSEN = replace(PROPOSALS, cursor="2026-03-10_x", are_chosen=True)
PROPOSALS_SEEN = replace(PROPOSALS, lines=(MINE, LINE), next_cursor=None, may_approve=False)
NO_PROPOSALS = replace(PROPOSALS, lines=(), total=0, next_cursor=None)
APPROVE = ApproveDutiesPage(lines=(LINE, ADVISER), refused={})
APPROVE_REFUSED = ApproveDutiesPage(
    approved=1,
    lines=(ADVISER,),
    refused={
        ADVISER.key: FieldError(
            field="",
            code="administrators_hold_one_role",
            parameters={"role": Role.AUDITOR, "from_on": "2025-09-01", "to_on": ""},
        )
    },
)
DECLINE = DeclineDutyPage(line=LINE, form=Form())
DECLINE_WRONG = replace(DECLINE, form=Form(errors=(FieldError(field="reason", code="required"),)))
TAKE_BACK = DeclineDutyPage(line=MINE, form=Form())
ENDING = EndingDutiesPage(
    lines=(
        EndingLine(
            duty_id=e.DUTY,
            person_id=e.TEACHER,
            name="示例老师",
            role=Role.CLASS_TEACHER,
            organisation="示例小学 五(2)班",
            to_on=e.TODAY,
            days_left=0,
        ),
        EndingLine(
            duty_id=DutyId(e.example_id(203)),
            person_id=PersonId(e.example_id(163)),
            name=LONG_NAME,
            role=Role.HEALTH_VICE_PRINCIPAL,
            organisation="示例小学",
            to_on=date(2026, 4, 1),
            days_left=22,
        ),
    ),
    total=2,
    within_days=30,
)
NO_ENDING = replace(ENDING, lines=(), total=0)

PAGES: Mapping[str, PageModel] = {
    "proposals": PROPOSALS,
    "proposals-chosen": PROPOSALS_CHOSEN,
    "proposals-seen": PROPOSALS_SEEN,
    "proposals-none": NO_PROPOSALS,
    "approve-duties": APPROVE,
    "approve-duties-refused": APPROVE_REFUSED,
    "decline-duty": DECLINE,
    "decline-duty-wrong": DECLINE_WRONG,
    "take-back-duty": TAKE_BACK,
    "ending-duties": ENDING,
    "ending-duties-none": NO_ENDING,
    **SCREENING,
    **SCHOOL_HEALTH,
    **ON_CALL,
    **RULES,
}
