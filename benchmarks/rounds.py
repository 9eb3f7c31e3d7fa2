"""Measures variants side by side: all of them in each round, each round in another order."""

import gc
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median
from time import perf_counter

# What is measured for a moment first, uncounted: keys are made, statements prepared, files warm.
WARMED_BY = 0.2

Write = Callable[[int], None]
"""Writes so many events in one commit."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of doing something; `run` does it for so many seconds and returns the figure."""

    name: str
    unit: str
    run: Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Promise:
    """What one variant's figure should be: of another's in the same round, or by itself.

    With neither `at_least` nor `at_most` nothing is promised; it is shown for comparison.
    """

    of: str
    to: str | None = None
    at_least: float | None = None
    at_most: float | None = None

    def ratios(self, figures: "Figures") -> list[float]:
        """Return the figure of each round, divided by the other's of the same round if any."""
        if self.to is None:
            return figures[self.of]
        return [one / other for one, other in zip(figures[self.of], figures[self.to], strict=True)]

    def is_missed(self, figures: "Figures") -> bool:
        """Return whether the median over the rounds is not what was promised."""
        middle = median(self.ratios(figures))
        too_low = self.at_least is not None and middle < self.at_least
        return too_low or (self.at_most is not None and middle > self.at_most)


Figures = Mapping[str, list[float]]
"""The figures of each variant, one for each round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """Variants of the same work, compared with one another, and what is promised of them."""

    what: str
    variants: Sequence[Variant]
    promises: Sequence[Promise] = ()
    slice_factor: float = 1.0
    in_order: bool = False
    """Whether a variant tells more of what the one before it ran, so that none may go first."""
    once: bool = False
    """Whether it is so long that it runs in the first round only, and without warming up."""


def run_rounds(
    measurements: Sequence[Measurement],
    *,
    rounds: int,
    slice_seconds: float,
    say: Callable[[str], None],
) -> Mapping[str, Figures]:
    """Run every variant in every round, and return the figures of each measurement."""
    figures: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    gc.collect()
    gc.freeze()  # Else each collection below goes through all modules and contenders again.
    for number in range(-1, rounds):
        say(f"round {number + 1} of {rounds}" if number >= 0 else "warming up")
        for measurement in measurements:
            if measurement.once and number:
                continue
            seconds = slice_seconds * measurement.slice_factor
            first = 0 if measurement.in_order else number
            for variant in _in_turn(measurement.variants, first):
                # What one leaves behind is not collected in the next one's time.
                gc.collect()
                figure = variant.run(seconds if number >= 0 else seconds * WARMED_BY)
                if number >= 0:
                    figures[measurement.what][variant.name].append(figure)
    return figures


def _in_turn(variants: Sequence[Variant], number: int) -> Sequence[Variant]:
    first = number % len(variants)
    return *variants[first:], *variants[:first]


def commits(writes: Sequence[Write], events: int, seconds: float) -> float:
    """Let each writer commit so many events at once, again and again; return events a second."""
    begun = perf_counter()

    def go_on(write: Write) -> int:
        done = 0
        while not done or perf_counter() - begun < seconds:
            write(events)
            done += 1
        return done

    if len(writes) == 1:
        total = go_on(writes[0])
    else:
        with ThreadPoolExecutor(len(writes)) as threads:
            total = sum(threads.map(go_on, writes))
    return total * events / (perf_counter() - begun)


def repeats(act: Callable[[], int], seconds: float) -> float:
    """Repeat what handles some events and says how many; return events a second."""
    begun = perf_counter()
    total = act()
    while perf_counter() - begun < seconds:
        total += act()
    return total / (perf_counter() - begun)
