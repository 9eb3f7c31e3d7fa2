"""What the view of duties returns of proposals and of pairings that end: ids, codes and dates."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from application.rows import DutyRow
from domain.errors import Invalid
from domain.shared import ChildId, DutyId, OrganisationId, PairingId, PersonId
from domain.staff.facts import Role

R = TypeVar("R")
Place = tuple[date, UUID]
"""Where a row stands in its list: by a day, and by its id among those of that day."""


class ManyPosts(Protocol):
    """Who of many people is on duty, and who teaches where a school is known and the class not."""

    def on_duty_among(self, person_ids: Collection[PersonId], on: date) -> frozenset[PersonId]:
        """Return those of these people who hold any duty on a day."""
        ...

    def class_teachers_under(
        self, schools: Collection[OrganisationId], chain: Collection[OrganisationId], on: date
    ) -> tuple[DutyRow, ...]:
        """Return who teaches a class directly below these schools of a chain on a day.

        A chain is a place with all above it: of other schools below the same county it tells none.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRow:
    """A proposed duty that nobody has decided on; `position` is where the log tells of it."""

    duty_id: DutyId
    person_id: PersonId
    role: Role
    organisation_id: OrganisationId
    employer_id: OrganisationId | None
    from_on: date
    to_on: date
    proposed_by: PersonId
    proposed_as: Role
    proposed_on: date
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SignaturesAsked:
    """How many duties of a role were proposed by people in one capacity and wait for another."""

    role: Role
    proposed_as: Role
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingPairingRow:
    """A pairing that holds and has its last day soon."""

    pairing_id: PairingId
    child_id: ChildId
    mentor_id: PersonId
    is_lead: bool
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OnePage(Generic[R]):
    """Some rows of a list; `next_cursor` continues after the last, `total` counts all."""

    rows: tuple[R, ...]
    total: int
    next_cursor: str | None = None


def page_of(
    rows: Sequence[R], place: Callable[[R], Place], *, cursor: str | None, size: int
) -> OnePage[R]:
    """Return the rows after the cursor in the order of their places.

    Raises: Invalid for a cursor that is none.
    """
    ordered = sorted(rows, key=place)
    after = None if cursor is None else _place(cursor)
    rest = [row for row in ordered if after is None or place(row) > after]
    shown = tuple(rest[:size])
    more = len(rest) > size
    return OnePage(
        rows=shown, total=len(ordered), next_cursor=_cursor(place(shown[-1])) if more else None
    )


def _cursor(place: Place) -> str:
    return f"{place[0].isoformat()}_{place[1]}"


def _place(cursor: str) -> Place:
    on, _, id_ = cursor.partition("_")
    try:
        return date.fromisoformat(on), UUID(id_)
    except ValueError:
        raise Invalid("cursor_invalid", "cursor") from None
