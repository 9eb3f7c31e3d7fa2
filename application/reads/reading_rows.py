"""Rows of the view of readings, and what the use cases ask of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from application.reads.sign_in_rows import SignIns
from domain.reads.facts import Doubt, Explanation, Finding, Reading
from domain.shared import ChildId, GrantId, OrganisationId, PersonId, Purpose, QuestionId, ReadId

Places = Collection[OrganisationId] | None
"""Whose people are meant: who has, or had, a duty there or below; None stands for everybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRow:
    """One reading: `duty` is the standing it rested on, `children` how many it showed.

    `brought_on` is when the case was brought to them last, where that opened it.
    """

    position: int
    read_id: UUID
    reader_id: PersonId
    read_at: datetime
    what: Reading
    purpose: Purpose
    duty: str | None
    organisation_id: OrganisationId | None
    grant_id: GrantId | None
    children: int
    at_night: bool
    brought_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderDay:
    """What one person read on one day, in numbers."""

    on: date
    reader_id: PersonId
    reads: int
    children: int
    at_night: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Looker:
    """How often one person looked at a child for one purpose, by one standing, since when."""

    reader_id: PersonId
    purpose: Purpose
    duty: str | None
    organisation_id: OrganisationId | None
    times: int
    first_at: datetime
    last_at: datetime


class QuestionStage(StrEnum):
    """How far a question about readings has come."""

    OPEN = "open"
    ANSWERED = "answered"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow:
    """One question about readings."""

    question_id: QuestionId
    reader_id: PersonId
    doubt: Doubt
    read_on: date
    child_count: int
    questioned_at: datetime
    stage: QuestionStage
    explanation: Explanation | None = None
    finding: Finding | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionList:
    """Questions in their order; `next_after` is the one behind which more stand."""

    rows: tuple[QuestionRow, ...]
    next_after: QuestionId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingFilter:
    """Which readings of a person are wanted; None and False leave all of them.

    `from_on` and `to_on` bound the day, `since` and `before` the moment; `up_to` is the last
    reading that is wanted.
    """

    on: date | None = None
    from_on: date | None = None
    to_on: date | None = None
    what: Reading | None = None
    purpose: Purpose | None = None
    at_night: bool = False
    since: datetime | None = None
    before: datetime | None = None
    up_to: ReadId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTo:
    """Which readings are wanted: of a person, under a grant, or both, on these days.

    `without_cases` leaves out those that tell of a case.
    """

    since_on: date
    until_on: date
    reader_id: PersonId | None = None
    grant_id: GrantId | None = None
    without_cases: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPage:
    """Readings, the newest first; `next_before` is the position behind which more stand."""

    rows: tuple[ReadingRow, ...]
    next_before: int | None = None


class Readings(Protocol):
    """Who looked at whom; each answer moves the view forward first, as far as it gets."""

    @property
    def sign_ins(self) -> SignIns:
        """Who signed in, from the same log."""
        ...

    def of_child(
        self,
        child_id: ChildId,
        *,
        limit: int,
        before: int | None = None,
        with_cases: bool = True,
    ) -> ReadingPage:
        """Return who looked at a child, the newest first; what tells of a case only if wanted."""
        ...

    def lookers(
        self, child_id: ChildId, *, limit: int, with_cases: bool = True
    ) -> tuple[Looker, ...]:
        """Return who looked at a child for what and how often in all, beyond a duty first."""
        ...

    def of_grant(self, child_id: ChildId, grant_id: GrantId, *, limit: int) -> ReadingPage:
        """Return what was looked at of a child by one grant or broken glass, the newest first."""
        ...

    def of_reader(
        self,
        reader_id: PersonId,
        chosen: ReadingFilter,
        *,
        limit: int,
        before: int | None = None,
    ) -> ReadingPage:
        """Return what a person looked at."""
        ...

    def children_of(self, positions: Sequence[int]) -> dict[int, tuple[ChildId, ...]]:
        """Return the children whom these readings showed."""
        ...

    def readers_on(
        self, on: date, places: Places, *, limit: int, skip: int = 0
    ) -> tuple[ReaderDay, ...]:
        """Return who of these places read on a day, who read most first."""
        ...

    def waiting(
        self, due_before: date, places: Places, *, limit: int, after: QuestionId | None = None
    ) -> QuestionList:
        """Return the questions to people of these places that are not settled.

        Those come first that may be settled now, since they were answered or are about a day
        before `due_before`; of them broken glass comes first and nights last.
        """
        ...

    def settled(
        self, places: Places, *, limit: int, after: QuestionId | None = None
    ) -> QuestionList:
        """Return the questions to people of these places that are settled, the newest first."""
        ...

    def questions_of(self, reader_id: PersonId) -> tuple[QuestionRow, ...]:
        """Return what a person was asked, the newest first."""
        ...

    def count_to_settle(self, due_before: date, places: Places, *, but: PersonId) -> int:
        """Return how many questions about somebody else of these places may be settled now."""
        ...

    def count_open_of(self, reader_id: PersonId) -> int:
        """Return how many questions wait for this person's answer."""
        ...

    def children_shown(self, chosen: ShownTo, *, limit: int) -> tuple[ChildId, ...]:
        """Return the different children whom these readings showed."""
        ...

    def readers_between(
        self, first: date, last: date, places: Places, *, limit: int
    ) -> tuple[PersonId, ...]:
        """Return who of these places read on any of these days."""
        ...

    def catch_up(self) -> bool:
        """Move the view to the end of its log and return whether it is there."""
        ...

    def behind(self) -> int:
        """Return how many records the view has still to fold."""
        ...
