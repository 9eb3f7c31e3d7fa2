"""The limit under every commit: how often a second the disk makes 8 KiB durable."""

import os
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial

from benchmarks.ledgers import Grounds
from benchmarks.rounds import Measurement, Promise, Variant, repeats
from benchmarks.sizes import Sizes

BLOCK = bytes(8_192)
FLUSHED = "fdatasync"


def flushing(grounds: Grounds, _sizes: Sizes, _closing: ExitStack) -> Sequence[Measurement]:
    """Return the flushing of a file beside the SQLite files."""
    file = grounds.new_folder() / "flushed"
    return [
        Measurement(
            what="flush of 8 KiB to the disk",
            variants=[Variant(FLUSHED, "flushes/s", partial(_flush, str(file)))],
            promises=[Promise(FLUSHED)],
        )
    ]


def _flush(file: str, seconds: float) -> float:
    opened = os.open(file, os.O_CREAT | os.O_WRONLY)
    try:
        return repeats(partial(_flush_once, opened), seconds)
    finally:
        os.close(opened)


def _flush_once(opened: int) -> int:
    os.pwrite(opened, BLOCK, 0)
    os.fdatasync(opened)
    return 1
