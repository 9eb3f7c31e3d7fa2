"""Who led when: each turn of a leader is noted in a file by the process that takes it.

A turn begins and ends by the clock that all processes of a machine share. One whose process was
killed has no end of its own: it ended by when the process was dead.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from application.crisis.clocks.sweeping import Sweep
from infrastructure.delivery.delivering import Delivering

SWEEPS, SENDS = "sweeps", "sends"
_BEGINS, _ENDS = "begins", "ends"


class Turn(NamedTuple):
    """What one process did as the leader, from when to when."""

    began: float
    ended: float
    pid: int


def note_turns(file: Path) -> None:
    """Let this process note its turns from now on."""
    descriptor = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    pid = os.getpid()

    def noting(kind: str, original: Callable[..., int]) -> Callable[..., int]:
        def noted(*arguments: object) -> int:
            _write(descriptor, kind, _BEGINS, pid)
            try:
                return original(*arguments)
            finally:
                _write(descriptor, kind, _ENDS, pid)

        return noted

    for owner, name, kind in ((Sweep, "round", SWEEPS), (Delivering, "round", SENDS)):
        setattr(owner, name, noting(kind, getattr(owner, name)))


def _write(descriptor: int, kind: str, what: str, pid: int) -> None:
    os.write(descriptor, f"{kind} {what} {pid} {monotonic()}\n".encode())


def leader(file: Path, kind: str) -> int | None:
    """Return which process began the last turn."""
    began = [int(pid) for noted, what, pid, _ in _lines(file) if (noted, what) == (kind, _BEGINS)]
    return began[-1] if began else None


def turns(file: Path, died_at: Mapping[int, float]) -> Mapping[str, list[Turn]]:
    """Return all turns of each kind in the order in which they began."""
    open_since: dict[tuple[str, int], float] = {}
    found: dict[str, list[Turn]] = defaultdict(list)
    for kind, what, said, at in _lines(file):
        pid, moment = int(said), float(at)
        if what == _BEGINS:
            open_since[kind, pid] = moment
        else:
            found[kind].append(Turn(open_since.pop((kind, pid)), moment, pid))
    for (kind, pid), since in open_since.items():
        found[kind].append(Turn(since, died_at[pid], pid))
    return {kind: sorted(each) for kind, each in found.items()}


def _lines(file: Path) -> list[tuple[str, str, str, str]]:
    lines = (line.split() for line in file.read_text("utf-8").splitlines())
    return [(kind, what, pid, at) for kind, what, pid, at in lines]
