"""What auditors see of all readings: who read on a day, and what a person read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from uuid import UUID

from application.authorisation.permission import standings_of
from application.authorisation.reach import reach_of, reaches
from application.ports import Actor, Ledger
from application.reads.discretion import discreet
from application.reads.looking import Names, names_of
from application.reads.outside_readers import outside_readers, with_outsiders
from application.reads.reading import Look, note_reading
from application.reads.reading_rows import (
    ReaderDay,
    ReadingFilter,
    ReadingRow,
)
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotFound
from domain.reads.facts import Reading
from domain.shared import ChildId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadersOfDay:
    """Who read on a day, who read most first."""

    on: date
    rows: tuple[ReaderDay, ...]
    names: Names
    has_more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedReader:
    """One look at what a person read: by whom, when, and under which id it is recorded."""

    actor: Actor
    reader_id: PersonId
    now: datetime
    read_id: UUID
    chosen: ReadingFilter
    before: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadByPerson:
    """What a person read; `children` are those of each reading by its position, as numbers."""

    reader_id: PersonId
    rows: tuple[ReadingRow, ...]
    children: dict[int, tuple[ChildId, ...]]
    names: Names
    next_before: int | None


def readers_of_day(
    ledger: Ledger, actor: Actor, now: datetime, *, on: date | None = None, skip: int = 0
) -> ReadersOfDay:
    """Return one page of who read on a day, in numbers. Raises: NotPermitted, Unavailable."""
    reach = reach_of(ledger, actor, (Asking.WATCH_READS,), now)
    limit = ledger.rules.page_size
    day = on or local_day(now)
    rows = ledger.readings.readers_on(day, reach, limit=limit + 1, skip=skip)
    names = names_of(ledger, {row.reader_id for row in rows[:limit]}, ())
    unknown = [row.reader_id for row in rows[:limit] if row.reader_id not in names.people]
    outside: dict[PersonId, Sequence[ChildId]] = {}
    for reader_id in unknown:
        read = ledger.readings.of_reader(reader_id, ReadingFilter(on=day), limit=1).rows
        outside |= outside_readers(read, _children_of(ledger, read), names)
    return ReadersOfDay(
        on=day,
        rows=rows[:limit],
        names=with_outsiders(ledger, actor, names, outside, now),
        has_more=len(rows) > limit,
    )


def read_by(ledger: Ledger, asked: AskedReader) -> ReadByPerson:
    """Return what a person read; that an auditor looks at it is recorded first.

    Beside a reading that tells of a case no number stands for whoever can find the name to it, and
    the reading is left out for whoever may be involved.

    Raises: NotPermitted, Unavailable; NotFound for somebody of other places.
    """
    standings = standings_of(ledger, asked.actor, asked.now)
    access = standings.require_reading(Asking.WATCH_READS)
    if not reaches(ledger, standings, Asking.WATCH_READS, asked.reader_id, asked.now):
        raise NotFound("person_not_found")
    page = ledger.readings.of_reader(
        asked.reader_id, asked.chosen, limit=ledger.rules.page_size, before=asked.before
    )
    rows, children = discreet(ledger, asked.actor, asked.now, page.rows)
    look = Look(
        read_id=asked.read_id,
        actor=asked.actor,
        now=asked.now,
        what=Reading.READINGS,
        access=access,
    )
    note_reading(ledger, look, list(dict.fromkeys(chain.from_iterable(children.values()))))
    names = names_of(ledger, {asked.reader_id}, {row.organisation_id for row in rows})
    outside = outside_readers(rows, _children_of(ledger, rows[:1]), names)
    return ReadByPerson(
        reader_id=asked.reader_id,
        rows=rows,
        children=children,
        names=with_outsiders(ledger, asked.actor, names, outside, asked.now),
        next_before=page.next_before,
    )


def _children_of(ledger: Ledger, rows: Sequence[ReadingRow]) -> list[ChildId]:
    found = ledger.readings.children_of([row.position for row in rows])
    return list(chain.from_iterable(found.values()))
