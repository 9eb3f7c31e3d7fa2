"""Questions about readings by broken glass: settled with its review, and why it was broken."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import uuid5

from application.authorisation.grant_rows import GrantRow
from application.ports import Actor, Context, History, Ledger, Unreadable
from application.reads.discretion import may_be_involved
from application.reads.reading_rows import ReadingRow
from application.recording import Decision, Request, record
from application.states import grants_state, grants_stream, question_state, reads_stream
from domain.days import local_day
from domain.grants.facts import GlassBroken, GlassReason, Verdict
from domain.reads import rules
from domain.reads.facts import Doubt, Finding
from domain.reads.state import SettleQuestion
from domain.reads.unusual import question_id
from domain.shared import ChildId, Erased, GrantId, Known

AT_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency:
    """For what the glass was broken; in words for nobody but whoever wrote them."""

    child_id: ChildId
    grant_id: GrantId
    reason: GlassReason
    why: str | None


def settle_with_review(
    ledger: Ledger, actor: Actor, broken: GlassBroken, context: Context, now: datetime
) -> None:
    """Settle what was asked about readings by broken glass, once all of that day is reviewed.

    Repeating the review does it again where it broke off. Raises: Unavailable, Unreadable.
    """
    page = ledger.grants.own(broken.person_id, now, limit=AT_MOST)
    glass = [each for each in page.rows if each.is_glass]
    begun = next((each for each in glass if each.grant_id == broken.grant_id), None)
    if begun is None:
        return
    for on in sorted(_days(begun)):
        same_day = [each for each in glass if on in _days(each)]
        if all(each.verdict is not None for each in same_day):
            misused = any(each.verdict is Verdict.VIOLATION for each in same_day)
            finding = Finding.MISUSED if misused else Finding.IN_ORDER
            asked = question_id(broken.person_id, Doubt.BREAK_GLASS, on)
            settling = SettleQuestion(question_id=asked, finding=finding)
            _settle(ledger, actor, settling, context, now)


def emergencies_of(
    ledger: Ledger, actor: Actor, rows: Sequence[ReadingRow], now: datetime, *, is_own: bool
) -> tuple[Emergency, ...]:
    """Return for what the glass was broken on which these readings rest.

    Somebody else is told nothing of a child in whose case they may be involved.

    Raises: Unavailable.
    """
    children = ledger.readings.children_of([row.position for row in rows if row.grant_id])
    accesses = {
        (child_id, row.grant_id)
        for row in rows
        for child_id in children.get(row.position, ())
        if row.grant_id is not None
    }
    found = (_emergency(ledger, *each, is_own=is_own) for each in sorted(accesses))
    return tuple(
        each
        for each in found
        if each is not None and (is_own or not may_be_involved(ledger, actor, each.child_id, now))
    )


def _days(row: GrantRow) -> set[date]:
    return {local_day(row.asked_at), local_day(row.until_at)}


def _settle(
    ledger: Ledger, actor: Actor, settling: SettleQuestion, context: Context, now: datetime
) -> None:
    stream = reads_stream(settling.question_id)
    before = ledger.reads.load([stream])
    if isinstance(before, Erased):
        return
    state = question_state(before, settling.question_id)
    if state.questioned is None or state.settled is not None:
        return

    def decide(history: History) -> Decision:
        fresh = question_state(history, settling.question_id)
        if fresh.settled is not None:
            return Known((fresh.settled,))
        return rules.settle_question(
            fresh,
            settling,
            by=actor.person_id,
            today=local_day(now),
            rules=ledger.rules,
            is_reviewed=True,
        )

    reads = replace(ledger, log=ledger.reads, catch_up=ledger.readings.catch_up)
    request_id = uuid5(settling.question_id, "settled with the review")
    request = Request(request_id=request_id, actor=actor, now=now, context=context)
    record(reads, request, [stream], decide)


def _emergency(
    ledger: Ledger, child_id: ChildId, grant_id: GrantId, *, is_own: bool
) -> Emergency | None:
    try:
        history = ledger.log.load([grants_stream(child_id)])
    except Unreadable:
        return None
    if isinstance(history, Erased):
        return None
    state = grants_state(history, child_id)
    broken = state.broken.get(grant_id)
    if broken is None:
        return None
    return Emergency(
        child_id=child_id,
        grant_id=grant_id,
        reason=broken.reason,
        why=state.why(grant_id, broken.person_id) if is_own else None,
    )
