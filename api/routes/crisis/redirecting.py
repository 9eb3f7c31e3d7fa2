"""A worry that was raised about the wrong child is about the right one."""

from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import PREFIX
from api.guards.apart import RaisingCallDep, apart
from api.routes.answers import receipt_answer, recorded_with
from api.routes.fields import Body
from application.crisis.worries.redirecting import redirect_concern
from domain.referrals.joining.redirecting import RedirectConcern
from domain.shared import CaseId, ChildId, OrganisationId

router = APIRouter(prefix=PREFIX, tags=["referrals"])


class Redirection(Body):
    """Which child is meant: as in a worry, one without a file by `name` or `described_as`."""

    child_id: ChildId
    name: str | None = None
    described_as: str | None = None
    class_id: OrganisationId | None = None
    school_id: OrganisationId | None = None
    village_id: OrganisationId | None = None


@router.put("/cases/{case_id}/child", status_code=201, responses=recorded_with(404))
@apart
def redirect(case_id: UUID, body: Redirection, call: RaisingCallDep) -> Response:
    """Record that the worry is about another child since it was raised; the wrong one has no case.

    It is for whoever has the case, and for whoever raised it while nobody took it.
    """
    request = RedirectConcern(case_id=CaseId(case_id), **body.model_dump())
    return receipt_answer(redirect_concern(call.ledger, call.actor, request, call.now), call.path)
