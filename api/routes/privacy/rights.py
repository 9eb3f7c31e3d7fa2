"""Requests about one's own data: received, proven, answered, and the copy handed out."""

from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import PREFIX, CallDep
from api.routes.answers import READING, receipt_answer, recorded_with, refused_with
from api.routes.asking import ReadingDep
from api.routes.fields import Body, Day, Flag
from application.privacy import rights
from application.privacy.rights import RightsRequest
from application.privacy.rights_copy import ChildCopy, rights_copy
from application.privacy.rights_letter import hand_over_answer as hand_over
from domain.codelists import ConsentMeans, SpokenBy
from domain.rights.facts import HandingMeans, ProvenBy, RefusalReason, RightsKind
from domain.rights.state import AnswerRights, HandOverAnswer, RequestRights, VerifyRequester
from domain.shared import ChildId, CorrectionId, RightsId

router = APIRouter(prefix=PREFIX, tags=["rights"])


class RightsRequestBody(Body):
    kind: RightsKind
    spoken_by: SpokenBy
    means: ConsentMeans
    asked_on: Day
    relation_code: str | None = None
    name: str | None = None
    phone: str | None = None
    words: str | None = None


class VerificationBody(Body):
    proven_by: ProvenBy
    verified_on: Day


class RightsAnswerBody(Body):
    answered_on: Day
    text: str
    reason: RefusalReason | None = None
    is_partly: Flag = False
    correction_ids: tuple[CorrectionId, ...] = ()


class HandingOverBody(Body):
    handed_on: Day
    means: HandingMeans


class RightsBody(Body):
    requests: tuple[RightsRequest, ...]


@router.get("/children/{child_id}/rights", responses=refused_with(404, *READING))
def rights_of(reading: ReadingDep) -> RightsBody:
    """Return every request about the child's data; that somebody looked is recorded."""
    return RightsBody(requests=rights.rights_of(reading.ledger, reading.asked).requests)


@router.put(
    "/children/{child_id}/rights/{rights_id}", status_code=201, responses=recorded_with(404)
)
def request_rights(
    child_id: UUID, rights_id: UUID, body: RightsRequestBody, call: CallDep
) -> Response:
    """Record what somebody asks about the child's data, and by when it is answered."""
    request = RequestRights(
        child_id=ChildId(child_id),
        rights_id=RightsId(rights_id),
        kind=body.kind,
        spoken_by=body.spoken_by,
        means=body.means,
        asked_on=body.asked_on,
        relation_code=body.relation_code,
        name=body.name,
        phone=body.phone,
        words=body.words,
    )
    receipt = rights.request_rights(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    "/children/{child_id}/rights/{rights_id}/verification",
    status_code=201,
    responses=recorded_with(404),
)
def verify_requester(
    child_id: UUID, rights_id: UUID, body: VerificationBody, call: CallDep
) -> Response:
    """Record how it was made sure who asks."""
    request = VerifyRequester(
        child_id=ChildId(child_id),
        rights_id=RightsId(rights_id),
        proven_by=body.proven_by,
        verified_on=body.verified_on,
    )
    receipt = rights.verify_requester(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    "/children/{child_id}/rights/{rights_id}/answer", status_code=201, responses=recorded_with(404)
)
def answer_rights(
    child_id: UUID, rights_id: UUID, body: RightsAnswerBody, call: CallDep
) -> Response:
    """Decide on the request, in writing; another person than the one who received it."""
    request = AnswerRights(
        child_id=ChildId(child_id),
        rights_id=RightsId(rights_id),
        answered_on=body.answered_on,
        text=body.text,
        reason=body.reason,
        is_partly=body.is_partly,
        correction_ids=body.correction_ids,
    )
    receipt = rights.answer_rights(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    "/children/{child_id}/rights/{rights_id}/handing-over",
    status_code=201,
    responses=recorded_with(404),
)
def hand_over_answer(
    child_id: UUID, rights_id: UUID, body: HandingOverBody, call: CallDep
) -> Response:
    """Record how and when the written answer reached whoever asked."""
    request = HandOverAnswer(
        child_id=ChildId(child_id),
        rights_id=RightsId(rights_id),
        handed_on=body.handed_on,
        means=body.means,
    )
    return receipt_answer(hand_over(call.ledger, call.actor, request, call.now), call.path)


@router.get("/children/{child_id}/rights/{rights_id}/copy", responses=refused_with(404, *READING))
def copy(rights_id: UUID, reading: ReadingDep) -> ChildCopy:
    """Return what the ledger holds about the child, for whoever asked; it is on record."""
    return rights_copy(reading.ledger, reading.asked, RightsId(rights_id))
