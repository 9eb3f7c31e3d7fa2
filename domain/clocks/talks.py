"""How often a family that refused was talked with again, and by when it is next."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.days import end_of_day, local_day
from domain.referrals.levels.level_facts import CrisisLevel
from domain.ruleset.refusing import RefusingBounds


def talk_due(level: CrisisLevel, since: datetime, by: RefusingBounds, held: int = 0) -> datetime:
    """Return by when a talk is due, `held` of which there were since a refusal."""
    if level is CrisisLevel.RED:
        return since + timedelta(minutes=by.at_red.minutes)
    return end_of_day(local_day(since) + timedelta(days=by.days[level.value][held]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Talks:
    """A family refused first at `refused_at`, and was talked with `held` times since.

    `last_at` is when it was last. The days are those of when the refusal was learned (`by`).
    """

    refused_at: datetime
    last_at: datetime
    by: RefusingBounds
    held: int = 0

    def due(self, level: CrisisLevel) -> datetime | None:
        """Return by when the next talk is due; None where none is left."""
        if self.held >= self.by.talks(level.value):
            return None
        return talk_due(level, self.refused_at, self.by, self.held)
