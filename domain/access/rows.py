"""A row of the table, and the standings that several rows name together."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from domain.access.requests import Act, Standing
from domain.shared import Compartment, Purpose

_NOTHING: frozenset[Compartment] = frozenset()
_NO_PURPOSE: frozenset[Purpose] = frozenset()

CLOSED_BY_RECUSAL = frozenset({Compartment.HEALTH, Compartment.LEGAL})
"""What nobody sees of a child in whose case they may be involved, whatever else they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Who may have a request, what of a child's record it opens or writes, and for what.

    Who the child is (name, sex, birth date, places) goes with all that opens something; IDENTITY in
    a row means numbers, addresses and telephones. A row without purposes shows and changes nothing
    of a child. `is_open_to_all` needs no standing; `despite_recusal` is left to whoever may be
    involved, `closed_to_involved` is not although it opens neither health nor legal;
    `needs_fresh_factor` asks for a second factor shown a moment ago.
    """

    by: frozenset[Standing]
    act: Act
    opens: frozenset[Compartment] = _NOTHING
    purposes: frozenset[Purpose] = _NO_PURPOSE
    is_open_to_all: bool = False
    despite_recusal: bool = False
    closed_to_involved: bool = False
    needs_fresh_factor: bool = False

    @property
    def closes_on_recusal(self) -> bool:
        """Whether nobody has it who may be involved in a case of the child."""
        closed = self.closed_to_involved or bool(self.opens & CLOSED_BY_RECUSAL)
        return closed and not self.despite_recusal

    def without_involved(self) -> "Row":
        """Return the row for those alone who are not kept out of a case of the child."""
        return replace(self, closed_to_involved=True)

    def after_fresh_factor(self) -> "Row":
        """Return the row for those alone who showed their second factor a moment ago."""
        return replace(self, needs_fresh_factor=True)


def reading(
    by: frozenset[Standing],
    opens: frozenset[Compartment] = _NOTHING,
    purposes: frozenset[Purpose] = _NO_PURPOSE,
) -> Row:
    """Return the row of a request that shows something and changes nothing."""
    return Row(by=by, act=Act.READ, opens=opens, purposes=purposes)


def writing(
    by: frozenset[Standing],
    opens: frozenset[Compartment] = _NOTHING,
    purposes: frozenset[Purpose] = _NO_PURPOSE,
) -> Row:
    """Return the row of a request that records something."""
    return Row(by=by, act=Act.WRITE, opens=opens, purposes=purposes)


def exporting(
    by: frozenset[Standing], opens: frozenset[Compartment], purposes: frozenset[Purpose]
) -> Row:
    """Return the row of a request that hands something out of the system."""
    return Row(by=by, act=Act.EXPORT, opens=opens, purposes=purposes)


IDENTITY = frozenset({Compartment.IDENTITY})
CARE = frozenset({Compartment.CARE})
HEALTH = frozenset({Compartment.HEALTH})
LEGAL = frozenset({Compartment.LEGAL})

FOR_CARE = frozenset({Purpose.CARE})
FOR_CRISIS = frozenset({Purpose.CRISIS})

ADMINISTRATION = frozenset(
    {Standing.COUNTY_OFFICER, Standing.BUREAU_OFFICER, Standing.SYSTEM_ADMINISTRATOR}
)
ON_THE_SPOT = frozenset(
    {
        Standing.CLASS_TEACHER,
        Standing.SCHOOL_LEADER,
        Standing.VILLAGE_DIRECTOR,
        Standing.TOWNSHIP_SUPERVISOR,
    }
)
ARRANGING = frozenset(
    {
        Standing.SCHOOL_LEADER,
        Standing.VILLAGE_DIRECTOR,
        Standing.TOWNSHIP_SUPERVISOR,
        Standing.COUNTY_OFFICER,
    }
)
IN_DUTY = ON_THE_SPOT | {Standing.COUNTY_OFFICER}
MENTORS = frozenset({Standing.LEAD_MENTOR, Standing.MENTOR})
ALL_MENTORS = MENTORS | {Standing.VOLUNTEER_MENTOR}
BY_GRANT = frozenset({Standing.GRANTED_ACCESS, Standing.BROKE_GLASS})
"""Reached by one grant for one child, never by who somebody is."""

_CARING = frozenset({Purpose.CARE, Purpose.CRISIS})
_OVERSEEING = frozenset({Purpose.CARE, Purpose.SUPERVISION, Purpose.CRISIS, Purpose.RIGHTS})
# In a crisis: to choose about whom a worry is that they raise.
_OF_A_FUNCTION = frozenset({Purpose.CARE, Purpose.SUPERVISION, Purpose.CRISIS})

PURPOSES: Mapping[Standing, frozenset[Purpose]] = MappingProxyType(
    {
        Standing.CLASS_TEACHER: _CARING,
        Standing.SCHOOL_LEADER: _OVERSEEING,
        Standing.VILLAGE_DIRECTOR: _CARING,
        Standing.TOWNSHIP_SUPERVISOR: _OVERSEEING,
        Standing.COUNTY_OFFICER: _OVERSEEING,
        # The bureau leads and answers; it looks after no child.
        Standing.BUREAU_OFFICER: frozenset({Purpose.SUPERVISION, Purpose.CRISIS}),
        Standing.AUDITOR: frozenset({Purpose.AUDIT}),
        # Administrators have no purpose for which anything of a child could be shown.
        Standing.SYSTEM_ADMINISTRATOR: _NO_PURPOSE,
        Standing.SECURITY_ADMINISTRATOR: _NO_PURPOSE,
        Standing.LEAD_MENTOR: _CARING,
        Standing.MENTOR: _CARING,
        Standing.VOLUNTEER_MENTOR: _CARING,
        Standing.MADE_THE_CONTACT: FOR_CARE,
        Standing.CRISIS_LEAD: FOR_CRISIS,
        Standing.HEALTH_VICE_PRINCIPAL: FOR_CRISIS,
        Standing.COUNTY_DUTY_OFFICER: FOR_CRISIS,
        Standing.HOSPITAL_LIAISON: FOR_CRISIS,
        Standing.PSYCHOLOGY_TEACHER: FOR_CRISIS,
        Standing.LAW_VICE_PRINCIPAL: FOR_CRISIS,
        Standing.CIVIL_AFFAIRS_OFFICER: _OF_A_FUNCTION,
        Standing.EDUCATION_OFFICER: _OF_A_FUNCTION,
        Standing.HEALTH_OFFICER: FOR_CRISIS,
        Standing.INSPECTOR: frozenset({Purpose.SUPERVISION}),
        Standing.PRIVACY_OFFICER: frozenset({Purpose.AUDIT, Purpose.RIGHTS}),
        Standing.NEXT_IN_LINE: FOR_CRISIS,
        Standing.RAISED_THE_CONCERN: FOR_CRISIS,
        Standing.OUTSIDE_OFFICER: FOR_CRISIS,
        # Whatever the grant itself says, and never anything else.
        Standing.GRANTED_ACCESS: frozenset(Purpose),
        Standing.BROKE_GLASS: FOR_CRISIS,
    }
)
"""What each standing can ask for; a reading for anything else is refused."""
