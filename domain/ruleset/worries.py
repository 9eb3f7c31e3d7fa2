"""Within which time two reports of one child are one case, and the wrong child is corrected."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WorryBounds:
    """Policy default throughout."""

    joined_within_hours: int
    """So long after the last report of an open case one more of the same child belongs to it."""
    redirected_within_hours: int
    """So long whoever raised a worry may correct whom it is about, while nobody took it."""
    brought_open_days: int
    """So many days after a case was brought to a head or officer it is still open to them, though
    somebody else has it by then. Policy default, for least access: a week to hand over."""


WORRY_BOUNDS_1 = WorryBounds(
    joined_within_hours=72, redirected_within_hours=72, brought_open_days=7
)
"""The built-in first version: what was seen on a Friday is told again, or put right, on Monday."""
