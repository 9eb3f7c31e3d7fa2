"""How long clocks stood still, and how long one that is paused now may."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from domain.clocks.facts import Step
from domain.clocks.timing import Deadline
from domain.days import local_day
from domain.ruleset import RuleSet
from domain.shared import PauseId

_A_MOMENT = timedelta(microseconds=1)
"""The end of a day is the first moment of the next."""


def stands_still(deadlines: Iterable[Deadline], now: datetime) -> frozenset[PauseId]:
    """Return the pauses by which clocks stand still now."""
    running = (each for each in deadlines if each.paused_until(now))
    return frozenset(p.pause_id for each in running for p in each.pauses if now < p.ends_at)


def days_paused(deadlines: Iterable[Deadline], step: Step) -> int:
    """Return how many days the clock of a step stood still, each time that it had to be done.

    One that is ended early counts to the day on which it was.
    """
    every = (pause for each in deadlines if each.step is step for pause in each.pauses)
    return sum((local_day(p.ends_at - _A_MOMENT) - local_day(p.from_at)).days for p in every)


def days_left(deadlines: Iterable[Deadline], step: Step, rules: RuleSet) -> int:
    """Return how many days more a step of a case may wait, however often it is paused."""
    return max(0, rules.crisis.pause_days_in_all - days_paused(deadlines, step))


def last_day(now: datetime, rules: RuleSet) -> date:
    """Return the last day to the end of which a step may wait that is paused now."""
    return local_day(now) + timedelta(days=rules.crisis.pause_days_at_most)
