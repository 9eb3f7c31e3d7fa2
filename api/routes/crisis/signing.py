"""The signature under a consent to a referral that was given by word or message."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import PREFIX
from api.guards.apart import CallApartDep, apart
from api.routes.answers import receipt_answer, recorded_with
from api.routes.fields import Body
from application.crisis.hospital import signing
from domain.referrals.hospital.signing import DeclineSigning, SignReferralConsent
from domain.shared import CaseId, ConsentId

router = APIRouter(prefix=PREFIX, tags=["referrals"])


class Signature(Body):
    """`paper` says which paper was signed, so that it can be found; it is not sent here."""

    signed_on: date
    paper: str


class NoSignature(Body):
    """`why` is what they gave as reason; whoever takes the consent back is refused apart."""

    said_on: date
    why: str


@router.put(
    "/cases/{case_id}/consents/{consent_id}/signature",
    status_code=201,
    responses=recorded_with(404),
)
@apart
def sign(case_id: UUID, consent_id: UUID, body: Signature, call: CallApartDep) -> Response:
    """Record that whoever gave a consent signed it afterwards."""
    request = SignReferralConsent(
        case_id=CaseId(case_id),
        consent_id=ConsentId(consent_id),
        signed_on=body.signed_on,
        paper=body.paper,
    )
    receipt = signing.sign_consent(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    "/cases/{case_id}/consents/{consent_id}/no-signature",
    status_code=201,
    responses=recorded_with(404),
)
@apart
def decline(case_id: UUID, consent_id: UUID, body: NoSignature, call: CallApartDep) -> Response:
    """Record that they would not sign and go on to agree; the signature stays owed."""
    request = DeclineSigning(
        case_id=CaseId(case_id),
        consent_id=ConsentId(consent_id),
        said_on=body.said_on,
        why=body.why,
    )
    receipt = signing.decline_signing(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)
