"""The page by which a child is referred to a hospital, on consent or on danger."""

from enum import StrEnum
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.guards.apart import VisitorApartDep, apart
from api.pages.choices import people
from api.pages.crisis.case_forms import case_for
from api.pages.crisis.case_lines import actions_of, head_of
from api.pages.crisis.cases import case_path
from api.pages.crisis.hospital_choices import hospital_choices
from api.pages.frame import FieldsDep, Visitor, see_other
from api.pages.people_names import place
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.crisis.referring import EarlierConsent, ReferPage
from api.view_models.forms import Choice, Form
from application.crisis.hospital.referring import issue_referral
from application.crisis.reading.case_reading import Case
from application.crisis.worries.referrals import people_who_may_answer
from application.ports import Receipt
from domain.access.table import Request as Asking
from domain.codelists import ConsentMeans
from domain.days import LOCAL
from domain.referrals.family.consent_facts import PupilWish
from domain.referrals.family.guardians import family_may_be_meant
from domain.referrals.hospital.declining import hospitals_named
from domain.referrals.hospital.sending import Consent, IssueReferral
from domain.shared import CaseId, ConsentId, OrganisationId, PersonId, ReferralId

router = APIRouter(include_in_schema=False)

Ids = tuple[UUID, UUID]
"""Of a consent and of the referral, minted once for a page."""


class Ground(StrEnum):
    """On what the form rests: a consent given now, one from before, or danger."""

    CONSENT = "consent"
    EARLIER = "earlier"
    EMERGENCY = "emergency"


@router.get(paths.ISSUE_REFERRAL)
@apart
def ask_basis(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Ask for the hospital, and on what the referral rests."""
    found = case_for(visitor, case_id, Asking.ISSUE_REFERRAL)
    if not actions_of(found, visitor.call.actor.person_id).issue:
        return see_other(case_path(case_id))
    here = visitor.call.now.astimezone(LOCAL)
    form = Form(
        {
            "referral_basis": (Ground.CONSENT.value,),
            "given_on": (here.date().isoformat(),),
            "given_time": (f"{here:%H:%M}",),
        }
    )
    return visitor.page(_page(visitor, found, (uuid4(), uuid4()), form), fresh=True)


@router.post(paths.ISSUE_REFERRAL)
@apart
def refer(case_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Refer the child; the hospital sees the case from now on."""
    call = visitor.call
    ids = (fields.maybe_id("consent_id") or uuid4(), fields.maybe_id("referral_id") or uuid4())

    def save() -> Receipt:
        request = _request(fields, CaseId(case_id), ids)
        fields.require_no_errors()
        return issue_referral(call.ledger, call.actor, request, call.now)

    def again(form: Form) -> ReferPage:
        return _page(visitor, case_for(visitor, case_id, Asking.ISSUE_REFERRAL), ids, form)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: case_path(case_id),
        again=again,
    )


def _request(fields: Fields, case_id: CaseId, ids: Ids) -> IssueReferral:
    consent_id, referral_id = ids
    ground = fields.one_of("referral_basis", Ground)
    return IssueReferral(
        case_id=case_id,
        hospital_id=OrganisationId(fields.id("hospital_id")),
        referral_id=ReferralId(referral_id),
        consent=_consent(fields, ConsentId(consent_id)) if ground is Ground.CONSENT else None,
        consent_id=ConsentId(fields.id("earlier_id")) if ground is Ground.EARLIER else None,
        danger=fields.needed("danger") if ground is Ground.EMERGENCY else None,
    )


def _consent(fields: Fields, consent_id: ConsentId) -> Consent:
    witness_id = fields.maybe_id("witness_id")
    return Consent(
        consent_id=consent_id,
        name=fields.needed("consent_name"),
        relation_code=fields.needed("relation_code"),
        is_guardian=fields.yes("is_guardian"),
        means=fields.one_of("consent_means", ConsentMeans),
        given_at=fields.moment("given_on", "given_time", "given_at"),
        witness_id=PersonId(witness_id) if witness_id else None,
        also_for=tuple(OrganisationId(each) for each in fields.ids("also_for")),
        not_suspected=fields.yes("not_suspected"),
        wish=fields.one_of("pupil_wish", PupilWish),
    )


def _latest_consent(found: Case) -> ConsentId | None:
    return next(reversed([*found.state.consents]), None)


def _page(visitor: Visitor, found: Case, ids: Ids, form: Form) -> ReferPage:
    now, hospitals = visitor.call.now, hospital_choices(visitor, found.case_id)
    return ReferPage(
        case=head_of(found, now),
        now=now,
        consent_id=ids[0],
        referral_id=ids[1],
        form=form,
        earlier=_earlier(found),
        hospitals=hospitals.choices,
        known=hospitals.lines,
        witnesses=_witnesses(visitor, found),
        may_be_meant=family_may_be_meant(found.state),
    )


def _earlier(found: Case) -> EarlierConsent | None:
    consent_id, state = _latest_consent(found), found.state
    if consent_id is None:
        return None
    declined = state.at_hospital.declined_by
    left = [each for each in hospitals_named(state, consent_id) if each not in declined]
    if not left:
        return None
    giver = state.givers.get(consent_id)
    return EarlierConsent(
        consent_id=consent_id,
        giver=giver.name if giver else "",
        relation_code=state.consents[consent_id].relation_code,
        hospitals=tuple(place(found.names, each) or "" for each in left),
    )


def _witnesses(visitor: Visitor, found: Case) -> tuple[Choice, ...]:
    """Return who may have heard a consent by telephone: colleagues of the school, and above."""
    call, me = visitor.call, visitor.call.actor.person_id
    answering = people_who_may_answer(call.ledger, call.actor, found.case_id, call.now)
    school_id = found.concern.school_id
    nearby = call.ledger.directory.people_at([school_id] if school_id else [])
    rows = {**call.ledger.directory.people(answering), **{each.person_id: each for each in nearby}}
    return people(row for row in rows.values() if row.person_id != me)
