"""Who looked at a child (谁看过): for whoever answers for the child, for auditors, for the family.

Readings that tell of a case are left out wherever the child may be named: a guardian or colleague
who may be the danger asks too. Auditors see them beside a number, unless they may be involved.
"""

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid5

from application.authorisation.grant_access import AskedGrant, may_open
from application.authorisation.permission import Standings, standings_for_child
from application.care_files.heads import Head, head_of
from application.ports import Ledger
from application.reads.discretion import may_be_involved, may_name
from application.reads.looking import Asked, Names, names_of
from application.reads.outside_readers import outside_readers, with_outsiders
from application.reads.reading import Look, note_reading
from application.reads.reading_rows import Looker, ReadingRow
from application.states import (
    care_stream,
    children_stream,
    grants_state,
    grants_stream,
    pairing_stream,
)
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotFound
from domain.reads.facts import Reading
from domain.shared import ChildId, Erased, GrantId, OrganisationId, Purpose

AT_ONCE = 500

_Looker = tuple[OrganisationId | None, str | None, Purpose]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoLooked:
    """Readings of one child, the newest first.

    `lookers` count all of them by person and purpose, told with the first page only, who looked
    beyond a duty or last first; `more_lookers` tells that there are others who did so earlier.
    `head` is None for whoever may not see who the child is: the child is a number then. `is_whole`
    is false where readings that tell of a case are always left out. `may_open` are the grants among
    those of the readings whose page the asker is shown.
    """

    child_id: ChildId
    head: Head | None
    is_whole: bool
    rows: tuple[ReadingRow, ...]
    names: Names
    next_before: int | None
    may_open: frozenset[GrantId] = frozenset()
    lookers: tuple[Looker, ...] = ()
    more_lookers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyLine:
    """So often, in which office and by which duty, what was read on a day, and for what."""

    on: date
    organisation_id: OrganisationId | None
    duty: str | None
    what: Reading
    purpose: Purpose
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedCopied:
    """How often those of one duty at one office looked for one purpose, from when to when."""

    organisation_id: OrganisationId | None
    duty: str | None
    purpose: Purpose
    times: int
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ForFamily:
    """Who looked at a child, as a family is told: by office and duty, without names of people."""

    child_id: ChildId
    lines: tuple[FamilyLine, ...]
    names: Names


def who_looked(ledger: Ledger, asked: Asked, *, before: int | None = None) -> WhoLooked:
    """Return who looked at a child; that this is looked at is a reading, recorded first.

    Raises: NotFound, NotPermitted, Unavailable, Unreadable.
    """
    standings = standings_for_child(ledger, asked.actor, asked.child_id, asked.now)
    _note(ledger, asked, standings, None)
    is_nameless = not may_name(standings)
    size = ledger.rules.page_size
    with_cases = is_nameless and not may_be_involved(ledger, asked.actor, asked.child_id, asked.now)
    page = ledger.readings.of_child(
        asked.child_id, limit=size, before=before, with_cases=with_cases
    )
    lookers: tuple[Looker, ...] = ()
    if before is None:
        lookers = ledger.readings.lookers(asked.child_id, limit=size + 1, with_cases=with_cases)
    shown: tuple[ReadingRow | Looker, ...] = (*page.rows, *lookers)
    names = names_of(
        ledger, {row.reader_id for row in shown}, {row.organisation_id for row in shown}
    )
    outside = outside_readers(shown, [asked.child_id], names)
    shows_head = standings.allow(Asking.LIST_CHILDREN)
    return WhoLooked(
        child_id=asked.child_id,
        head=_head(ledger, asked, standings) if shows_head else None,
        is_whole=is_nameless,
        rows=page.rows,
        names=with_outsiders(ledger, asked.actor, names, outside, asked.now),
        next_before=page.next_before,
        may_open=_may_open(ledger, asked, {row.grant_id for row in page.rows if row.grant_id}),
        lookers=lookers[:size],
        more_lookers=len(lookers) > size,
    )


