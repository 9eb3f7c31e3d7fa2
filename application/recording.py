"""The one way in which facts are recorded: load, decide, append; decide again after a lost race."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from application.claimed_ids import id_claims, refuse_used_id
from application.ports import (
    NO_CONTEXT,
    Actor,
    Claim,
    ClaimTaken,
    Commit,
    Context,
    History,
    Ledger,
    Receipt,
    Recorded,
    StreamMoved,
)
from domain.errors import ConflictKept, NotFound, Unavailable
from domain.shared import Erased, KeptBeside, Known, RequestId, Stream

ATTEMPTS = 3

Decision = Sequence[object] | Known[object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Who asks for what to be recorded: the same `request_id` is recorded once.

    `claims` and `releases` tell which values become taken, or free, by what is recorded; the
    latter from what stood before. Ids that callers chose are claimed beside them.
    """

    request_id: UUID
    actor: Actor
    now: datetime
    context: Context = NO_CONTEXT
    claims: Callable[[Sequence[object]], Sequence[Claim]] = lambda _facts: ()
    releases: Callable[[History, Sequence[object]], Sequence[Claim]] = lambda _history, _facts: ()


def record(
    ledger: Ledger,
    request: Request,
    streams: Sequence[Stream],
    decide: Callable[[History], Decision],
) -> Receipt:
    """Decide on the facts of `streams`, append what was decided, and return its receipt.

    A repeat of a recorded request answers its first receipt. The views are driven forward before
    the answer, so that whoever asked reads what they wrote.

    Raises: whatever `decide` refuses; RuleBroken `id_already_used` for the id of another subject;
    ClaimTaken; ConflictKept when the request came before with other content; NotFound when the
    child was erased; Unavailable when the race is lost three times.
    """
    for _attempt in range(ATTEMPTS):
        history = ledger.log.load(streams)
        if isinstance(history, Erased):
            raise NotFound("erased")
        decision = decide(history)
        if isinstance(decision, Known):
            return _first_receipt(request, history, decision)
        try:
            recorded = ledger.log.append(_commit(ledger, request, history, decision))
        except StreamMoved:
            continue
        except ClaimTaken as taken:
            refuse_used_id(taken)
            raise
        ledger.catch_up()
        return _answer(recorded, fresh=True)
    raise Unavailable("busy")


def _commit(ledger: Ledger, request: Request, history: History, facts: Sequence[object]) -> Commit:
    # Whatever is decided is decided within the bounds of a version, also where none refused it.
    context = replace(request.context, rules=request.context.rules or ledger.rules.version)
    return Commit(
        facts=tuple(facts),
        expected=history.versions,
        request_id=RequestId(request.request_id),
        actor_id=request.actor.person_id,
        recorded_at=request.now,
        context=context,
        claims=(*request.claims(facts), *id_claims(facts)),
        releases=request.releases(history, facts),
    )


def _first_receipt(request: Request, history: History, known: Known[object]) -> Receipt:
    """Find where the known facts stand in the log: the last one's place is the receipt.

    The same fact may stand there more than once; that of this very request goes before.
    """
    same = [each for each in history.recorded if each.fact == known.facts[-1]]
    own = [each for each in same if each.request_id == request.request_id]
    return _answer((own or same)[-1:], fresh=False, conflicts=known.conflicts)


def _answer(
    recorded: Sequence[Recorded[object]], *, fresh: bool, conflicts: bool = False
) -> Receipt:
    last = recorded[-1]
    if conflicts or any(isinstance(each.fact, KeptBeside) for each in recorded):
        raise ConflictKept(
            "conflict_kept", position=last.position, leaf_hash_hex=last.leaf_hash.hex()
        )
    return receipt_at(last, fresh=fresh)


def receipt_at(recorded: Recorded[object], *, fresh: bool = False) -> Receipt:
    """Return the receipt that a fact stands for, as the last of its request."""
    return Receipt(
        position=recorded.position,
        version=recorded.version,
        leaf_hash=recorded.leaf_hash,
        recorded_at=recorded.recorded_at,
        fresh=fresh,
    )
