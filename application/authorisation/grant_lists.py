"""Lists of access beyond a duty: one's own, and what waits for one's decision or review."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol
from uuid import UUID

from application.authorisation.grant_rows import GrantCounts, GrantPage, GrantRow
from application.authorisation.grants import decides_on, grants_of
from application.authorisation.left_out import counted_for, shown_to
from application.authorisation.permission import (
    Standings,
    standings_for_child,
    standings_of,
)
from application.authorisation.shown_by import Access
from application.ports import Actor, Ledger, Unreadable
from application.reads.looking import Names, names_of
from application.reads.reading import Look, note_reading
from domain.access.table import Request as Asking
from domain.errors import NotFound
from domain.reads.facts import Reading
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
class AskedList:
    """One look at a page of a list: by whom, when, and under which id it is recorded."""

    actor: Actor
    now: datetime
    read_id: UUID
    cursor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantList:
    """One page of a list, with the names of whoever asked, and which of them can be opened.

    `reasons` are a person's own words, by which they tell their waiting requests apart.
    """

    page: GrantPage
    names: Names
    may_open: frozenset[GrantId]
    reasons: Mapping[GrantId, str] = field(default_factory=dict)


def own_grants(ledger: Ledger, asked: AskedList) -> GrantList:
    """Return what a person asked for or opened, the latest first; it is theirs to see.

    Of whom is told only where it was opened, so that it is no reading: whom they named themselves.
    Of what waits they are told why they asked.

    Raises: Unavailable; Invalid for a cursor that is not theirs.
    """
    page = _page(ledger, asked, ledger.grants.own)
    rows = tuple(each.as_told_to_its_holder() for each in page.rows)
    waiting = [each for each in page.rows if each.is_waiting(asked.now)]
    return replace(
        _named(ledger, replace(page, rows=rows)),
        reasons={each.grant_id: _why(ledger, each) for each in waiting},
    )


def grants_to_decide(ledger: Ledger, asked: AskedList) -> GrantList:
    """Return the requests that wait for a person's decision; the reading is recorded first.

    Raises: NotPermitted, Unavailable.
    """
    access = _access(standings_of(ledger, asked.actor, asked.now), DECIDING)
    return _recorded(ledger, asked, access, ledger.grants.to_decide)


def grants_in_force(ledger: Ledger, asked: AskedList) -> GrantList:
    """Return the grants in force that a person may revoke; the reading is recorded first.

    Raises: NotPermitted, Unavailable.
    """
    standings = standings_of(ledger, asked.actor, asked.now)
    standings.require(Asking.REVOKE_ACCESS)
    # To revoke is for no purpose; who may, is shown what for by what they decide on.
    return _recorded(ledger, asked, _access(standings, DECIDING), ledger.grants.in_force)


def glass_to_review(ledger: Ledger, asked: AskedList) -> GrantList:
    """Return the break-glass accesses that wait for a person; the reading is recorded first.

    Raises: NotPermitted, Unavailable.
    """
    standings = standings_of(ledger, asked.actor, asked.now)
    access = standings.require_reading(Asking.REVIEW_GLASS_BREAK)
    return _recorded(ledger, asked, access, ledger.grants.to_review)


def grants_overdue(ledger: Ledger, asked: AskedList) -> GrantList:
    """Return what waits too long of which a person was told; the reading is recorded first.

    Raises: NotPermitted, Unavailable.
    """
    standings = standings_of(ledger, asked.actor, asked.now)
    access = _access(standings, (*DECIDING, Asking.REVIEW_GLASS_BREAK))
    found = _recorded(ledger, asked, access, ledger.grants.overdue)
    theirs = (row for row in found.page.rows if _opens(ledger, asked, row))
    return replace(found, may_open=frozenset(row.grant_id for row in theirs))


def grants_waiting(ledger: Ledger, standings: Standings, now: datetime) -> GrantCounts | None:
    """Return how many wait for a person; None for whoever neither decides nor reviews.

    Raises: Unavailable.
    """
    if not may_decide(standings) and not standings.allow(Asking.REVIEW_GLASS_BREAK):
        return None
    me = standings.actor.person_id
    return counted_for(ledger, me, ledger.grants.counts(me, now), now)


def may_decide(standings: Standings) -> bool:
    """Return whether somebody decides on any kind of request."""
    return any(standings.allow(each) for each in DECIDING)


def _access(standings: Standings, requests: Iterable[Asking]) -> Access:
    """Return by the first of these a list is shown: without a second factor, as nothing is decided.

    Raises: NotPermitted.
    """
    looking = replace(standings, factor_is_fresh=True)
    let = (each for each in requests if looking.allow(each))
    return looking.require_reading(next(let, Asking.DECIDE_ACCESS))


def _why(ledger: Ledger, row: GrantRow) -> str:
    """Return why it was asked for; nothing where the words cannot be read, which hides no list."""
    try:
        state = grants_of(ledger, row.child)
    except (NotFound, Unreadable):
        return ""
    return state.why(row.grant_id, row.person_id) or ""


def _opens(ledger: Ledger, asked: AskedList, row: GrantRow) -> bool:
    """Return whether somebody told of it reviews it or decides on it, too."""
    if row.is_glass:
        return True
    with suppress(NotFound):
        standings = standings_for_child(ledger, asked.actor, row.child, asked.now)
        return standings.allow(decides_on(row.compartments))
    return False


def _recorded(ledger: Ledger, asked: AskedList, access: Access, ask: _List) -> GrantList:
    """Return one page, that its children are shown being on record."""
    page = shown_to(ledger, asked.actor.person_id, _page(ledger, asked, ask), asked.now)
    look = Look(
        read_id=asked.read_id,
        actor=asked.actor,
        now=asked.now,
        what=Reading.GRANT,
        access=access,
    )
    note_reading(ledger, look, list(dict.fromkeys(row.child for row in page.rows)))
    return _named(ledger, page)


def _page(ledger: Ledger, asked: AskedList, ask: _List) -> GrantPage:
    size = ledger.rules.page_size
    return ask(asked.actor.person_id, asked.now, limit=size, cursor=asked.cursor)


def _named(ledger: Ledger, page: GrantPage) -> GrantList:
    return GrantList(
        page=page,
        names=names_of(ledger, {each.person_id for each in page.rows}, []),
        may_open=frozenset(each.grant_id for each in page.rows),
    )
