"""Remembers what the rounds of a loop said went wrong: it is said again once an hour, not each."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

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

    def news_of(
        self, kind: str, troubles: Mapping[UUID, str], now: datetime
    ) -> Sequence[tuple[UUID, str]]:
        """Return those troubles of a whole round to say, each with what has it.

        Whatever had one before and has none in this round is over it.
        """
        there = {f"{kind} {each}" for each in troubles}
        for before in [each for each in self._said if each.startswith(f"{kind} ")]:
            if before not in there:
                self.is_over(before)
        return [
            (each, trouble)
            for each, trouble in troubles.items()
            if self.is_news(f"{kind} {each}", trouble, now)
        ]

    def is_over(self, what: str) -> bool:
        """Return whether a trouble that was said has come to its end with this round."""
        return self._said.pop(what, None) is not None
