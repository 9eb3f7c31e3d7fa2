"""By which numbers broken glass is kept an emergency."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class GlassBounds:
    """What stops whoever opens one record after another."""

    unreviewed_at_most: int
    """So often one person opens the same child before somebody reviews it. Policy default."""


GLASS_BOUNDS_1 = GlassBounds(unreviewed_at_most=3)
