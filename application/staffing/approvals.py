"""What waits for one person's signature: duties to approve, codes of the night to look into."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from application.authentication.api_tokens import ApiTokens
from application.authentication.night_recovery import own_recoveries
from application.authentication.outside_doors import OutsideDoors
from application.authorisation.permission import Standings
from application.authorisation.reach import reach_within
from application.ports import Ledger
from application.staffing.duty_rows import ProposalRow
from application.staffing.proposing import refusal_of_approval
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import DomainError
from domain.shared import DutyId
from domain.staff.apart import ADMINISTRATORS, may_give
from domain.staff.facts import Role
from domain.staff.machines import ISSUED_TO_IT
from domain.staff.proposal_days import open_since


def may_sign(row: ProposalRow, standings: Standings, now: datetime) -> bool:
    """Return whether a person may sign, by role alone, what somebody else proposed for a third."""
    me = standings.actor.person_id
    if not standings.allow(Asking.APPROVE_DUTY) or me in {row.person_id, row.proposed_by}:
        return False
    return may_give(row.role, row.proposed_as, *_signing_as(standings, now))


def refusals(
    ledger: Ledger, rows: Iterable[ProposalRow], standings: Standings, now: datetime
) -> Mapping[DutyId, DomainError]:
    """Return why this person would be refused to give what they may sign, for each that would be.

    It is asked of the log as approving asks, so that nothing is offered to be refused then.
    """
    signed = (row for row in rows if may_sign(row, standings, now))
    asked = ((row, refusal_of_approval(ledger, standings.actor, row, now)) for row in signed)
    return {row.duty_id: refusal for row, refusal in asked if refusal is not None}


def waiting_approvals(
    ledger: Ledger, tokens: ApiTokens, standings: Standings, now: datetime
) -> int:
    """Return how many proposed duties wait for this person, who never signs for their own machines.

    Raises: Unavailable.
    """
    if not standings.allow(Asking.APPROVE_DUTY):
        return 0
    me, mine, since = (
        standings.actor.person_id,
        _signing_as(standings, now),
        open_since(local_day(now), ledger.rules),
    )
    # Mostly nothing waits anywhere, which one question tells without asking how far a duty reaches.
    anywhere = ledger.access.signatures_asked(me, None, since)
    if not anywhere:
        return 0
    reach = reach_within(ledger, standings, (Asking.APPROVE_DUTY,), now)
    asked = anywhere if reach is None else ledger.access.signatures_asked(me, reach, since)
    mine = _signing_as(standings, now)
    waiting = sum(each.waiting for each in asked if may_give(each.role, each.proposed_as, *mine))
    if not waiting or not standings.allow(Asking.MANAGE_API_TOKENS):
        return waiting
    of_machines = _of_machines(ledger, tokens, now)
    return waiting - sum(
        each.code == ISSUED_TO_IT for each in refusals(ledger, of_machines, standings, now).values()
    )


def _of_machines(ledger: Ledger, tokens: ApiTokens, now: datetime) -> Iterable[ProposalRow]:
    """Return what is proposed for machines that are let in today: there are few of them."""
    today = local_day(now)
    machines = {each.person_id for each in tokens.listed() if each.opens_on(today)}
    for machine in machines:
        yield from ledger.access.proposals_of(machine, open_since(local_day(now), ledger.rules))


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
        for each in own_recoveries(ledger, doors.recoveries, standings, now)
    )
