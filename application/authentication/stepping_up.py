"""What dangerous acts ask for besides the permission: a second factor shown a moment ago."""

from datetime import datetime

from application.authorisation.permission import has_fresh_factor
from application.ports import Actor
from domain.errors import StepUpNeeded
from domain.ruleset import RuleSet


def require_fresh_factor(actor: Actor, now: datetime, rules: RuleSet) -> None:
    """Let pass who has shown a second factor in this session a moment ago.

    Raises: StepUpNeeded, with the minutes for which one counts.
    """
    if not has_fresh_factor(actor, now, rules):
        raise StepUpNeeded("step_up_needed", minutes=rules.factor_fresh_minutes)
