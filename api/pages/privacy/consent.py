"""The pages on which a family's consent is shown, written down, signed and taken back."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.pages.choices import people
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.people_names import head
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.agreed import AgreedLine
from api.view_models.consent import AnswersPage, ConsentPage, WithdrawConsentPage
from api.view_models.forms import Choice, Form, typed
from application.ports import Receipt
from application.privacy.consent import (
    Agreed,
    Consents,
    consents,
    record_answers,
    sign_consent,
    withdraw_consent,
)
from domain.access.table import Request as Asking
from domain.codelists import ConsentMeans, SpokenBy
from domain.consent.facts import ASKED_FOR, Processing, Said
from domain.consent.state import RecordAnswers, SignConsent, WithdrawConsent
from domain.days import LOCAL, local_day
from domain.shared import ChildId, ConsentId, NoticeId, OrganisationId, PersonId

router = APIRouter(include_in_schema=False)


@router.get(paths.CONSENT)
def consent(child_id: UUID, visitor: VisitorDep) -> Response:
    """Show how it stands with each use, and the notices in force."""
    return visitor.page(_page(visitor, child_id, Form()))


@router.get(paths.NEW_ANSWERS)
def ask_answers(child_id: UUID, visitor: VisitorDep) -> Response:
    """Ask what was answered to which notice."""
    return visitor.page(_answers_page(visitor, child_id, uuid4(), Form(_just_now(visitor))))


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
        done=_back_to(child_id),
        again=lambda form: _answers_page(visitor, child_id, consent_id, form),
    )


@router.get(paths.WITHDRAW_CONSENT)
def confirm_withdrawal(child_id: UUID, processing: Processing, visitor: VisitorDep) -> Response:
    """Ask who takes the consent back, and how they said so."""
    return visitor.page(_withdrawal_page(visitor, child_id, processing, uuid4(), None))


@router.post(paths.WITHDRAW_CONSENT)
def withdraw(
    child_id: UUID, processing: Processing, visitor: VisitorDep, fields: FieldsDep
) -> Response:
    """Write down that a consent was taken back."""
    call = visitor.call
    consent_id = ConsentId(fields.maybe_id("consent_id") or uuid4())

    def save() -> Receipt:
        said, name = _said(fields), fields.maybe("speaker_name")
        fields.require_no_errors()
        request = WithdrawConsent(
            child_id=ChildId(child_id),
            consent_id=consent_id,
            processing=processing,
            said=said,
            name=name,
        )
        return withdraw_consent(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=_back_to(child_id),
        again=lambda form: _withdrawal_page(visitor, child_id, processing, consent_id, form),
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
        done=_back_to(child_id),
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


def _back_to(child_id: UUID) -> Callable[[Receipt], str]:
    return lambda _receipt: paths.filled(paths.CONSENT, child_id=child_id)


def _just_now(visitor: Visitor) -> dict[str, tuple[str, ...]]:
    here: datetime = visitor.call.now.astimezone(LOCAL)
    return dict(typed(said_on=here.date().isoformat(), said_time=f"{here:%H:%M}"))


def _said(fields: Fields) -> Said:
    witness_id = fields.maybe_id("witness_id")
    return Said(
        spoken_by=fields.one_of("spoken_by", SpokenBy),
        means=fields.one_of("consent_means", ConsentMeans),
        said_at=fields.moment("said_on", "said_time", "said_at"),
        relation_code=fields.maybe("relation_code"),
        witness_id=PersonId(witness_id) if witness_id else None,
        authorised_on=fields.maybe_day("authorised_on"),
    )


def _answers(fields: Fields, child_id: ChildId, consent_id: ConsentId) -> RecordAnswers:
    said, answers = _said(fields), {each: fields.yes_no(f"answer_{each}") for each in ASKED_FOR}
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


def _page(visitor: Visitor, child_id: UUID, form: Form) -> ConsentPage:
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
    )


def _answers_page(visitor: Visitor, child_id: UUID, consent_id: UUID, form: Form) -> AnswersPage:
    call = visitor.call
    found = consents(call.ledger, visitor.asked(child_id), Asking.RECORD_CONSENT)
    return AnswersPage(
        child=head(found.head, local_day(call.now), call.ledger.rules),
        consent_id=consent_id,
        form=form,
        notices=found.notices,
        witnesses=_witnesses(visitor, found.head.child_id),
    )


def _withdrawal_page(
    visitor: Visitor, child_id: UUID, processing: Processing, consent_id: UUID, form: Form | None
) -> WithdrawConsentPage:
    call = visitor.call
    found = consents(call.ledger, visitor.asked(child_id), Asking.RECORD_CONSENT)
    return WithdrawConsentPage(
        child=head(found.head, local_day(call.now), call.ledger.rules),
        processing=processing,
        consent_id=consent_id,
        form=form or Form(_just_now(visitor) | _as_before(found, processing)),
        witnesses=_witnesses(visitor, found.head.child_id),
    )


def _as_before(found: Consents, processing: Processing) -> dict[str, tuple[str, ...]]:
    """Return who agreed and how, but for the name: mostly the same person takes it back."""
    said = next((each.said for each in found.agreed if each.processing is processing), None)
    if said is None:
        return {}
    authorised_on = said.authorised_on.isoformat() if said.authorised_on else ""
    return dict(
        typed(
            spoken_by=said.spoken_by,
            consent_means=said.means,
            relation_code=said.relation_code or "",
            authorised_on=authorised_on,
        )
    )


def _witnesses(visitor: Visitor, child_id: ChildId) -> tuple[Choice, ...]:
    """Return who may have heard a word by telephone: whoever works where the child belongs."""
    call, me = visitor.call, visitor.call.actor.person_id
    chain = call.ledger.access.chain_of_child(child_id) or frozenset()
    return people(row for row in call.ledger.directory.people_at(chain) if row.person_id != me)
