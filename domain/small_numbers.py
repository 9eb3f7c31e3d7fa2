"""Counts that tell of no one child: what is small is left out, also where subtraction told it.

Cells below five are suppressed, as the supervision of schools has it (教育督导 indicators).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

SHOWN_FROM = 5
"""A smaller number may point at a child: policy default."""

K = TypeVar("K")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread(Generic[K]):
    """How many of a whole are of each kind; None = not told, for this or for another kind's sake.

    Without `total` nothing of it is told, not even of which kinds there are none.
    """

    cells: Mapping[K, int | None]
    total: int | None


def without_small(counts: Mapping[K, int]) -> Spread[K]:
    """Return the counts of kinds that make up a whole, without those that are small.

    So many more are left out, the smallest first, that whoever knows all that is told, and that of
    the others there is at least one each, cannot tell of any of these that it is small.
    """
    total = sum(counts.values())
    if 0 < total < SHOWN_FROM:
        return Spread(cells=dict.fromkeys(counts), total=None)
    rising = sorted((each for each in counts if counts[each]), key=lambda each: counts[each])
    hidden = {each for each in rising if counts[each] < SHOWN_FROM}
    for each in rising:
        if not hidden or _blurs([counts[key] for key in hidden]):
            break
        hidden.add(each)
    if hidden and not _blurs([counts[key] for key in hidden]):
        # Nothing is left to leave out: then not even where there are none is told.
        hidden = set(counts)
    cells = {each: None if each in hidden else number for each, number in counts.items()}
    return Spread(cells=cells, total=total)


def untold(counts: Mapping[K, int]) -> Spread[K]:
    """Return the kinds of a whole of which nothing is told, since the whole is not."""
    return Spread(cells=dict.fromkeys(counts), total=None)


def _blurs(hidden: list[int]) -> bool:
    """Return whether each of these, of which the sum is known, may as well not be small."""
    return len(hidden) > 1 and sum(hidden) - (len(hidden) - 1) >= SHOWN_FROM
