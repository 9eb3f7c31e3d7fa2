"""Moments between a wish to break the glass and the child's data at which a server is killed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Connection
from pathlib import Path
from threading import local

from application.ports import Commit, Recorded
from domain.grants.facts import GlassBroken
from domain.reads.facts import RecordsRead
from infrastructure.log.log import SealedLog
from infrastructure.settings import Settings
from infrastructure.views.projector import Projector
from tests.faults.dying_points import AFTER, BEFORE
from tests.faults.victims import die, serve

_APPEND, _NOTE = "append", "noting"
_thread = local()


class Recording(StrEnum):
    """What a thread of the server has recorded, or is about to record."""

    GLASS = "glass"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class Moment:
    """Before or after a method that follows what was recorded, and what stands on record then."""

    during: Recording
    owner: type[object]
    name: str
    after: bool
    has_glass: bool
    has_reading: bool


MOMENTS = (
    Moment(Recording.GLASS, SealedLog, _APPEND, BEFORE, has_glass=False, has_reading=False),
    Moment(Recording.GLASS, SealedLog, _APPEND, AFTER, has_glass=True, has_reading=False),
    Moment(Recording.GLASS, Projector, "catch_up", AFTER, has_glass=True, has_reading=False),
    Moment(Recording.READING, SealedLog, _NOTE, BEFORE, has_glass=True, has_reading=False),
    Moment(Recording.READING, SealedLog, "load", AFTER, has_glass=True, has_reading=False),
    Moment(Recording.READING, SealedLog, _NOTE, AFTER, has_glass=True, has_reading=True),
)
"""The third is after those told see it; the last two have the data in hand, not yet sent."""


def serve_and_die_over_glass(
    settings: Settings, folder: Path, number: int, sending: Connection
) -> None:
    """Serve, and be killed at one of the moments; each belongs to the thread that recorded."""
    moment = MOMENTS[number]
    if moment.name not in (_APPEND, _NOTE):
        _dying(moment)
    _appending(moment)
    _noting(moment)
    serve(settings, folder, sending)


def _dying(moment: Moment) -> None:
    original: Callable[..., object] = getattr(moment.owner, moment.name)

    def dying(*arguments: object, **more: object) -> object:
        answer = original(*arguments, **more)
        if getattr(_thread, "recorded", None) is moment.during:
            die()
        return answer

    setattr(moment.owner, moment.name, dying)


def _appending(moment: Moment) -> None:
    """Remember in each thread what it recorded last, and die over it if that is the moment."""
    append = SealedLog.append

    def appending(log: SealedLog, commit: Commit) -> tuple[Recorded[object], ...]:
        _die_at(moment, commit, BEFORE, _APPEND)
        recorded = append(log, commit)
        _die_at(moment, commit, AFTER, _APPEND)
        _thread.recorded = _recording(commit)
        return recorded

    setattr(SealedLog, _APPEND, appending)


def _noting(moment: Moment) -> None:
    """The same of what is noted while the data is fetched."""
    note = SealedLog.noting

    @contextmanager
    def noting(log: SealedLog, commit: Commit) -> Iterator[None]:
        _die_at(moment, commit, BEFORE, _NOTE)
        with note(log, commit):
            _thread.recorded = _recording(commit)
            yield
        _die_at(moment, commit, AFTER, _NOTE)

    setattr(SealedLog, _NOTE, noting)


def _die_at(moment: Moment, commit: Commit, after: bool, way: str) -> None:
    if (moment.name, moment.after) == (way, after) and _recording(commit) is moment.during:
        die()


def _recording(commit: Commit) -> Recording | None:
    if any(isinstance(each, GlassBroken) for each in commit.facts):
        return Recording.GLASS
    if any(isinstance(each, RecordsRead) for each in commit.facts):
        return Recording.READING
    return None
