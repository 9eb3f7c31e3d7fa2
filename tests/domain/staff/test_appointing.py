"""Health vice principals appointed to schools for a term."""

from dataclasses import replace
from datetime import date
from functools import reduce

import pytest

from domain.shared import DutyId, OrganisationId, PersonId
from domain.staff.facts import (
    DutyEnded,
    DutyEndReason,
    HealthVicePrincipalAppointed,
    Role,
    StaffEvent,
)
from domain.staff.giving import Places
from domain.staff.proposing import approve_duty, propose_duty
from domain.staff.rules import Answer
from domain.staff.state import (
    NO_STAFF,
    ApproveDuty,
    ProposeDuty,
    StaffState,
    evolve,
    fold,
)
from tests.case_examples import DOCTOR, DOCTOR_REGISTERED, HOSPITAL, HOSPITAL_REGISTERED
from tests.domain.two_people import ADMINISTRATOR, LEADER, OFFICER
from tests.examples import (
    BUREAU_REGISTERED,
    COUNTY_OFFICE_REGISTERED,
    OTHER_SCHOOL,
    RULES,
    SCHOOL,
    SCHOOL_CLASS_REGISTERED,
    SCHOOL_REGISTERED,
    TODAY,
    VILLAGE_REGISTERED,
    example_id,
)
from tests.spec import Rule, Spec

STAFF: Spec[StaffState, StaffEvent] = Spec(evolve, NO_STAFF)
APPOINTMENT, SECOND, THIRD = (DutyId(example_id(number)) for number in (211, 212, 213))
THIRD_SCHOOL = OrganisationId(example_id(12))
FROM, TO = date(2026, 3, 1), date(2029, 2, 28)

APPOINT = ProposeDuty(
    person_id=DOCTOR,
    duty_id=APPOINTMENT,
    role=Role.HEALTH_VICE_PRINCIPAL,
    organisation_id=SCHOOL,
    employer_id=HOSPITAL,
    from_on=FROM,
    to_on=TO,
)
APPOINTED = HealthVicePrincipalAppointed(
    person_id=DOCTOR,
    duty_id=APPOINTMENT,
    organisation_id=SCHOOL,
    employer_id=HOSPITAL,
    from_on=FROM,
    to_on=TO,
)
ELSEWHERE = replace(APPOINTED, duty_id=SECOND, organisation_id=OTHER_SCHOOL)
A_SCHOOL = fold([SCHOOL_REGISTERED])
A_HOSPITAL = fold([HOSPITAL_REGISTERED])


def appointing(
    request: ProposeDuty = APPOINT,
    *,
    school: StaffState = A_SCHOOL,
    employer: StaffState = A_HOSPITAL,
    by: PersonId = OFFICER.person_id,
) -> Rule[StaffState, StaffEvent]:
    """Propose the appointment, and return what an officer's approval gives with it."""
    places = Places(organisation=school, employer=employer)

    def proposed_and_approved(state: StaffState) -> Answer:
        proposed = propose_duty(
            state,
            request,
            by=replace(ADMINISTRATOR, person_id=by),
            places=places,
            today=TODAY,
            rules=RULES,
        )
        assert isinstance(proposed, tuple)
        approved = approve_duty(
            reduce(evolve, proposed, state),
            ApproveDuty(person_id=DOCTOR, duty_id=request.duty_id),
            by=LEADER,
            places=places,
            today=TODAY,
            rules=RULES,
        )
        assert isinstance(approved, tuple)
        return approved[1:]

    return proposed_and_approved


def test_a_health_professional_is_appointed_to_a_school_for_a_term() -> None:
    STAFF.given(DOCTOR_REGISTERED).when(appointing()).then(APPOINTED)
    assert APPOINTED.role is Role.HEALTH_VICE_PRINCIPAL


@pytest.mark.parametrize("employer", [COUNTY_OFFICE_REGISTERED, BUREAU_REGISTERED])
def test_offices_of_county_and_city_appoint_their_people_too(employer: StaffEvent) -> None:
    STAFF.given(DOCTOR_REGISTERED).when(appointing(employer=fold([employer]))).then(APPOINTED)


@pytest.mark.parametrize("employer", [NO_STAFF, A_SCHOOL, fold([VILLAGE_REGISTERED])])
def test_nobody_comes_from_any_other_employer(employer: StaffState) -> None:
    refused = STAFF.given(DOCTOR_REGISTERED).when(appointing(employer=employer))
    is_known = employer.organisation is not None
    code = "organisation_of_other_kind" if is_known else "organisation_not_registered"
    assert refused.then_refused(code).parameters["field"] == "employer_id"


