"""What waits for one person's signature: duties to approve, codes of the night to look into."""

from datetime import datetime

from application.authentication.night_recovery import own_recoveries
from application.authentication.outside_doors import OutsideDoors
from application.authorisation.permission import Standings
from application.ports import Ledger
from application.staffing.duty_rows import ProposalRow
from application.staffing.proposing import all_proposals
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.staff.apart import ADMINISTRATORS, may_give


def may_sign(row: ProposalRow, standings: Standings, now: datetime) -> bool:
    """Return whether a person would be let approve what somebody else proposed for a third one.

    The same is asked again, of the log, when it is approved.
    """
    me, today = standings.actor.person_id, local_day(now)
    if not standings.allow(Asking.APPROVE_DUTY) or me in {row.person_id, row.proposed_by}:
        return False
    held = {each.role for each in standings.duties if each.holds_on(today)}
    return may_give(row.role, row.proposed_as, *(held & ADMINISTRATORS or held))


def waiting_approvals(ledger: Ledger, standings: Standings, now: datetime) -> int:
    """Return how many proposed duties wait for this person. Raises: Unavailable."""
    if not standings.allow(Asking.APPROVE_DUTY):
        return 0
    waiting = all_proposals(ledger, standings.actor, now)
    return sum(may_sign(row, standings, now) for row in waiting)


def waiting_reviews(
    ledger: Ledger, doors: OutsideDoors, standings: Standings, now: datetime
) -> int:
    """Return how many codes given at night wait to be looked into by this person.

    Raises: Unavailable.
    """
    if not standings.allow(Asking.REVIEW_NIGHT_RECOVERIES):
        return 0
    me = standings.actor.person_id
    return sum(
        not each.reviewed_at and me not in (each.given_by, each.person_id)
        for each in own_recoveries(ledger, doors.recoveries, standings.actor, now)
    )
