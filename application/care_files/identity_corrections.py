"""Requests to put right who a child is: at once, or by two where a number on file changes."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID, uuid5

from application.authorisation.permission import permit_for_child
from application.care_files.children import id_number_claim, id_number_claims, note_known_number
from application.care_files.identity_seen import identity_version
from application.care_files.registering import tell_whom_to_ask
from application.ports import Actor, Claim, ClaimTaken, Context, History, Ledger, Receipt
from application.reads.discretion import may_be_involved
from application.recording import Decision, Request, record
from application.states import child_state, children_stream, rights_state, rights_stream
from domain.access.table import Request as Asking
from domain.children import correcting as rules
from domain.children.facts import (
    IdentityCorrected,
)
from domain.children.state import (
    ChildState,
    ConfirmCorrection,
    CorrectIdentity,
    DeclineCorrection,
    WithdrawCorrection,
)
from domain.days import local_day
from domain.errors import Invalid, NotFound, RuleBroken
from domain.rights.facts import RightsKind
from domain.rights.state import RightsStage
from domain.shared import ChildId, PersonId, RightsId

PUT_RIGHT = frozenset({RightsKind.CORRECT, RightsKind.COMPLETE})
"""The requests of a family that a correction may answer."""

Settling = ConfirmCorrection | DeclineCorrection | WithdrawCorrection
S = TypeVar("S", DeclineCorrection, WithdrawCorrection)


def correct_identity(
    ledger: Ledger,
    actor: Actor,
    request: CorrectIdentity,
    now: datetime,
    expected_version: int | None = None,
) -> Receipt:
    """Record who the child is, or propose another number than the one on file.

    `expected_version` is that of the last such fact as the corrector saw it. A number is claimed
    with the commit that lets it stand, and the one before is free again.

    Raises: RuleBroken `changed_meanwhile` when it was corrected since, and
    `id_number_already_registered` as for registering; NotFound for a request of the family that is
    none, Invalid for one that asks for no correction, RuleBroken for one of somebody who is not
    verified yet, or that is answered.
    """
    context = permit_for_child(ledger, actor, Asking.CORRECT_IDENTITY, request.child_id, now)

    def decide(history: History) -> Decision:
        state = child_state(history, request.child_id)
        if request.correction_id not in state.corrections:
            _require_version(history, expected_version)
            _require_asked_for(history, request)
        return rules.correct_identity(
            state, request, by=actor.person_id, today=local_day(now), rules=ledger.rules
        )

    asked = _request(request.correction_id, request.child_id, actor, now, context)
    return _record(ledger, asked, request.child_id, decide, request.rights_id)


def confirm_correction(
    ledger: Ledger, actor: Actor, request: ConfirmCorrection, now: datetime
) -> Receipt:
    """Let the number stand that somebody else proposed.

    Whoever may be involved in a case of the child settles nothing, and is answered as somebody who
    typed another number: any refusal of their own would tell them of the case.

    Raises: NotFound, Invalid; RuleBroken as for `correct_identity`.
    """
    context = permit_for_child(ledger, actor, Asking.CORRECT_IDENTITY, request.child_id, now)
    asked = _settling("confirmed", request, actor, now, context)
    may_settle = not may_be_involved(ledger, actor, request.child_id, now)

    def decide(history: History) -> Decision:
        state = child_state(history, request.child_id)
        by = actor.person_id
        return rules.confirm_correction(state, request, by, may_settle=may_settle)

    return _record(ledger, asked, request.child_id, decide)


def decline_correction(
    ledger: Ledger, actor: Actor, request: DeclineCorrection, now: datetime
) -> Receipt:
    """Leave the number as it stands; it may be proposed again.

    Raises: NotFound; RuleBroken as for `correct_identity`.
    """
    context = permit_for_child(ledger, actor, Asking.CORRECT_IDENTITY, request.child_id, now)
    asked = _settling("declined", request, actor, now, context)
    return _record(ledger, asked, request.child_id, _by(rules.decline_correction, request, actor))


def withdraw_correction(
    ledger: Ledger, actor: Actor, request: WithdrawCorrection, now: datetime
) -> Receipt:
    """Take back what oneself proposed."""
    context = permit_for_child(ledger, actor, Asking.CORRECT_IDENTITY, request.child_id, now)
    asked = _settling("withdrawn", request, actor, now, context)
    return _record(ledger, asked, request.child_id, _by(rules.withdraw_correction, request, actor))


def _by(
    rule: Callable[[ChildState, S, PersonId], Decision], request: S, actor: Actor
) -> Callable[[History], Decision]:
    return lambda history: rule(child_state(history, request.child_id), request, actor.person_id)


def _settling(
    how: str, request: Settling, actor: Actor, now: datetime, context: Context
) -> Request:
    return _request(uuid5(request.correction_id, how), request.child_id, actor, now, context)


def _request(
    request_id: UUID, child_id: ChildId, actor: Actor, now: datetime, context: Context
) -> Request:
    def releases(history: History, facts: Sequence[object]) -> Sequence[Claim]:
        before = child_state(history, child_id).registered
        if before is None:
            return ()
        held, kept = id_number_claim(child_id, before), id_number_claims(facts)
        is_corrected = any(isinstance(each, IdentityCorrected) for each in facts)
        return [each for each in held if is_corrected and each not in kept]

    return Request(
        request_id=request_id,
        actor=actor,
        now=now,
        context=context,
        claims=id_number_claims,
        releases=releases,
    )


def _record(
    ledger: Ledger,
    asked: Request,
    child_id: ChildId,
    decide: Callable[[History], Decision],
    rights_id: RightsId | None = None,
) -> Receipt:
    streams = [children_stream(child_id), *([rights_stream(child_id)] if rights_id else [])]
    try:
        return record(ledger, asked, streams, decide)
    except ClaimTaken as taken:
        note_known_number(ledger, asked, taken)
        tell_whom_to_ask(ledger, asked.actor, ChildId(taken.owner_id), asked.now)
        raise RuleBroken("id_number_already_registered") from None


def _require_version(history: History, expected: int | None) -> None:
    if expected is not None and identity_version(history) != expected:
        raise RuleBroken("changed_meanwhile")


def _require_asked_for(history: History, request: CorrectIdentity) -> None:
    if request.rights_id is None:
        return
    rights = rights_state(history, request.child_id)
    asked = rights.requests.get(request.rights_id)
    if asked is None:
        raise NotFound("rights_not_found")
    if asked.kind not in PUT_RIGHT:
        raise Invalid("unknown_code", "rights_id")
    stage = rights.stage(request.rights_id)
    if stage is not RightsStage.VERIFIED:
        # Whoever poses as a guardian must not come to a child's name.
        is_new = stage is RightsStage.RECEIVED
        raise RuleBroken("verify_first" if is_new else "rights_already_answered")