@pytest.mark.parametrize("school", [NO_STAFF, A_HOSPITAL, fold([SCHOOL_CLASS_REGISTERED])])
def test_nobody_is_appointed_anywhere_but_to_a_school(school: StaffState) -> None:
    refused = STAFF.given(DOCTOR_REGISTERED).when(appointing(school=school))
    is_known = school.organisation is not None
    code = "organisation_of_other_kind" if is_known else "organisation_not_registered"
    assert refused.then_refused(code).parameters["field"] == "organisation_id"


def test_somebody_unknown_is_not_appointed_and_nobody_appoints_themselves() -> None:
    STAFF.given().when(appointing()).then_refused("person_not_registered")
    STAFF.given(DOCTOR_REGISTERED).when(appointing(by=DOCTOR)).then_refused("duty_for_oneself")


def test_the_employer_is_told_of_this_role_and_of_no_other() -> None:
    known = STAFF.given(DOCTOR_REGISTERED)
    nobody = replace(APPOINT, employer_id=None)
    known.when(appointing(nobody)).then_refused("required", field="employer_id")
    teacher = replace(APPOINT, role=Role.TEACHER)
    known.when(appointing(teacher)).then_refused("of_another_role", field="employer_id")


# ── the term ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("from_on", "to_on"),
    [
        (FROM, FROM),
        (FROM, date(2029, 3, 1)),
        (date(2028, 2, 29), date(2031, 2, 28)),
    ],
)
def test_a_term_lasts_a_day_or_up_to_three_years(from_on: date, to_on: date) -> None:
    STAFF.given(DOCTOR_REGISTERED).when(
        appointing(replace(APPOINT, from_on=from_on, to_on=to_on))
    ).then(replace(APPOINTED, from_on=from_on, to_on=to_on))


@pytest.mark.parametrize(
    ("from_on", "to_on", "code"),
    [
        (FROM, date(2026, 2, 28), "before_start"),
        (FROM, date(2029, 3, 2), "term_too_long"),
        (date(2028, 2, 29), date(2031, 3, 1), "term_too_long"),
    ],
)
def test_a_term_neither_ends_before_it_begins_nor_lasts_longer(
    from_on: date, to_on: date, code: str
) -> None:
    STAFF.given(DOCTOR_REGISTERED).when(
        appointing(replace(APPOINT, from_on=from_on, to_on=to_on))
    ).then_refused(code, field="to_on")


# ── twice, and too much ──────────────────────────────────────────────────────────────────────────


def test_what_was_appointed_is_not_proposed_under_the_same_id() -> None:
    STAFF.given(DOCTOR_REGISTERED, APPOINTED).when(appointing()).then_refused(
        "duty_already_assigned"
    )


def test_one_person_advises_a_school_once_at_a_time() -> None:
    again = replace(APPOINT, duty_id=SECOND)
    STAFF.given(DOCTOR_REGISTERED, APPOINTED).when(appointing(again)).then_refused(
        "duty_already_held"
    )
    after = replace(again, from_on=date(2029, 3, 1), to_on=date(2030, 2, 28))
    STAFF.given(DOCTOR_REGISTERED, APPOINTED).when(appointing(after)).then(
        replace(APPOINTED, duty_id=SECOND, from_on=date(2029, 3, 1), to_on=date(2030, 2, 28))
    )


def test_two_schools_at_a_time_are_allowed_and_no_third() -> None:
    third = replace(APPOINT, duty_id=THIRD, organisation_id=THIRD_SCHOOL)
    STAFF.given(DOCTOR_REGISTERED, APPOINTED).when(appointing(third)).then(
        replace(APPOINTED, duty_id=THIRD, organisation_id=THIRD_SCHOOL)
    )
    refused = STAFF.given(DOCTOR_REGISTERED, APPOINTED, ELSEWHERE).when(appointing(third))
    assert refused.then_refused("too_many_schools").parameters == {"at_most": 2}


def test_two_schools_one_after_the_other_count_as_one() -> None:
    first = replace(APPOINTED, to_on=date(2027, 2, 28))
    then = replace(ELSEWHERE, from_on=date(2027, 3, 1))
    third = replace(APPOINT, duty_id=THIRD, organisation_id=THIRD_SCHOOL)
    STAFF.given(DOCTOR_REGISTERED, first, then).when(appointing(third)).then(
        replace(APPOINTED, duty_id=THIRD, organisation_id=THIRD_SCHOOL)
    )


def test_an_appointment_that_ended_or_lies_later_counts_no_more() -> None:
    ended = DutyEnded(
        person_id=DOCTOR, duty_id=SECOND, ended_on=date(2026, 2, 28), reason=DutyEndReason.LEFT
    )
    before = replace(ELSEWHERE, from_on=date(2025, 3, 1), to_on=date(2027, 2, 28))
    third = replace(APPOINT, duty_id=THIRD, organisation_id=THIRD_SCHOOL)
    STAFF.given(DOCTOR_REGISTERED, APPOINTED, before, ended).when(appointing(third)).then(
        replace(APPOINTED, duty_id=THIRD, organisation_id=THIRD_SCHOOL)
    )
