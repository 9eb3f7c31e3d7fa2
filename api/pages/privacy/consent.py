"""The pages on which a family's consent is shown, written down, signed and taken back."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.people_names import head
from api.pages.privacy.speaking import back_to, just_now, said_in, witnesses_for
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.forms import Form
from api.view_models.privacy.agreed import AgreedLine
from api.view_models.privacy.consent import AnswersPage, ConsentPage, StillAgreed
from application.ports import Receipt
from application.privacy.consent import (
    Agreed,
    consents,
    record_answers,
    sign_consent,
)
from domain.access.table import Request as Asking
from domain.codelists import Processing
from domain.consent.facts import ASKED_FOR
from domain.consent.state import Agreement, RecordAnswers, SignConsent
from domain.days import local_day
from domain.shared import ChildId, ConsentId, NoticeId, OrganisationId

router = APIRouter(include_in_schema=False)


@router.get(paths.CONSENT)
def consent(child_id: UUID, visitor: VisitorDep, withdrawn: Processing | None = None) -> Response:
    """Show how it stands with each use, and the notices in force.

    Of a use whose withdrawal was just written down it is told when the family agreed after it.
    """
    return visitor.page(_page(visitor, child_id, Form(), withdrawn))


@router.get(paths.NEW_ANSWERS)
def ask_answers(child_id: UUID, visitor: VisitorDep) -> Response:
    """Ask what was answered to which notice."""
    return visitor.page(_answers_page(visitor, child_id, uuid4(), Form(just_now(visitor))))


@router.post(paths.NEW_ANSWERS)
def answer(child_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Write down that a notice was given and what was answered."""
    call = visitor.call
    consent_id = ConsentId(fields.maybe_id("consent_id") or uuid4())

    def save() -> Receipt:
        request = _answers(fields, ChildId(child_id), consent_id)
        return record_answers(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=back_to(child_id),
        again=lambda form: _answers_page(visitor, child_id, consent_id, form),
    )


@router.post(paths.SIGN_CONSENT)
def sign(child_id: UUID, consent_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Write down that a consent was signed on paper."""
    call = visitor.call

    def save() -> Receipt:
        signed_on = fields.day("signed_on")
        fields.require_no_errors()
        request = SignConsent(
            child_id=ChildId(child_id), consent_id=ConsentId(consent_id), signed_on=signed_on
        )
        return sign_consent(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=back_to(child_id),
        again=lambda form: _page(visitor, child_id, form),
    )


def line_of(each: Agreed) -> AgreedLine:
    """Return how it stands with one use, as pages show it."""
    return AgreedLine(
        processing=each.processing,
        agreement=each.agreement,
        consent_id=each.consent_id,
        spoken_by=each.said.spoken_by if each.said else None,
        said_on=local_day(each.said.said_at) if each.said else None,
        unsigned=each.unsigned,
        ask_child=each.ask_child,
    )


def _answers(fields: Fields, child_id: ChildId, consent_id: ConsentId) -> RecordAnswers:
    said, answers = said_in(fields), {each: fields.yes_no(f"answer_{each}") for each in ASKED_FOR}
    organisation, _, notice = fields.needed("notice").partition(" ")
    fields.require_no_errors()
    chosen = Fields({"organisation": (organisation,), "notice": (notice,)})
    return RecordAnswers(
        child_id=child_id,
        consent_id=consent_id,
        organisation_id=OrganisationId(chosen.id("organisation")),
        notice_id=NoticeId(chosen.id("notice")),
        said=said,
        name=fields.maybe("speaker_name"),
        granted=tuple(each for each, yes in answers.items() if yes),
        declined=tuple(each for each, yes in answers.items() if yes is False),
    )


def _page(
    visitor: Visitor, child_id: UUID, form: Form, withdrawn: Processing | None = None
) -> ConsentPage:
    call = visitor.call
    found = consents(call.ledger, visitor.asked(child_id))
    today = local_day(call.now)
    return ConsentPage(
        child=head(found.head, today, call.ledger.rules),
        agreed=tuple(line_of(each) for each in found.agreed),
        notices=found.notices,
        told_at=found.told_at,
        may_record=Asking.RECORD_CONSENT in found.head.may,
        today=today,
        form=form,
        still_agreed=next(
            (
                StillAgreed(processing=each.processing, said_at=each.said.said_at)
                for each in found.agreed
                if each.processing is withdrawn
                and each.agreement is Agreement.GRANTED
                and each.said is not None
            ),
            None,
        ),
    )


def _answers_page(visitor: Visitor, child_id: UUID, consent_id: UUID, form: Form) -> AnswersPage:
    call = visitor.call
    found = consents(call.ledger, visitor.asked(child_id), Asking.RECORD_CONSENT)
    return AnswersPage(
        child=head(found.head, local_day(call.now), call.ledger.rules),
        consent_id=consent_id,
        form=form,
        notices=found.notices,
        witnesses=witnesses_for(visitor, found.head.child_id),
        carers=found.speakers.carers,
    )
