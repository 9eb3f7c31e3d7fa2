"""The offices that stand in one place with the county and have a person of their own on call."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from domain.oncall.facts import RosterGapReason, Shift
from domain.staff.facts import Role

LACKS: Mapping[Role, RosterGapReason] = MappingProxyType(
    {
        Role.CIVIL_AFFAIRS_OFFICER: RosterGapReason.NOBODY_OF_CIVIL_AFFAIRS,
        Role.HEALTH_OFFICER: RosterGapReason.NOBODY_OF_HEALTH,
    }
)
"""What lacks where nobody of an office is on call, whoever else of the county is."""

OFFICES = tuple(LACKS)


def office_of(role: Role) -> Role | None:
    """Return of which office somebody in a role is on call; None of the place itself."""
    return role if role in LACKS else None


def of_office(shifts: Iterable[Shift], office: Role | None) -> tuple[Shift, ...]:
    """Return the shifts of an office, or with None those of the place itself."""
    return tuple(each for each in shifts if office_of(each.role) is office)
