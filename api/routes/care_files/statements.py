"""Where the child of an open file lives and learns, stated anew."""

from dataclasses import replace
from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import PREFIX, CallDep, IfMatchDep
from api.routes.answers import receipt_answer, recorded_with
from api.routes.care_files.care import ResidenceBody, SchoolingBody
from api.routes.fields import Day
from application.care_files.statements import Versions
from application.care_files.updating import UpdateFile, update_file
from domain.care.state import Residence, Schooling
from domain.shared import ChildId, VerifiedBy

router = APIRouter(prefix=PREFIX, tags=["care"])


class NewResidence(ResidenceBody):
    as_of_on: Day
    verified_by: VerifiedBy

    def value(self) -> Residence:
        return Residence(
            village_id=self.village_id,
            from_on=self.from_on,
            as_of_on=self.as_of_on,
            verified_by=self.verified_by,
        )


class NewSchooling(SchoolingBody):
    verified_by: VerifiedBy

    def value(self) -> Schooling:
        return replace(super().value(), verified_by=self.verified_by)


@router.put(
    "/children/{child_id}/residences/{statement_id}",
    status_code=201,
    responses=recorded_with(404, 412),
)
def record_residence(
    child_id: UUID, statement_id: UUID, body: NewResidence, call: CallDep, if_match: IfMatchDep
) -> Response:
    """Record where the child lives now; with If-Match only if nobody stated it anew since."""
    request = UpdateFile(
        child_id=ChildId(child_id),
        update_id=statement_id,
        residence=body.value(),
        seen=Versions(residence=if_match),
    )
    return receipt_answer(update_file(call.ledger, call.actor, request, call.now), call.path)


@router.put(
    "/children/{child_id}/schoolings/{statement_id}",
    status_code=201,
    responses=recorded_with(404, 412),
)
def record_schooling(
    child_id: UUID, statement_id: UUID, body: NewSchooling, call: CallDep, if_match: IfMatchDep
) -> Response:
    """Record where the child learns now, or why nowhere; If-Match as for the residence."""
    request = UpdateFile(
        child_id=ChildId(child_id),
        update_id=statement_id,
        schooling=body.value(),
        seen=Versions(schooling=if_match),
    )
    return receipt_answer(update_file(call.ledger, call.actor, request, call.now), call.path)
