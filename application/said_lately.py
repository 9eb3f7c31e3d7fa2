"""Remembers what the rounds of a loop said went wrong: it is said again once an hour, not each."""

from datetime import datetime, timedelta

SAID_AGAIN_AFTER = timedelta(hours=1)


class SaidLately:
    """What went wrong by what it holds up, and when that was said; one loop has it for its own."""

    def __init__(self) -> None:
        self._said: dict[str, tuple[str, datetime]] = {}

    def is_news(self, what: str, trouble: str, now: datetime) -> bool:
        """Return whether to say it: it is another trouble than before, or was said an hour ago."""
        before = self._said.get(what)
        if before is not None and before[0] == trouble and now - before[1] < SAID_AGAIN_AFTER:
            return False
        self._said[what] = (trouble, now)
        return True

    def is_over(self, what: str) -> bool:
        """Return whether a trouble that was said has come to its end with this round."""
        return self._said.pop(what, None) is not None
