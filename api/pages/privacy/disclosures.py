"""The pages of the register of what was handed to others of a child's data."""

from collections.abc import Callable
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Query, Response

from api import paths
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.people_names import head, person
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.forms import Choice, Form, typed
from api.view_models.moments import Due
from api.view_models.privacy.disclosures import (
    DisclosureLine,
    DisclosuresPage,
    NewDisclosurePage,
    TellDisclosurePage,
)
from application.ports import Receipt
from application.privacy.disclosures import (
    Disclosure,
    disclosures_of,
    record_disclosure,
    tell_disclosure,
)
from application.reads.looking import Names
from domain.access.table import Request as Asking
from domain.codelists import ConsentMeans, LegalBasis, Processing, SpokenBy
from domain.days import local_day
from domain.disclosures.facts import DataKind
from domain.disclosures.rules import SHARING
from domain.disclosures.state import RecordDisclosure, TellDisclosure
from domain.errors import NotFound
from domain.shared import ChildId, DisclosureId, OrganisationId
from domain.staff.facts import OrganisationKind

router = APIRouter(include_in_schema=False)

SkipDep = Annotated[int, Query(ge=0, le=100_000)]


@router.get(paths.DISCLOSURES)
def register(child_id: UUID, visitor: VisitorDep, skip: SkipDep = 0) -> Response:
    """Show what was handed to others of a child's data."""
    call, size = visitor.call, visitor.call.ledger.rules.page_size
    found = disclosures_of(call.ledger, visitor.asked(child_id))
    page = DisclosuresPage(
        child=head(found.head, local_day(call.now), call.ledger.rules),
        lines=tuple(
            line_of(visitor, found.names, each) for each in found.lines[skip : skip + size]
        ),
        may_record=Asking.RECORD_DISCLOSURE in found.head.may,
        skip=skip,
        next_skip=skip + size if len(found.lines) > skip + size else None,
    )
    return visitor.page(page)


@router.get(paths.NEW_DISCLOSURE)
def ask_disclosure(child_id: UUID, visitor: VisitorDep) -> Response:
    """Ask what was handed to whom, and on what it rests."""
    form = Form(typed(disclosed_on=local_day(visitor.call.now).isoformat()))
    return visitor.page(_new_page(visitor, child_id, uuid4(), form))


@router.post(paths.NEW_DISCLOSURE)
def record(child_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Write down what was handed to whom."""
    call = visitor.call
    disclosure_id = DisclosureId(fields.maybe_id("disclosure_id") or uuid4())

    def save() -> Receipt:
        request = _disclosure(fields, ChildId(child_id), disclosure_id)
        return record_disclosure(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=_back_to(child_id),
        again=lambda form: _new_page(visitor, child_id, disclosure_id, form),
        names={"kinds": "data_kinds"},
    )


@router.get(paths.TELL_DISCLOSURE)
def ask_telling(child_id: UUID, disclosure_id: UUID, visitor: VisitorDep) -> Response:
    """Ask who was told afterwards."""
    form = Form(typed(told_on=local_day(visitor.call.now).isoformat()))
    return visitor.page(_tell_page(visitor, child_id, disclosure_id, form))


@router.post(paths.TELL_DISCLOSURE)
def tell(child_id: UUID, disclosure_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Write down that the family was told afterwards."""
    call = visitor.call

    def save() -> Receipt:
        request = TellDisclosure(
            child_id=ChildId(child_id),
            disclosure_id=DisclosureId(disclosure_id),
            spoken_by=fields.one_of("spoken_by", SpokenBy),
            means=fields.one_of("consent_means", ConsentMeans),
            told_on=fields.day("told_on"),
        )
        fields.require_no_errors()
        return tell_disclosure(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=_back_to(child_id),
        again=lambda form: _tell_page(visitor, child_id, disclosure_id, form),
    )


def _back_to(child_id: UUID) -> Callable[[Receipt], str]:
    return lambda _receipt: paths.filled(paths.DISCLOSURES, child_id=child_id)


def _disclosure(fields: Fields, child_id: ChildId, disclosure_id: DisclosureId) -> RecordDisclosure:
    recipient_id = fields.told_id("recipient_id")
    basis = fields.maybe_one_of("legal_basis", LegalBasis)
    if basis is LegalBasis.CONSENT:
        fields.one_of("processing", Processing)
    request = RecordDisclosure(
        child_id=child_id,
        disclosure_id=disclosure_id,
        recipient=fields.needed("recipient"),
        recipient_id=OrganisationId(recipient_id) if recipient_id else None,
        kinds=fields.some_of("data_kinds", DataKind),
        basis=fields.one_of("legal_basis", LegalBasis),
        reference=fields.needed("reference"),
        disclosed_on=fields.day("disclosed_on"),
        processing=fields.maybe_one_of("processing", Processing),
    )
    fields.require_no_errors()
    return request


def _new_page(
    visitor: Visitor, child_id: UUID, disclosure_id: UUID, form: Form
) -> NewDisclosurePage:
    call = visitor.call
    found = disclosures_of(call.ledger, visitor.asked(child_id))
    rows = call.ledger.directory.of_kind(OrganisationKind.HOSPITAL)
    return NewDisclosurePage(
        child=head(found.head, local_day(call.now), call.ledger.rules),
        disclosure_id=disclosure_id,
        form=form,
        uses=tuple(each for each in Processing if each in SHARING),
        hospitals=tuple(Choice(value=str(row.organisation_id), label=row.name) for row in rows),
    )


def _tell_page(
    visitor: Visitor, child_id: UUID, disclosure_id: UUID, form: Form
) -> TellDisclosurePage:
    call = visitor.call
    found = disclosures_of(call.ledger, visitor.asked(child_id))
    for each in found.lines:
        if each.disclosed.disclosure_id == disclosure_id:
            return TellDisclosurePage(
                child=head(found.head, local_day(call.now), call.ledger.rules),
                line=line_of(visitor, found.names, each),
                form=form,
            )
    raise NotFound("disclosure_not_found")


def line_of(visitor: Visitor, names: Names, each: Disclosure) -> DisclosureLine:
    """Return a line of the register as pages show it."""
    due_on = each.disclosed.tell_by_on
    today = local_day(visitor.call.now)
    return DisclosureLine(
        disclosure=each,
        by=person(names, each.recorded_by),
        due=Due(on=due_on, grace_ends_on=due_on, today=today)
        if due_on and each.awaits_telling
        else None,
    )
