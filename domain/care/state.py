"""What is asked of a care file, and what the rules keep in mind of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from typing import assert_never

from domain.care.facts import (
    CareEvent,
    CareFileOpened,
    CareLevelAssessed,
    Category,
    CategoryStated,
    Evidence,
    NotInSchoolReason,
    ResidenceRecorded,
    SchoolingRecorded,
    Standard,
    StatedBy,
)
from domain.shared import ChildId, OrganisationId, VerifiedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class Residence:
    """Where the child lives, since when as far as known, and how and when that was checked."""

    village_id: OrganisationId
    from_on: date | None = None
    as_of_on: date | None = None
    verified_by: VerifiedBy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schooling:
    """Where the child learns, or why nowhere, and how that was checked."""

    as_of_on: date
    school_id: OrganisationId | None = None
    class_id: OrganisationId | None = None
    boarding: bool | None = None
    not_in_school_reason: NotInSchoolReason | None = None
    verified_by: VerifiedBy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedCategory:
    """One reason to keep a file: who says so, by which standard, on what evidence, since when."""

    category: Category
    standard: Standard
    stated_by: StatedBy
    evidence: Evidence
    from_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """How closely to look, why, and when to look again; whoever asks is the assessor."""

    level: int
    basis: str
    assessed_on: date
    next_review_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCareFile:
    """Open the care file with every section that an opening needs; no assessment means 未评估."""

    child_id: ChildId
    organisation_id: OrganisationId
    opened_on: date
    residence: Residence
    schooling: Schooling
    categories: tuple[StatedCategory, ...]
    assessment: Assessment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordResidence:
    """State where the child of an open file lives."""

    child_id: ChildId
    residence: Residence


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSchooling:
    """State where the child of an open file learns."""

    child_id: ChildId
    schooling: Schooling


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessCareLevel:
    """Set the care level of an open file."""

    child_id: ChildId
    assessment: Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class CareState:
    """One child's file: what it holds now, and every statement in it to know a repeat by."""

    opened: CareFileOpened | None = None
    residence: ResidenceRecorded | None = None
    schooling: SchoolingRecorded | None = None
    level: CareLevelAssessed | None = None
    recorded: frozenset[CareEvent] = frozenset()


NO_CARE_FILE = CareState()


def evolve(state: CareState, event: CareEvent) -> CareState:
    """Return what the rules know after one more fact."""
    known = replace(state, recorded=state.recorded | {event})
    match event:
        case CareFileOpened():
            return replace(known, opened=event)
        case ResidenceRecorded():
            return replace(known, residence=event)
        case SchoolingRecorded():
            return replace(known, schooling=event)
        case CategoryStated():
            return known
        case CareLevelAssessed():
            return replace(known, level=event)
        case _:
            assert_never(event)


def fold(facts: Iterable[CareEvent]) -> CareState:
    """Return what the rules know after these facts of one child."""
    return reduce(evolve, facts, NO_CARE_FILE)
