"""Finds out which children are known before a list is compared: from the log's begin, and again."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from time import perf_counter
from uuid import uuid4

from benchmarks.filling import Filler
from benchmarks.ledgers import SQLITE, Grounds
from benchmarks.rounds import Measurement, Promise, Variant
from benchmarks.sizes import Sizes
from domain.shared import ChildId
from infrastructure.rosters.known import KnownBefore, KnownSoFar
from tests import examples as e

WHAT = f"children known before a list, {SQLITE}"
ANEW, ON = "from the log's begin", "one child more"
MILLISECONDS_AT_MOST = 50.0


def knowing_children(grounds: Grounds, sizes: Sizes, closing: ExitStack) -> Sequence[Measurement]:
    """Return what it takes to know all children of a ledger, and to know one child more."""
    opened = closing.enter_context(grounds.ledger(SQLITE)).opened
    filler = Filler(opened)
    _register(filler, sizes.known_children)
    kept = KnownSoFar(opened)
    kept()

    def one_more() -> float:
        _register(filler, 1)
        return _milliseconds(kept)

    return [
        Measurement(
            what=WHAT,
            variants=[
                Variant(ANEW, "ms", lambda _seconds: _milliseconds(KnownSoFar(opened))),
                Variant(ON, "ms", lambda _seconds: one_more()),
            ],
            promises=[Promise(ON, at_most=MILLISECONDS_AT_MOST)],
        )
    ]


def _register(filler: Filler, count: int) -> None:
    ids = [ChildId(uuid4()) for _ in range(count)]
    filler.prepare_keys(ids)
    filler.record(
        [
            fact
            for number, child_id in enumerate(ids)
            for fact in (
                replace(e.CHILD_REGISTERED, child_id=child_id, name=f"示例{number}"),
                replace(e.CARER_RECORDED, child_id=child_id),
            )
        ]
    )


def _milliseconds(known: Callable[[], KnownBefore]) -> float:
    begun = perf_counter()
    known()
    return (perf_counter() - begun) * 1000
