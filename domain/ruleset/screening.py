"""Within which days a pupil whose screening asks for it is talked with, and how long that stays."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningBounds:
    """Policy default throughout: neither law nor guidance names a number of days."""

    talk_within_days: int
    """So long after the screening the talk is held."""
    again_within_days: int
    """So long after a talk that did not take place it is tried again."""
    kept_days: int
    """So long after its talk was recorded a lead is kept, and so old a told screening may be."""


SCREENING_BOUNDS_1 = ScreeningBounds(talk_within_days=14, again_within_days=7, kept_days=180)
"""The built-in first version."""
