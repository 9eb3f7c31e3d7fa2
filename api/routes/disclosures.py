"""The register of what was handed to others of a child's data."""

from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import CallDep
from api.routes.answers import READING, receipt_answer, recorded_with, refused_with
from api.routes.asking import ReadingDep
from api.routes.fields import Body, Day
from application.privacy import disclosures
from application.privacy.disclosures import Disclosure
from domain.codelists import ConsentMeans, LegalBasis, Processing, SpokenBy
from domain.disclosures.facts import DataKind
from domain.disclosures.state import RecordDisclosure, TellDisclosure
from domain.shared import ChildId, DisclosureId, OrganisationId

router = APIRouter(tags=["disclosures"])


class DisclosureBody(Body):
    recipient: str
    kinds: tuple[DataKind, ...]
    basis: LegalBasis
    reference: str
    disclosed_on: Day
    recipient_id: OrganisationId | None = None
    processing: Processing | None = None


class TellingBody(Body):
    spoken_by: SpokenBy
    means: ConsentMeans
    told_on: Day


class RegisterBody(Body):
    lines: tuple[Disclosure, ...]


@router.get("/children/{child_id}/disclosures", responses=refused_with(404, *READING))
def register(reading: ReadingDep) -> RegisterBody:
    """Return the register of the child; that somebody looked is recorded."""
    return RegisterBody(lines=disclosures.disclosures_of(reading.ledger, reading.asked).lines)


@router.put(
    "/children/{child_id}/disclosures/{disclosure_id}",
    status_code=201,
    responses=recorded_with(404),
)
def record_disclosure(
    child_id: UUID, disclosure_id: UUID, body: DisclosureBody, call: CallDep
) -> Response:
    """Record what was handed to whom, and on what it rests."""
    request = RecordDisclosure(
        child_id=ChildId(child_id),
        disclosure_id=DisclosureId(disclosure_id),
        recipient=body.recipient,
        recipient_id=body.recipient_id,
        kinds=body.kinds,
        basis=body.basis,
        reference=body.reference,
        disclosed_on=body.disclosed_on,
        processing=body.processing,
    )
    receipt = disclosures.record_disclosure(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    "/children/{child_id}/disclosures/{disclosure_id}/telling",
    status_code=201,
    responses=recorded_with(404),
)
def tell_disclosure(
    child_id: UUID, disclosure_id: UUID, body: TellingBody, call: CallDep
) -> Response:
    """Record that the family was told afterwards."""
    request = TellDisclosure(
        child_id=ChildId(child_id),
        disclosure_id=DisclosureId(disclosure_id),
        spoken_by=body.spoken_by,
        means=body.means,
        told_on=body.told_on,
    )
    receipt = disclosures.tell_disclosure(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)
