"""On which days another person can let stand what one proposed: a duty, a telephone."""

from datetime import date, timedelta

from domain.errors import RuleBroken
from domain.ruleset import RuleSet


def open_since(today: date, rules: RuleSet) -> date:
    """Return the day since which whatever was proposed is still open."""
    return today - timedelta(days=rules.proposal_valid_days)


def open_until(proposed_on: date, rules: RuleSet) -> date:
    """Return the last day on which what was proposed on a day is open."""
    return proposed_on + timedelta(days=rules.proposal_valid_days)


def require_open(proposed_on: date, today: date, rules: RuleSet) -> None:
    """Raises: RuleBroken `proposal_too_old` when the last day is over."""
    if today > open_until(proposed_on, rules):
        raise RuleBroken("proposal_too_old", days=rules.proposal_valid_days)
