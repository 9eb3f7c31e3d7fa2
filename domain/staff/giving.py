"""What has to hold whenever a duty is proposed, approved or given: place, days and other duties."""

from dataclasses import dataclass
from datetime import date

from domain.errors import Invalid, RuleBroken
from domain.ruleset import RuleSet
from domain.staff.apart import ADMINISTRATORS, require_apart
from domain.staff.facts import (
    DutyAssigned,
    DutyGiven,
    DutyProposed,
    HealthVicePrincipalAppointed,
    OrganisationKind,
    Role,
)
from domain.staff.places import ROLE_PLACES
from domain.staff.rules import days_overlap, holds_on, require_free_post, require_organisation
from domain.staff.state import NO_STAFF, AssignDuty, ProposeDuty, StaffState

EMPLOYERS = frozenset(
    {OrganisationKind.HOSPITAL, OrganisationKind.COUNTY_OFFICE, OrganisationKind.BUREAU}
)
"""Where a health vice principal comes from: hospitals, health offices of county and city."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where a duty is held, and for a health vice principal who employs the person."""

    organisation: StaffState
    employer: StaffState = NO_STAFF


def duty_of(asked: AssignDuty | ProposeDuty | DutyProposed) -> DutyGiven:
    """Return the fact that gives what was asked for or proposed.

    Raises: Invalid when a health vice principal's employer is missing, or named for another role.
    """
    employer_id = None if isinstance(asked, AssignDuty) else asked.employer_id
    if asked.role is not Role.HEALTH_VICE_PRINCIPAL:
        if employer_id is not None:
            raise Invalid("of_another_role", "employer_id")
        return DutyAssigned(
            person_id=asked.person_id,
            duty_id=asked.duty_id,
            role=asked.role,
            organisation_id=asked.organisation_id,
            from_on=asked.from_on,
            to_on=asked.to_on,
        )
    if employer_id is None:
        raise Invalid("required", "employer_id")
    return HealthVicePrincipalAppointed(
        person_id=asked.person_id,
        duty_id=asked.duty_id,
        organisation_id=asked.organisation_id,
        employer_id=employer_id,
        from_on=asked.from_on,
        to_on=asked.to_on,
    )


def require_givable(state: StaffState, said: DutyGiven, *, places: Places, rules: RuleSet) -> None:
    """Let a duty pass that the person may be given beside those held already.

    Raises: RuleBroken for an unknown or unfit place, a post held already in those days, a second
    role of an administrator, or one school too many; Invalid when the last day is too early or
    too far.
    """
    require_organisation(places.organisation, ROLE_PLACES[said.role], field="organisation_id")
    _require_term(said, rules)
    require_free_post(state, said)
    require_apart(state, said)
    if isinstance(said, HealthVicePrincipalAppointed):
        require_organisation(places.employer, EMPLOYERS, field="employer_id")
        _require_not_too_many_schools(state, said, rules)


def years_at_most(role: Role, rules: RuleSet) -> int:
    """Return for how many years at most a role is given at once."""
    if role is Role.HEALTH_VICE_PRINCIPAL:
        return rules.health_vice_principal_years_at_most
    return rules.administrator_years_at_most if role in ADMINISTRATORS else rules.duty_years_at_most


def years_after(on: date, years: int) -> date:
    """Return the same day so many years later; 28 February for a leap day."""
    try:
        return on.replace(year=on.year + years)
    except ValueError:
        return date(on.year + years, 2, 28)


def _require_term(said: DutyGiven, rules: RuleSet) -> None:
    years = years_at_most(said.role, rules)
    if said.to_on is None:
        raise Invalid("required", "to_on")
    if said.to_on < said.from_on:
        raise Invalid("before_start", "to_on")
    if said.to_on > years_after(said.from_on, years):
        raise Invalid("term_too_long", "to_on", years=years)


def _require_not_too_many_schools(
    state: StaffState, said: HealthVicePrincipalAppointed, rules: RuleSet
) -> None:
    others = [
        each
        for each in state.assigned.values()
        if each.role is Role.HEALTH_VICE_PRINCIPAL
        and each.organisation_id != said.organisation_id
        and days_overlap(state, said, each)
    ]
    at_most = rules.schools_per_health_vice_principal
    # There are most at a time on a day on which one of them begins.
    for on in {max(each.from_on, said.from_on) for each in others}:
        if len({each.organisation_id for each in others if holds_on(state, each, on)}) >= at_most:
            raise RuleBroken("too_many_schools", at_most=at_most)
