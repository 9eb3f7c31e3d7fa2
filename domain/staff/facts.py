"""What is recorded of organisations, people and the duties they hold."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.shared import DutyId, OrganisationId, PersonId


class OrganisationKind(StrEnum):
    """The levels at which duties are held; a child belongs to a chain of them."""

    BUREAU = "bureau"
    COUNTY_OFFICE = "county_office"
    TOWNSHIP = "township"
    VILLAGE = "village"
    SCHOOL = "school"
    CLASS = "class"
    HOSPITAL = "hospital"


class PersonKind(StrEnum):
    """Whoever acts is a registered person, also an operator, a machine or a reaction."""

    HUMAN = "human"
    OPERATOR = "operator"
    MACHINE = "machine"
    REACTION = "reaction"


class Role(StrEnum):
    """What a duty makes a person responsible for (docs/glossary.md has the Chinese terms)."""

    CLASS_TEACHER = "class_teacher"
    TEACHER = "teacher"
    SCHOOL_LEADER = "school_leader"
    VILLAGE_DIRECTOR = "village_director"
    COMMUNITY_WORKER = "community_worker"
    VOLUNTEER = "volunteer"
    TOWNSHIP_SUPERVISOR = "township_supervisor"
    COUNTY_OFFICER = "county_officer"
    BUREAU_OFFICER = "bureau_officer"
    AUDITOR = "auditor"
    SYSTEM_ADMINISTRATOR = "system_administrator"


class DutyEndReason(StrEnum):
    """Why a duty ended before or at its term."""

    TERM_OVER = "term_over"
    MOVED = "moved"
    LEFT = "left"
    ASSIGNED_IN_ERROR = "assigned_in_error"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRegistered:
    """An organisation exists; `area_code` is its GB/T 2260 or township code where it has one."""

    organisation_id: OrganisationId
    kind: OrganisationKind
    name: str
    area_code: str | None = None
    parent_id: OrganisationId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRegistered:
    """A person who may act is known by name."""

    person_id: PersonId
    kind: PersonKind
    name: str
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyAssigned:
    """A person holds a role at an organisation from `from_on` to `to_on`, both days included."""

    person_id: PersonId
    duty_id: DutyId
    role: Role
    organisation_id: OrganisationId
    from_on: date
    to_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyEnded:
    """A duty ended: `ended_on` is its last day."""

    person_id: PersonId
    duty_id: DutyId
    ended_on: date
    reason: DutyEndReason


StaffEvent = OrganisationRegistered | PersonRegistered | DutyAssigned | DutyEnded
