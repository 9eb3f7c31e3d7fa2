"""Tells those above an office, once, that nobody told the authority of a breach in time."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from application.ports import Actor, Context, Ledger, Unreadable
from application.privacy.breaches import record_on_breach
from application.privacy.due_rows import BreachOverdue
from application.recording import Request
from application.said_lately import SaidLately
from domain.breaches.overdue import tell_overdue
from domain.days import local_day
from domain.errors import NotFound, RecordDamaged, RuleBroken
from domain.shared import OrganisationId, PersonId
from domain.staff.facts import Role

AT_ONCE = 200

logger = logging.getLogger(__name__)

Officers = Mapping[Role, frozenset[PersonId]]


@dataclass(frozen=True, slots=True)
class BreachesTold:
    """Of how many breaches those above were told, and of how many there was nobody to be told."""

    told: int = 0
    unheard: int = 0


def tell_of_overdue_breaches(
    ledger: Ledger, actor: Actor, now: datetime, said: SaidLately
) -> BreachesTold:
    """Record of each breach that its time is over, once, and return of how many it was.

    Where nobody holds a post above now nothing is recorded: whoever does later is told then.

    Raises: Unavailable when the log cannot take it.
    """
    told = unheard = 0
    untellable: dict[UUID, str] = {}
    for row in ledger.dues.breaches_overdue(now, limit=AT_ONCE):
        try:
            officers = _posts_above(ledger, row.office, now)
            if not any(officers.values()):
                unheard += 1
                continue
            told += _tell_of(ledger, actor, row, officers, now)
        except (NotFound, RuleBroken):
            continue  # Erased, or told meanwhile.
        except (Unreadable, RecordDamaged) as error:
            untellable[row.breach_id] = type(error).__name__
    for breach_id, trouble in said.news_of("breach", untellable, now):
        logger.error("breach %s not told of: %s", breach_id, trouble)
    return BreachesTold(told, unheard)


def _tell_of(
    ledger: Ledger, actor: Actor, row: BreachOverdue, officers: Officers, now: datetime
) -> bool:
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


def _posts_above(ledger: Ledger, office: OrganisationId, now: datetime) -> Officers:
    """Return who holds these posts above the office; at it where nothing stands above.

    Whoever is late at the office is not told of it as if that were somebody above.
    """
    chain = ledger.access.chain_of_organisation(office)
    posts = ledger.access.posts_at(chain - {office} or chain, local_day(now))
    wanted = (Role.BUREAU_OFFICER, Role.PRIVACY_OFFICER)
    return {
        role: frozenset(each.person_id for each in posts if each.role is role) for role in wanted
    }
