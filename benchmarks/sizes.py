"""How much is measured: everything by default, the least that still measures with --quick."""

from dataclasses import dataclass

from infrastructure.keys.vault import CACHED_KEYS
from infrastructure.rosters.bounds import ROWS_AT_MOST


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Rounds, the length of a slice of one, and how much there is to read."""

    rounds: int
    slice_seconds: float
    stream_events: int
    children: int
    visits_each: int
    children_beyond_cache: int
    visits_each_beyond_cache: int
    stored_events: int
    visited_children: int
    roster_rows: int
    known_children: int
    sign_ins: int
    open_clocks: int
    readings: tuple[int, int]


FULL = Sizes(
    rounds=7,
    slice_seconds=0.4,
    stream_events=4_000,
    children=400,
    visits_each=43,
    children_beyond_cache=2 * CACHED_KEYS,
    visits_each_beyond_cache=3,
    stored_events=5_000,
    visited_children=400,
    roster_rows=ROWS_AT_MOST,
    known_children=20_000,
    sign_ins=5_000,
    open_clocks=10_013,
    readings=(100_000, 10_000_000),
)
QUICK = Sizes(
    rounds=1,
    slice_seconds=0.01,
    stream_events=500,
    children=20,
    visits_each=3,
    children_beyond_cache=20,
    visits_each_beyond_cache=1,
    stored_events=100,
    visited_children=8,
    roster_rows=100,
    known_children=50,
    sign_ins=40,
    open_clocks=40,
    readings=(60_000, 120_000),
)
