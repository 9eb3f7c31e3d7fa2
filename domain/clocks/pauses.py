"""How pauses turn the clocks of a case: each stands still until a day, or until the child is worse.

Beneath a pause a deadline is counted as if there were none, so that nothing which is decided
meanwhile is decided by a day that two people put off.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from domain.clocks.moments import Moment, Turn
from domain.clocks.running import Clocks
from domain.clocks.timing import Pause
from domain.days import end_of_day
from domain.referrals.levels.level_state import is_more_severe
from domain.shared import PauseId


def turned(before: Clocks, moment: Moment, turn: Callable[[Clocks, Moment], Clocks]) -> Clocks:
    """Return the clocks after a turn, which stand still, go on, or have to since it is grave.

    Whatever the level was, one that rises is a reason to look at the child now: then nothing stands
    still any more when the turn counts by when all is due.
    """
    after, at = turn(before, moment), moment.learned_at
    match moment.turn:
        case Turn.PAUSED:
            return _stand_still(after, moment)
        case Turn.PAUSE_ENDED:
            return _let_go_on(after, at, moment.pause_id)
        case _ if not any(each.pauses for each in before.running.values()):
            return after
        case _ if moment.is_grave or is_more_severe(after.level, before.level):
            return turn(_let_go_on(before, at, None), moment)
        case _:
            return after


def _stand_still(clocks: Clocks, moment: Moment) -> Clocks:
    """Return the clocks with one that stands still; what was overdue by then stays overdue."""
    at, step = moment.learned_at, moment.step
    running = clocks.running.get(step) if step else None
    if step is None or running is None or moment.pause_id is None or moment.due_on is None:
        return clocks
    if clocks.as_paused(running).is_overdue(at):
        return clocks
    pause = Pause(pause_id=moment.pause_id, from_at=at, ends_at=max(at, end_of_day(moment.due_on)))
    paused = replace(running, pauses=(*running.pauses, pause))
    return replace(clocks, running={**clocks.running, step: paused})


def _let_go_on(clocks: Clocks, at: datetime, pause_id: PauseId | None) -> Clocks:
    """Return the clocks without a pause from now on, or without any, as in danger."""
    is_void = pause_id is None

    def over(each: Pause) -> Pause:
        stands = each.ends_at > at and (is_void or each.pause_id == pause_id)
        return replace(each, ends_at=at, is_void=is_void) if stands else each

    return _with_each(clocks, over)


def _with_each(clocks: Clocks, changed: Callable[[Pause], Pause]) -> Clocks:
    running = {
        step: replace(each, pauses=tuple(map(changed, each.pauses))) if each.pauses else each
        for step, each in clocks.running.items()
    }
    return replace(clocks, running=running)
