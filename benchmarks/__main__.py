"""Measures everything that is promised, in one run, and prints it beside the limits.

python -m benchmarks [--quick] [--only PART …] [--rounds N] [--markdown] [--json FILE]
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from benchmarks.alerts import alerting
from benchmarks.appending import appending
from benchmarks.clocks import sweeping_clocks
from benchmarks.disk import flushing
from benchmarks.known_children import knowing_children
from benchmarks.ledgers import Grounds, grounds
from benchmarks.many_readings import paging_readings
from benchmarks.opening import opening
from benchmarks.put_visit import putting
from benchmarks.reading import reading
from benchmarks.rebuilding import rebuilding
from benchmarks.recording_rosters import recording_rosters
from benchmarks.referrals import referring
from benchmarks.report import show, show_aims, write
from benchmarks.rosters import previewing_rosters
from benchmarks.rounds import Measurement, run_rounds
from benchmarks.sizes import FULL, QUICK, Sizes
from benchmarks.stored_bytes import stored_bytes
from benchmarks.storm import storming

RESULTS = Path("var/bench.json")

Part = Callable[[Grounds, Sizes, ExitStack], Sequence[Measurement]]
PARTS: Mapping[str, Part] = {
    "disk": flushing,
    "append": appending,
    "open": opening,
    "rebuild": rebuilding,
    "bytes": stored_bytes,
    "put": putting,
    "alerts": alerting,
    "referrals": referring,
    "clocks": sweeping_clocks,
    "storm": storming,
    "rosters": previewing_rosters,
    "known": knowing_children,
    "recording": recording_rosters,
    "reading": reading,
    "readings": paging_readings,
}


def main(arguments: Sequence[str]) -> None:
    """Run the parts that were asked for, all of them unless some are named."""
    asked = _asked(arguments)
    sizes = QUICK if asked.quick else FULL
    sizes = replace(sizes, rounds=asked.rounds or sizes.rounds)
    with grounds() as ground, ExitStack() as closing:
        measurements: list[Measurement] = []
        for name in asked.only or PARTS:
            _say(f"preparing: {name}")
            measurements += PARTS[name](ground, sizes, closing)
        figures = run_rounds(
            measurements, rounds=sizes.rounds, slice_seconds=sizes.slice_seconds, say=_say
        )
    (show_aims if asked.markdown else show)(measurements, figures)
    write(asked.json, measurements, figures)
    _say(f"written to {asked.json}")


def _asked(arguments: Sequence[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the least that still measures")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=[], help="these parts")
    parser.add_argument("--rounds", type=int, help="instead of the usual number")
    parser.add_argument("--markdown", action="store_true", help="only what is promised, for docs/")
    parser.add_argument("--json", type=Path, default=RESULTS, help="where figures are written")
    return parser.parse_args(arguments)


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
