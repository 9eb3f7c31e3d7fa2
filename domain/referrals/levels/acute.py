"""Since when a pupil is in acute danger, so that the class teacher has to know of it."""

from collections.abc import Iterable
from typing import TypeVar

from domain.referrals.facts import ReferralsEvent
from domain.referrals.involvement import every_report
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.situations import Situation
from domain.referrals.state import NO_CASE, CaseState, evolve

K = TypeVar("K")


def is_acute(state: CaseState) -> bool:
    """Return whether the level is red, or a life is said to be in danger; not of a case over.

    What was said counts until somebody assessed it: whoever waited for that would come too late.
    """
    is_red = state.level is CrisisLevel.RED
    return not state.is_over and (is_red or Situation.LIFE_IN_DANGER in _unassessed(state))


def _unassessed(state: CaseState) -> Iterable[Situation]:
    joined = state.further.joined.values()
    if state.assessed is not None:
        at = state.assessed.assessed_at
        return [each.situation for each in joined if each.raised_at > at]
    if state.levels.is_to_be_assessed_anew:
        # What was said of the time before was assessed long ago.
        return ()
    reported = (each.situation for each in every_report(state))
    return [*reported, *(each.situation for each in joined)]


def acute_since(facts: Iterable[tuple[K, ReferralsEvent]]) -> K | None:
    """Return what stands beside the fact since which there is danger; None where there is none.

    `facts` are all of the case in the order in which they were learned.
    """
    state, since = NO_CASE, None
    for key, fact in facts:
        state = evolve(state, fact)
        if not is_acute(state):
            since = None
        elif since is None:
            since = key
    return since
