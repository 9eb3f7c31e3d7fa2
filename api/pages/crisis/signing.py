"""The page on which whoever has a case says that a consent given by word was signed, or was not."""

from uuid import UUID

from fastapi import APIRouter, Response

from api import paths
from api.guards.apart import VisitorApartDep, apart
from api.pages.crisis.case_forms import case_for
from api.pages.crisis.case_lines import head_of
from api.pages.crisis.cases import case_path
from api.pages.crisis.hospital_lines import hospital_of
from api.pages.frame import FieldsDep, Visitor, see_other
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.crisis.signing import SignatureOutcome, SignConsentPage
from api.view_models.forms import Form, typed
from application.crisis.hospital import signing
from application.crisis.reading.case_reading import Case
from application.ports import Receipt
from domain.access.table import Request as Asking
from domain.days import last_day, local_day
from domain.errors import RuleBroken
from domain.referrals.hospital.signing import (
    DeclineSigning,
    SignReferralConsent,
    signature_owed,
)
from domain.shared import CaseId, ConsentId

router = APIRouter(include_in_schema=False)

NAMES = {"signed_on": "signature_on", "said_on": "signature_on"}


@router.get(paths.SIGN_REFERRAL)
@apart
def ask_signature(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Ask whether it was signed, when, and which paper it is."""
    found = case_for(visitor, case_id, Asking.ISSUE_REFERRAL)
    line = hospital_of(visitor.call, found).signature
    if line is None or not line.may_sign:
        return see_other(case_path(case_id))
    form = Form(typed(signature_on=local_day(visitor.call.now).isoformat()))
    return visitor.page(_page(visitor, found, form), fresh=True)


@router.post(paths.SIGN_REFERRAL)
@apart
def record(case_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Record it; the consent holds whatever is said."""
    return take(
        visitor,
        fields,
        lambda: _save(visitor, fields, CaseId(case_id)),
        done=lambda _receipt: case_path(case_id),
        again=lambda form: _page(visitor, case_for(visitor, case_id, Asking.ISSUE_REFERRAL), form),
        names=NAMES,
    )


def _save(visitor: Visitor, fields: Fields, case_id: CaseId) -> Receipt:
    call, consent_id = visitor.call, ConsentId(fields.id("consent_id"))
    outcome, on = fields.one_of("signature_outcome", SignatureOutcome), fields.day("signature_on")
    if outcome is SignatureOutcome.NOT_SIGNED:
        unsigned = DeclineSigning(
            case_id=case_id, consent_id=consent_id, said_on=on, why=fields.needed("why")
        )
        fields.require_no_errors()
        return signing.decline_signing(call.ledger, call.actor, unsigned, call.now)
    signed = SignReferralConsent(
        case_id=case_id, consent_id=consent_id, signed_on=on, paper=fields.needed("paper")
    )
    fields.require_no_errors()
    return signing.sign_consent(call.ledger, call.actor, signed, call.now)


def _page(visitor: Visitor, found: Case, form: Form) -> SignConsentPage:
    state, now = found.state, visitor.call.now
    owed, due_at = signature_owed(state), signing.signature_due_at(visitor.call.ledger, state)
    if owed is None or due_at is None:
        raise RuleBroken("referral_consent_already_signed")
    giver = state.givers.get(owed.consent_id)
    return SignConsentPage(
        case=head_of(found, now),
        now=now,
        consent_id=owed.consent_id,
        giver=giver.name if giver else "",
        relation_code=owed.relation_code,
        means=owed.means,
        given_at=owed.given_at,
        due_on=last_day(due_at),
        form=form,
    )
