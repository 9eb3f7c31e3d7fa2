"""How the reports of a case turn its clocks: that it came, and those that join and leave it."""

from dataclasses import replace
from datetime import datetime
from functools import reduce

from domain.clocks.course import Moment, Turn
from domain.clocks.facts import Step
from domain.clocks.running import Clocks
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.levels.level_state import is_more_severe

_AT_FIRST = (Step.TAKEN, Step.ASSESSED, Step.GUARDIAN_INFORMED)


def raised(clocks: Clocks, at: datetime) -> Clocks:
    """Return the clocks of a case that somebody has to take, assess and tell the guardian of."""
    return reduce(lambda each, step: each.begun(step, at), _AT_FIRST, clocks)


def turn_of_reports(clocks: Clocks, moment: Moment) -> Clocks:
    """Let a case run by all its reports: by the earliest of them, and by the gravest since it came.

    One that waits has to be taken, a graver one assessed, too. What joins another case, or is about
    another child, runs no more; what stands alone again is known as a case of its own since then,
    but since it came where it was held up by a case that was none.
    """
    match moment.turn:
        case Turn.JOINED | Turn.MISDIRECTED:
            return clocks.ended(moment.learned_at)
        case Turn.PARTED:
            return raised(replace(clocks, is_over=False), moment.learned_at)
        case Turn.FREED:
            return raised(replace(clocks, is_over=False), clocks.first_at or moment.learned_at)
        case _:
            at = min(moment.happened_at or moment.learned_at, moment.learned_at)
            graver = _with_graver(clocks, moment.level, at)
            waits = moment.turn is Turn.FURTHER_WAITS
            taken = graver.begun(Step.TAKEN, at) if waits else graver
            return taken.counted_from(_AT_FIRST, at)


def _with_graver(clocks: Clocks, level: CrisisLevel | None, at: datetime) -> Clocks:
    if level is None or clocks.is_over:
        return clocks
    gravest = level if is_more_severe(level, clocks.level) else clocks.level
    graver = clocks.at_level(gravest, at, is_provisional=True)
    return graver.begun(Step.ASSESSED, at)
