"""Who signed in and how sessions ended, recorded in the log of readings and shown from it."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from application.ports import Commit, Context, ReadingLog, StreamMoved
from domain.reads.sign_ins import SessionEnded, SessionOpened
from domain.shared import EndId, PersonId, RequestId, SessionId


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Who says so, from what kind of device, and when we learned it."""

    by: PersonId
    device: str | None
    now: datetime


def note_opened(
    reads: ReadingLog, opened: SessionOpened, device: str | None, now: datetime
) -> None:
    """Record durably that somebody is about to be let in; only then the session is opened.

    Raises: NotFound when the person was erased; Unavailable.
    """
    said = Said(by=opened.person_id, device=device, now=now)
    _note(reads, opened, opened.session_id, said)


def note_ended(reads: ReadingLog, ended: SessionEnded, said: Said) -> None:
    """Record that a session ended, once however often it is tried.

    Raises: as `note_opened`.
    """
    # It was said before, and whoever said it did not come to forget it.
    with suppress(StreamMoved):
        _note(reads, ended, ended.end_id, said)


def _note(reads: ReadingLog, fact: object, own_id: SessionId | EndId, said: Said) -> None:
    reads.note(
        Commit(
            facts=(fact,),
            expected={},
            request_id=RequestId(own_id),
            actor_id=said.by,
            recorded_at=said.now,
            context=Context(device=said.device),
        )
    )
