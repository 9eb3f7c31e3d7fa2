"""Requests about who a child is and who looks after the child."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from uuid import uuid5

from application.authorisation.permission import permit, permit_for_child
from application.authorisation.shown_by import Access
from application.care_files.registering import (
    require_not_of_another,
    tell_whom_to_ask,
)
from application.care_files.statements import carer_versions
from application.ports import (
    Actor,
    Claim,
    ClaimTaken,
    Context,
    History,
    Ledger,
    Receipt,
    StreamMoved,
)
from application.reads.reading import Look, note_reading
from application.recording import Request, record
from application.states import child_state, children_stream
from domain.access.table import Request as Asking
from domain.children import rules as rules
from domain.children.facts import ChildIdentity, ChildRegistered, IdentityCorrected, identity_in
from domain.children.state import RecordCarer, RegisterChild
from domain.days import local_day
from domain.errors import NotFound, RuleBroken
from domain.reads.facts import Reading
from domain.shared import ChildId, Known, Purpose


def register_child(ledger: Ledger, actor: Actor, request: RegisterChild, now: datetime) -> Receipt:
    """Record a child; a valid ID number is claimed for this child alone.

    Raises: RuleBroken `id_number_already_registered` when another child holds the number, which
    is a reading of that child, recorded first, `child_registered_by_office` to whoever works near
    where it was, and `child_registered_otherwise` for the id of another office's child.
    """
    hidden = "child_registered_otherwise"
    context = _permit_new_or_own(ledger, actor, request.child_id, now, hidden=hidden)
    asked = Request(
        request_id=request.child_id,
        actor=actor,
        now=now,
        context=context,
        claims=id_number_claims,
    )
    try:
        return record(
            ledger,
            asked,
            [children_stream(request.child_id)],
            lambda history: rules.register_child(
                child_state(history, request.child_id),
                request,
                today=local_day(now),
                rules=ledger.rules,
            ),
        )
    except ClaimTaken as taken:
        note_known_number(ledger, asked, taken)
        tell_whom_to_ask(ledger, actor, ChildId(taken.owner_id), now)
        raise RuleBroken("id_number_already_registered") from None


def record_carer(
    ledger: Ledger,
    actor: Actor,
    request: RecordCarer,
    now: datetime,
    expected_version: int | None = None,
) -> Receipt:
    """Record who looks after the child.

    Raises: RuleBroken `changed_meanwhile` when the last statement on this carer, known or not, is
    none of `expected_version`, 0 where there was none.
    """
    hidden = "child_not_registered"
    context = _permit_new_or_own(ledger, actor, request.child_id, now, hidden=hidden)

    def decide(history: History) -> rules.Answer:
        state = child_state(history, request.child_id)
        answer = rules.record_carer(state, request, today=local_day(now))
        stands = carer_versions(history).get(request.carer_id, 0)
        if not isinstance(answer, Known) and expected_version not in (None, stands):
            raise RuleBroken("changed_meanwhile")
        return answer

    return record(
        ledger,
        Request(
            request_id=uuid5(request.carer_id, f"as of {request.as_of_on}"),
            actor=actor,
            now=now,
            context=context,
        ),
        [children_stream(request.child_id)],
        decide,
    )


def _permit_new_or_own(
    ledger: Ledger, actor: Actor, child_id: ChildId, now: datetime, *, hidden: str
) -> Context:
    """Let whoever may register children do so until the file is open, then only its own people.

    To all others it is `hidden`: they are answered as for a child they know nothing of.
    """
    if ledger.access.chain_of_child(child_id) is None:
        context = permit(ledger, actor, Asking.REGISTER_CHILD, now)
    else:
        try:
            return permit_for_child(ledger, actor, Asking.RECORD_CARE_FACT, child_id, now)
        except NotFound:
            context = permit(ledger, actor, Asking.REGISTER_CHILD, now)
    require_not_of_another(ledger, actor, child_id, now, hidden=hidden)
    return context


def note_known_number(ledger: Ledger, request: Request, taken: ClaimTaken) -> None:
    """Record that somebody is about to be told that a child with this number is registered.

    Raises: Unavailable when it cannot be recorded; it is not told then.
    """
    said_now = f"known number/{request.actor.person_id}/{request.now.isoformat()}"
    look = Look(
        read_id=uuid5(request.request_id, said_now),
        actor=request.actor,
        now=request.now,
        what=Reading.KNOWN_NUMBER,
        access=Access(context=request.context, purpose=Purpose.CARE),
    )
    with suppress(StreamMoved):  # The same attempt came twice, and is recorded.
        note_reading(ledger, look, [ChildId(taken.owner_id)])


def id_number_claims(facts: Sequence[object]) -> list[Claim]:
    """Return the claims on the valid ID numbers that these facts register."""
    claims = []
    for fact in facts:
        if isinstance(fact, ChildRegistered | IdentityCorrected):
            claims += id_number_claim(fact.child_id, identity_in(fact))
    return claims


def id_number_claim(child_id: ChildId, identity: ChildRegistered | ChildIdentity) -> list[Claim]:
    """Return the claim of a child on its ID number, if it has one that can be claimed."""
    number = rules.claimable_id_number(identity)
    return [Claim(kind="id_number", value=number, owner_id=child_id)] if number else []
