"""The pages by which a return to school is asked for, and an appeal against its deferral."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.guards.apart import VisitorApartDep, apart
from api.pages.crisis.case_forms import case_for
from api.pages.crisis.case_lines import actions_of, head_of
from api.pages.crisis.cases import case_path
from api.pages.frame import FieldsDep, Visitor, see_other
from api.pages.taking import take
from api.view_models.crisis.returning import ReturnRequestPage
from api.view_models.forms import Form
from application.crisis.reading.case_reading import Case
from application.crisis.school import returning
from application.ports import Receipt
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.referrals.family.guardians import family_may_be_meant
from domain.referrals.returning.return_state import AppealReturn, RequestReturn
from domain.shared import CaseId, ReturnId

router = APIRouter(include_in_schema=False)

NAMES = {"requested_on": "asked_on", "appealed_on": "asked_on"}


@router.get(paths.ASK_RETURN)
@apart
def ask_return(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Ask which guardian asks for the return, and since when."""
    found = case_for(visitor, case_id, Asking.ARRANGE_LEAVE)
    if not actions_of(found, visitor.call.actor.person_id).ask_return:
        return see_other(case_path(case_id))
    return visitor.page(_request(visitor, found, uuid4(), _today(visitor)), fresh=True)


@router.post(paths.ASK_RETURN)
@apart
def record_request(case_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Record the request; a panel has to look at it within days."""
    call, return_id = visitor.call, ReturnId(fields.maybe_id("return_id") or uuid4())

    def save() -> Receipt:
        request = RequestReturn(
            case_id=CaseId(case_id),
            return_id=return_id,
            relation_code=fields.needed("relation_code"),
            is_guardian=fields.yes("is_guardian"),
            requested_on=fields.day("asked_on"),
            not_suspected=fields.yes("not_suspected"),
        )
        fields.require_no_errors()
        return returning.request_return(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: case_path(case_id),
        again=lambda form: _request(
            visitor, case_for(visitor, case_id, Asking.ARRANGE_LEAVE), return_id, form
        ),
        names=NAMES,
    )


@router.get(paths.APPEAL_RETURN)
@apart
def ask_appeal(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Ask which guardian appeals to the county."""
    found = case_for(visitor, case_id, Asking.ARRANGE_LEAVE)
    if not actions_of(found, visitor.call.actor.person_id).appeal_return:
        return see_other(case_path(case_id))
    return visitor.page(_appeal(visitor, found, _today(visitor)), fresh=True)


@router.post(paths.APPEAL_RETURN)
@apart
def record_appeal(case_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Record the appeal; others of the county decide it within days."""
    call = visitor.call

    def save() -> Receipt:
        request = AppealReturn(
            case_id=CaseId(case_id),
            return_id=ReturnId(fields.id("return_id")),
            relation_code=fields.needed("relation_code"),
            is_guardian=fields.yes("is_guardian"),
            appealed_on=fields.day("asked_on"),
            not_suspected=fields.yes("not_suspected"),
        )
        fields.require_no_errors()
        return returning.appeal_return(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: case_path(case_id),
        again=lambda form: _appeal(visitor, case_for(visitor, case_id, Asking.ARRANGE_LEAVE), form),
        names=NAMES,
    )


def _today(visitor: Visitor) -> Form:
    return Form({"asked_on": (local_day(visitor.call.now).isoformat(),)})


def _request(visitor: Visitor, found: Case, return_id: UUID, form: Form) -> ReturnRequestPage:
    return ReturnRequestPage(
        case=head_of(found, visitor.call.now),
        now=visitor.call.now,
        return_id=return_id,
        form=form,
        within_days=visitor.call.ledger.rules.returning.reviewed.days,
        may_be_meant=family_may_be_meant(found.state),
    )


def _appeal(visitor: Visitor, found: Case, form: Form) -> ReturnRequestPage:
    deferred = found.state.at_school.returns.deferred
    return ReturnRequestPage(
        case=head_of(found, visitor.call.now),
        now=visitor.call.now,
        return_id=deferred.return_id if deferred else UUID(int=0),
        form=form,
        within_days=visitor.call.ledger.rules.returning.appeal_reviewed.days,
        may_be_meant=family_may_be_meant(found.state),
        deferred=deferred,
    )
