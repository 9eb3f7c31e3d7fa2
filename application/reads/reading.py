"""Makes every reading a durable record before anything is shown (未成年人网络保护条例 §36)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from application.authorisation.shown_by import Access
from application.ports import Actor, Commit, Ledger
from domain.reads.facts import Reading, RecordsRead
from domain.shared import ChildId, ReadId, RequestId

CHILDREN_A_RECORD = 1_000
"""So that no record is larger than a page of the log should be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One reading about to happen: who looks at what, when, by what and for what."""

    read_id: UUID
    actor: Actor
    now: datetime
    what: Reading
    access: Access


def note_reading(ledger: Ledger, look: Look, child_ids: Sequence[ChildId]) -> None:
    """Record that these children's data is about to be shown; a page of children is one record.

    Nothing is recorded for a page that shows nobody. A file of very many children is several
    records in one commit. The caller shows the data only afterwards.
    """
    parts = [
        tuple(child_ids[start : start + CHILDREN_A_RECORD])
        for start in range(0, len(child_ids), CHILDREN_A_RECORD)
    ]
    if not parts:
        return
    ledger.reads.note(
        Commit(
            facts=[_record(look, number, part) for number, part in enumerate(parts)],
            expected={},
            request_id=RequestId(look.read_id),
            actor_id=look.actor.person_id,
            recorded_at=look.now,
            context=look.access.context,
        )
    )


def _record(look: Look, number: int, child_ids: tuple[ChildId, ...]) -> RecordsRead:
    read_id = uuid5(look.read_id, str(number)) if number else look.read_id
    return RecordsRead(
        read_id=ReadId(read_id),
        reader_id=look.actor.person_id,
        child_ids=child_ids,
        what=look.what,
        purpose=look.access.purpose,
        grant_id=look.access.grant_id,
        brought_on=look.access.brought_on,
    )
