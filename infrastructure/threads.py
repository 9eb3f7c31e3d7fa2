"""How many threads of one process may ask a database at the same time: so large its pools are."""

from domain.alerts.outside import Channel

APART = 4
"""Worries, cases and the duty desk, which api/guards/apart.py sets apart."""
OPEN_SCREENS = 1
"""api/streams.py asks for all of them."""
FOLLOWING = 13
"""What `infrastructure.following.followers` starts where nothing is sent outside."""
SENDING = len(Channel)
"""A thread for each channel, where all of them are configured."""
SWEEP = 1
"""Where this process leads, what sweeps the deadlines beside the thread that holds the lease."""
ROWS_AT_ONCE = 2
"""Of a list that is recorded beside requests: its children must not go before a worry."""
LISTS = 1 + ROWS_AT_ONCE
"""A list that is recorded, and who records its rows."""


def connections(request_threads: int) -> int:
    """Return how large a pool must be, so that nobody waits for a connection, a worry least of all.

    No thread holds two connections of a pool at once.
    """
    return request_threads + APART + OPEN_SCREENS + FOLLOWING + SENDING + SWEEP + LISTS
