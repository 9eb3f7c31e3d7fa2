"""What waits for one person's signature: duties to approve, codes of the night to look into."""

from collections.abc import Collection
from datetime import datetime

from application.authentication.night_recovery import own_recoveries
from application.authentication.outside_doors import OutsideDoors
from application.authorisation.permission import Standings
from application.authorisation.reach import reach_of
from application.ports import Ledger
from application.staffing.duty_rows import ProposalRow
from application.staffing.proposing import open_since
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.staff.apart import ADMINISTRATORS, may_give
from domain.staff.facts import Role


def may_sign(row: ProposalRow, standings: Standings, now: datetime) -> bool:
    """Return whether a person would be let approve what somebody else proposed for a third one.

    The same is asked again, of the log, when it is approved.
    """
    me = standings.actor.person_id
    if not standings.allow(Asking.APPROVE_DUTY) or me in {row.person_id, row.proposed_by}:
        return False
    return may_give(row.role, row.proposed_as, *_signing_as(standings, now))


def waiting_approvals(ledger: Ledger, standings: Standings, now: datetime) -> int:
    """Return how many proposed duties wait for this person. Raises: Unavailable."""
    if not standings.allow(Asking.APPROVE_DUTY):
        return 0
    actor, mine = standings.actor, _signing_as(standings, now)
    reach = reach_of(ledger, actor, (Asking.APPROVE_DUTY,), now)
    asked = ledger.access.signatures_asked(actor.person_id, reach, open_since(ledger, now))
    return sum(each.waiting for each in asked if may_give(each.role, each.proposed_as, *mine))


def _signing_as(standings: Standings, now: datetime) -> Collection[Role]:
    today = local_day(now)
    held = {each.role for each in standings.duties if each.holds_on(today)}
    return held & ADMINISTRATORS or held


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
