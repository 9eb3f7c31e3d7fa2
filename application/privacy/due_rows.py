"""Rows of the view of what is owed to families and of breaches; what use cases ask of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from domain.breaches.facts import ToldBy
from domain.codelists import LegalBasis
from domain.rights.facts import RightsKind
from domain.shared import BreachId, ChildId, DisclosureId, OrganisationId, PersonId, RightsId


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsDue:
    """A request about a child's data that nobody has answered yet."""

    rights_id: RightsId
    child_id: ChildId
    kind: RightsKind
    due_on: date
    is_proven: bool
    received_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingDue:
    """Data that was handed out, of which the family has still to be told."""

    disclosure_id: DisclosureId
    child_id: ChildId
    basis: LegalBasis
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOut:
    """That data of a child was handed to somebody on a day; to whom and what, the log tells."""

    disclosure_id: DisclosureId
    child_id: ChildId
    disclosed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachesDue:
    """How many breaches are open, each counted once.

    `to_tell` are those of which the authority may have to be told, the first by `due_at`; `overdue`
    those for which that time is over; `to_end` those whose clock stands. Of them all `families` are
    listed for the office to tell, and neither told nor left untold.
    """

    to_tell: int = 0
    overdue: int = 0
    to_end: int = 0
    families: int = 0
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachOverdue:
    """A breach of an office whose time to tell the authority is over, of which nobody was told."""

    breach_id: BreachId
    office: OrganisationId


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyLeft:
    """A family that others than the office of the breach tell, and as whom they do."""

    breach_id: BreachId
    office: OrganisationId
    child_id: ChildId
    told_by: ToldBy


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """To whom families are left, as it stands on a day: `health_at` and `offices_at` are places."""

    person_id: PersonId
    on: date
    health_at: frozenset[OrganisationId] = frozenset()
    offices_at: frozenset[OrganisationId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsWaiting:
    """How many requests about children's data wait for one person.

    `to_answer` are proven and were received by others, the first due by `due_on`; of `to_verify`
    nobody made sure yet who asks, and the first is to be answered by `verify_by_on`. For `overdue`
    of them all that day is over.
    """

    to_answer: int = 0
    to_verify: int = 0
    overdue: int = 0
    due_on: date | None = None
    verify_by_on: date | None = None


class Dues(Protocol):
    """What is owed to families of children at or under some places, the soonest due first."""

    def behind(self) -> int:
        """Return how many facts it cannot tell of yet; asked first, what follows tells no less."""
        ...

    def breaches(self, places: Collection[OrganisationId], at: datetime) -> BreachesDue:
        """Return how many breaches of offices at or under the places wait at that moment."""
        ...

    def breaches_overdue(self, at: datetime, *, limit: int) -> tuple[BreachOverdue, ...]:
        """Return breaches of all offices whose time is over, of which those above know nothing."""
        ...

    def families_left(self, teller: Teller, *, skip: int, limit: int) -> tuple[FamilyLeft, ...]:
        """Return families of open breaches left to somebody, those of the first breach first.

        Without those in whose case they may be involved, as far as the views can tell.
        """
        ...

    def count_families_left(self, teller: Teller) -> int:
        """Return how many these are."""
        ...

    def rights_waiting(
        self,
        places: Collection[OrganisationId],
        person_id: PersonId,
        on: date,
        *,
        only_unproven: bool = False,
    ) -> RightsWaiting:
        """Return how many unanswered requests wait for the person, as it stands on that day.

        `only_unproven` leaves out those of which somebody made sure who asks.
        """
        ...

    def rights(
        self, places: Collection[OrganisationId], *, limit: int, only_unproven: bool = False
    ) -> tuple[RightsDue, ...]:
        """Return the requests that nobody has answered yet; `only_unproven` as above."""
        ...

    def tellings(
        self,
        places: Collection[OrganisationId],
        *,
        limit: int,
        after: TellingDue | None = None,
    ) -> tuple[TellingDue, ...]:
        """Return what the families have still to be told of, from behind `after` on."""
        ...

    def handed_out(
        self, places: Collection[OrganisationId], *, since_on: date, until_on: date, limit: int
    ) -> tuple[HandedOut, ...]:
        """Return what was handed to others on these days, the latest first."""
        ...
