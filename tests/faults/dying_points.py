"""Twenty places between a worry's commit and its alert at which a server is killed."""

from collections.abc import Callable, Iterator
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event, current_thread

from application.ports import Commit, Recorded
from domain.referrals.facts import ConcernRaised
from infrastructure.authentication.accounts import Accounts
from infrastructure.log.joining import JoinedRecorder
from infrastructure.log.log import SealedLog
from infrastructure.log.mapper import SealingMapper
from infrastructure.log.recorder import LogRecorder
from infrastructure.reacting import Reactions
from infrastructure.settings import Settings
from infrastructure.views.access.answers import AccessDuties
from infrastructure.views.pages import PageReader
from infrastructure.views.projector import Projector
from tests.faults.victims import die, serve

BEFORE, AFTER = False, True
THREAD = "alerts"

Point = tuple[type[object], str, bool]

POINTS: tuple[Point, ...] = (
    (Reactions, "follow", BEFORE),
    (Reactions, "_follow", BEFORE),
    (LogRecorder, "max_tracking_id", AFTER),
    (PageReader, "head", AFTER),
    (PageReader, "read", BEFORE),
    (PageReader, "read", AFTER),
    (Reactions, "_answer", BEFORE),
    (Reactions, "_is_done", AFTER),
    (AccessDuties, "chain_of_organisation", AFTER),
    (AccessDuties, "posts_at", BEFORE),
    (AccessDuties, "posts_at", AFTER),
    (Accounts, "reachable", AFTER),
    (SealedLog, "load", AFTER),
    (SealedLog, "append", BEFORE),
    (SealingMapper, "to_stored_event", AFTER),
    (JoinedRecorder, "insert_events", BEFORE),
    (LogRecorder, "write", BEFORE),
    (LogRecorder, "write", AFTER),
    (SealedLog, "append", AFTER),
    (Projector, "catch_up", AFTER),
)
"""Class, method, and whether the process dies before or after it; in the alerts' thread only."""


def serve_and_die(
    settings: Settings, folder: Path, point: int, times: int, sending: Connection
) -> None:
    """Serve, and be killed the so manieth time that the alerts come to a point with a worry there.

    Before this process has committed a worry nothing is counted.
    """
    committed = Event()
    _note_worries(committed)
    owner, name, after = POINTS[point]
    original: Callable[..., object] = getattr(owner, name)
    come: Iterator[int] = count(1)

    def dying(*arguments: object, **more: object) -> object:
        counts = current_thread().name == THREAD and committed.is_set()
        is_time = counts and next(come) >= times
        if is_time and not after:
            die()
        answer = original(*arguments, **more)
        if is_time and after:
            die()
        return answer

    setattr(owner, name, dying)
    serve(settings, folder, sending)


def _note_worries(committed: Event) -> None:
    append = SealedLog.append

    def noting(log: SealedLog, commit: Commit) -> tuple[Recorded[object], ...]:
        recorded = append(log, commit)
        if any(isinstance(each.fact, ConcernRaised) for each in recorded):
            committed.set()
        return recorded

    setattr(SealedLog, "append", noting)  # noqa: B010  mypy forbids it otherwise
