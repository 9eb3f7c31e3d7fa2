"""Small numbers are left out, and so is whatever told them by subtraction."""

from itertools import product

import pytest

from domain.small_numbers import SHOWN_FROM, Spread, without_small

N = None


@pytest.mark.parametrize(
    ("counts", "told", "total"),
    [
        # Nothing is small.
        ((9, 7, 0), (9, 7, 0), 16),
        ((0, 0, 0), (0, 0, 0), 0),
        # One small number would follow from the others: the next smallest goes, too.
        ((20, 7, 3), (20, N, N), 30),
        # Two small ones of which the sum would tell that both are.
        ((20, 1, 1), (N, N, N), 22),
        ((20, 4, 4), (20, N, N), 28),
        ((20, 3, 2), (N, N, N), 25),
        # The whole is small: then not even where there are none is told.
        ((3, 0, 0), (N, N, N), N),
        # There is nothing left to leave out besides.
        ((3, 2, 0), (N, N, N), 5),
    ],
)
def test_what_is_small_is_not_told(
    counts: tuple[int, ...], told: tuple[int | None, ...], total: int | None
) -> None:
    spread = Spread(cells=dict(enumerate(told)), total=total)
    assert without_small(dict(enumerate(counts))) == spread


def test_of_nothing_that_is_left_out_it_can_be_told_that_it_is_small() -> None:
    for some in product((0, 1, 2, 4, 5, 6, 30), repeat=4):
        counts = dict(enumerate(some))
        found = without_small(counts)
        shown = {key: each for key, each in found.cells.items() if each is not None}
        assert all(each == counts[key] and not 0 < each < SHOWN_FROM for key, each in shown.items())
        hidden = counts.keys() - shown.keys()
        if not hidden or found.total is None:
            continue
        left = found.total - sum(shown.values())
        # Each of them may be as much as what is left, but one each for the others.
        least = 0 if hidden == counts.keys() else 1
        assert left - least * (len(hidden) - 1) >= SHOWN_FROM
        assert len(hidden) > 1 or hidden == counts.keys()
