"""What is asked about a child and the carers, and what the rules keep in mind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from typing import assert_never

from domain.children.facts import (
    CarerRecorded,
    CarerStanding,
    ChildRegistered,
    ChildRegisteredConflictKept,
    ChildrenEvent,
    VerifiedBy,
)
from domain.codelists import Sex
from domain.shared import CarerId, ChildId


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterChild:
    """Make a child known by name."""

    child_id: ChildId
    name: str
    sex: Sex
    born_on: date
    id_number: str | None = None
    student_number: str | None = None
    ethnicity_code: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCarer:
    """State who looks after the child; of the same carer the newest statement holds."""

    child_id: ChildId
    carer_id: CarerId
    name: str
    relation_code: str
    standing: CarerStanding
    as_of_on: date
    verified_by: VerifiedBy
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildState:
    """One child: the registration, what differed from it, and the latest word on each carer."""

    registered: ChildRegistered | None = None
    conflicts: tuple[ChildRegisteredConflictKept, ...] = ()
    carers: Mapping[CarerId, CarerRecorded] = field(default_factory=dict)


NO_CHILD = ChildState()


def evolve(state: ChildState, event: ChildrenEvent) -> ChildState:
    """Return what the rules know after one more fact."""
    match event:
        case ChildRegistered():
            return replace(state, registered=event)
        case ChildRegisteredConflictKept():
            return replace(state, conflicts=(*state.conflicts, event))
        case CarerRecorded():
            return replace(state, carers={**state.carers, event.carer_id: event})
        case _:
            assert_never(event)


def fold(facts: Iterable[ChildrenEvent]) -> ChildState:
    """Return what the rules know after these facts of one child."""
    return reduce(evolve, facts, NO_CHILD)
