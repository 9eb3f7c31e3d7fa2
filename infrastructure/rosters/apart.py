"""Lets files be opened by a process of its own: what a hostile one breaks there ends nothing here.

The process gets bytes and gives back plain data; it has no environment, no open file of the server
and no secret. It is kept, so that the next list need not wait for it, and it ends with its pipe.
"""

import os
import subprocess
import sys
import weakref
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import IO

from domain.errors import Unavailable
from infrastructure.rosters import turns
from infrastructure.rosters.bounds import ANSWER_BYTES_AT_MOST
from infrastructure.rosters.refusals import NotARoster
from infrastructure.rosters.sheets import BYTES_AT_MOST, Sheet
from infrastructure.rosters.told_sheets import sheets_in
from infrastructure.rosters.turns import Turn

SECONDS_AT_MOST = 30.0
KEPT_BELOW_BYTES = 1024 * 1024
"""A process that read more than this, or told more, is not kept: nor is the memory it took."""

UNREADABLE = "file_cannot_be_read"

_PROJECT = Path(__file__).parents[2]
_PROGRAM = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from infrastructure.rosters.opening_files import main; main()"
)
_NEEDED_TO_START = ("SYSTEMROOT",)
"""Windows starts no interpreter without it; elsewhere there is none."""

Child = subprocess.Popen[bytes]


class SheetsApart:
    """Opens files as `read_sheets` does, one at a time, in a process of its own."""

    def __init__(self, *, seconds: float = SECONDS_AT_MOST, turn: Turn | None = None) -> None:
        self._seconds = seconds
        self._turn = turn or Turn(turns.SECONDS_AT_MOST)
        self._child: Child | None = None
        self._ending: Callable[[], object] = lambda: None

    def __call__(self, content: bytes, file_name: str) -> tuple[Sheet, ...]:
        """Return the sheets of a file in their order.

        Raises: NotARoster as `read_sheets`, and file_cannot_be_read for what takes more memory or
        time than a list does; Unavailable while another file is being opened, or where no process
        can be started.
        """
        if len(content) > BYTES_AT_MOST:
            raise NotARoster("file_too_large")
        with self._turn.taken():
            answer = self._answered(self._ready(), content, file_name)
        return sheets_in(answer)

    def close(self) -> None:
        """End the process, in the middle of a file as well; another file starts one anew."""
        self._ending()

    def _ready(self) -> Child:
        if self._child is None or self._child.poll() is not None:
            self._ending()
            try:
                self._child = _started()
            except OSError:
                raise Unavailable("lists_busy") from None
            # Also when nobody closes this, and when the interpreter ends.
            self._ending = weakref.finalize(self, _end, self._child)
        return self._child

    def _answered(self, child: Child, content: bytes, file_name: str) -> bytes:
        late = Timer(self._seconds, child.kill)
        late.daemon = True
        late.start()
        try:
            answer = _exchanged(child, content, file_name.encode("utf-8", "replace"))
        except (OSError, EOFError):
            self._ending()
            raise NotARoster(UNREADABLE) from None
        finally:
            late.cancel()
        if len(content) + len(answer) > KEPT_BELOW_BYTES:
            self._ending()
        return answer


def _started() -> Child:
    return subprocess.Popen(
        [sys.executable, "-I", "-c", _PROGRAM, str(_PROJECT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={each: os.environ[each] for each in _NEEDED_TO_START if each in os.environ},
        cwd=_PROJECT,
        # What is typed at the server's terminal is meant for the server.
        start_new_session=True,
    )


def _exchanged(child: Child, content: bytes, name: bytes) -> bytes:
    """Send a file and return the answer. Raises: OSError, EOFError when the process ended."""
    if child.stdin is None or child.stdout is None:
        raise EOFError
    child.stdin.write(len(name).to_bytes(4) + len(content).to_bytes(4) + name)
    child.stdin.write(content)
    child.stdin.flush()
    length = int.from_bytes(_exactly(child.stdout, 4))
    if length > ANSWER_BYTES_AT_MOST:
        raise EOFError
    return _exactly(child.stdout, length)


def _exactly(told: IO[bytes], count: int) -> bytes:
    found = told.read(count)
    if len(found) != count:
        raise EOFError
    return found


def _end(child: Child) -> None:
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            # What could not be sent any more is sent when the pipe is closed, and cannot be.
            with suppress(OSError):
                pipe.close()
