"""Notices to families, their consent and its withdrawal."""

from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import PREFIX, CallDep
from api.routes.answers import READING, receipt_answer, recorded_with, refused_with
from api.routes.asking import ReadingDep
from api.routes.fields import Body, Day, Moment
from application.privacy import consent
from application.privacy.consent import Agreed
from domain.codelists import ConsentMeans, Processing, SpokenBy
from domain.consent.facts import NoticePublished, Said
from domain.consent.state import PublishNotice, RecordAnswers, SignConsent, WithdrawConsent
from domain.shared import ChildId, ConsentId, NoticeId, OrganisationId, PersonId

router = APIRouter(prefix=PREFIX, tags=["consent"])


class NoticeBody(Body):
    title: str
    text: str
    processings: tuple[Processing, ...]
    from_on: Day


class SaidBody(Body):
    spoken_by: SpokenBy
    means: ConsentMeans
    said_at: Moment
    name: str | None = None
    relation_code: str | None = None
    witness_id: PersonId | None = None
    authorised_on: Day | None = None

    def value(self) -> Said:
        return Said(
            spoken_by=self.spoken_by,
            means=self.means,
            said_at=self.said_at,
            relation_code=self.relation_code,
            witness_id=self.witness_id,
            authorised_on=self.authorised_on,
        )


class AnswersBody(Body):
    organisation_id: OrganisationId
    notice_id: NoticeId
    said: SaidBody
    granted: tuple[Processing, ...] = ()
    declined: tuple[Processing, ...] = ()


class WithdrawalBody(Body):
    processing: Processing
    said: SaidBody


class SignatureBody(Body):
    signed_on: Day


class ConsentsBody(Body):
    notices: tuple[NoticePublished, ...]
    agreed: tuple[Agreed, ...]


@router.put(
    "/organisations/{organisation_id}/notices/{notice_id}",
    status_code=201,
    responses=recorded_with(),
)
def publish_notice(
    organisation_id: UUID, notice_id: UUID, body: NoticeBody, call: CallDep
) -> Response:
    """Publish the next version of what the organisation tells families."""
    request = PublishNotice(
        organisation_id=OrganisationId(organisation_id),
        notice_id=NoticeId(notice_id),
        title=body.title,
        text=body.text,
        processings=body.processings,
        from_on=body.from_on,
    )
    return receipt_answer(
        consent.publish_notice(call.ledger, call.actor, request, call.now), call.path
    )


@router.get("/children/{child_id}/consent", responses=refused_with(404, *READING))
def consents(reading: ReadingDep) -> ConsentsBody:
    """Return what the family was told and agreed to; that somebody looked is recorded."""
    found = consent.consents(reading.ledger, reading.asked)
    return ConsentsBody(notices=found.notices, agreed=found.agreed)


@router.put(
    "/children/{child_id}/answers/{consent_id}", status_code=201, responses=recorded_with(404)
)
def record_answers(child_id: UUID, consent_id: UUID, body: AnswersBody, call: CallDep) -> Response:
    """Record that a notice was given to somebody who speaks for the child, and the answers."""
    request = RecordAnswers(
        child_id=ChildId(child_id),
        consent_id=ConsentId(consent_id),
        organisation_id=body.organisation_id,
        notice_id=body.notice_id,
        said=body.said.value(),
        name=body.said.name,
        granted=body.granted,
        declined=body.declined,
    )
    return receipt_answer(
        consent.record_answers(call.ledger, call.actor, request, call.now), call.path
    )


@router.put(
    "/children/{child_id}/consent-withdrawals/{consent_id}",
    status_code=201,
    responses=recorded_with(404),
)
def withdraw_consent(
    child_id: UUID, consent_id: UUID, body: WithdrawalBody, call: CallDep
) -> Response:
    """Record that a consent was taken back; no reason is asked."""
    request = WithdrawConsent(
        child_id=ChildId(child_id),
        consent_id=ConsentId(consent_id),
        processing=body.processing,
        said=body.said.value(),
        name=body.said.name,
    )
    return receipt_answer(
        consent.withdraw_consent(call.ledger, call.actor, request, call.now), call.path
    )


@router.put(
    "/children/{child_id}/answers/{consent_id}/signature",
    status_code=201,
    responses=recorded_with(404),
)
def sign_consent(child_id: UUID, consent_id: UUID, body: SignatureBody, call: CallDep) -> Response:
    """Record the day on which a consent by telephone or message was signed."""
    request = SignConsent(
        child_id=ChildId(child_id), consent_id=ConsentId(consent_id), signed_on=body.signed_on
    )
    return receipt_answer(
        consent.sign_consent(call.ledger, call.actor, request, call.now), call.path
    )
