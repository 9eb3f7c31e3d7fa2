"""What is recorded of organisations, people and the duties they hold."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.shared import DutyId, OrganisationId, PersonId
from domain.staff.telephone_facts import (
    PersonTelephoneChanged,
    PersonTelephoneDeclined,
    PersonTelephoneProposed,
)


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
    CRISIS_LEAD = "crisis_lead"
    HEALTH_VICE_PRINCIPAL = "health_vice_principal"
    COUNTY_DUTY_OFFICER = "county_duty_officer"
    HOSPITAL_LIAISON = "hospital_liaison"
    PSYCHOLOGY_TEACHER = "psychology_teacher"
    LAW_VICE_PRINCIPAL = "law_vice_principal"
    CIVIL_AFFAIRS_OFFICER = "civil_affairs_officer"
    EDUCATION_OFFICER = "education_officer"
    HEALTH_OFFICER = "health_officer"
    INSPECTOR = "inspector"
    PRIVACY_OFFICER = "privacy_officer"
    SECURITY_ADMINISTRATOR = "security_administrator"


class DutyEndReason(StrEnum):
    """Why a duty ended before or at its term."""

    TERM_OVER = "term_over"
    MOVED = "moved"
    LEFT = "left"
    ASSIGNED_IN_ERROR = "assigned_in_error"
    MISUSED = "misused"


class DutyDeclineReason(StrEnum):
    """Why a proposed duty was not given."""

    OTHER_ROLE_OR_PLACE = "other_role_or_place"
    OTHER_DAYS = "other_days"
    NOT_NEEDED = "not_needed"
    NOT_SUITABLE = "not_suitable"
    WITHDRAWN = "withdrawn"


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
class HealthVicePrincipalAppointed:
    """A health professional advises a school for a term, both days included (教体艺〔2021〕7号).

    `employer_id` is the hospital or office that the person comes from and goes on working for.
    """

    person_id: PersonId
    duty_id: DutyId
    organisation_id: OrganisationId
    employer_id: OrganisationId
    from_on: date
    to_on: date

    @property
    def role(self) -> Role:
        """The role that the appointment gives."""
        return Role.HEALTH_VICE_PRINCIPAL


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyProposed:
    """Somebody proposed that a person hold a role; it gives nothing until another approves.

    `proposed_as` is the role in which it was proposed; `employer_id` is said of a health vice
    principal alone.
    """

    person_id: PersonId
    duty_id: DutyId
    role: Role
    organisation_id: OrganisationId
    from_on: date
    to_on: date
    proposed_by: PersonId
    proposed_as: Role
    proposed_on: date
    employer_id: OrganisationId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyApproved:
    """Another than the proposer approved a duty, which is given in the same commit.

    Law: 未成年人网络保护条例 §36, access only by approval of the one responsible.
    """

    person_id: PersonId
    duty_id: DutyId
    proposed_by: PersonId
    approved_by: PersonId
    approved_as: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyDeclined:
    """A proposed duty was not given, or the proposer took it back."""

    person_id: PersonId
    duty_id: DutyId
    declined_by: PersonId
    reason: DutyDeclineReason


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyTelephonePublished:
    """The telephone that answers for an organisation day and night; it is no secret."""

    organisation_id: OrganisationId
    telephone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyEnded:
    """A duty ended: `ended_on` is its last day.

    What ended at once has the day before as its last: it counts no longer on the day itself.
    """

    person_id: PersonId
    duty_id: DutyId
    ended_on: date
    reason: DutyEndReason


DutyGiven = DutyAssigned | HealthVicePrincipalAppointed
"""What gives a person a role at a place."""

StaffEvent = (
    OrganisationRegistered
    | PersonRegistered
    | DutyAssigned
    | HealthVicePrincipalAppointed
    | DutyEnded
    | DutyTelephonePublished
    | DutyProposed
    | DutyApproved
    | DutyDeclined
    | PersonTelephoneProposed
    | PersonTelephoneChanged
    | PersonTelephoneDeclined
)
