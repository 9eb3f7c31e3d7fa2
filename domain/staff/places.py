"""Which organisation may stand under which, and at which kinds a role is held."""

from collections.abc import Mapping
from types import MappingProxyType

from domain.staff.facts import OrganisationKind, Role

PARENT_KINDS: Mapping[OrganisationKind, frozenset[OrganisationKind]] = MappingProxyType(
    {
        OrganisationKind.BUREAU: frozenset(),
        OrganisationKind.COUNTY_OFFICE: frozenset({OrganisationKind.BUREAU}),
        OrganisationKind.TOWNSHIP: frozenset({OrganisationKind.COUNTY_OFFICE}),
        OrganisationKind.VILLAGE: frozenset({OrganisationKind.TOWNSHIP}),
        OrganisationKind.SCHOOL: frozenset(
            {OrganisationKind.COUNTY_OFFICE, OrganisationKind.TOWNSHIP}
        ),
        OrganisationKind.CLASS: frozenset({OrganisationKind.SCHOOL}),
        OrganisationKind.HOSPITAL: frozenset(
            {OrganisationKind.BUREAU, OrganisationKind.COUNTY_OFFICE}
        ),
    }
)
"""Under which kinds an organisation may stand; a bureau stands under none."""

STANDS_ALONE = frozenset({OrganisationKind.BUREAU, OrganisationKind.HOSPITAL})
"""The kinds that need no parent."""

_OFFICES = frozenset({OrganisationKind.BUREAU, OrganisationKind.COUNTY_OFFICE})

ROLE_PLACES: Mapping[Role, frozenset[OrganisationKind]] = MappingProxyType(
    {
        Role.CLASS_TEACHER: frozenset({OrganisationKind.CLASS}),
        Role.TEACHER: frozenset({OrganisationKind.SCHOOL}),
        Role.SCHOOL_LEADER: frozenset({OrganisationKind.SCHOOL}),
        Role.VILLAGE_DIRECTOR: frozenset({OrganisationKind.VILLAGE}),
        Role.COMMUNITY_WORKER: frozenset({OrganisationKind.VILLAGE, OrganisationKind.TOWNSHIP}),
        Role.VOLUNTEER: frozenset(
            {OrganisationKind.VILLAGE, OrganisationKind.TOWNSHIP, OrganisationKind.SCHOOL}
        ),
        Role.TOWNSHIP_SUPERVISOR: frozenset({OrganisationKind.TOWNSHIP}),
        Role.COUNTY_OFFICER: frozenset({OrganisationKind.COUNTY_OFFICE}),
        Role.BUREAU_OFFICER: frozenset({OrganisationKind.BUREAU}),
        Role.AUDITOR: _OFFICES,
        Role.SYSTEM_ADMINISTRATOR: _OFFICES,
        Role.CRISIS_LEAD: frozenset({OrganisationKind.SCHOOL}),
        Role.HEALTH_VICE_PRINCIPAL: frozenset({OrganisationKind.SCHOOL}),
        Role.COUNTY_DUTY_OFFICER: frozenset({OrganisationKind.COUNTY_OFFICE}),
        Role.HOSPITAL_LIAISON: frozenset({OrganisationKind.HOSPITAL}),
        Role.PSYCHOLOGY_TEACHER: frozenset({OrganisationKind.SCHOOL}),
        Role.LAW_VICE_PRINCIPAL: frozenset({OrganisationKind.SCHOOL}),
        Role.CIVIL_AFFAIRS_OFFICER: frozenset({OrganisationKind.COUNTY_OFFICE}),
        Role.EDUCATION_OFFICER: frozenset({OrganisationKind.COUNTY_OFFICE}),
        Role.HEALTH_OFFICER: frozenset({OrganisationKind.COUNTY_OFFICE}),
        Role.INSPECTOR: _OFFICES,
        Role.PRIVACY_OFFICER: _OFFICES,
        Role.SECURITY_ADMINISTRATOR: _OFFICES,
    }
)
"""At which kinds of organisation a role can be held."""
