"""Who a child is, and who looks after the child."""

from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import PREFIX, CallDep, IfMatchDep
from api.routes.answers import receipt_answer, recorded_with
from api.routes.fields import Body, Day
from application.care_files import children
from domain.children.facts import CarerStanding
from domain.children.state import RecordCarer, RegisterChild
from domain.codelists import Sex
from domain.shared import CarerId, ChildId, VerifiedBy

router = APIRouter(prefix=PREFIX, tags=["children"])


class Child(Body):
    name: str
    sex: Sex
    born_on: Day
    id_number: str | None = None
    student_number: str | None = None
    ethnicity_code: str | None = None
    address: str | None = None


class Carer(Body):
    name: str
    relation_code: str
    standing: CarerStanding
    phone: str | None = None
    as_of_on: Day
    verified_by: VerifiedBy


@router.put("/children/{child_id}", status_code=201, responses=recorded_with(404))
def register_child(child_id: UUID, body: Child, call: CallDep) -> Response:
    """Record a child; the same id with other content is kept beside the first, with a receipt."""
    request = RegisterChild(
        child_id=ChildId(child_id),
        name=body.name,
        sex=body.sex,
        born_on=body.born_on,
        id_number=body.id_number,
        student_number=body.student_number,
        ethnicity_code=body.ethnicity_code,
        address=body.address,
    )
    receipt = children.register_child(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    "/children/{child_id}/carers/{carer_id}", status_code=201, responses=recorded_with(404, 412)
)
def record_carer(
    child_id: UUID, carer_id: UUID, body: Carer, call: CallDep, if_match: IfMatchDep
) -> Response:
    """Record who looks after the child; the same carer with new content is a newer statement.

    With If-Match only if nobody stated it anew since.
    """
    request = RecordCarer(
        child_id=ChildId(child_id),
        carer_id=CarerId(carer_id),
        name=body.name,
        relation_code=body.relation_code,
        standing=body.standing,
        phone=body.phone,
        as_of_on=body.as_of_on,
        verified_by=body.verified_by,
    )
    receipt = children.record_carer(
        call.ledger, call.actor, request, call.now, expected_version=if_match
    )
    return receipt_answer(receipt, call.path)
