"""When a case may be withdrawn or closed: nobody ends what still holds for a child."""

from domain.errors import RuleBroken
from domain.referrals.involvement import every_report
from domain.referrals.situations import Situation
from domain.referrals.state import CaseState

_GRAVE = frozenset({Situation.LIFE_IN_DANGER, Situation.SUSPECTED_HARM})


def was_grave(state: CaseState) -> bool:
    """Return whether anybody reported of this case that a life is in danger, or harm."""
    joined = {each.situation for each in state.further.joined.values()}
    return not _GRAVE.isdisjoint(joined | {each.situation for each in every_report(state)})


def withdrawing_lacks(state: CaseState, *, is_alone: bool = True) -> str | None:
    """Return what stands against withdrawing an open case, as a code; None where nothing does.

    One person withdraws (`is_alone`), or a panel. Danger and harm somebody assesses first, and then
    a panel withdraws it, or two people close it: nobody alone. The case of a child who was referred
    to a hospital, was worse again, or whom somebody looked after since its return to school, two
    people close.
    """
    lacks = (
        (bool(state.further.unanswered), "graver_concern_waits"),
        (state.levels.is_to_be_assessed_anew, "assess_crisis_first"),
        (state.level is not None, "level_falls_first"),
        (state.at_school.leaves.running is not None, "child_still_on_leave"),
        (state.acknowledged is not None, "hospital_has_received_it"),
        (bool(state.at_school.returns.plans), "returned_ends_by_closing"),
        # Nor could two people close it: what has to be done first is said first.
        (was_grave(state) and state.assessed is None, "assess_crisis_first"),
        (bool(state.at_hospital.sent_to), "referred_ends_by_closing"),
        (state.levels.reopened_at is not None, "ends_by_closing"),
        (was_grave(state) and is_alone, "grave_ends_by_closing"),
    )
    return next((code for holds, code in lacks if holds), None)


def closing_lacks(state: CaseState) -> str | None:
    """Return what stands against closing an open case, as a code; None where nothing does.

    Where the child was worse again no hospital need see it anew, if none has the referral. One that
    came back to school by a plan was looked after without a hospital. A referral that no hospital
    has received is taken back by the end of the case. Danger and harm end so without a hospital,
    once somebody assessed them.
    """
    was_worse = state.levels.reopened_at is not None and state.issued is None
    is_taken_back = bool(state.at_hospital.sent_to) and state.acknowledged is None
    is_unseen = state.at_hospital.attended is None
    is_grave = was_grave(state) and state.acknowledged is None
    was_looked_after = was_worse or bool(state.at_school.returns.plans)
    is_bare = is_unseen and not was_looked_after
    lacks = (
        (bool(state.further.unanswered), "graver_concern_waits"),
        (state.levels.is_to_be_assessed_anew, "assess_crisis_first"),
        (is_bare and is_grave and state.assessed is None, "assess_crisis_first"),
        (is_bare and not (is_taken_back or is_grave), "no_follow_up_yet"),
        (state.level is not None, "level_still_holds"),
        (state.at_school.leaves.running is not None, "child_still_on_leave"),
    )
    return next((code for holds, code in lacks if holds), None)


def require_withdrawable(state: CaseState, *, is_alone: bool = True) -> None:
    """Raises: RuleBroken when something still holds for the child, or a hospital received it."""
    lacks = withdrawing_lacks(state, is_alone=is_alone)
    if lacks is not None:
        raise RuleBroken(lacks)


def require_closable(state: CaseState) -> None:
    """Raises: RuleBroken when something still holds for the child, or nobody saw to it."""
    lacks = closing_lacks(state)
    if lacks is not None:
        raise RuleBroken(lacks)
