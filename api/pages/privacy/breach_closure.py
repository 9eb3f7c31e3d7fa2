"""The page on which one person says that a data breach is done with, and another closes it."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.people_names import person
from api.pages.privacy.breach_lines import line_of, shown
from api.pages.privacy.breach_steps import back_to
from api.pages.taking import take
from api.view_models.forms import Form
from api.view_models.privacy.breaches import ClosurePage
from application.ports import Receipt
from application.privacy import breach_steps as steps
from domain.breaches.state import CloseBreach, ProposeClosure
from domain.shared import BreachId, OrganisationId

router = APIRouter(include_in_schema=False)


@router.get(paths.BREACH_CLOSURE)
def ask_closure(office_id: UUID, breach_id: UUID, visitor: VisitorDep) -> Response:
    """Ask what was learned, or show it to whoever closes the breach."""
    return visitor.page(_closure_page(visitor, office_id, breach_id, uuid4(), Form()))


@router.post(paths.BREACH_CLOSURE)
def propose_closure(
    office_id: UUID, breach_id: UUID, visitor: VisitorDep, fields: FieldsDep
) -> Response:
    """Write down that everything is done; somebody else closes it."""
    call, request_id = visitor.call, fields.maybe_id("request_id") or uuid4()

    def save() -> Receipt:
        lessons = fields.needed("lessons")
        fields.require_no_errors()
        request = ProposeClosure(breach_id=BreachId(breach_id), lessons=lessons)
        office = OrganisationId(office_id)
        return steps.propose_closure(call.ledger, call.actor, office, request, request_id, call.now)

    return take(
        visitor,
        fields,
        save,
        done=back_to(office_id, breach_id),
        again=lambda form: _closure_page(visitor, office_id, breach_id, request_id, form),
    )


@router.post(paths.CLOSE_BREACH)
def close(office_id: UUID, breach_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Close what somebody else proposed to close."""
    call = visitor.call

    def save() -> Receipt:
        proposal = fields.number("proposal") or 0
        fields.require_no_errors()
        request = CloseBreach(breach_id=BreachId(breach_id), proposal=proposal)
        office = OrganisationId(office_id)
        return steps.close_breach(call.ledger, call.actor, office, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=back_to(office_id, breach_id),
        again=lambda form: _closure_page(visitor, office_id, breach_id, uuid4(), form),
    )


def _closure_page(
    visitor: Visitor, office_id: UUID, breach_id: UUID, request_id: UUID, form: Form
) -> ClosurePage:
    found = shown(visitor, office_id, breach_id)
    line = line_of(found, visitor.call.now)
    proposed = line.breach.state.proposed
    return ClosurePage(
        line=line,
        request_id=request_id,
        form=form,
        proposed_by=person(found.names, proposed.proposed_by) if proposed else "",
        may_close=proposed is not None
        and proposed.proposed_by != visitor.call.actor.person_id
        and line.breach.state.closed is None,
    )
