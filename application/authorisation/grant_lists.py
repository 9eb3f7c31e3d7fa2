"""Lists of access beyond a duty: one's own, and what waits for one's decision or review."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from application.authorisation.grant_rows import GrantCounts, GrantPage, GrantRow
from application.authorisation.grants import decides_on
from application.authorisation.permission import Standings, standings_for_child, standings_of
from application.ports import Actor, Ledger
from application.reads.looking import Names, names_of
from domain.access.table import Request as Asking
from domain.errors import NotFound
from domain.shared import GrantId, PersonId

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
    """One page of a list, with the names of whoever asked, and which of them can be opened."""

    page: GrantPage
    names: Names
    may_open: frozenset[GrantId]


def own_grants(ledger: Ledger, actor: Actor, now: datetime, cursor: str | None = None) -> GrantList:
    """Return what a person asked for or opened, the latest first; it is theirs to see.

    Of whom is told only where it was opened.

    Raises: Unavailable; Invalid for a cursor that is not theirs.
    """
    found = _list(ledger, actor, now, cursor, ledger.grants.own)
    told = tuple(each.as_told_to_its_holder() for each in found.page.rows)
    return replace(found, page=replace(found.page, rows=told))


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
    found = _list(ledger, actor, now, cursor, ledger.grants.overdue)
    theirs = (each for each in found.page.rows if _opens(ledger, actor, each, now))
    return replace(found, may_open=frozenset(each.grant_id for each in theirs))


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


def _opens(ledger: Ledger, actor: Actor, row: GrantRow, now: datetime) -> bool:
    """Return whether somebody told of it reviews it or decides on it, too."""
    if row.is_glass:
        return True
    with suppress(NotFound):
        standings = standings_for_child(ledger, actor, row.child, now)
        return standings.allow(decides_on(row.compartments))
    return False


def _list(ledger: Ledger, actor: Actor, now: datetime, cursor: str | None, ask: _List) -> GrantList:
    page = ask(actor.person_id, now, limit=ledger.rules.page_size, cursor=cursor)
    return GrantList(
        page=page,
        names=names_of(ledger, {each.person_id for each in page.rows}, []),
        may_open=frozenset(each.grant_id for each in page.rows),
    )
