"""The page on which a consent is taken back, filled in as it was given: one button remains."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import FieldsDep, Visitor, VisitorDep, see_other
from api.pages.people_names import head
from api.pages.privacy.speaking import just_now, said_in, witnesses_for
from api.pages.taking import take
from api.view_models.forms import Form, typed
from api.view_models.privacy.consent import WithdrawConsentPage
from application.ports import Receipt
from application.privacy.consent import Agreed, Consents, consents, withdraw_consent
from domain.access.table import Request as Asking
from domain.codelists import ConsentMeans, Processing, SpokenBy
from domain.consent.facts import Said
from domain.consent.state import Agreement, WithdrawConsent
from domain.days import local_day
from domain.shared import ChildId, ConsentId

router = APIRouter(include_in_schema=False)


@router.get(paths.WITHDRAW_CONSENT)
def confirm_withdrawal(child_id: UUID, processing: Processing, visitor: VisitorDep) -> Response:
    """Ask who takes the consent back, and how they said so; back where there is none to take."""
    found = _to_withdraw(visitor, child_id)
    if _standing(found, processing).agreement is not Agreement.GRANTED:
        return see_other(paths.filled(paths.CONSENT, child_id=child_id))
    return visitor.page(_withdrawal_page(visitor, found, processing, uuid4(), None))


@router.post(paths.WITHDRAW_CONSENT)
def withdraw(
    child_id: UUID, processing: Processing, visitor: VisitorDep, fields: FieldsDep
) -> Response:
    """Write down that a consent was taken back."""
    call = visitor.call
    consent_id = ConsentId(fields.maybe_id("consent_id") or uuid4())

    def save() -> Receipt:
        said, name = said_in(fields), fields.maybe("speaker_name")
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
        done=lambda _receipt: paths.filled(
            paths.CONSENT, query={"withdrawn": processing}, child_id=child_id
        ),
        again=lambda form: _withdrawal_page(
            visitor, _to_withdraw(visitor, child_id), processing, consent_id, form
        ),
    )


def _to_withdraw(visitor: Visitor, child_id: UUID) -> Consents:
    return consents(visitor.call.ledger, visitor.asked(child_id), Asking.RECORD_CONSENT)


def _standing(found: Consents, processing: Processing) -> Agreed:
    nothing = Agreed(processing=processing, agreement=Agreement.NOT_ASKED)
    return next((each for each in found.agreed if each.processing is processing), nothing)


def _withdrawal_page(
    visitor: Visitor,
    found: Consents,
    processing: Processing,
    consent_id: UUID,
    form: Form | None,
) -> WithdrawConsentPage:
    call, standing = visitor.call, _standing(found, processing)
    speaker = found.speakers.of_answers.get(standing.consent_id) if standing.consent_id else None
    as_before = just_now(visitor) | _as_before(standing, speaker or "")
    # Who heard it by telephone beside the asker is another one each time.
    is_whole = form is None and standing.said is not None and _is_whole(standing.said, speaker)
    return WithdrawConsentPage(
        child=head(found.head, local_day(call.now), call.ledger.rules),
        processing=processing,
        consent_id=consent_id,
        form=form or Form(as_before),
        witnesses=witnesses_for(visitor, found.head.child_id),
        carers=found.speakers.carers,
        before=standing.said if is_whole else None,
        speaker=speaker or "",
    )


def _is_whole(said: Said, speaker: str | None) -> bool:
    is_named = said.spoken_by is SpokenBy.CHILD or bool(speaker)
    return is_named and said.means is not ConsentMeans.PHONE_TWO_STAFF


def _as_before(standing: Agreed, speaker: str) -> dict[str, tuple[str, ...]]:
    """Return who agreed and how: mostly the same person takes it back."""
    said = standing.said
    if said is None:
        return {}
    return dict(
        typed(
            spoken_by=said.spoken_by,
            speaker_name=speaker,
            consent_means=said.means,
            relation_code=said.relation_code or "",
            authorised_on=said.authorised_on.isoformat() if said.authorised_on else "",
        )
    )
