"""Whether somebody showed a second factor a moment ago, as what is dangerous asks for."""

from datetime import datetime, timedelta

from application.ports import Actor
from domain.ruleset import RuleSet


def has_fresh_factor(actor: Actor, now: datetime, rules: RuleSet) -> bool:
    """Return whether the person showed a second factor in this session a moment ago."""
    if actor.factor_at is None:
        return False
    return timedelta() <= now - actor.factor_at <= timedelta(minutes=rules.factor_fresh_minutes)
