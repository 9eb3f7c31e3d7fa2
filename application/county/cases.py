"""The list of a county's cases (本县个案) for its offices: for a stated purpose, without a name.

What was asked for is recorded with whom it showed, before it is shown (未成年人网络保护条例 §36).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.authorisation.permission import Standings, standings_of
from application.authorisation.places import places_by_duty
from application.county.numbers import CountyStep
from application.crisis.desk.county_rows import AskedOfCounty, CountyCase, CountyFilter
from application.crisis.desk.stages import CaseStage
from application.ports import Actor, Ledger
from application.reads.discretion import is_kept_out
from application.reads.looking import Names, names_of
from application.reads.reading import Look, note_reading
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotPermitted
from domain.reads.facts import Reading
from domain.referrals.levels.level_facts import CrisisLevel
from domain.shared import Purpose

PURPOSES = (Purpose.CRISIS, Purpose.SUPERVISION)
_STAGES = {
    CountyStep.UNTAKEN: (CaseStage.UNTAKEN,),
    CountyStep.TAKEN: (CaseStage.TAKEN,),
    CountyStep.PROPOSED: (CaseStage.PROPOSED,),
    CountyStep.REFERRED: (CaseStage.ISSUED, CaseStage.ACKNOWLEDGED),
    CountyStep.DECLINED: (CaseStage.DECLINED,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedCases:
    """One look at the list: by whom, when, for what, and of which level and step; None = of all."""

    actor: Actor
    now: datetime
    read_id: UUID
    purpose: Purpose
    level: CrisisLevel | None = None
    step: CountyStep | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyList:
    """One page of the list, the gravest first; `names` are those of schools and hospitals."""

    rows: tuple[CountyCase, ...]
    names: Names
    next_cursor: str | None
    behind: int


def purposes_stated(ledger: Ledger, actor: Actor, now: datetime) -> tuple[Purpose, ...]:
    """Return for which purposes somebody may see the list. Raises: NotPermitted, Unavailable."""
    standings = standings_of(ledger, actor, now)
    standings.require(Asking.LIST_COUNTY_CASES)
    return tuple(each for each in PURPOSES if _is_theirs(standings, each))


def county_cases(ledger: Ledger, asked: AskedCases, *, cursor: str | None = None) -> CountyList:
    """Return a page of the cases of the person's counties; the reading is recorded first.

    Raises: NotPermitted, also for a purpose that is not theirs; Unavailable; Invalid for a cursor
    that is not one of ours.
    """
    actor, now = asked.actor, asked.now
    standings = standings_of(ledger, actor, now)
    access = standings.require_reading(Asking.LIST_COUNTY_CASES, asked.purpose)
    places = places_by_duty(standings, Asking.LIST_COUNTY_CASES, now)
    stages = None if asked.step is None else _STAGES[asked.step]
    pages = _Pages(
        ledger,
        AskedOfCounty(actor.person_id, places, local_day(now), now),
        CountyFilter(level=asked.level, stages=stages),
    )
    rows, next_cursor = pages.filled(cursor)
    look = Look(
        read_id=asked.read_id, actor=actor, now=now, what=Reading.COUNTY_CASES, access=access
    )
    note_reading(ledger, look, list(dict.fromkeys(each.child_id for each in rows)))
    return CountyList(
        rows=rows,
        names=names_of(ledger, (), {each.place_id for each in rows}),
        next_cursor=next_cursor,
        behind=ledger.health.cases_behind(),
    )


@dataclass(frozen=True, slots=True)
class _Pages:
    """Pages without children of whom a report may mean the person, and no shorter for it."""

    ledger: Ledger
    asked: AskedOfCounty
    chosen: CountyFilter

    def filled(self, cursor: str | None) -> tuple[tuple[CountyCase, ...], str | None]:
        """Return a full page, or what is left, and where the next one begins if it has a line."""
        size = self.ledger.rules.page_size
        rows, cursor = self._part(cursor, size)
        while cursor is not None and len(rows) < size:
            more, cursor = self._part(cursor, size - len(rows))
            rows += more
        ahead, shown = cursor, False
        while ahead is not None and not shown:
            further, ahead = self._part(ahead, size)
            shown = bool(further)
        return rows, cursor if shown else None

    def _part(self, cursor: str | None, limit: int) -> tuple[tuple[CountyCase, ...], str | None]:
        found = self.ledger.health.listed(self.asked, self.chosen, limit=limit, cursor=cursor)
        return self._without_suspects(found.rows), found.next_cursor

    def _without_suspects(self, rows: Sequence[CountyCase]) -> tuple[CountyCase, ...]:
        ledger, me = self.ledger, self.asked.person_id
        children = sorted({each.child_id for each in rows})
        reported = ledger.reports.children_among(children) if children else frozenset()
        apart = {
            each for each in reported if is_kept_out(ledger, me, each, self.asked.now) is not False
        }
        return tuple(each for each in rows if each.child_id not in apart)


def _is_theirs(standings: Standings, purpose: Purpose) -> bool:
    try:
        standings.require_reading(Asking.LIST_COUNTY_CASES, purpose)
    except NotPermitted:
        return False
    return True
