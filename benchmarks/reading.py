"""Readings by twenty people at once: what the record of a reading costs, on both engines.

Python runs one thread at a time. Where its threads are spread over cores, each hand-over goes from
core to core; so the same is measured with the process kept on one core, as operators may run it.
"""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import cycle
from threading import Lock
from time import perf_counter, process_time
from uuid import UUID, uuid4

from application.authorisation.shown_by import Access
from application.ports import Actor, Commit, History, Ledger, ReadingLog, Recorded
from application.reads.reading import Look, note_reading
from benchmarks.example import ACTOR, CONTEXT, now
from benchmarks.filling import Filler
from benchmarks.ledgers import ENGINES, Grounds
from benchmarks.rounds import Measurement, Promise, Variant, commits
from benchmarks.sizes import Sizes
from domain.reads.facts import Reading
from domain.shared import ChildId, Erased, Purpose, Stream
from infrastructure.log.appending import Append, joined
from infrastructure.log.log import SealedLog
from infrastructure.log.waiting import Drawn
from infrastructure.opening import OpenLedger

READERS = 20
FACTS_READ = 30
AIM_US = 100.0
BARE, JOINED, SINGLY = "no record", "records joined", "a commit for each record"
RECORD_ALONE = "a joined record by itself"
PROCESSOR = "processor time of a joined record"
ADDED = "what a joined record adds"
ADDED_WORK = "processor time that a joined record adds"
ONE_THREAD = "processor time of its work by one thread"
KEPT_ON_ONE_CORE = ", on one core"
TURNS = 4
LONGER = 3.0
"""A difference of two figures needs longer slices than each of them."""


class Unrecorded:
    """A second log that keeps nothing."""

    def load(
        self, _streams: Sequence[Stream], *, before: datetime | None = None
    ) -> History | Erased:
        del before
        return History((), {})

    def append(self, _commit: Commit) -> tuple[Recorded[object], ...]:
        return ()

    def note(self, _commit: Commit) -> None:
        """Keep nothing of it."""


NONE_KEPT = Unrecorded()


class Unjoined(SealedLog):
    """The second log as it would be if each record were a commit of its own."""

    def __init__(self, opened: OpenLedger) -> None:
        super().__init__(*opened.logs["reads"], opened.vault)

    def note(self, commit: Commit) -> None:
        self._recorder.write(Append(self._mapper.first_rows(commit)))


class Together(SealedLog):
    """The second log as if one thread brought what twenty wait for: what is left is no thread's.

    It promises nothing to whoever brings a record, and is there to be compared with.
    """

    def __init__(self, opened: OpenLedger) -> None:
        super().__init__(*opened.logs["reads"], opened.vault)
        self._brought: list[Commit] = []

    def note(self, commit: Commit) -> None:
        self._mapper.prepare(commit.facts)
        self._brought.append(commit)
        if len(self._brought) == READERS:
            drawn = Drawn(READERS)
            rows = (self._mapper.first_rows(each, drawn) for each in self._brought)
            self._recorder.write(joined([Append(each) for each in rows]))
            self._brought.clear()


