"""Threads that queue up behind a commit that is kept back."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from signal import SIGINT, signal
from types import FrameType

import pytest

from infrastructure.log.joining import APPENDS_AT_MOST
from tests.engines import LedgerDatabases
from tests.infrastructure.log.queueing import HeldRecorder, Queue


@pytest.fixture
def held(ledger: LedgerDatabases) -> HeldRecorder:
    return HeldRecorder(ledger.engine)


@pytest.fixture
def queue(held: HeldRecorder) -> Iterator[Queue]:
    with ThreadPoolExecutor(APPENDS_AT_MOST + 16) as threads:
        made = Queue(held, threads)
        try:
            yield made
        finally:
            made.release()


@pytest.fixture
def heeding_ctrl_c() -> Iterator[None]:
    """Tests started in the background have been told to let it pass; here the first one counts."""
    heeded: list[int] = []

    def heed(number: int, _frame: FrameType | None) -> None:
        heeded.append(number)
        if len(heeded) == 1:
            raise KeyboardInterrupt

    before = signal(SIGINT, heed)
    yield
    signal(SIGINT, before)
