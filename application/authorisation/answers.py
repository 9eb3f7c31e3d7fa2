"""Notes that whoever asked, or broke the glass, has opened what was decided."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID, uuid5

from application.authorisation.grant_rows import GrantRow
from application.ports import Actor, Context, History, Ledger
from application.recording import Decision, Request, record
from application.states import grants_state, grants_stream
from domain.errors import Unavailable
from domain.grants.answers import see_answer


def note_answer_seen(
    ledger: Ledger, actor: Actor, row: GrantRow, now: datetime, *, read_id: UUID
) -> None:
    """Record that the holder opened the answer; while that cannot be, it stays new to them."""

    def decide(history: History) -> Decision:
        return see_answer(grants_state(history, row.child), row.grant_id, by=actor.person_id)

    request = Request(
        request_id=uuid5(read_id, "answer seen"),
        actor=actor,
        now=now,
        context=Context(device=actor.device),
    )
    with suppress(Unavailable):
        record(ledger, request, [grants_stream(row.child)], decide)
