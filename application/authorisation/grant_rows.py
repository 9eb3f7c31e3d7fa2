"""Rows of access beyond a duty: ids, codes and moments; and what the use cases ask of the view."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from domain.grants.facts import Verdict
from domain.shared import CaseId, ChildId, Compartment, GrantId, PersonId, Purpose


class GrantState(StrEnum):
    """How far a request or a break-glass access has come; whether its time is over is not told."""

    WAITING = "waiting"
    GRANTED = "granted"
    DENIED = "denied"
    OPEN = "open"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantHeld:
    """Access of one person to one child that nobody ended; at `until_at` its time is over."""

    grant_id: GrantId
    is_glass: bool
    purpose: Purpose
    compartments: frozenset[Compartment]
    until_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRow:
    """A request, the grant it became, or a break-glass access.

    `asked_at` is when it was asked for or the glass broken, `until_at` the moment from which it
    opens nothing any more; `position` is that of its first fact, `is_overdue` that those above were
    told of it, and `is_news` that its holder has not opened what somebody else last decided.
    `child_id` is None where it is told to its holder, for whom nothing was opened.
    """

    grant_id: GrantId
    child_id: ChildId | None
    person_id: PersonId
    is_glass: bool
    state: GrantState
    purpose: Purpose
    compartments: tuple[Compartment, ...]
    asked_at: datetime
    until_at: datetime
    position: int
    verdict: Verdict | None = None
    is_overdue: bool = False
    is_news: bool = False

    def is_in_force(self, at: datetime) -> bool:
        """Return whether it opens anything at that moment."""
        return self.state in (GrantState.GRANTED, GrantState.OPEN) and at < self.until_at

    def is_waiting(self, at: datetime) -> bool:
        """Return whether somebody may still decide on it at that moment."""
        return self.state is GrantState.WAITING and at < self.until_at

    @property
    def child(self) -> ChildId:
        """The child, in a row that was not made to be shown to its holder."""
        if self.child_id is None:
            raise LookupError("of whom it is was left out")
        return self.child_id

    def as_told_to_its_holder(self) -> "GrantRow":
        """Return it without the child, unless it was opened to the holder.

        Whether the words of a request stand for a child on file is nothing it may tell: an id would
        be the same again when more was known, and could be asked for by number.
        """
        is_told = self.is_glass or self.state is GrantState.GRANTED
        return self if is_told else replace(self, child_id=None, is_overdue=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantPage:
    """One page of a list of them; `next_cursor` continues after its last row."""

    rows: tuple[GrantRow, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantCounts:
    """How many requests wait for a person's decision, and break-glass accesses for a review.

    Of those `to_review` somebody still reads by `still_open`. `overdue` is how many wait too long
    of which the person was told; some may be among the others.
    """

    to_decide: int = 0
    to_review: int = 0
    still_open: int = 0
    overdue: int = 0


class Grants(Protocol):
    """Access beyond a duty as it waits for somebody; lists raise Unavailable when behind."""

    def own(
        self, person_id: PersonId, at: datetime, *, limit: int, cursor: str | None = None
    ) -> GrantPage:
        """Return a person's own requests and accesses, the latest first."""
        ...

    def to_decide(
        self, person_id: PersonId, at: datetime, *, limit: int, cursor: str | None = None
    ) -> GrantPage:
        """Return the requests that wait for a person, the oldest first."""
        ...

    def in_force(
        self, person_id: PersonId, at: datetime, *, limit: int, cursor: str | None = None
    ) -> GrantPage:
        """Return the grants in force that a person may revoke, the oldest first."""
        ...

    def to_review(
        self, person_id: PersonId, at: datetime, *, limit: int, cursor: str | None = None
    ) -> GrantPage:
        """Return the break-glass accesses that wait for a person's review, the oldest first."""
        ...

    def overdue(
        self, person_id: PersonId, at: datetime, *, limit: int, cursor: str | None = None
    ) -> GrantPage:
        """Return what waits too long of which a person was told, the oldest first."""
        ...

    def untold(
        self, at: datetime, *, glass_before: datetime, asked_before: datetime, limit: int
    ) -> tuple[GrantRow, ...]:
        """Return broken glass and requests that wait from before these moments, nobody told yet."""
        ...

    def unheard(self, *, limit: int) -> tuple[GrantRow, ...]:
        """Return broken glass that waits for a review, of which nobody was ever told."""
        ...

    def child_of_own(self, person_id: PersonId, grant_id: GrantId) -> ChildId | None:
        """Return of whom a person's own request or access is; None where there is none."""
        ...

    def count_waiting(self, person_id: PersonId, at: datetime) -> int:
        """Return how many of a person's own requests nobody has decided on yet."""
        ...

    def counts(self, person_id: PersonId, at: datetime) -> GrantCounts:
        """Return how many wait for a person."""
        ...

    def count_news(self, person_id: PersonId) -> int:
        """Return how much was decided that its holder has not opened."""
        ...

    def kept_out(
        self, child_id: ChildId, person_ids: Collection[PersonId], at: datetime
    ) -> frozenset[PersonId]:
        """Return those who are kept out of any case of the child; raises when it cannot be told."""
        ...

    def cases_of(self, child_id: ChildId) -> tuple[CaseId, ...]:
        """Return the cases of a child as far as known, the oldest first."""
        ...

    def having_cases(self, child_ids: Collection[ChildId]) -> frozenset[ChildId]:
        """Return those of the children of whom there is a case, as far as known."""
        ...
