"""What a case page shows of further worries about the child, and the page that parts one."""

from uuid import UUID

from fastapi import APIRouter, Response

from api import paths
from api.guards.apart import VisitorApartDep, apart
from api.pages.crisis.case_forms import case_for
from api.pages.crisis.case_lines import head_of
from api.pages.crisis.further_lines import further_of
from api.pages.frame import FieldsDep, Visitor
from api.pages.taking import take
from api.view_models.crisis.further_concerns import PartConcernPage
from api.view_models.forms import Form
from application.crisis.cases.further_concerns import part_concern
from application.ports import Receipt
from domain.access.table import Request as Asking
from domain.errors import NotFound
from domain.referrals.joining.joining_state import PartConcern
from domain.shared import CaseId

router = APIRouter(include_in_schema=False)


@router.get(paths.PART_CONCERN)
@apart
def ask_why(case_id: UUID, further_id: UUID, visitor: VisitorApartDep) -> Response:
    """Say what parting does, and ask for the reason."""
    return visitor.page(_page(visitor, case_id, further_id, Form()), fresh=True)


@router.post(paths.PART_CONCERN)
@apart
def part(case_id: UUID, further_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Let the worry be a case of its own again, and show the case it belonged to."""
    call = visitor.call

    def save() -> Receipt:
        request = PartConcern(
            case_id=CaseId(case_id), further_id=CaseId(further_id), why=fields.needed("why")
        )
        fields.require_no_errors()
        return part_concern(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: paths.filled(paths.CASE, case_id=case_id),
        again=lambda form: _page(visitor, case_id, further_id, form),
    )


def _page(visitor: Visitor, case_id: UUID, further_id: UUID, form: Form) -> PartConcernPage:
    found = case_for(visitor, case_id, Asking.PART_CONCERN)
    lines = further_of(found, visitor.call.actor.person_id)
    line = next((each for each in lines if each.further_id == further_id), None)
    if line is None:
        raise NotFound("joined_concern_not_found")
    return PartConcernPage(
        case=head_of(found, visitor.call.now), now=visitor.call.now, further=line, form=form
    )
