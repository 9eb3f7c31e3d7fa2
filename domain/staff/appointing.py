"""How a health vice principal is appointed to a school, and which telephone answers for a place."""

from datetime import date

from domain.errors import Invalid, RuleBroken
from domain.identity import phone_if_any
from domain.ruleset import RuleSet
from domain.shared import Known, PersonId
from domain.staff.facts import (
    DutyGiven,
    DutyTelephonePublished,
    HealthVicePrincipalAppointed,
    OrganisationKind,
    Role,
)
from domain.staff.rules import (
    Answer,
    days_overlap,
    last_day_of,
    require_eligible,
    require_free_post,
    require_organisation,
)
from domain.staff.state import AppointHealthVicePrincipal, PublishDutyTelephone, StaffState

EMPLOYERS = frozenset(
    {OrganisationKind.HOSPITAL, OrganisationKind.COUNTY_OFFICE, OrganisationKind.BUREAU}
)
"""Where a health vice principal comes from: hospitals, health offices of county and city."""


def appoint_health_vice_principal(
    state: StaffState,
    request: AppointHealthVicePrincipal,
    *,
    by: PersonId,
    school: StaffState,
    employer: StaffState,
    rules: RuleSet,
) -> Answer:
    """Record the appointment of a health professional to a school for a term.

    Raises: RuleBroken when person, school or employer are unknown or of another kind, the person
    advises that school in those days already, or too many schools, or people appoint themselves;
    Invalid when the term is out of order or too long.
    """
    said = HealthVicePrincipalAppointed(
        person_id=request.person_id,
        duty_id=request.duty_id,
        organisation_id=request.school_id,
        employer_id=request.employer_id,
        from_on=request.from_on,
        to_on=request.to_on,
    )
    assigned = state.assigned.get(request.duty_id)
    if assigned is not None:
        if assigned == said:
            return Known((said,))
        raise RuleBroken("duty_already_assigned")
    require_eligible(state, by)
    require_organisation(school, frozenset({OrganisationKind.SCHOOL}), field="school_id")
    require_organisation(employer, EMPLOYERS, field="employer_id")
    _require_term(said, rules)
    require_free_post(state, said)
    _require_not_too_many_schools(state, said, rules)
    return (said,)


def publish_duty_telephone(state: StaffState, request: PublishDutyTelephone) -> Answer:
    """Record which telephone answers for an organisation; the latest one holds.

    Raises: RuleBroken when the organisation is unknown; Invalid for what nobody could dial.
    """
    if state.organisation is None:
        raise RuleBroken("organisation_not_registered", field="organisation_id")
    telephone = phone_if_any(request.telephone, field="telephone")
    if telephone is None:
        raise Invalid("required", "telephone")
    said = DutyTelephonePublished(organisation_id=request.organisation_id, telephone=telephone)
    return Known((said,)) if state.telephone == said else (said,)


def _require_term(said: HealthVicePrincipalAppointed, rules: RuleSet) -> None:
    if said.to_on < said.from_on:
        raise Invalid("before_start", "to_on")
    years = rules.health_vice_principal_years_at_most
    if said.to_on > _years_after(said.from_on, years):
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
        if len({each.organisation_id for each in others if _holds(state, each, on)}) >= at_most:
            raise RuleBroken("too_many_schools", at_most=at_most)


def _holds(state: StaffState, duty: DutyGiven, on: date) -> bool:
    return duty.from_on <= on <= (last_day_of(state, duty.duty_id) or date.max)


def _years_after(on: date, years: int) -> date:
    try:
        return on.replace(year=on.year + years)
    except ValueError:
        return date(on.year + years, 2, 28)
