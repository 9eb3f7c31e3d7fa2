"""The page on which somebody says what came of calling the number of a place."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.taking import take
from api.view_models.forms import Form, typed
from api.view_models.oncall import TryTelephonePage
from application.oncall import telephones
from application.ports import Receipt
from domain.days import local_day
from domain.oncall.facts import CallOutcome
from domain.oncall.state import TryTelephone
from domain.shared import OrganisationId, TrialId

router = APIRouter(include_in_schema=False)


@router.get(paths.TRY_TELEPHONE)
def ask(organisation_id: UUID, visitor: VisitorDep) -> Response:
    """Ask whether anybody was reached, and on which day."""
    form = Form(typed(called_on=local_day(visitor.call.now).isoformat()))
    return visitor.page(_page(visitor, organisation_id, TrialId(uuid4()), form))


@router.post(paths.TRY_TELEPHONE)
def save(organisation_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Record it and show the numbers."""
    call = visitor.call
    key = TrialId(fields.maybe_id("trial_id") or uuid4())

    def record() -> Receipt:
        request = TryTelephone(
            organisation_id=OrganisationId(organisation_id),
            trial_id=key,
            telephone=fields.text("telephone_called"),
            outcome=fields.one_of("call_outcome", CallOutcome),
            called_on=fields.day("called_on"),
        )
        fields.require_no_errors()
        return telephones.record_try(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        record,
        done=lambda _receipt: paths.ON_CALL,
        again=lambda form: _page(visitor, organisation_id, key, form),
    )


def _page(visitor: Visitor, organisation_id: UUID, key: TrialId, form: Form) -> TryTelephonePage:
    call, place = visitor.call, OrganisationId(organisation_id)
    row = telephones.place_to_try(call.ledger, call.actor, place, call.now)
    return TryTelephonePage(
        organisation_id=place,
        place=row.name,
        telephone=row.duty_telephone or "",
        trial_id=key,
        form=form,
    )
