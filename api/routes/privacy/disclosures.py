"""The register of what was handed to others of a child's data."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel

from api.deps import PREFIX, CallDep, ReadIdDep
from api.routes.answers import READING, receipt_answer, recorded_with, refused_with
from api.routes.asking import ReadingDep
from api.routes.fields import Body, Day
from api.routes.named import NamesBody, names_body
from application.privacy import disclosure_register, disclosures
from application.privacy.disclosure_register import AskedRegister, Recipient
from application.privacy.disclosures import Disclosure
from domain.codelists import ConsentMeans, LegalBasis, Processing, SpokenBy
from domain.disclosures.facts import DataKind
from domain.disclosures.state import RecordDisclosure, TellDisclosure
from domain.shared import ChildId, DisclosureId, OrganisationId

router = APIRouter(prefix=PREFIX, tags=["disclosures"])


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


class HandedOutBody(BaseModel):
    """One page of the register; `children` names those whom the asker may list."""

    lines: tuple[Disclosure, ...]
    children: dict[ChildId, str]
    names: NamesBody
    next_skip: int | None
    is_cut: bool
    unreadable: int


class RecipientsBody(BaseModel):
    recipients: tuple[Recipient, ...]
    is_cut: bool
    unreadable: int


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


def _asked(
    call: CallDep, read_id: ReadIdDep, since_on: Day, until_on: Day, recipient: UUID | None = None
) -> AskedRegister:
    return AskedRegister(
        actor=call.actor,
        now=call.now,
        read_id=read_id,
        since_on=since_on,
        until_on=until_on,
        recipient=recipient,
    )


AskedDep = Annotated[AskedRegister, Depends(_asked)]


@router.get("/disclosures", responses=refused_with(*READING, 422))
def handed_out(
    call: CallDep, asked: AskedDep, skip: Annotated[int, Query(ge=0, le=100_000)] = 0
) -> HandedOutBody:
    """Return what was handed to others on these days, the latest first; the reading is recorded."""
    found = disclosure_register.handed_out(call.ledger, asked, skip=skip)
    return HandedOutBody(
        lines=found.lines,
        children=dict(found.children),
        names=names_body(found.names),
        next_skip=found.next_skip,
        is_cut=found.is_cut,
        unreadable=found.unreadable,
    )


@router.get("/disclosures/recipients", responses=refused_with(*READING, 422))
def recipients(call: CallDep, asked: AskedDep) -> RecipientsBody:
    """Return who was handed something on these days, of most children first."""
    found = disclosure_register.recipients_of(call.ledger, asked)
    return RecipientsBody(
        recipients=found.recipients, is_cut=found.is_cut, unreadable=found.unreadable
    )