def looked_for_family(ledger: Ledger, asked: Asked, *, since_on: date, until_on: date) -> ForFamily:
    """Return for a rights request who looked at a child on these days, the newest day first.

    Raises: NotFound, NotPermitted, Unavailable.
    """
    standings = standings_for_child(ledger, asked.actor, asked.child_id, asked.now)
    _note(ledger, asked, standings, Purpose.RIGHTS)
    counted = Counter(
        (local_day(row.read_at), row.organisation_id, row.duty, row.what, row.purpose)
        for row in _all(ledger, asked.child_id)
        if since_on <= local_day(row.read_at) <= until_on
    )
    lines = tuple(
        FamilyLine(on=on, organisation_id=place, duty=duty, what=what, purpose=purpose, times=times)
        for (on, place, duty, what, purpose), times in sorted(
            counted.items(), key=lambda each: (-each[0][0].toordinal(), str(each[0]))
        )
    )
    return ForFamily(
        child_id=asked.child_id,
        lines=lines,
        names=names_of(ledger, (), {line.organisation_id for line in lines}),
    )


def looked_in_all(ledger: Ledger, asked: Asked) -> tuple[LookedCopied, ...]:
    """Return who looked at a child, as a copy for the family tells it, who looked most first.

    Raises: NotFound, NotPermitted, Unavailable.
    """
    own = replace(asked, read_id=uuid5(asked.read_id, "readings"))
    found = looked_for_family(ledger, own, since_on=date.min, until_on=local_day(asked.now))
    times, first, last = Counter[_Looker](), dict[_Looker, date](), dict[_Looker, date]()
    for line in found.lines:
        # That somebody asked who looked shows nothing of the child.
        if line.what is Reading.READINGS:
            continue
        looker = (line.organisation_id, line.duty, line.purpose)
        times[looker] += line.times
        first[looker] = min(first.get(looker, line.on), line.on)
        last[looker] = max(last.get(looker, line.on), line.on)
    return tuple(
        LookedCopied(
            organisation_id=looker[0],
            duty=looker[1],
            purpose=looker[2],
            times=count,
            first_on=first[looker],
            last_on=last[looker],
        )
        for looker, count in sorted(times.items(), key=lambda each: (-each[1], str(each[0])))
    )


def _all(ledger: Ledger, child_id: ChildId) -> Iterable[ReadingRow]:
    before: int | None = None
    while True:
        page = ledger.readings.of_child(child_id, limit=AT_ONCE, before=before, with_cases=False)
        yield from page.rows
        before = page.next_before
        if before is None:
            return


def _may_open(ledger: Ledger, asked: Asked, grants: Set[GrantId]) -> frozenset[GrantId]:
    history = ledger.log.load([grants_stream(asked.child_id)]) if grants else None
    if history is None or isinstance(history, Erased):
        return frozenset()
    state = grants_state(history, asked.child_id)

    def look_at(grant_id: GrantId) -> AskedGrant:
        return AskedGrant(
            actor=asked.actor,
            child_id=asked.child_id,
            grant_id=grant_id,
            now=asked.now,
            read_id=asked.read_id,
        )

    return frozenset(each for each in grants if may_open(ledger, look_at(each), state))


def _note(ledger: Ledger, asked: Asked, standings: Standings, purpose: Purpose | None) -> None:
    access = standings.require_reading(Asking.READ_READS, purpose)
    look = Look(
        read_id=asked.read_id,
        actor=asked.actor,
        now=asked.now,
        what=Reading.READINGS,
        access=access,
    )
    note_reading(ledger, look, [asked.child_id])


def _head(ledger: Ledger, asked: Asked, standings: Standings) -> Head:
    child_id = asked.child_id
    history = ledger.log.load(
        [children_stream(child_id), care_stream(child_id), pairing_stream(child_id)]
    )
    if isinstance(history, Erased):
        raise NotFound("erased")
    return head_of(ledger, child_id, standings, history)
