"""In what capacity somebody asks about the screening of one child."""

from dataclasses import replace
from datetime import datetime

from application.authorisation.permission import Standings, standings_for_child
from application.ports import Actor, Context, Ledger
from application.reads.discretion import may_be_involved
from domain.access.table import Request as Asking
from domain.shared import ChildId


def standings_for_screening(
    ledger: Ledger, actor: Actor, child_id: ChildId, now: datetime
) -> Standings:
    """Return the standings of today, none that counts for whoever may be involved in a case.

    Raises: NotFound, Unavailable.
    """
    standings = standings_for_child(ledger, actor, child_id, now)
    if not standings.held:
        return standings
    return replace(standings, is_recused=may_be_involved(ledger, actor, child_id, now))


def permit_interview(ledger: Ledger, actor: Actor, child_id: ChildId, now: datetime) -> Context:
    """Let whoever talks with a pupil pass. Raises: NotFound, NotPermitted, Unavailable."""
    return standings_for_screening(ledger, actor, child_id, now).require(Asking.HOLD_INTERVIEW)
