"""The page on which whoever has two cases of one child says that they are one matter."""

from uuid import UUID

from fastapi import APIRouter, Response

from api import paths
from api.guards.apart import VisitorApartDep, apart
from api.pages.crisis.case_forms import case_for
from api.pages.crisis.case_lines import head_of
from api.pages.crisis.cases import case_path
from api.pages.frame import FieldsDep, Visitor
from api.pages.taking import take
from api.view_models.crisis.duty import case_number
from api.view_models.crisis.further_concerns import JoinConcernPage, OtherCaseLine
from api.view_models.forms import Form
from application.crisis.worries.joining_by_hand import OtherCase, join_concern, other_cases
from application.ports import Receipt
from domain.access.table import Request as Asking
from domain.referrals.joining.joining_by_hand import JoinConcern
from domain.shared import CaseId, ChildId

router = APIRouter(include_in_schema=False)


@router.get(paths.JOIN_CONCERN)
@apart
def ask_which(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Say what joining does, and ask which other case of the child is the same matter, and why."""
    return visitor.page(_page(visitor, case_id, Form()), fresh=True)


@router.post(paths.JOIN_CONCERN)
@apart
def join(case_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Let the other case be one more report of this one, and show this one."""
    call = visitor.call

    def save() -> Receipt:
        chosen, why = fields.id("further_id"), fields.needed("why")
        fields.require_no_errors()
        request = JoinConcern(case_id=CaseId(case_id), further_id=CaseId(chosen), why=why)
        return join_concern(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: case_path(case_id),
        again=lambda form: _page(visitor, case_id, form),
    )


def _page(visitor: Visitor, case_id: UUID, form: Form) -> JoinConcernPage:
    call, found = visitor.call, case_for(visitor, case_id, Asking.PART_CONCERN)
    others = other_cases(call.ledger, call.actor, found.case_id, ChildId(found.child_id), call.now)
    return JoinConcernPage(
        case=head_of(found, call.now),
        now=call.now,
        others=tuple(map(_line, others)),
        form=form,
    )


def _line(other: OtherCase) -> OtherCaseLine:
    return OtherCaseLine(
        case_id=other.case_id,
        number=case_number(other.case_id),
        situation=other.situation,
        raised_at=other.raised_at,
    )
