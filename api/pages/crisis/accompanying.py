"""The pages on which it is said who is with the child, and who brings it to a hospital at once."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.guards.apart import VisitorApartDep, apart
from api.pages.choices import people
from api.pages.crisis.case_forms import case_for
from api.pages.crisis.case_lines import head_of
from api.pages.crisis.cases import case_page, case_path
from api.pages.crisis.family_lines import family_of
from api.pages.crisis.hospital_choices import hospital_choices
from api.pages.frame import FieldsDep, Visitor, see_other
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.crisis.families import CompanyPage, EscortPage
from api.view_models.forms import Choice, Form
from application.crisis.reading.case_reading import Case
from application.crisis.school import accompanying
from application.ports import Receipt
from domain.access.table import Request as Asking
from domain.days import LOCAL
from domain.referrals.family.guardian_state import AccompanyChild, EndAccompanying, StartEscort
from domain.referrals.family.guardians import family_may_be_meant
from domain.shared import CaseId, CompanyId, EscortId, OrganisationId, PersonId

router = APIRouter(include_in_schema=False)

FAMILY = "family"


@router.get(paths.COMPANY)
@apart
def ask_who(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Ask who is with the child."""
    found = case_for(visitor, case_id, Asking.ACCOMPANY_CHILD)
    if not family_of(found).may_accompany:
        return see_other(case_path(case_id))
    me = {"with_kind": ("staff",), "with_id": (str(visitor.call.actor.person_id),)}
    return visitor.page(_company(visitor, found, uuid4(), _now(visitor, "since", me)), fresh=True)


@router.post(paths.COMPANY)
@apart
def accompany(case_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Record who is with the child."""
    call, company_id = visitor.call, CompanyId(fields.maybe_id("company_id") or uuid4())

    def save() -> Receipt:
        of_family = fields.text("with_kind") == FAMILY
        request = AccompanyChild(
            case_id=CaseId(case_id),
            company_id=company_id,
            since_at=fields.moment("since_on", "since_time", "since_at"),
            with_id=None if of_family else PersonId(fields.id("with_id")),
            relation_code=fields.needed("relation_code") if of_family else None,
            not_suspected=fields.yes("not_suspected"),
        )
        fields.require_no_errors()
        return accompanying.accompany_child(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: case_path(case_id),
        again=lambda form: _company(
            visitor, case_for(visitor, case_id, Asking.ACCOMPANY_CHILD), company_id, form
        ),
    )


@router.post(paths.END_COMPANY)
@apart
def end_company(case_id: UUID, company_id: UUID, visitor: VisitorApartDep) -> Response:
    """Record that they are no longer with the child, from now on."""
    call = visitor.call
    request = EndAccompanying(
        case_id=CaseId(case_id), company_id=CompanyId(company_id), ended_at=call.now
    )
    return take(
        visitor,
        Fields({}),
        lambda: accompanying.end_accompanying(call.ledger, call.actor, request, call.now),
        done=lambda _receipt: case_path(case_id),
        again=lambda form: case_page(visitor, case_id, form),
    )


@router.get(paths.ESCORT)
@apart
def ask_escort(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Ask who brings the child where, and for what danger."""
    found = case_for(visitor, case_id, Asking.ACCOMPANY_CHILD)
    if not family_of(found).may_accompany:
        return see_other(case_path(case_id))
    return visitor.page(_escort(visitor, found, uuid4(), _now(visitor, "started")), fresh=True)


@router.post(paths.ESCORT)
@apart
def start_escort(case_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Record that the child is brought to a hospital at once."""
    call, escort_id = visitor.call, EscortId(fields.maybe_id("escort_id") or uuid4())

    def save() -> Receipt:
        request = StartEscort(
            case_id=CaseId(case_id),
            escort_id=escort_id,
            escorted_by=PersonId(fields.id("escorted_by")),
            hospital_id=OrganisationId(fields.id("hospital_id")),
            started_at=fields.moment("started_on", "started_time", "started_at"),
            danger=fields.needed("danger"),
        )
        fields.require_no_errors()
        return accompanying.start_escort(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: case_path(case_id),
        again=lambda form: _escort(
            visitor, case_for(visitor, case_id, Asking.ACCOMPANY_CHILD), escort_id, form
        ),
    )


def _now(visitor: Visitor, name: str, also: Mapping[str, tuple[str, ...]] | None = None) -> Form:
    here = visitor.call.now.astimezone(LOCAL)
    moment = {f"{name}_on": (here.date().isoformat(),), f"{name}_time": (f"{here:%H:%M}",)}
    return Form({**moment, **(also or {})})


def _around(visitor: Visitor, found: Case) -> tuple[Choice, ...]:
    call = visitor.call
    around = accompanying.people_around(call.ledger, call.actor, found.case_id, call.now)
    return people(call.ledger.directory.people(around).values())


def _company(visitor: Visitor, found: Case, company_id: UUID, form: Form) -> CompanyPage:
    now = visitor.call.now
    return CompanyPage(
        case=head_of(found, now),
        now=now,
        company_id=company_id,
        form=form,
        people=_around(visitor, found),
        may_be_meant=family_may_be_meant(found.state),
    )


def _escort(visitor: Visitor, found: Case, escort_id: UUID, form: Form) -> EscortPage:
    now = visitor.call.now
    hospitals = hospital_choices(visitor, found.case_id)
    return EscortPage(
        case=head_of(found, now),
        now=now,
        escort_id=escort_id,
        form=form,
        people=_around(visitor, found),
        hospitals=hospitals.choices,
        known=hospitals.lines,
    )
