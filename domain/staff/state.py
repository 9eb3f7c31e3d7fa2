"""What is asked about organisations, people and duties, and what the rules keep in mind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from typing import assert_never

from domain.shared import DutyId, OrganisationId, PersonId, TelephoneId
from domain.staff.facts import (
    DutyApproved,
    DutyAssigned,
    DutyDeclined,
    DutyDeclineReason,
    DutyEnded,
    DutyEndReason,
    DutyGiven,
    DutyProposed,
    DutyTelephonePublished,
    HealthVicePrincipalAppointed,
    OrganisationKind,
    OrganisationRegistered,
    PersonKind,
    PersonRegistered,
    Role,
    StaffEvent,
)
from domain.staff.telephone_facts import (
    PersonTelephoneChanged,
    PersonTelephoneDeclined,
    PersonTelephoneProposed,
    TelephoneDeclineReason,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterOrganisation:
    """Make an organisation known below the one it belongs to."""

    organisation_id: OrganisationId
    kind: OrganisationKind
    name: str
    area_code: str | None = None
    parent_id: OrganisationId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPerson:
    """Make a person, operator, machine or reaction known."""

    person_id: PersonId
    kind: PersonKind
    name: str
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignDuty:
    """Give a person a role at an organisation: only the operator does so alone."""

    person_id: PersonId
    duty_id: DutyId
    role: Role
    organisation_id: OrganisationId
    from_on: date
    to_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeDuty:
    """Propose that a person hold a role; `employer_id` is told of a health vice principal."""

    person_id: PersonId
    duty_id: DutyId
    role: Role
    organisation_id: OrganisationId
    from_on: date
    to_on: date
    employer_id: OrganisationId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveDuty:
    """Give a duty that somebody else proposed."""

    person_id: PersonId
    duty_id: DutyId


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineDuty:
    """Do not give a duty that was proposed."""

    person_id: PersonId
    duty_id: DutyId
    reason: DutyDeclineReason


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishDutyTelephone:
    """Make known which telephone answers for an organisation day and night."""

    organisation_id: OrganisationId
    telephone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeTelephone:
    """Propose at which telephone a person is called back.

    `replaces` is the proposal of somebody else that it takes the place of, if one waits.
    """

    person_id: PersonId
    telephone_id: TelephoneId
    telephone: str = field(repr=False)
    replaces: TelephoneId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmTelephone:
    """Let a telephone hold that somebody else proposed."""

    person_id: PersonId
    telephone_id: TelephoneId


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineTelephone:
    """Leave the telephone of a person as it is; the proposer takes it back so."""

    person_id: PersonId
    telephone_id: TelephoneId
    reason: TelephoneDeclineReason


@dataclass(frozen=True, slots=True, kw_only=True)
class EndDuty:
    """Let a duty end."""

    person_id: PersonId
    duty_id: DutyId
    ended_on: date
    reason: DutyEndReason


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffState:
    """One subject: an organisation, or a person with the duties the person was given."""

    organisation: OrganisationRegistered | None = None
    person: PersonRegistered | None = None
    assigned: Mapping[DutyId, DutyGiven] = field(default_factory=dict)
    ended: Mapping[DutyId, DutyEnded] = field(default_factory=dict)
    proposed: Mapping[DutyId, DutyProposed] = field(default_factory=dict)
    decided: Mapping[DutyId, DutyApproved | DutyDeclined] = field(default_factory=dict)
    telephone: DutyTelephonePublished | None = None
    telephones: Mapping[TelephoneId, PersonTelephoneProposed] = field(default_factory=dict)
    changed: Mapping[TelephoneId, PersonTelephoneChanged] = field(default_factory=dict)
    refused: Mapping[TelephoneId, PersonTelephoneDeclined] = field(default_factory=dict)

    @property
    def phone(self) -> str | None:
        """The telephone of a person that holds: the last one confirmed, else the first one told."""
        if self.changed:
            return list(self.changed.values())[-1].telephone
        return self.person.phone if self.person is not None else None

    @property
    def phone_proposed(self) -> PersonTelephoneProposed | None:
        """The latest proposal, unless it was confirmed or declined."""
        latest = list(self.telephones.values())[-1] if self.telephones else None
        is_settled = latest is None or latest.telephone_id in {*self.changed, *self.refused}
        return None if is_settled else latest


NO_STAFF = StaffState()


def evolve(state: StaffState, event: StaffEvent) -> StaffState:
    """Return what the rules know after one more fact."""
    match event:
        case OrganisationRegistered() | PersonRegistered():
            return _with_subject(state, event)
        case DutyTelephonePublished():
            return replace(state, telephone=event)
        case DutyAssigned() | HealthVicePrincipalAppointed():
            return replace(state, assigned={**state.assigned, event.duty_id: event})
        case DutyEnded():
            return replace(state, ended={**state.ended, event.duty_id: event})
        case DutyProposed() | DutyApproved() | DutyDeclined():
            return _with_proposal(state, event)
        case PersonTelephoneProposed() | PersonTelephoneChanged() | PersonTelephoneDeclined():
            return _with_telephone(state, event)
        case _:
            assert_never(event)


def _with_subject(
    state: StaffState, event: OrganisationRegistered | PersonRegistered
) -> StaffState:
    if isinstance(event, OrganisationRegistered):
        return replace(state, organisation=event)
    return replace(state, person=event)


def _with_telephone(
    state: StaffState,
    event: PersonTelephoneProposed | PersonTelephoneChanged | PersonTelephoneDeclined,
) -> StaffState:
    if isinstance(event, PersonTelephoneProposed):
        return replace(state, telephones={**state.telephones, event.telephone_id: event})
    if isinstance(event, PersonTelephoneDeclined):
        return replace(state, refused={**state.refused, event.telephone_id: event})
    return replace(state, changed={**state.changed, event.telephone_id: event})


def _with_proposal(
    state: StaffState, event: DutyProposed | DutyApproved | DutyDeclined
) -> StaffState:
    if isinstance(event, DutyProposed):
        return replace(state, proposed={**state.proposed, event.duty_id: event})
    return replace(state, decided={**state.decided, event.duty_id: event})


def fold(facts: Iterable[StaffEvent]) -> StaffState:
    """Return what the rules know after these facts of one organisation or person."""
    return reduce(evolve, facts, NO_STAFF)
