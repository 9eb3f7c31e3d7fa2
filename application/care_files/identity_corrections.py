"""Requests to put right who a child is: at once, or by two where a number on file changes."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID, uuid5

from application.authorisation.permission import permit_for_child
from application.care_files.children import id_number_claim, id_number_claims, note_known_number
from application.care_files.correction_versions import IDENTITY, Kinds, version_of
from application.care_files.registering import tell_whom_to_ask
from application.ports import Actor, Claim, ClaimTaken, Context, History, Ledger, Receipt
from application.reads.discretion import may_be_involved
from application.recording import Decision, Request, record
from application.states import child_state, children_stream, rights_state, rights_stream
from domain.access.table import Request as Asking
from domain.children import correcting, settling
from domain.children.facts import CorrectionAsked, IdentityCorrected
from domain.children.state import (
    ChildState,
    ConfirmCorrection,
    CorrectIdentity,
    CorrectParticulars,
    DeclineCorrection,
    WithdrawCorrection,
)
from domain.days import local_day
from domain.errors import Invalid, NotFound, RuleBroken
from domain.rights.facts import RightsKind
from domain.rights.state import RightsStage
from domain.shared import ChildId, CorrectionId, PersonId, RightsId

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

    Raises: RuleBroken `changed_meanwhile` when it was corrected since, `correction_already_made`
    by somebody else, and `id_number_already_registered` as for registering; NotFound for a request
    of the family that is none, Invalid for one that asks for no correction, RuleBroken for one of
    somebody who is not verified yet, or that is answered.
    """
    context = permit_for_child(ledger, actor, Asking.CORRECT_IDENTITY, request.child_id, now)

    def decide(history: History) -> Decision:
        state = child_state(history, request.child_id)
        require_correctable(history, state, request, IDENTITY, expected_version, actor)
        return correcting.correct_identity(
            state, request, by=actor.person_id, today=local_day(now), rules=ledger.rules
        )

    asked = _request(request.correction_id, request.child_id, actor, now, context)
    return _record(ledger, asked, request.child_id, decide, request.rights_id)


def confirm_correction(
    ledger: Ledger, actor: Actor, request: ConfirmCorrection, now: datetime
) -> Receipt:
    """Let the number stand that somebody else proposed.

    Each wrong number is recorded before it is answered: however many are sent at once, none above
    the limit is looked at. Whoever may be involved in a case of the child settles nothing, and is
    answered as somebody who typed another number: any refusal of their own would tell them of the
    case.

    Raises: NotFound, Invalid; RuleBroken as for `correct_identity`, and when this was one wrong
    number too many.
    """
    context = permit_for_child(ledger, actor, Asking.CORRECT_IDENTITY, request.child_id, now)
    asked = _settling("confirmed", request, actor, now, context)
    may_settle = not may_be_involved(ledger, actor, request.child_id, now)
    answer: correcting.Answer = ()

    def decide(history: History) -> Decision:
        nonlocal answer
        answer = settling.confirm_correction(
            child_state(history, request.child_id),
            request,
            actor.person_id,
            rules=ledger.rules,
            may_settle=may_settle,
            has_confirmed=_has_confirmed(history, request.correction_id, actor.person_id),
        )
        return answer

    receipt = _record(ledger, asked, request.child_id, decide)
    settling.require_confirmed(answer, ledger.rules)
    return receipt


def decline_correction(
    ledger: Ledger, actor: Actor, request: DeclineCorrection, now: datetime
) -> Receipt:
    """Leave the number as it stands; it may be proposed again.

    Raises: NotFound; RuleBroken as for `correct_identity`.
    """
    context = permit_for_child(ledger, actor, Asking.CORRECT_IDENTITY, request.child_id, now)
    asked = _settling("declined", request, actor, now, context)
    decide = _by(settling.decline_correction, request, actor)
    return _record(ledger, asked, request.child_id, decide)


def withdraw_correction(
    ledger: Ledger, actor: Actor, request: WithdrawCorrection, now: datetime
) -> Receipt:
    """Take back what oneself proposed."""
    context = permit_for_child(ledger, actor, Asking.CORRECT_IDENTITY, request.child_id, now)
    asked = _settling("withdrawn", request, actor, now, context)
    decide = _by(settling.withdraw_correction, request, actor)
    return _record(ledger, asked, request.child_id, decide)


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


def _has_confirmed(history: History, correction_id: CorrectionId, by: PersonId) -> bool:
    return any(
        isinstance(each.fact, IdentityCorrected)
        and each.fact.correction_id == correction_id
        and each.actor_id == by
        for each in history.recorded
    )


def require_correctable(
    history: History,
    state: ChildState,
    request: CorrectIdentity | CorrectParticulars,
    kinds: Kinds,
    seen: int | None,
    actor: Actor,
) -> None:
    """Refuse who repeats what another asked for, saw what stood before, or answers no request.

    `seen` is the version of the last fact of these `kinds` as the corrector saw it.

    Raises: NotFound, Invalid, RuleBroken.
    """
    if request.correction_id in state.corrections:
        _require_made_by(history, request.correction_id, actor.person_id)
        return
    if seen is not None and version_of(history, kinds) != seen:
        raise RuleBroken("changed_meanwhile")
    _require_asked_for(history, request.child_id, request.rights_id)


def _require_made_by(history: History, correction_id: CorrectionId, by: PersonId) -> None:
    """Refuse whoever repeats what another asked for: they might guess at the number in it."""
    for each in history.recorded:
        if isinstance(each.fact, CorrectionAsked) and each.fact.correction_id == correction_id:
            if each.actor_id != by:
                raise RuleBroken("correction_already_made")
            return


def _require_asked_for(history: History, child_id: ChildId, rights_id: RightsId | None) -> None:
    """Refuse a correction for a request of the family that asks for none, or not yet, or no more.

    Raises: NotFound, Invalid, RuleBroken.
    """
    if rights_id is None:
        return
    rights = rights_state(history, child_id)
    asked = rights.requests.get(rights_id)
    if asked is None:
        raise NotFound("rights_not_found")
    if asked.kind not in PUT_RIGHT:
        raise Invalid("unknown_code", "rights_id")
    stage = rights.stage(rights_id)
    if stage is not RightsStage.VERIFIED:
        # Whoever poses as a guardian must not come to a child's name.
        is_new = stage is RightsStage.RECEIVED
        raise RuleBroken("verify_first" if is_new else "rights_already_answered")
