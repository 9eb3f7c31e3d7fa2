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
    waiting_requests_at_most: int
    """So many requests for access of one person wait at a time. Policy default: more than
    a working day brings, within which each should be decided on."""
    refused_often: int
    """So many refused emergencies within an hour are told to privacy officers. Policy default."""
    refusals_told_days: int
    """For so many days they are told of it. Policy default: a week, since some look weekly."""


GLASS_BOUNDS_1 = GlassBounds(
    unreviewed_at_most=3,
    request_waits_hours=72,
    waiting_requests_at_most=20,
    refused_often=3,
    refusals_told_days=7,
)
