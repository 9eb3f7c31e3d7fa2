"""Rebuilds the caseworker's view from the first event, as an operator would, while nobody asks."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import partial

from benchmarks.filling import Filler
from benchmarks.ledgers import ENGINES, POSTGRESQL, Grounds
from benchmarks.rounds import Measurement, Promise, Variant, repeats
from benchmarks.sizes import Sizes
from infrastructure.opening import OpenLedger
from infrastructure.views.caseworker.fold import CaseworkerFold
from infrastructure.views.caseworker.tables import CASEWORKER

OURS = "rebuilt"
AIMS: Mapping[str, float] = {POSTGRESQL: 15_000}


def rebuilding(grounds: Grounds, sizes: Sizes, closing: ExitStack) -> Sequence[Measurement]:
    """Return the rebuilding of the view on each engine, in folded events a second."""
    measurements = []
    for engine in ENGINES:
        opened = closing.enter_context(grounds.ledger(engine)).opened
        Filler(opened).city(sizes.children, sizes.visits_each)
        names = tuple(CaseworkerFold.names)
        folded = len(opened.recorder.rows_after(0, opened.recorder.head(), names))
        run = partial(repeats, partial(_rebuild, opened, folded))
        measurements.append(
            Measurement(
                what=f"rebuild of the caseworker's view, {engine}",
                variants=[Variant(OURS, "events/s", run)],
                promises=[Promise(OURS, at_least=AIMS.get(engine))],
            )
        )
    return measurements


def _rebuild(opened: OpenLedger, folded: int) -> int:
    opened.projector.rebuild(CASEWORKER)
    return folded
