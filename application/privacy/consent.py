"""Requests about notices to families, consent, and its withdrawal; and how it stands with both."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid5

from application.authorisation.permission import permit, permit_at, permit_for_child
from application.care_files.heads import Head, head_of
from application.ports import Actor, History, Ledger, Receipt
from application.privacy.speakers import Speakers, speakers_in
from application.reads.looking import Asked, look
from application.recording import Request, record
from application.states import child_state, children_stream, consent_state, consent_stream
from domain.access.table import Request as Asking
from domain.access.table import Standing
from domain.codelists import Processing
from domain.consent import rules
from domain.consent.facts import ASKED_FOR, ConsentGranted, NoticePublished, Said
from domain.consent.speaking import Hearing
from domain.consent.state import (
    Agreement,
    ConsentState,
    PublishNotice,
    RecordAnswers,
    SignConsent,
    WithdrawConsent,
)
from domain.days import local_day
from domain.errors import NotFound, RuleBroken
from domain.reads.facts import Reading
from domain.shared import ChildId, ConsentId, Erased, OrganisationId


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """How it stands with one use for which the family is asked.

    `said` is the answer that counts and `consent_id` its request; `unsigned` that a signature is
    still to come; `ask_child` that the child is old enough now to be asked.
    """

    processing: Processing
    agreement: Agreement
    consent_id: ConsentId | None = None
    said: Said | None = None
    unsigned: bool = False
    ask_child: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Consents:
    """What one child's family was told and agreed to; `notices` are those in force for the child.

    `told_at` is when a notice was last given to anybody who speaks for the child.
    """

    head: Head
    notices: tuple[NoticePublished, ...]
    told_at: datetime | None
    agreed: tuple[Agreed, ...]
    speakers: Speakers


def publish_notice(ledger: Ledger, actor: Actor, request: PublishNotice, now: datetime) -> Receipt:
    """Record the next version of an organisation's notice to families."""
    places = [request.organisation_id]
    context = permit_at(ledger, actor, Asking.PUBLISH_NOTICE, places, now)
    return record(
        ledger,
        Request(request_id=request.notice_id, actor=actor, now=now, context=context),
        [consent_stream(request.organisation_id)],
        lambda history: rules.publish_notice(
            consent_state(history, request.organisation_id), request, by=actor.person_id
        ),
    )


def own_notices(ledger: Ledger, actor: Actor, now: datetime) -> tuple[NoticePublished, ...]:
    """Return every version that the organisations published where the person may publish.

    Raises: NotPermitted, Unavailable.
    """
    permit(ledger, actor, Asking.PUBLISH_NOTICE, now)
    return _published(ledger, publishers(ledger, actor, now))


def publishers(ledger: Ledger, actor: Actor, now: datetime) -> tuple[OrganisationId, ...]:
    """Return the organisations for which a person may publish notices today."""
    today = local_day(now)
    return tuple(
        each.organisation_id
        for each in ledger.access.duties_of(actor.person_id)
        if each.role.value == Standing.PRIVACY_OFFICER and each.holds_on(today)
    )


def record_answers(ledger: Ledger, actor: Actor, request: RecordAnswers, now: datetime) -> Receipt:
    """Record that a notice was given to somebody who speaks for a child, and what was answered.

    Raises: NotFound for a notice that is not for this child.
    """
    context = permit_for_child(ledger, actor, Asking.RECORD_CONSENT, request.child_id, now)
    if request.organisation_id not in (ledger.access.chain_of_child(request.child_id) or ()):
        raise NotFound("notice_not_found")

    def decide(history: History) -> rules.Answer:
        return rules.record_answers(
            consent_state(history, request.child_id),
            request,
            notices=consent_state(history, request.organisation_id),
            heard=_hearing(history, request.child_id, actor, now),
            rules=ledger.rules,
        )

    streams = [
        children_stream(request.child_id),
        consent_stream(request.child_id),
        consent_stream(request.organisation_id),
    ]
    asked = Request(request_id=request.consent_id, actor=actor, now=now, context=context)
    return record(ledger, asked, streams, decide)


