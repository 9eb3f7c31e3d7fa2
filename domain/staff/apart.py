"""Which roles one person may not hold on the same day, and who together may give a role."""

from datetime import date

from domain.errors import RuleBroken
from domain.staff.facts import DutyGiven, Role
from domain.staff.rules import days_overlap, holds_on, last_day_of
from domain.staff.state import StaffState

ADMINISTRATORS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR})
"""Who runs the system and sees nothing of a child: three that are kept apart (GB/T 22239-2019)."""

RESPONSIBLE = frozenset(
    {Role.SCHOOL_LEADER, Role.TOWNSHIP_SUPERVISOR, Role.COUNTY_OFFICER, Role.BUREAU_OFFICER}
)
"""Who answers for a place: one of them signs for each role that is no administrator's."""


def require_apart(state: StaffState, said: DutyGiven) -> None:
    """Raises: RuleBroken, with the duty in the way, when an administrator would hold a second role.

    An administrator may be the same at several places; any other role on one of those days is
    refused, whichever of the two came first (separation of the three administrators).
    """
    for other in state.assigned.values():
        if other.role is not said.role and _is_of_administrators(other, said):
            _require_other_days(state, said, other)


def signs_as(state: StaffState, role: Role, today: date) -> Role:
    """Return in which role a person signs: an administrator never as anybody else."""
    held = (each for each in state.assigned.values() if each.role in ADMINISTRATORS)
    return next((each.role for each in held if holds_on(state, each, today)), role)


def may_give(role: Role, *signed_as: Role) -> bool:
    """Return whether these roles together may give `role`: administrators only their like."""
    return role in ADMINISTRATORS or not RESPONSIBLE.isdisjoint(signed_as)


def _is_of_administrators(*duties: DutyGiven) -> bool:
    return any(each.role in ADMINISTRATORS for each in duties)


def _require_other_days(state: StaffState, said: DutyGiven, other: DutyGiven) -> None:
    if days_overlap(state, said, other):
        last_on = last_day_of(state, other.duty_id)
        raise RuleBroken(
            "administrators_hold_one_role",
            role=other.role,
            from_on=other.from_on.isoformat(),
            to_on=last_on.isoformat() if last_on else "",
        )
