"""Health vice principals appointed to schools for a term; the telephones that answer for places."""

from dataclasses import replace
from datetime import date

import pytest

from domain.shared import DutyId, OrganisationId, PersonId
from domain.staff.appointing import appoint_health_vice_principal, publish_duty_telephone
from domain.staff.facts import (
    DutyEnded,
    DutyEndReason,
    DutyTelephonePublished,
    HealthVicePrincipalAppointed,
    Role,
    StaffEvent,
)
from domain.staff.rules import assign_duty
from domain.staff.state import (
    NO_STAFF,
    AppointHealthVicePrincipal,
    AssignDuty,
    PublishDutyTelephone,
    StaffState,
    evolve,
    fold,
)
from tests.case_examples import DOCTOR, DOCTOR_REGISTERED, HOSPITAL, HOSPITAL_REGISTERED
from tests.examples import (
    BUREAU_REGISTERED,
    COUNTY_OFFICE,
    COUNTY_OFFICE_REGISTERED,
    OPERATOR,
    OTHER_SCHOOL,
    RULES,
    SCHOOL,
    SCHOOL_CLASS_REGISTERED,
    SCHOOL_REGISTERED,
    VILLAGE_REGISTERED,
    example_id,
)
from tests.spec import Rule, Spec

STAFF: Spec[StaffState, StaffEvent] = Spec(evolve, NO_STAFF)
APPOINTMENT, SECOND, THIRD = (DutyId(example_id(number)) for number in (211, 212, 213))
THIRD_SCHOOL = OrganisationId(example_id(12))
FROM, TO = date(2026, 3, 1), date(2029, 2, 28)

APPOINT = AppointHealthVicePrincipal(
    person_id=DOCTOR,
    duty_id=APPOINTMENT,
    school_id=SCHOOL,
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
    request: AppointHealthVicePrincipal = APPOINT,
    *,
    school: StaffState = A_SCHOOL,
    employer: StaffState = A_HOSPITAL,
    by: PersonId = OPERATOR,
) -> Rule[StaffState, StaffEvent]:
    return lambda state: appoint_health_vice_principal(
        state, request, by=by, school=school, employer=employer, rules=RULES
    )


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
    assert refused.then_refused(code).parameters["field"] == "school_id"


def test_somebody_unknown_is_not_appointed_and_nobody_appoints_themselves() -> None:
    STAFF.given().when(appointing()).then_refused("person_not_registered")
    STAFF.given(DOCTOR_REGISTERED).when(appointing(by=DOCTOR)).then_refused("duty_for_oneself")


def test_the_role_is_given_by_an_appointment_only() -> None:
    request = AssignDuty(
        person_id=DOCTOR,
        duty_id=APPOINTMENT,
        role=Role.HEALTH_VICE_PRINCIPAL,
        organisation_id=SCHOOL,
        from_on=FROM,
        to_on=TO,
    )
    STAFF.given(DOCTOR_REGISTERED).when(
        lambda state: assign_duty(state, request, by=OPERATOR, organisation=A_SCHOOL)
    ).then_refused("health_vice_principal_needs_a_term")


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


def test_the_same_appointment_sent_twice_is_recorded_once() -> None:
    STAFF.given(DOCTOR_REGISTERED, APPOINTED).when(appointing()).then_known(APPOINTED)


def test_another_appointment_of_the_same_id_is_refused() -> None:
    shorter = replace(APPOINT, to_on=date(2027, 2, 28))
    STAFF.given(DOCTOR_REGISTERED, APPOINTED).when(appointing(shorter)).then_refused(
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
    third = replace(APPOINT, duty_id=THIRD, school_id=THIRD_SCHOOL)
    STAFF.given(DOCTOR_REGISTERED, APPOINTED).when(appointing(third)).then(
        replace(APPOINTED, duty_id=THIRD, organisation_id=THIRD_SCHOOL)
    )
    refused = STAFF.given(DOCTOR_REGISTERED, APPOINTED, ELSEWHERE).when(appointing(third))
    assert refused.then_refused("too_many_schools").parameters == {"at_most": 2}


def test_two_schools_one_after_the_other_count_as_one() -> None:
    first = replace(APPOINTED, to_on=date(2027, 2, 28))
    then = replace(ELSEWHERE, from_on=date(2027, 3, 1))
    third = replace(APPOINT, duty_id=THIRD, school_id=THIRD_SCHOOL)
    STAFF.given(DOCTOR_REGISTERED, first, then).when(appointing(third)).then(
        replace(APPOINTED, duty_id=THIRD, organisation_id=THIRD_SCHOOL)
    )


def test_an_appointment_that_ended_or_lies_later_counts_no_more() -> None:
    ended = DutyEnded(
        person_id=DOCTOR, duty_id=SECOND, ended_on=date(2026, 2, 28), reason=DutyEndReason.LEFT
    )
    before = replace(ELSEWHERE, from_on=date(2025, 3, 1), to_on=date(2027, 2, 28))
    third = replace(APPOINT, duty_id=THIRD, school_id=THIRD_SCHOOL)
    STAFF.given(DOCTOR_REGISTERED, APPOINTED, before, ended).when(appointing(third)).then(
        replace(APPOINTED, duty_id=THIRD, organisation_id=THIRD_SCHOOL)
    )


# ── duty telephones ──────────────────────────────────────────────────────────────────────────────

PUBLISHED = DutyTelephonePublished(organisation_id=COUNTY_OFFICE, telephone="07779999001")


def publishing(telephone: str) -> Rule[StaffState, StaffEvent]:
    request = PublishDutyTelephone(organisation_id=COUNTY_OFFICE, telephone=telephone)
    return lambda state: publish_duty_telephone(state, request)


def test_a_duty_telephone_is_published() -> None:
    STAFF.given(COUNTY_OFFICE_REGISTERED).when(publishing("0777-9999 001")).then(PUBLISHED)


def test_the_latest_telephone_holds_and_the_same_again_is_known() -> None:
    other = replace(PUBLISHED, telephone="13000000007")
    STAFF.given(COUNTY_OFFICE_REGISTERED, PUBLISHED).when(publishing("07779999001")).then_known(
        PUBLISHED
    )
    STAFF.given(COUNTY_OFFICE_REGISTERED, PUBLISHED, other).when(publishing("07779999001")).then(
        PUBLISHED
    )


def test_a_telephone_of_nobody_or_that_nobody_can_dial_is_refused() -> None:
    STAFF.given().when(publishing("07779999001")).then_refused("organisation_not_registered")
    known = STAFF.given(COUNTY_OFFICE_REGISTERED)
    known.when(publishing(" ")).then_refused("required", field="telephone")
    known.when(publishing("值班室")).then_refused("not_a_phone", field="telephone")
