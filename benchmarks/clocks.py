"""Ten thousand deadlines that run: how long a sweep over them takes, and how fast it speaks."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from functools import cache
from statistics import median
from time import perf_counter
from uuid import uuid4

from sqlalchemy import func, select

from application.crisis.clocks.sweeping import Sweep
from application.staffing.reactions import introduce
from benchmarks.example import now
from benchmarks.filling import Filler
from benchmarks.ledgers import ENGINES, BenchLedger, Grounds
from benchmarks.rounds import Measurement, Promise, Variant
from benchmarks.sizes import Sizes
from domain.referrals.facts import ConcernRaised, MayTellGuardian, Situation
from domain.shared import CaseId, ChildId, Compartment
from infrastructure.views.clocks.tables import STEPS, clocks_tables

AIM_MS = 1_000.0
IN_DANGER_ONE_IN = 10
"""One of so many worries is red: the others are due by working days."""
STEPS_OF_SO_MANY = 3 * IN_DANGER_ONE_IN + 1
"""A worry is to be taken and assessed, the guardian told, and in danger somebody with the child."""
SOON = timedelta(minutes=8)
"""By then it is due soon that somebody takes the red ones."""

_steps = clocks_tables()[STEPS].c
_next_of_all = select(_steps.next_at, _steps.case_id, _steps.step)
_how_many = select(func.count()).select_from(clocks_tables()[STEPS])


def sweeping_clocks(grounds: Grounds, sizes: Sizes, closing: ExitStack) -> Sequence[Measurement]:
    """Return the sweeps on each engine: with nothing due, and with a tenth of the cases due."""
    return [
        measurement
        for engine in ENGINES
        for measurement in _on(engine, grounds, sizes.open_clocks, closing)
    ]


def _on(engine: str, grounds: Grounds, wanted: int, closing: ExitStack) -> Sequence[Measurement]:
    ledger = closing.enter_context(grounds.ledger(engine))
    began_at = now()
    _worry(ledger, wanted)
    sweep = _sweep(ledger)
    return [
        Measurement(
            what=f"sweep of 10,000 open clocks, {engine}",
            variants=[
                Variant("nothing due", "ms", lambda time: _sweeps_ms(sweep, began_at, time)),
                Variant("all rows, raw", "ms", lambda time: _rows_ms(ledger, time)),
            ],
            promises=[
                Promise("nothing due", at_most=AIM_MS),
                Promise("nothing due", "all rows, raw", at_most=1.0),
            ],
        ),
        Measurement(
            what=f"sweep that says what is due, {engine}",
            variants=[Variant("said", "facts/s", lambda _time: _said_a_second(sweep))],
            promises=[Promise("said")],
            once=True,
        ),
    ]


def _worry(ledger: BenchLedger, wanted: int) -> None:
    """Raise as many worries as make so many clocks: each is due in several steps."""
    times = wanted // STEPS_OF_SO_MANY
    children = [ChildId(uuid4()) for _ in range(times * IN_DANGER_ONE_IN)]
    ledger.opened.vault.prepare((child_id, Compartment.HEALTH) for child_id in children)
    Filler(ledger.opened).record(
        [_about(child_id, number) for number, child_id in enumerate(children)]
    )
    while not ledger.opened.projector.catch_up(wait_ms=60_000):
        pass
    with ledger.databases.views_engine.connect() as connection:
        assert connection.execute(_how_many).scalar_one() == times * STEPS_OF_SO_MANY


def _about(child_id: ChildId, number: int) -> ConcernRaised:
    is_red = number % IN_DANGER_ONE_IN == 0
    return ConcernRaised(
        case_id=CaseId(uuid4()),
        child_id=child_id,
        situation=Situation.LIFE_IN_DANGER if is_red else Situation.SOMEWHAT_WORRIED,
        signs=(),
        heard=None,
        is_with_child=False,
        involved=(),
        involved_ids=(),
        may_tell_guardian=MayTellGuardian.UNKNOWN,
    )


def _sweep(ledger: BenchLedger) -> Sweep:
    opened = ledger.opened
    return Sweep(opened.ledger, cache(lambda: introduce(opened.ledger, opened.ledger_id, now())))


def _sweeps_ms(sweep: Sweep, began_at: datetime, seconds: float) -> float:
    """Sweep again and again as of a moment at which nothing is due; return the median."""
    return _median_ms(lambda: sweep.round(began_at), seconds)


def _rows_ms(ledger: BenchLedger, seconds: float) -> float:
    """Fetch the row of every clock again and again: what a sweep without an index would read."""
    with ledger.databases.views_engine.connect() as connection:
        return _median_ms(lambda: len(connection.execute(_next_of_all).all()), seconds)


def _said_a_second(sweep: Sweep) -> float:
    """Sweep once as of a moment at which the red cases are due soon; return facts a second."""
    began = perf_counter()
    said = sweep.round(now() + SOON)
    assert said
    return said / (perf_counter() - began)


def _median_ms(work: Callable[[], int], seconds: float) -> float:
    taken: list[float] = []
    until = perf_counter() + seconds
    while not taken or perf_counter() < until:
        began = perf_counter()
        work()
        taken.append((perf_counter() - began) * 1_000)
    return median(taken)
