"""What is asked about one's own data, and what the rules keep in mind of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import reduce
from typing import assert_never

from domain.codelists import ConsentMeans, SpokenBy
from domain.rights.facts import (
    AnswerHandedOver,
    HandingMeans,
    ProvenBy,
    RefusalReason,
    RequesterNamed,
    RequesterVerified,
    RightsAnswered,
    RightsAnswerWritten,
    RightsEvent,
    RightsFulfilled,
    RightsKind,
    RightsPartlyFulfilled,
    RightsRefused,
    RightsRequested,
    RightsWordsRecorded,
)
from domain.shared import ChildId, CorrectionId, RightsId


class RightsStage(StrEnum):
    """How far a request has come."""

    RECEIVED = "received"
    VERIFIED = "verified"
    FULFILLED = "fulfilled"
    PARTLY_FULFILLED = "partly_fulfilled"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRights:
    """Write down what somebody asks about a child's data."""

    child_id: ChildId
    rights_id: RightsId
    kind: RightsKind
    spoken_by: SpokenBy
    means: ConsentMeans
    asked_on: date
    relation_code: str | None = None
    name: str | None = None
    phone: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyRequester:
    """Write down how it was made sure who asks."""

    child_id: ChildId
    rights_id: RightsId
    proven_by: ProvenBy
    verified_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRights:
    """Decide: fulfilled without a reason, else why not, in part where `is_partly`."""

    child_id: ChildId
    rights_id: RightsId
    answered_on: date
    text: str
    reason: RefusalReason | None = None
    is_partly: bool = False
    correction_ids: tuple[CorrectionId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverAnswer:
    """Write down that the written answer was given to whoever asked."""

    child_id: ChildId
    rights_id: RightsId
    handed_on: date
    means: HandingMeans


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsState:
    """The requests about one child's data, each with all its facts in order."""

    requests: Mapping[RightsId, RightsRequested] = field(default_factory=dict)
    verified: Mapping[RightsId, RequesterVerified] = field(default_factory=dict)
    answered: Mapping[RightsId, RightsAnswered] = field(default_factory=dict)
    handed_over: Mapping[RightsId, AnswerHandedOver] = field(default_factory=dict)
    about: Mapping[RightsId, tuple[RightsEvent, ...]] = field(default_factory=dict)

    def stage(self, rights_id: RightsId) -> RightsStage:
        """Return how far a request has come."""
        match self.answered.get(rights_id):
            case RightsFulfilled():
                return RightsStage.FULFILLED
            case RightsPartlyFulfilled():
                return RightsStage.PARTLY_FULFILLED
            case RightsRefused():
                return RightsStage.REFUSED
            case None:
                seen = rights_id in self.verified
                return RightsStage.VERIFIED if seen else RightsStage.RECEIVED


NO_RIGHTS = RightsState()


def evolve(state: RightsState, event: RightsEvent) -> RightsState:
    """Return what the rules know after one more fact."""
    match event:
        case RightsRequested():
            requests = {**state.requests, event.rights_id: event}
            return replace(_beside(state, event), requests=requests)
        case RequesterVerified():
            verified = {**state.verified, event.rights_id: event}
            return replace(_beside(state, event), verified=verified)
        case RightsFulfilled() | RightsPartlyFulfilled() | RightsRefused():
            answered = {**state.answered, event.rights_id: event}
            return replace(_beside(state, event), answered=answered)
        case AnswerHandedOver():
            handed_over = {**state.handed_over, event.rights_id: event}
            return replace(_beside(state, event), handed_over=handed_over)
        case RequesterNamed() | RightsWordsRecorded() | RightsAnswerWritten():
            return _beside(state, event)
        case _:
            assert_never(event)


def _beside(state: RightsState, event: RightsEvent) -> RightsState:
    known = state.about.get(event.rights_id, ())
    return replace(state, about={**state.about, event.rights_id: (*known, event)})


def fold(facts: Iterable[RightsEvent]) -> RightsState:
    """Return what the rules know after these facts of one child."""
    return reduce(evolve, facts, NO_RIGHTS)
