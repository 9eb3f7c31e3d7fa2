"""When a case may be withdrawn or closed: nobody ends what still holds for a child."""

from domain.errors import RuleBroken
from domain.referrals.state import CaseState


def withdrawing_lacks(state: CaseState) -> str | None:
    """Return what stands against withdrawing an open case, as a code; None where nothing does.

    One person withdraws. The case of a child who was referred to a hospital, was worse again, or
    whom somebody looked after since its return to school, two people close.
    """
    lacks = (
        (bool(state.further.unanswered), "graver_concern_waits"),
        (state.levels.is_to_be_assessed_anew, "assess_crisis_first"),
        (state.level is not None, "level_falls_first"),
        (state.at_school.leaves.running is not None, "child_still_on_leave"),
        (state.acknowledged is not None, "hospital_has_received_it"),
        (bool(state.at_hospital.sent_to), "referred_ends_by_closing"),
        (state.levels.reopened_at is not None, "ends_by_closing"),
        (bool(state.at_school.returns.plans), "returned_ends_by_closing"),
    )
    return next((code for holds, code in lacks if holds), None)


def closing_lacks(state: CaseState) -> str | None:
    """Return what stands against closing an open case, as a code; None where nothing does.

    Where the child was worse again no hospital need see it anew, if none has the referral. One that
    came back to school by a plan was looked after without a hospital. A referral that no hospital
    has received is taken back by the end of the case.
    """
    was_worse = state.levels.reopened_at is not None and state.issued is None
    is_taken_back = bool(state.at_hospital.sent_to) and state.acknowledged is None
    was_seen = was_worse or is_taken_back or bool(state.at_school.returns.plans)
    lacks = (
        (bool(state.further.unanswered), "graver_concern_waits"),
        (state.levels.is_to_be_assessed_anew, "assess_crisis_first"),
        (state.at_hospital.attended is None and not was_seen, "no_follow_up_yet"),
        (state.level is not None, "level_still_holds"),
        (state.at_school.leaves.running is not None, "child_still_on_leave"),
    )
    return next((code for holds, code in lacks if holds), None)


def require_withdrawable(state: CaseState) -> None:
    """Raises: RuleBroken when something still holds for the child, or a hospital received it."""
    lacks = withdrawing_lacks(state)
    if lacks is not None:
        raise RuleBroken(lacks)


def require_closable(state: CaseState) -> None:
    """Raises: RuleBroken when something still holds for the child, or nobody saw to it."""
    lacks = closing_lacks(state)
    if lacks is not None:
        raise RuleBroken(lacks)
