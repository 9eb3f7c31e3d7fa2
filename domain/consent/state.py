"""What is asked about notices and consent, and what the rules keep in mind of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import reduce
from typing import assert_never

from domain.codelists import Processing
from domain.consent.facts import (
    ConsentDeclined,
    ConsentEvent,
    ConsentGranted,
    ConsentSigned,
    ConsentWithdrawn,
    NoticeGiven,
    NoticePublished,
    Said,
    SpeakerNamed,
)
from domain.days import end_of_day
from domain.shared import ChildId, ConsentId, NoticeId, OrganisationId

Answered = ConsentGranted | ConsentDeclined | ConsentWithdrawn


class Agreement(StrEnum):
    """How it stands with one use of data for which families are asked."""

    GRANTED = "granted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishNotice:
    """Let an organisation tell families from a day what it does with data."""

    organisation_id: OrganisationId
    notice_id: NoticeId
    title: str
    text: str
    processings: tuple[Processing, ...]
    from_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAnswers:
    """Write down that a notice was given, and what was answered; a use not answered is left out."""

    child_id: ChildId
    consent_id: ConsentId
    organisation_id: OrganisationId
    notice_id: NoticeId
    said: Said
    name: str | None = None
    granted: tuple[Processing, ...] = ()
    declined: tuple[Processing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawConsent:
    """Write down that a consent was taken back."""

    child_id: ChildId
    consent_id: ConsentId
    processing: Processing
    said: Said
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignConsent:
    """Write down that an earlier consent was signed on paper."""

    child_id: ChildId
    consent_id: ConsentId
    signed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentState:
    """The notices of one organisation, or what was told and answered about one child.

    `latest` is the answer that counts for each use: the one said last, however late it was written
    down. `under` holds all facts of one request.
    """

    published: tuple[NoticePublished, ...] = ()
    told: tuple[NoticeGiven, ...] = ()
    latest: Mapping[Processing, Answered] = field(default_factory=dict)
    under: Mapping[ConsentId, tuple[ConsentEvent, ...]] = field(default_factory=dict)
    signed: Mapping[ConsentId, ConsentSigned] = field(default_factory=dict)

    def agreement(self, processing: Processing) -> Agreement:
        """Return how it stands with one use."""
        match self.latest.get(processing):
            case ConsentGranted():
                return Agreement.GRANTED
            case ConsentDeclined():
                return Agreement.DECLINED
            case ConsentWithdrawn():
                return Agreement.WITHDRAWN
            case None:
                return Agreement.NOT_ASKED


NO_CONSENT = ConsentState()


def evolve(state: ConsentState, event: ConsentEvent) -> ConsentState:
    """Return what the rules know after one more fact."""
    match event:
        case NoticePublished():
            return replace(state, published=(*state.published, event))
        case ConsentSigned():
            return replace(state, signed={**state.signed, event.consent_id: event})
        case NoticeGiven():
            return _beside(replace(state, told=(*state.told, event)), event)
        case SpeakerNamed():
            return _beside(state, event)
        case ConsentGranted() | ConsentDeclined() | ConsentWithdrawn():
            known = state.latest.get(event.processing)
            if known is not None and _rank(event) < _rank(known):
                return _beside(state, event)
            latest = {**state.latest, event.processing: event}
            return _beside(replace(state, latest=latest), event)
        case _:
            assert_never(event)


def stood_on(state: ConsentState, processing: Processing, on: date) -> bool:
    """Return whether the family agreed to a use at any moment of a day, whatever it said later.

    To take a consent back undoes nothing that came before (个人信息保护法 §15).
    """
    begins, ends = end_of_day(on - timedelta(days=1)), end_of_day(on)
    facts = [fact for under in state.under.values() for fact in under]
    answers = [fact for fact in facts if isinstance(fact, Answered)]
    said = [answer.said.said_at for answer in answers]

    def stood(moment: datetime) -> bool:
        until = fold(answer for answer in answers if answer.said.said_at <= moment)
        return until.agreement(processing) is Agreement.GRANTED

    return any(map(stood, [begins, *(moment for moment in said if begins < moment < ends)]))


def fold(facts: Iterable[ConsentEvent]) -> ConsentState:
    """Return what the rules know after these facts of one child or organisation."""
    return reduce(evolve, facts, NO_CONSENT)


def _rank(answer: Answered) -> tuple[float, bool]:
    # What was said last counts; of two answers of one moment the one that is no consent.
    return answer.said.said_at.timestamp(), not isinstance(answer, ConsentGranted)


def _beside(state: ConsentState, event: NoticeGiven | SpeakerNamed | Answered) -> ConsentState:
    known = state.under.get(event.consent_id, ())
    return replace(state, under={**state.under, event.consent_id: (*known, event)})
