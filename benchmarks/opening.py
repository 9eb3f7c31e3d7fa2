"""Opens what is sealed: streams of 50 and 500 events, and the whole log from the first event."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import cycle
from uuid import UUID, uuid4

from application.ports import History
from benchmarks.filling import Filler
from benchmarks.ledgers import ENGINES, POSTGRESQL, Grounds
from benchmarks.rounds import Measurement, Promise, Variant, repeats
from benchmarks.selecting import RawRows, raw_rows
from benchmarks.sizes import Sizes
from domain.shared import Stream
from infrastructure.opening import OpenLedger
from infrastructure.views.pages import PAGE_ROWS

LENGTHS = (50, 500)
OURS, RAW = "opened", "raw SELECT"
UNIT = "events/s"
STREAM_AIMS: Mapping[tuple[str, int], float] = {(POSTGRESQL, 500): 100_000}
SCAN_AIMS: Mapping[str, float] = {POSTGRESQL: 80_000}
CROWDED = f"scan of the log, {POSTGRESQL}, more keys than are cached"


def opening(grounds: Grounds, sizes: Sizes, closing: ExitStack) -> Sequence[Measurement]:
    """Return what is opened on each engine, beside the driver that only reads the rows."""
    streams = [each for engine in ENGINES for each in _streams(engine, grounds, sizes, closing)]
    scans = [
        _scan(
            f"scan of the log, {engine}",
            *_city(engine, grounds, closing, sizes.children, sizes.visits_each),
            aim=SCAN_AIMS.get(engine),
        )
        for engine in ENGINES
    ]
    crowd = sizes.children_beyond_cache, sizes.visits_each_beyond_cache
    return [*streams, *scans, _scan(CROWDED, *_city(POSTGRESQL, grounds, closing, *crowd))]


def _streams(
    engine: str, grounds: Grounds, sizes: Sizes, closing: ExitStack
) -> Sequence[Measurement]:
    ledger = closing.enter_context(grounds.ledger(engine))
    filler, raw = Filler(ledger.opened), closing.enter_context(raw_rows(ledger))
    measurements = []
    for length in LENGTHS:
        children = [uuid4() for _ in range(sizes.stream_events // length)]
        for child_id in children:
            filler.visits(child_id, length)
        ids = [ledger.opened.mapper.stream_id(Stream("visits", child)) for child in children]
        ours = partial(_open_next, ledger.opened, cycle(children).__next__)
        read = partial(_read_next, raw, cycle(ids).__next__)
        measurements.append(
            Measurement(
                what=f"streams of {length} events, {engine}",
                variants=_both(ours, read),
                promises=_promises(STREAM_AIMS.get((engine, length))),
            )
        )
    return measurements


def _open_next(opened: OpenLedger, next_child: Callable[[], UUID]) -> int:
    history = opened.ledger.log.load([Stream("visits", next_child())])
    assert isinstance(history, History)
    return len(history.recorded)


def _read_next(raw: RawRows, next_id: Callable[[], UUID]) -> int:
    return len(raw.of(next_id()))


def _city(
    engine: str, grounds: Grounds, closing: ExitStack, children: int, visits_each: int
) -> tuple[OpenLedger, RawRows]:
    ledger = closing.enter_context(grounds.ledger(engine))
    Filler(ledger.opened).city(children, visits_each)
    return ledger.opened, closing.enter_context(raw_rows(ledger))


def _scan(what: str, opened: OpenLedger, raw: RawRows, aim: float | None = None) -> Measurement:
    ours, read = partial(_scan_opened, opened), partial(_scan_raw, raw)
    return Measurement(what=what, variants=_both(ours, read), promises=_promises(aim))


def _scan_opened(opened: OpenLedger) -> int:
    position = 0
    while rows := opened.recorder.rows_after(position, PAGE_ROWS):
        position = opened.mapper.open_rows(rows)[-1].position
    return position  # The last one's, which is how many there are: positions are dense.


def _scan_raw(raw: RawRows) -> int:
    read = 0
    while rows := raw.after(read, PAGE_ROWS):
        read += len(rows)
    return read


def _both(ours: Callable[[], int], raw: Callable[[], int]) -> Sequence[Variant]:
    return [
        Variant(OURS, UNIT, partial(repeats, ours)),
        Variant(RAW, UNIT, partial(repeats, raw)),
    ]


def _promises(aim: float | None) -> Sequence[Promise]:
    shown = Promise(OURS, RAW)
    return [shown] if aim is None else [Promise(OURS, at_least=aim), shown]
