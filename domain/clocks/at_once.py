"""The guardian is told at once where a disorder seems possible, whatever the level of the crisis.

So the law has it (预防未成年人犯罪法 §19): from then on it is overdue as soon as at red.
"""

from dataclasses import replace

from domain.clocks.facts import Step
from domain.clocks.moments import Moment, Turn
from domain.clocks.running import Clocks
from domain.referrals.levels.level_facts import CrisisLevel

_SEEMS_POSSIBLE = frozenset({Turn.PROPOSED, Turn.TO_BE_REFERRED, Turn.ISSUED, Turn.ESCORTED})
"""Somebody, several people or a hospital's referral say that a hospital should see the child."""


def told_at_once(clocks: Clocks, moment: Moment) -> Clocks:
    """Return the clocks after a turn with the guardian to be told as soon as at red."""
    if moment.turn is Turn.REOPENED:
        # What holds for a child that is worse again is said anew.
        clocks = replace(clocks, seems_possible_at=None)
    if clocks.seems_possible_at is None and moment.turn in _SEEMS_POSSIBLE:
        clocks = replace(clocks, seems_possible_at=moment.learned_at)
    telling = clocks.running.get(Step.GUARDIAN_INFORMED)
    if telling is None or clocks.seems_possible_at is None:
        return clocks
    from_at = max(clocks.seems_possible_at, telling.began_at)
    due_at = clocks.timing.due(Step.GUARDIAN_INFORMED, CrisisLevel.RED, from_at)
    if due_at >= telling.due_at:
        return clocks
    sooner = replace(telling, due_at=due_at, soon_at=clocks.timing.soon(from_at, due_at))
    return replace(clocks, running={**clocks.running, Step.GUARDIAN_INFORMED: sooner})
