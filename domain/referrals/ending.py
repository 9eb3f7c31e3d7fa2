"""When a case may be withdrawn: nobody ends what still holds for a child."""

from domain.errors import RuleBroken
from domain.referrals.state import CaseState


def require_withdrawable(state: CaseState) -> None:
    """Raises: RuleBroken when a level holds, the child is on leave, or a hospital received it."""
    if state.level is not None:
        raise RuleBroken("level_falls_first")
    if state.at_school.leaves.running is not None:
        raise RuleBroken("child_still_on_leave")
    if state.acknowledged is not None:
        raise RuleBroken("hospital_has_received_it")
