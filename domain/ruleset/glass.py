"""By which numbers broken glass is kept an emergency, and no request is left lying."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class GlassBounds:
    """What stops whoever opens one record after another."""

    unreviewed_at_most: int
    """So often one person opens the same child before somebody reviews it. Policy default."""
    request_waits_hours: int
    """So long a request for access waits until those above are told. Policy default: three days,
    so that a weekend may pass."""


GLASS_BOUNDS_1 = GlassBounds(unreviewed_at_most=3, request_waits_hours=72)
