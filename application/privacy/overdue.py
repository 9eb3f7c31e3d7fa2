"""Tells those above an office, once, that nobody told the authority of a breach in time."""

import logging
from datetime import datetime
from uuid import uuid5

from application.ports import Actor, Context, Ledger, Unreadable
from application.privacy.breaches import record_on_breach
from application.privacy.due_rows import BreachOverdue
from application.recording import Request
from domain.breaches.overdue import tell_overdue
from domain.days import local_day
from domain.errors import NotFound, RuleBroken
from domain.shared import OrganisationId, PersonId
from domain.staff.facts import Role

AT_ONCE = 200

logger = logging.getLogger(__name__)


def tell_of_overdue_breaches(ledger: Ledger, actor: Actor, now: datetime) -> int:
    """Record of each breach that its time is over, once, and return of how many it was.

    Raises: Unavailable when the log cannot take it.
    """
    told = 0
    for row in ledger.dues.breaches_overdue(now, limit=AT_ONCE):
        try:
            told += _tell_of(ledger, actor, row, now)
        except (NotFound, RuleBroken):
            continue  # Erased, or told meanwhile.
        except Unreadable as error:
            logger.error("breach %s not told of: %s", row.breach_id, type(error).__name__)
    return told


def _tell_of(ledger: Ledger, actor: Actor, row: BreachOverdue, now: datetime) -> bool:
    officers = _posts_above(ledger, row.office, now)
    request = Request(
        request_id=uuid5(row.breach_id, "overdue"),
        actor=actor,
        now=now,
        context=Context(rules=ledger.rules.version),
    )
    return record_on_breach(
        ledger,
        request,
        row.office,
        row.breach_id,
        lambda state: tell_overdue(
            state,
            at=now,
            bureau_officers=officers[Role.BUREAU_OFFICER],
            privacy_officers=officers[Role.PRIVACY_OFFICER],
        ),
    ).fresh


def _posts_above(
    ledger: Ledger, office: OrganisationId, now: datetime
) -> dict[Role, frozenset[PersonId]]:
    """Return who holds these posts at the office and above it."""
    chain = ledger.access.chain_of_organisation(office)
    posts = ledger.access.posts_at(chain, local_day(now))
    wanted = (Role.BUREAU_OFFICER, Role.PRIVACY_OFFICER)
    return {
        role: frozenset(each.person_id for each in posts if each.role is role) for role in wanted
    }
