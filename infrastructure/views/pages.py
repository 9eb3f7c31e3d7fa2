"""Reads a stretch of the log for views: only the names they fold, each row opened or set apart."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from application.ports import Recorded, Unreadable, WrittenByNewerProgram
from infrastructure.keys.vault import KeyDestroyed
from infrastructure.log.mapper import SealingMapper
from infrastructure.log.names import NAMES
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.row_reader import Outcome
from infrastructure.log.rows import StoredRow
from infrastructure.log.unreadable import Reason

PAGE_ROWS = 500


@dataclass(frozen=True, slots=True)
class OpenedRow:
    """A stored row and what became of it when it was opened."""

    position: int
    stream: UUID
    name: str
    content: Outcome


@dataclass(frozen=True, slots=True)
class Page:
    """All rows of some names that stand after one position and up to another."""

    after: int
    up_to: int
    rows: tuple[OpenedRow, ...]
    is_cut: bool = False

    @property
    def is_full(self) -> bool:
        """Whether there may be more behind it."""
        return self.is_cut or len(self.rows) == PAGE_ROWS


@dataclass(frozen=True, slots=True)
class Damage:
    """A stream that a view cannot follow any further, from which event on, and a reason code."""

    stream: UUID
    position: int
    reason: str


@dataclass(slots=True)
class Sifted:
    """What one view has to do with a page."""

    facts: list[tuple[UUID, Recorded[object]]] = field(default_factory=list)
    erased: set[UUID] = field(default_factory=set)
    damages: list[Damage] = field(default_factory=list)


@lru_cache(maxsize=64)
def sought(names: frozenset[str]) -> tuple[str, ...]:
    """Return the names with those under which a newer program stores the same, in one order."""
    return tuple(sorted({*names, *NAMES.newer_names(names)}))


class PageReader:
    """Reads and opens pages of the log; it holds no transaction while it opens."""

    def __init__(
        self,
        recorder: LogRecorder,
        mapper: SealingMapper,
        ready: Callable[[datetime], object] = lambda _at: None,
    ) -> None:
        """`ready` is told until when rules must be known, before anybody folds by them."""
        self._recorder = recorder
        self._mapper = mapper
        self._ready = ready

    def head(self) -> int:
        """Return the position of the last event of the log."""
        return self._recorder.head()

    def read(self, after: int, names: frozenset[str], *, head: int) -> Page:
        """Return the next page of these names, opened; it ends before what a newer program wrote.

        `head` is a position read before: when the page is not full, it covers all up to there.

        Raises: WrittenByNewerProgram when nothing stands before that.
        """
        stored = self._recorder.rows_after(after, PAGE_ROWS, sought(names))
        newer = next((row for row in stored if row.name not in names), None)
        if newer is not None:
            return self._before(newer, after, stored)
        last = stored[-1].position if stored else after
        up_to = last if len(stored) == PAGE_ROWS else max(last, head)
        return Page(after, up_to, self._opened(stored))

    def _before(self, newer: StoredRow, after: int, stored: Sequence[StoredRow]) -> Page:
        if newer.position == after + 1:
            raise WrittenByNewerProgram(newer.stream, newer.version, Reason.NEWER_THAN_THIS_PROGRAM)
        known = [row for row in stored if row.position < newer.position]
        return Page(after, newer.position - 1, self._opened(known), is_cut=True)

    def at(self, position: int) -> OpenedRow | None:
        """Return the event at a position, opened, or None beyond the end of the log."""
        stored = self._recorder.rows_after(position - 1, 1)
        return next((row for row in self._opened(stored) if row.position == position), None)

    def erased(self, names: Collection[str]) -> frozenset[UUID]:
        """Return the subjects who are erased by now, also those found readable a moment ago."""
        return self._mapper.erased(names)

    def _opened(self, stored: Sequence[StoredRow]) -> tuple[OpenedRow, ...]:
        opened = list(zip(stored, self._mapper.open_each(stored), strict=True))
        times = [each.recorded_at for _row, each in opened if isinstance(each, Recorded)]
        if times:
            self._ready(max(times))
        return tuple(
            OpenedRow(row.position, row.stream, row.name, content) for row, content in opened
        )


def sift(rows: Iterable[OpenedRow], quarantined: Collection[UUID]) -> Sifted:
    """Set apart what a view folds, what was erased, and which streams cannot be read from here on.

    Rows of quarantined streams are left out; so are all facts of a subject that was erased.
    """
    sifted = Sifted()
    passed_over = set(quarantined)
    for row in rows:
        if row.stream in passed_over:
            continue
        match row.content:
            case KeyDestroyed():
                sifted.erased.add(row.content.subject)
            case Unreadable():
                passed_over.add(row.stream)
                sifted.damages.append(Damage(row.stream, row.position, str(row.content.reason)))
            case _:
                sifted.facts.append((row.stream, row.content))
    if sifted.erased:
        sifted.facts = [
            (stream, fact)
            for stream, fact in sifted.facts
            if _key_subject(fact) not in sifted.erased
        ]
    return sifted


def _key_subject(fact: Recorded[object]) -> object:
    """Return whose key the fact is sealed under: a case's stream is named by the case."""
    return getattr(fact.fact, NAMES.by_class(type(fact.fact)).key_field)
