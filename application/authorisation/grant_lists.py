"""Lists of access beyond a duty: one's own, and what waits for one's decision or review."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from application.authorisation.grant_rows import GrantCounts, GrantPage
from application.authorisation.permission import Standings, standings_of
from application.ports import Actor, Ledger
from application.reads.looking import Names, names_of
from domain.access.table import Request as Asking
from domain.shared import PersonId

DECIDING = (
    Asking.DECIDE_ACCESS,
    Asking.DECIDE_HEALTH_ACCESS,
    Asking.DECIDE_LEGAL_ACCESS,
)


class _List(Protocol):
    def __call__(
        self, person_id: PersonId, at: datetime, *, limit: int, cursor: str | None = None
    ) -> GrantPage: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantList:
    """One page of a list, with the names of whoever asked."""

    page: GrantPage
    names: Names


def own_grants(ledger: Ledger, actor: Actor, now: datetime, cursor: str | None = None) -> GrantList:
    """Return what a person asked for or opened, the latest first; it is theirs to see.

    Raises: Unavailable; Invalid for a cursor that is not theirs.
    """
    return _list(ledger, actor, now, cursor, ledger.grants.own)


def grants_to_decide(
    ledger: Ledger, actor: Actor, now: datetime, cursor: str | None = None
) -> GrantList:
    """Return the requests that wait for a person's decision. Raises: NotPermitted, Unavailable."""
    standings = standings_of(ledger, actor, now)
    if not may_decide(standings):
        standings.require(Asking.DECIDE_ACCESS)
    return _list(ledger, actor, now, cursor, ledger.grants.to_decide)


def grants_in_force(
    ledger: Ledger, actor: Actor, now: datetime, cursor: str | None = None
) -> GrantList:
    """Return the grants in force that a person may revoke. Raises: NotPermitted, Unavailable."""
    standings_of(ledger, actor, now).require(Asking.REVOKE_ACCESS)
    return _list(ledger, actor, now, cursor, ledger.grants.in_force)


def glass_to_review(
    ledger: Ledger, actor: Actor, now: datetime, cursor: str | None = None
) -> GrantList:
    """Return the break-glass accesses that wait for a person. Raises: NotPermitted, Unavailable."""
    standings_of(ledger, actor, now).require(Asking.REVIEW_GLASS_BREAK)
    return _list(ledger, actor, now, cursor, ledger.grants.to_review)


def grants_overdue(
    ledger: Ledger, actor: Actor, now: datetime, cursor: str | None = None
) -> GrantList:
    """Return what waits too long of which a person was told. Raises: NotPermitted, Unavailable."""
    standings = standings_of(ledger, actor, now)
    if not may_decide(standings):
        standings.require(Asking.REVIEW_GLASS_BREAK)
    return _list(ledger, actor, now, cursor, ledger.grants.overdue)


def grants_waiting(ledger: Ledger, standings: Standings, now: datetime) -> GrantCounts | None:
    """Return how many wait for a person; None for whoever neither decides nor reviews.

    Raises: Unavailable.
    """
    if not may_decide(standings) and not standings.allow(Asking.REVIEW_GLASS_BREAK):
        return None
    return ledger.grants.counts(standings.actor.person_id, now)


def may_decide(standings: Standings) -> bool:
    """Return whether somebody decides on any kind of request."""
    return any(standings.allow(each) for each in DECIDING)


def _list(ledger: Ledger, actor: Actor, now: datetime, cursor: str | None, ask: _List) -> GrantList:
    page = ask(actor.person_id, now, limit=ledger.rules.page_size, cursor=cursor)
    return GrantList(page=page, names=names_of(ledger, {each.person_id for each in page.rows}, []))
