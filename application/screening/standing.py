"""In what capacity somebody asks about the screening of one child."""

from dataclasses import replace
from datetime import datetime

from application.authorisation.permission import Standings, standings_for_child
from application.ports import Actor, Context, Ledger
from application.reads.discretion import may_be_involved
from application.screening.turns import is_turn_of
from domain.access.table import Request as Asking
from domain.access.table import Standing
from domain.shared import ChildId


def standings_for_screening(
    ledger: Ledger, actor: Actor, child_id: ChildId, now: datetime
) -> Standings:
    """Return the standings of today, none that counts for whoever may be involved in a case.

    Nor of whoever stands in for psychology teachers while it is not their turn: they are told the
    same, so that no answer tells who is kept out.

    Raises: NotFound, Unavailable.
    """
    standings = standings_for_child(ledger, actor, child_id, now)
    if not standings.held:
        return standings
    is_apart = may_be_involved(ledger, actor, child_id, now)
    if not is_apart and Standing.PSYCHOLOGY_TEACHER not in standings.held:
        is_apart = not is_turn_of(ledger, actor, child_id, now)
    return replace(standings, is_recused=is_apart)


def permit_interview(ledger: Ledger, actor: Actor, child_id: ChildId, now: datetime) -> Context:
    """Let whoever talks with a pupil pass. Raises: NotFound, NotPermitted, Unavailable."""
    return standings_for_screening(ledger, actor, child_id, now).require(Asking.HOLD_INTERVIEW)
