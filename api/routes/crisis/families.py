"""The family in a crisis, and who is with the child: said once each."""

from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import PREFIX
from api.guards.apart import CallApartDep, apart
from api.routes.answers import receipt_answer, recorded_with
from api.routes.fields import Body, Flag, Moment
from application.crisis.school import accompanying, families
from domain.codelists import ConsentMeans
from domain.referrals.family.guardian_facts import (
    OtherGuardianReason,
    TellingMeans,
    WithholdingReason,
)
from domain.referrals.family.guardian_state import (
    AccompanyChild,
    EndAccompanying,
    InformGuardian,
    NoteNotReached,
    OmitOtherGuardian,
    RecordRefusal,
    StartEscort,
    WithholdNotification,
)
from domain.shared import CaseId, CompanyId, EscortId, OrganisationId, PersonId, TellingId

router = APIRouter(prefix=PREFIX, tags=["referrals"])


class Told(Body):
    """`not_suspected`: whoever told made sure that no report of the case means them."""

    name: str
    relation_code: str
    is_guardian: Flag
    means: TellingMeans
    informed_at: Moment
    not_suspected: Flag = False


class Tried(Body):
    relation_code: str
    means: TellingMeans
    tried_at: Moment


class Withholding(Body):
    reason: WithholdingReason
    why: str


class Omission(Body):
    reason: OtherGuardianReason
    why: str


class Refusal(Body):
    """`why` is what they gave as reason; `witness_id` heard it beside the asker by telephone.

    `not_suspected`: somebody made sure that no report of the case means whoever refuses.
    """

    name: str
    relation_code: str
    is_guardian: Flag
    means: ConsentMeans
    refused_at: Moment
    why: str
    witness_id: PersonId | None = None
    not_suspected: Flag = False


class Company(Body):
    """Either `with_id` of staff or `relation_code` of the family."""

    since_at: Moment
    with_id: PersonId | None = None
    relation_code: str | None = None
    not_suspected: Flag = False


class CompanyEnd(Body):
    ended_at: Moment


class Escort(Body):
    escorted_by: PersonId
    hospital_id: OrganisationId
    started_at: Moment
    danger: str


@router.put("/cases/{case_id}/tellings/{telling_id}", status_code=201, responses=recorded_with(404))
@apart
def inform_guardian(case_id: UUID, telling_id: UUID, body: Told, call: CallApartDep) -> Response:
    """Record who of the family was told, never whom a report may mean."""
    request = InformGuardian(
        case_id=CaseId(case_id), telling_id=TellingId(telling_id), **body.model_dump()
    )
    receipt = families.inform_guardian(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put("/cases/{case_id}/tries/{telling_id}", status_code=201, responses=recorded_with(404))
@apart
def note_not_reached(case_id: UUID, telling_id: UUID, body: Tried, call: CallApartDep) -> Response:
    """Record a try that reached nobody of the family."""
    request = NoteNotReached(
        case_id=CaseId(case_id), telling_id=TellingId(telling_id), **body.model_dump()
    )
    receipt = families.note_not_reached(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put("/cases/{case_id}/withholding", status_code=201, responses=recorded_with(404))
@apart
def withhold_notification(case_id: UUID, body: Withholding, call: CallApartDep) -> Response:
    """Record that the guardian whom a report may mean is not told."""
    request = WithholdNotification(case_id=CaseId(case_id), **body.model_dump())
    receipt = families.withhold_notification(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    "/cases/{case_id}/other-guardians/{telling_id}", status_code=201, responses=recorded_with(404)
)
@apart
def omit_other_guardian(
    case_id: UUID, telling_id: UUID, body: Omission, call: CallApartDep
) -> Response:
    """Record why no other guardian is told, beside one kept from, refusing or not reached."""
    request = OmitOtherGuardian(
        case_id=CaseId(case_id), telling_id=TellingId(telling_id), **body.model_dump()
    )
    receipt = families.omit_other_guardian(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put("/cases/{case_id}/refusals/{telling_id}", status_code=201, responses=recorded_with(404))
@apart
def record_refusal(case_id: UUID, telling_id: UUID, body: Refusal, call: CallApartDep) -> Response:
    """Record that whoever may consent to a referral does not."""
    request = RecordRefusal(
        case_id=CaseId(case_id), telling_id=TellingId(telling_id), **body.model_dump()
    )
    receipt = families.record_refusal(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    "/cases/{case_id}/companies/{company_id}", status_code=201, responses=recorded_with(404)
)
@apart
def accompany_child(case_id: UUID, company_id: UUID, body: Company, call: CallApartDep) -> Response:
    """Record who is physically with the child."""
    request = AccompanyChild(
        case_id=CaseId(case_id), company_id=CompanyId(company_id), **body.model_dump()
    )
    receipt = accompanying.accompany_child(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    "/cases/{case_id}/companies/{company_id}/end", status_code=201, responses=recorded_with(404)
)
@apart
def end_accompanying(
    case_id: UUID, company_id: UUID, body: CompanyEnd, call: CallApartDep
) -> Response:
    """Record that they are no longer with the child."""
    request = EndAccompanying(
        case_id=CaseId(case_id), company_id=CompanyId(company_id), ended_at=body.ended_at
    )
    receipt = accompanying.end_accompanying(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put("/cases/{case_id}/escorts/{escort_id}", status_code=201, responses=recorded_with(404))
@apart
def start_escort(case_id: UUID, escort_id: UUID, body: Escort, call: CallApartDep) -> Response:
    """Record that the child is brought to a hospital at once; nothing is waited for."""
    request = StartEscort(
        case_id=CaseId(case_id), escort_id=EscortId(escort_id), **body.model_dump()
    )
    receipt = accompanying.start_escort(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)
