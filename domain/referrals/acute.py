"""Since when the level of a crisis is red, so that the class teacher has to know of the danger."""

from collections.abc import Iterable
from typing import TypeVar

from domain.referrals.facts import ReferralsEvent
from domain.referrals.level_facts import CrisisLevel
from domain.referrals.state import NO_CASE, CaseState, evolve

K = TypeVar("K")


def is_acute(state: CaseState) -> bool:
    """Return whether the level is red and the case is not over."""
    return state.level is CrisisLevel.RED and not state.is_over


def acute_since(facts: Iterable[tuple[K, ReferralsEvent]]) -> K | None:
    """Return what stands beside the fact since which a case is red; None where it is not.

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