class Readers:
    """Twenty people who open one child after another."""

    def __init__(self, opened: OpenLedger, children: Sequence[UUID]) -> None:
        self._opened = opened
        self._next = cycle(children).__next__
        self._turn = Lock()
        self._noted = 0

    def read(self, reads: ReadingLog | None, seconds: float) -> float:
        """Return how many children are opened in a second."""
        ledger = replace(self._opened.ledger, reads=reads or self._opened.ledger.reads)
        return commits([partial(self._open, ledger)] * READERS, 1, seconds)

    def added(self, clock: Callable[[], float], seconds: float) -> float:
        """Return how much longer a child takes to open with a joined record than with none, in µs.

        By the clock that is brought. Both are asked in turn, so that what else the machine does
        meets both.
        """
        took, opened = {None: 0.0, NONE_KEPT: 0.0}, {None: 0, NONE_KEPT: 0}
        for _ in range(TURNS):
            for reads in took:
                noted, before = self._noted, clock()
                self.read(reads, seconds / TURNS / len(took))
                took[reads] += clock() - before
                opened[reads] += self._noted - noted
        return 1e6 * (took[None] / opened[None] - took[NONE_KEPT] / opened[NONE_KEPT])

    def record(self, seconds: float) -> float:
        """Return how long a record takes when nothing else is done, in µs."""
        write = partial(self._note, self._opened.ledger)
        return 1e6 / commits([write] * READERS, 1, seconds)

    def processor(self, seconds: float) -> float:
        """Return what a record takes of a processor when nothing else is done, in µs.

        What other programs of the machine take meanwhile is not in it, nor is the database.
        """
        return self._processor(self._opened.ledger, READERS, seconds)

    def work(self, seconds: float) -> float:
        """Return what the same takes of a processor when one thread does it for twenty, in µs."""
        ledger = replace(self._opened.ledger, reads=Together(self._opened))
        return self._processor(ledger, 1, seconds)

    def _processor(self, ledger: Ledger, readers: int, seconds: float) -> float:
        noted, before = self._noted, process_time()
        commits([partial(self._note, ledger)] * readers, 1, seconds)
        return 1e6 * (process_time() - before) / (self._noted - noted)

    def _open(self, ledger: Ledger, _events: int) -> None:
        child_id = self._child()
        self._note(ledger, 1, child_id)
        assert isinstance(ledger.log.load([Stream("visits", child_id)]), History)

    def _note(self, ledger: Ledger, _events: int, child_id: UUID | None = None) -> None:
        look = Look(
            read_id=uuid4(),
            actor=Actor(person_id=ACTOR),
            now=now(),
            what=Reading.CARE_FILE,
            access=Access(context=CONTEXT, purpose=Purpose.CARE),
        )
        note_reading(ledger, look, [ChildId(child_id or self._child())])

    def _child(self) -> UUID:
        with self._turn:
            self._noted += 1
            return self._next()


def reading(grounds: Grounds, sizes: Sizes, closing: ExitStack) -> Sequence[Measurement]:
    """Return the same reading without a record, with joined records and with single ones."""
    return [_on(engine, grounds, sizes, closing) for engine in ENGINES]


def _on(engine: str, grounds: Grounds, sizes: Sizes, closing: ExitStack) -> Measurement:
    opened = closing.enter_context(grounds.ledger(engine)).opened
    children = [uuid4() for _ in range(sizes.children)]
    filler = Filler(opened)
    for child_id in children:
        filler.visits(child_id, FACTS_READ)
    readers = Readers(opened, children)
    ways: Sequence[tuple[str, ReadingLog | None]] = (
        (BARE, NONE_KEPT),
        (JOINED, None),
        (SINGLY, Unjoined(opened)),
    )
    variants = [Variant(name, "readings/s", partial(readers.read, reads)) for name, reads in ways]
    costs = [
        Variant(ADDED, "µs", partial(readers.added, perf_counter)),
        Variant(ADDED_WORK, "µs", partial(readers.added, process_time)),
        Variant(RECORD_ALONE, "µs", readers.record),
        Variant(PROCESSOR, "µs", readers.processor),
    ]
    return Measurement(
        what=f"reading by {READERS} at once, {engine}",
        variants=[
            *variants,
            *costs,
            Variant(ONE_THREAD, "µs", readers.work),
            *(_on_one_core(each) for each in costs),
        ],
        slice_factor=LONGER,
        promises=[
            *(Promise(each.name, at_most=AIM_US) for each in costs),
            *(Promise(each.name + KEPT_ON_ONE_CORE, at_most=AIM_US) for each in costs),
            Promise(JOINED, BARE),
            Promise(JOINED, SINGLY),
        ],
    )


def _on_one_core(variant: Variant) -> Variant:
    """Return the same with the threads that it starts kept on one core, where the system can."""
    return replace(
        variant, name=variant.name + KEPT_ON_ONE_CORE, run=partial(_kept_on_one_core, variant.run)
    )


def _kept_on_one_core(run: Callable[[float], float], seconds: float) -> float:
    if sys.platform != "linux":
        return run(seconds)
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    try:
        return run(seconds)
    finally:
        os.sched_setaffinity(0, cores)
