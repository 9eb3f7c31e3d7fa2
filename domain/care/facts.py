"""What is recorded in a care file."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.shared import ChildId, OrganisationId, PersonId, VerifiedBy


class Category(StrEnum):
    """What law and ministries call a child who needs someone to look out (see the glossary)."""

    LEFT_BEHIND = "left_behind"
    MIGRANT = "migrant"
    ORPHAN = "orphan"
    DE_FACTO_UNATTENDED = "de_facto_unattended"
    POOR_FAMILY = "poor_family"
    DISABLED = "disabled"
    GUARDIAN_FAILING = "guardian_failing"
    TEMPORARY_HARDSHIP = "temporary_hardship"


class Standard(StrEnum):
    """By whose definition a category holds; one may count a child whom another does not."""

    CIVIL_AFFAIRS = "civil_affairs"
    SCHOOL_REGISTER = "school_register"
    LOCAL = "local"


class StatedBy(StrEnum):
    """Who says that a category holds."""

    GUARDIAN = "guardian"
    CHILD = "child"
    SCHOOL = "school"
    VILLAGE = "village"
    CIVIL_AFFAIRS = "civil_affairs"
    DISABILITY_FEDERATION = "disability_federation"


class Evidence(StrEnum):
    """What was seen; the paper itself and its sensitive detail stay elsewhere."""

    STATEMENT = "statement"
    HOME_VISIT = "home_visit"
    REGISTER_ENTRY = "register_entry"
    CERTIFICATE_SEEN = "certificate_seen"
    SURVEY_FORM = "survey_form"


class NotInSchoolReason(StrEnum):
    """Why a child of this age has no school."""

    NOT_YET_OF_AGE = "not_yet_of_age"
    DROPPED_OUT = "dropped_out"
    POSTPONED = "postponed"
    FINISHED = "finished"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class CareFileOpened:
    """The one care file of a child is open, kept by `organisation_id`."""

    child_id: ChildId
    organisation_id: OrganisationId
    opened_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidenceRecorded:
    """The village or community in which the child lives since `from_on`, as far as known.

    `as_of_on` is when that was checked, and `verified_by` how; an opening says neither.
    """

    child_id: ChildId
    village_id: OrganisationId
    from_on: date | None = None
    as_of_on: date | None = None
    verified_by: VerifiedBy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolingRecorded:
    """Where the child learns as of `as_of_on`, or why nowhere; an opening tells not how known."""

    child_id: ChildId
    as_of_on: date
    school_id: OrganisationId | None = None
    class_id: OrganisationId | None = None
    boarding: bool | None = None
    not_in_school_reason: NotInSchoolReason | None = None
    verified_by: VerifiedBy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryStated:
    """Somebody says that a category holds by a standard since `from_on`, with what was seen."""

    child_id: ChildId
    category: Category
    standard: Standard
    stated_by: StatedBy
    evidence: Evidence
    from_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CareLevelAssessed:
    """A named person sets the care level, 1 (stable) to 5 (high), and when to look again."""

    child_id: ChildId
    level: int
    basis: str
    assessed_by: PersonId
    assessed_on: date
    next_review_on: date


CareEvent = (
    CareFileOpened | ResidenceRecorded | SchoolingRecorded | CategoryStated | CareLevelAssessed
)