def withdraw_consent(
    ledger: Ledger, actor: Actor, request: WithdrawConsent, now: datetime
) -> Receipt:
    """Record that a consent was taken back."""
    context = permit_for_child(ledger, actor, Asking.RECORD_CONSENT, request.child_id, now)
    return record(
        ledger,
        Request(request_id=request.consent_id, actor=actor, now=now, context=context),
        [children_stream(request.child_id), consent_stream(request.child_id)],
        lambda history: rules.withdraw_consent(
            consent_state(history, request.child_id),
            request,
            heard=_hearing(history, request.child_id, actor, now),
            rules=ledger.rules,
        ),
    )


def sign_consent(ledger: Ledger, actor: Actor, request: SignConsent, now: datetime) -> Receipt:
    """Record the day on which a consent by telephone or message was signed."""
    context = permit_for_child(ledger, actor, Asking.RECORD_CONSENT, request.child_id, now)
    return record(
        ledger,
        Request(
            request_id=uuid5(request.consent_id, "signed"), actor=actor, now=now, context=context
        ),
        [consent_stream(request.child_id)],
        lambda history: rules.sign_consent(
            consent_state(history, request.child_id), request, today=local_day(now)
        ),
    )


def consents(ledger: Ledger, asked: Asked, asking: Asking = Asking.READ_CONSENT) -> Consents:
    """Return what a child's family was told and agreed to, to whoever may have `asking`.

    The reading is recorded first.

    Raises: NotFound, NotPermitted, Unavailable, Unreadable.
    """
    standings, history = look(ledger, asked, asking, Reading.CONSENT)
    state = consent_state(history, asked.child_id)
    chain = ledger.access.chain_of_child(asked.child_id) or frozenset()
    found = (
        rules.notice_in_force(_published(ledger, [place]), asked.day)
        for place in sorted(chain, key=lambda each: each.bytes)
    )
    return Consents(
        head=head_of(ledger, asked.child_id, standings, history),
        notices=tuple(each for each in found if each is not None),
        told_at=max((each.said.said_at for each in state.told), default=None),
        agreed=agreed(ledger, history, asked),
        speakers=speakers_in(history, asked.child_id, standings),
    )


def agreed(ledger: Ledger, history: History, asked: Asked) -> tuple[Agreed, ...]:
    """Return how it stands with each use for which families are asked."""
    state = consent_state(history, asked.child_id)
    registered = child_state(history, asked.child_id).registered
    return tuple(
        Agreed(
            processing=each,
            agreement=state.agreement(each),
            consent_id=state.latest[each].consent_id if each in state.latest else None,
            said=state.latest[each].said if each in state.latest else None,
            unsigned=_is_unsigned(state, each),
            ask_child=registered is not None
            and isinstance(granted := state.latest.get(each), ConsentGranted)
            and rules.has_to_decide_anew(
                granted, born_on=registered.born_on, on=asked.day, rules=ledger.rules
            ),
        )
        for each in ASKED_FOR
    )


def _is_unsigned(state: ConsentState, processing: Processing) -> bool:
    standing = state.latest.get(processing)
    return isinstance(standing, ConsentGranted) and rules.awaits_signature(state, standing)


def _hearing(history: History, child_id: ChildId, actor: Actor, now: datetime) -> Hearing:
    registered = child_state(history, child_id).registered
    if registered is None:
        raise RuleBroken("child_not_registered")
    return Hearing(by=actor.person_id, now=now, born_on=registered.born_on)


def _published(
    ledger: Ledger, organisation_ids: Iterable[OrganisationId]
) -> tuple[NoticePublished, ...]:
    places = tuple(organisation_ids)
    history = ledger.log.load([consent_stream(each) for each in places])
    if isinstance(history, Erased):
        return ()
    return tuple(each for place in places for each in consent_state(history, place).published)
