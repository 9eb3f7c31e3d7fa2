"""When a session has run out unused, and how those end that had not: of these alone it is noted."""

from datetime import datetime, timedelta

from application.authentication.session_store import Ending
from application.ports import Actor
from domain.reads.sign_ins import SessionEnd
from domain.ruleset import RuleSet


def unused_since(now: datetime, rules: RuleSet) -> datetime:
    """Return the moment since which a session must have been used to go on now."""
    return now - timedelta(minutes=rules.session_idle_minutes)


def ending(how: SessionEnd, now: datetime, rules: RuleSet, by: Actor | None = None) -> Ending:
    """Return how sessions end now; without `by` each by the will of its own person."""
    return Ending(how=how, at=now, unused_since=unused_since(now, rules), by=by)
