"""Makes every reading a durable record before anything is shown (未成年人网络保护条例 §36)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.ports import Actor, Commit, Context, Ledger
from domain.reads import Reading, RecordsRead
from domain.shared import ChildId, Purpose, ReadId, RequestId, Stream


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One reading about to happen: who looks at what, when, and by which duty."""

    read_id: UUID
    actor: Actor
    now: datetime
    what: Reading
    context: Context
    purpose: Purpose = Purpose.CARE


def note_reading(ledger: Ledger, look: Look, child_ids: Sequence[ChildId]) -> None:
    """Record that these children's data is about to be shown; a page of children is one record.

    Nothing is recorded for a page that shows nobody. The caller shows the data only afterwards.
    """
    if not child_ids:
        return
    read = RecordsRead(
        read_id=ReadId(look.read_id),
        reader_id=look.actor.person_id,
        child_ids=tuple(child_ids),
        what=look.what,
        purpose=look.purpose,
    )
    ledger.reads.append(
        Commit(
            facts=(read,),
            expected={Stream("reads", look.read_id): 0},
            request_id=RequestId(look.read_id),
            actor_id=look.actor.person_id,
            recorded_at=look.now,
            context=look.context,
        )
    )
