"""The hours of those who are on call, and how far ahead that is said and looked at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCallBounds:
    """Policy default throughout: each office and school settles its own hours, by no common law."""

    day_starts_hour: int
    """From this hour on the day's shift holds; up to it the night before."""
    night_starts_hour: int
    """From this hour on the night's shift holds."""
    days_at_most: int
    """A roster says no more days at once: two months."""
    days_ahead_at_most: int
    """A roster begins no later than so many days from now."""
    exchange_days_back: int
    """An exchange of shifts is told no later than so many days after."""
    gap_days: int
    """Gaps in a roster are told so many days ahead: a week, in which somebody is still found."""
    test_call_days: int
    """By so many days after a semester began the number of each place was tried: a month."""
    outage_again_minutes: int
    """While what tells people is silent they are told again after so many minutes."""
    outage_over_minutes: int
    """So many minutes it works again before anybody is told that it does."""
    messages_kept_days: int
    """What became of a message outside is kept so long, a quarter; what was given up stays."""

    week_told_hour: int
    """From this hour on, on a week's first working day, word is given of yellow cases."""


ON_CALL_BOUNDS_1 = OnCallBounds(
    day_starts_hour=8,
    night_starts_hour=18,
    days_at_most=62,
    days_ahead_at_most=92,
    exchange_days_back=31,
    gap_days=7,
    test_call_days=30,
    outage_again_minutes=60,
    outage_over_minutes=5,
    messages_kept_days=92,
    week_told_hour=9,
)
"""The built-in first version."""
