"""Requests about one's own data: received, proven, answered; and how each stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid5

from application.authorisation.permission import permit_for_child
from application.care_files.heads import Head, head_of
from application.ports import Actor, History, Ledger, Receipt
from application.privacy.rights_corrections import (
    AskedSince,
    Changes,
    changes_in,
    require_made,
    require_none_waits,
)
from application.privacy.speakers import carers_on_file
from application.reads.looking import Asked, Names, look, names_of
from application.recording import Decision, Request, record
from application.states import children_stream, rights_state, rights_stream
from domain.access.table import Request as Asking
from domain.children.facts import CarerRecorded
from domain.days import local_day
from domain.errors import NotFound
from domain.reads.facts import Reading
from domain.rights import rules
from domain.rights.facts import (
    AnswerHandedOver,
    RequesterNamed,
    RequesterVerified,
    RightsAnswered,
    RightsAnswerWritten,
    RightsKind,
    RightsRequested,
    RightsWordsRecorded,
)
from domain.rights.state import (
    AnswerRights,
    RequestRights,
    RightsStage,
    RightsState,
    VerifyRequester,
)
from domain.shared import Erased, PersonId, RightsId

HANDED_OUT = frozenset({RightsKind.ACCESS, RightsKind.COPY})
"""The requests that are answered with a copy of what the ledger holds."""

GRANTED = frozenset({RightsStage.FULFILLED, RightsStage.PARTLY_FULFILLED})
"""How far a request has come once somebody other than its receiver granted it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsRequest:
    """One request, with who asks and what was answered as far as it has come.

    `may_answer` is false for whoever received it; `may_copy` tells that a copy may be handed out,
    which another person than the receiver has decided; `may_hand_over` that the written answer is
    this person's to print and give.
    """

    requested: RightsRequested
    stage: RightsStage
    requester: RequesterNamed | None
    words: str | None
    verified: RequesterVerified | None
    answered: RightsAnswered | None
    answer: str | None
    handed_over: AnswerHandedOver | None = None
    may_answer: bool = False
    may_copy: bool = False
    may_hand_over: bool = False

    def is_overdue(self, today: date) -> bool:
        """Return whether it should have been answered before that day."""
        return self.answered is None and today > self.requested.due_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """Every request about one child's data, the latest first, and what was put right in it.

    `since` says of each request which changes came after it; `carers` are those on file, to compare
    whoever asks with, None for whoever may not see them.
    """

    head: Head
    requests: tuple[RightsRequest, ...]
    names: Names
    changes: Changes
    since: Mapping[RightsId, AskedSince]
    carers: tuple[CarerRecorded, ...] | None = None


def request_rights(ledger: Ledger, actor: Actor, request: RequestRights, now: datetime) -> Receipt:
    """Record what somebody asks about a child's data."""
    context = permit_for_child(ledger, actor, Asking.RECEIVE_RIGHTS, request.child_id, now)
    return record(
        ledger,
        Request(request_id=request.rights_id, actor=actor, now=now, context=context),
        [rights_stream(request.child_id)],
        lambda history: rules.request_rights(
            rights_state(history, request.child_id),
            request,
            by=actor.person_id,
            today=local_day(now),
            rules=ledger.rules,
            calendar=ledger.clocks.calendar,
        ),
    )


def verify_requester(
    ledger: Ledger, actor: Actor, request: VerifyRequester, now: datetime
) -> Receipt:
    """Record how it was made sure who asks."""
    context = permit_for_child(ledger, actor, Asking.RECEIVE_RIGHTS, request.child_id, now)
    return record(
        ledger,
        Request(
            request_id=uuid5(request.rights_id, "verified"), actor=actor, now=now, context=context
        ),
        [rights_stream(request.child_id)],
        lambda history: rules.verify_requester(
            rights_state(history, request.child_id),
            request,
            by=actor.person_id,
            today=local_day(now),
        ),
    )


