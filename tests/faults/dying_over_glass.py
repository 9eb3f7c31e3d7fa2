"""Moments between a wish to break the glass and the child's data at which a server is killed."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Connection
from pathlib import Path
from threading import local

from application.ports import Commit
from domain.grants.facts import GlassBroken
from domain.reads.facts import RecordsRead
from infrastructure.log.log import SealedLog
from infrastructure.settings import Settings
from infrastructure.views.projector import Projector
from tests.faults.dying_points import AFTER, BEFORE
from tests.faults.victims import die, serve

_APPEND, _NOTE = "append", "note"
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
    Moment(Recording.READING, SealedLog, _NOTE, AFTER, has_glass=True, has_reading=True),
    Moment(Recording.READING, SealedLog, "load", AFTER, has_glass=True, has_reading=True),
)
"""The third is after those told see it; the last has the child's data in hand, not yet sent."""


def serve_and_die_over_glass(
    settings: Settings, folder: Path, number: int, sending: Connection
) -> None:
    """Serve, and be killed at one of the moments; each belongs to the thread that recorded."""
    moment = MOMENTS[number]
    ways = (_APPEND, _NOTE)
    if moment.name not in ways:
        _dying(moment)
    for way in ways:
        _noting(moment, way)
    serve(settings, folder, sending)


def _dying(moment: Moment) -> None:
    original: Callable[..., object] = getattr(moment.owner, moment.name)

    def dying(*arguments: object, **more: object) -> object:
        answer = original(*arguments, **more)
        if getattr(_thread, "recorded", None) is moment.during:
            die()
        return answer

    setattr(moment.owner, moment.name, dying)


def _noting(moment: Moment, way: str) -> None:
    """Remember in each thread what it recorded last, and die over it if that is the moment."""
    write: Callable[..., object] = getattr(SealedLog, way)

    def noting(log: SealedLog, commit: Commit) -> object:
        recording = _recording(commit)
        is_it = moment.name == way and recording is moment.during
        if is_it and not moment.after:
            die()
        recorded = write(log, commit)
        if is_it:
            die()
        _thread.recorded = recording
        return recorded

    setattr(SealedLog, way, noting)


def _recording(commit: Commit) -> Recording | None:
    if any(isinstance(each, GlassBroken) for each in commit.facts):
        return Recording.GLASS
    if any(isinstance(each, RecordsRead) for each in commit.facts):
        return Recording.READING
    return None
