"""Opens files in a process of its own, one after the other, for as long as somebody sends any.

Run by infrastructure/rosters/apart.py. What reads spreadsheets is native code, and a file may ask
it for more memory than there is: that ends this process, and nothing else.
"""

import sys
from typing import BinaryIO

from infrastructure.rosters.bounds import (
    ANSWER_BYTES_AT_MOST,
    MEMORY_BYTES_AT_MOST,
    PROCESSOR_SECONDS_AT_MOST,
)
from infrastructure.rosters.refusals import NotARoster
from infrastructure.rosters.sheets import read_sheets
from infrastructure.rosters.told_sheets import refusal, told

try:
    import resource
except ImportError:
    HAS_LIMITS = False  # Windows, which knows no such bound.
else:
    HAS_LIMITS = True

OPEN_FILES_AT_MOST = 16
"""The pipes, and a module of an encoding that is not loaded yet."""


def main() -> None:
    """Answer files from the standard input until it ends; whatever else happens ends this."""
    _give_up_rights()
    sent, answers = sys.stdin.buffer, sys.stdout.buffer
    while lengths := sent.read(8):
        name_bytes = int.from_bytes(lengths[:4])
        name = _exactly(sent, name_bytes).decode("utf-8", "replace")
        content = _exactly(sent, int.from_bytes(lengths[4:]))
        _renew_processor_time()
        answer = _answer(content, name)
        answers.write(len(answer).to_bytes(4) + answer)
        answers.flush()
        del content, answer


def _answer(content: bytes, name: str) -> bytes:
    try:
        answer = told(read_sheets(content, name))
    except NotARoster as no_list:
        return refusal(no_list.code)
    return answer if len(answer) <= ANSWER_BYTES_AT_MOST else refusal("file_too_large")


def _exactly(sent: BinaryIO, count: int) -> bytes:
    found = sent.read(count)
    if len(found) != count:
        raise EOFError
    return found


def _give_up_rights() -> None:
    """Write no file, not even what is left of memory, start nothing, and take so much memory."""
    if HAS_LIMITS:
        _limit(resource.RLIMIT_AS, MEMORY_BYTES_AT_MOST)
        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_FSIZE, 0)
        _limit(resource.RLIMIT_NOFILE, OPEN_FILES_AT_MOST)
        _limit(resource.RLIMIT_NPROC, 0)


def _limit(what: int, at_most: int) -> None:
    _soft, hard = resource.getrlimit(what)
    bound = at_most if hard == resource.RLIM_INFINITY else min(hard, at_most)
    resource.setrlimit(what, (bound, bound))


def _renew_processor_time() -> None:
    """Allow so many seconds more than what was used: the bound is of the whole process."""
    if HAS_LIMITS:
        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime) + 1 + PROCESSOR_SECONDS_AT_MOST
        _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
        bound = until if hard == resource.RLIM_INFINITY else min(hard, until)
        resource.setrlimit(resource.RLIMIT_CPU, (bound, hard))