def answer_rights(ledger: Ledger, actor: Actor, request: AnswerRights, now: datetime) -> Receipt:
    """Record the decision on a request and the answer as it was written.

    Raises: Invalid where it names a correction that nobody made of the child's record; RuleBroken
    for a promise kept while its correction waits for a second person.
    """
    context = permit_for_child(ledger, actor, Asking.ANSWER_RIGHTS, request.child_id, now)
    if request.correction_ids:
        require_made(ledger, request.child_id, request.correction_ids)

    def decide(history: History) -> Decision:
        state = rights_state(history, request.child_id)
        if request.reason is None and request.rights_id not in state.answered:
            require_none_waits(history, request.child_id, request.rights_id)
        return rules.answer_rights(state, request, by=actor.person_id, today=local_day(now))

    return record(
        ledger,
        Request(
            request_id=uuid5(request.rights_id, "answered"), actor=actor, now=now, context=context
        ),
        [rights_stream(request.child_id), children_stream(request.child_id)],
        decide,
    )


def rights_of(ledger: Ledger, asked: Asked) -> Rights:
    """Return what was asked about a child's data; the reading is recorded first.

    Raises: NotFound, NotPermitted, Unavailable, Unreadable.
    """
    standings, history = look(ledger, asked, Asking.READ_RIGHTS, Reading.RIGHTS)
    told = _history(ledger, asked)
    state = rights_state(told, asked.child_id)
    me, may = asked.actor.person_id, standings.allow(Asking.ANSWER_RIGHTS)
    found = tuple(_request(state, each, me, may=may) for each in reversed(tuple(state.requests)))
    changes = changes_in(history)
    return Rights(
        head=head_of(ledger, asked.child_id, standings, history),
        requests=found,
        names=names_of(ledger, _people(found) | changes.people, ()),
        changes=changes,
        since=dict(_asked_since(told)),
        carers=carers_on_file(history, asked.child_id, standings),
    )


def _asked_since(told: History) -> Iterator[tuple[RightsId, AskedSince]]:
    for each in told.recorded:
        if isinstance(asked := each.fact, RightsRequested):
            is_late = asked.asked_on < local_day(each.recorded_at)
            on = asked.asked_on if is_late else None
            yield asked.rights_id, AskedSince(position=each.position, asked_on=on)


def require_copy(ledger: Ledger, asked: Asked, rights_id: RightsId) -> RightsRequest:
    """Return a request that is answered with a copy, once that was decided by another person.

    Raises: NotFound for any other.
    """
    found = request_in(_history(ledger, asked), asked, rights_id, may=True)
    if not found.may_copy:
        raise NotFound("rights_not_found")
    return found


def request_in(history: History, asked: Asked, rights_id: RightsId, *, may: bool) -> RightsRequest:
    """Return one request of a loaded history; `may` tells that the asker answers requests.

    Raises: NotFound.
    """
    state = rights_state(history, asked.child_id)
    if rights_id not in state.requests:
        raise NotFound("rights_not_found")
    return _request(state, rights_id, asked.actor.person_id, may=may)


def _history(ledger: Ledger, asked: Asked) -> History:
    history = ledger.log.load([rights_stream(asked.child_id)])
    if isinstance(history, Erased):
        raise NotFound("erased")
    return history


def _request(state: RightsState, key: RightsId, me: PersonId, *, may: bool) -> RightsRequest:
    requested, about = state.requests[key], state.about[key]
    named = next((each for each in about if isinstance(each, RequesterNamed)), None)
    words = next((each.words for each in about if isinstance(each, RightsWordsRecorded)), None)
    answer = next((each.text for each in about if isinstance(each, RightsAnswerWritten)), None)
    stage = state.stage(key)
    return RightsRequest(
        requested=requested,
        stage=stage,
        requester=named,
        words=words,
        verified=state.verified.get(key),
        answered=state.answered.get(key),
        answer=answer,
        handed_over=state.handed_over.get(key),
        may_answer=may and key not in state.answered and requested.received_by != me,
        may_copy=may
        and requested.kind in HANDED_OUT
        and key in state.verified
        and stage in GRANTED,
        may_hand_over=key in state.answered and (may or requested.received_by == me),
    )


def _people(found: Iterable[RightsRequest]) -> set[PersonId]:
    handed = {each.handed_over.handed_by for each in found if each.handed_over is not None}
    people = handed | {each.requested.received_by for each in found}
    return people | {each.answered.decided_by for each in found if each.answered is not None}
