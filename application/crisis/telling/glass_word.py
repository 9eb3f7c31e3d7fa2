"""Sends word outside that glass was broken, or not reviewed, to whoever is told of it."""

from datetime import datetime

from application.crisis.telling.followers import FOLLOWER, answer_or_wait, rows_alone
from application.crisis.telling.outside import alerts_to
from application.ports import Actor, Commit, Ledger, Reachable, Recorded
from domain.grants.facts import GlassBreakTold, GlassBroken, GlassReviewOverdue
from domain.shared import CaseId

GLASS_CAUSES = (GlassBroken, GlassReviewOverdue, GlassBreakTold)
"""The facts by which somebody is told of a break-glass access."""


def send_glass_word(
    ledger: Ledger,
    actor: Actor,
    cause: Recorded[object],
    now: datetime,
    _reachable: Reachable,
    *,
    follower: str = FOLLOWER,
) -> None:
    """Record the rows of what goes out to whom a fact tells of broken glass; once.

    Raises: as `answer_or_wait`.
    """
    told = cause.fact
    if not isinstance(told, GLASS_CAUSES):
        raise TypeError("nobody is told of broken glass by this fact")
    people = tuple(dict.fromkeys((*told.supervisor_ids, *told.privacy_officer_ids)))
    # The table of alerts calls by this name whatever somebody is told of.
    matter_id = CaseId(told.child_id)

    def made() -> Commit:
        # It is to be reviewed within a day: no minutes are said, and no group is told.
        alerts = alerts_to(ledger, cause.event_id, matter_id, people, None, shared_is_closed=True)
        return rows_alone(actor, cause, now, alerts, follower=follower)

    answer_or_wait(ledger, actor, cause, now, made, follower=follower)
