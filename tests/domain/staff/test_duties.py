"""Duties: who may hold which role where, from when to when."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.shared import DutyId
from domain.staff.facts import DutyEnded, DutyEndReason, Role, StaffEvent
from domain.staff.giving import Places
from domain.staff.places import ROLE_PLACES
from domain.staff.proposing import assign_duty
from domain.staff.rules import Answer, end_duty, last_day_of
from domain.staff.state import NO_STAFF, AssignDuty, EndDuty, StaffState, evolve, fold
from tests.examples import (
    COUNTY_OFFICE,
    COUNTY_OFFICE_REGISTERED,
    DUTY,
    DUTY_ASSIGNED,
    OPERATOR,
    RULES,
    SCHOOL,
    SCHOOL_CLASS,
    SCHOOL_CLASS_REGISTERED,
    SCHOOL_REGISTERED,
    TEACHER,
    TEACHER_REGISTERED,
    TODAY,
    VILLAGE_REGISTERED,
    example_id,
)
from tests.spec import Rule, Spec

STAFF: Spec[StaffState, StaffEvent] = Spec(evolve, NO_STAFF)

ASSIGN_DUTY = AssignDuty(
    person_id=TEACHER,
    duty_id=DUTY,
    role=Role.CLASS_TEACHER,
    organisation_id=SCHOOL_CLASS,
    from_on=date(2025, 9, 1),
    to_on=date(2026, 7, 5),
)
IN_CLASS = fold([SCHOOL_CLASS_REGISTERED])
ANOTHER_DUTY = DutyId(example_id(202))
TO = date(2027, 7, 5)


def assigning(request: AssignDuty, place: StaffState = IN_CLASS) -> Rule[StaffState, StaffEvent]:
    return lambda state: assign_duty(
        state, request, by=OPERATOR, places=Places(organisation=place), rules=RULES
    )


def test_a_teacher_is_given_a_class_for_a_year() -> None:
    STAFF.given(TEACHER_REGISTERED).when(assigning(ASSIGN_DUTY)).then(DUTY_ASSIGNED)


@pytest.mark.parametrize(
    ("role", "years"), [(Role.COUNTY_OFFICER, 3), (Role.AUDITOR, 1), (Role.SYSTEM_ADMINISTRATOR, 1)]
)
def test_a_duty_is_given_for_so_many_years_at_most_an_administrators_for_fewer(
    role: Role, years: int
) -> None:
    in_office = fold([COUNTY_OFFICE_REGISTERED])
    office = replace(ASSIGN_DUTY, role=role, organisation_id=COUNTY_OFFICE)
    longest = replace(office, to_on=office.from_on.replace(year=office.from_on.year + years))
    given = STAFF.given(TEACHER_REGISTERED)
    given.when(assigning(longest, in_office)).then(
        replace(DUTY_ASSIGNED, role=role, organisation_id=COUNTY_OFFICE, to_on=longest.to_on)
    )
    too_long = replace(longest, to_on=longest.to_on + timedelta(days=1))
    refused = given.when(assigning(too_long, in_office)).then_refused(
        "term_too_long", field="to_on"
    )
    assert refused.parameters == {"years": years}


def test_a_duty_for_somebody_unknown_is_refused() -> None:
    STAFF.given().when(assigning(ASSIGN_DUTY)).then_refused("person_not_registered")


def test_nobody_gives_a_duty_to_themselves() -> None:
    def to_oneself(state: StaffState) -> Answer:
        places = Places(organisation=IN_CLASS)
        return assign_duty(state, ASSIGN_DUTY, by=TEACHER, places=places, rules=RULES)

    STAFF.given(TEACHER_REGISTERED).when(to_oneself).then_refused("duty_for_oneself")


def test_a_duty_at_an_unknown_place_is_refused() -> None:
    STAFF.given(TEACHER_REGISTERED).when(assigning(ASSIGN_DUTY, NO_STAFF)).then_refused(
        "organisation_not_registered"
    )


def test_a_class_teacher_of_a_village_is_refused() -> None:
    in_village = fold([VILLAGE_REGISTERED])
    STAFF.given(TEACHER_REGISTERED).when(assigning(ASSIGN_DUTY, in_village)).then_refused(
        "organisation_of_other_kind"
    )


def test_a_duty_that_ends_before_it_begins_is_refused() -> None:
    backwards = replace(ASSIGN_DUTY, to_on=date(2025, 8, 31))
    STAFF.given(TEACHER_REGISTERED).when(assigning(backwards)).then_refused(
        "before_start", field="to_on"
    )


def test_the_same_duty_sent_twice_is_assigned_once() -> None:
    STAFF.given(TEACHER_REGISTERED, DUTY_ASSIGNED).when(assigning(ASSIGN_DUTY)).then_known(
        DUTY_ASSIGNED
    )


def test_another_duty_of_the_same_id_is_refused() -> None:
    longer = replace(ASSIGN_DUTY, to_on=date(2026, 7, 6))
    STAFF.given(TEACHER_REGISTERED, DUTY_ASSIGNED).when(assigning(longer)).then_refused(
        "duty_already_assigned"
    )


def test_the_same_post_cannot_be_held_twice_on_one_day() -> None:
    again = replace(ASSIGN_DUTY, duty_id=ANOTHER_DUTY, from_on=date(2026, 7, 5), to_on=TO)
    STAFF.given(TEACHER_REGISTERED, DUTY_ASSIGNED).when(assigning(again)).then_refused(
        "duty_already_held"
    )


def test_the_same_post_can_be_held_again_the_day_after() -> None:
    again = replace(ASSIGN_DUTY, duty_id=ANOTHER_DUTY, from_on=date(2026, 7, 6), to_on=TO)
    STAFF.given(TEACHER_REGISTERED, DUTY_ASSIGNED).when(assigning(again)).then(
        replace(DUTY_ASSIGNED, duty_id=ANOTHER_DUTY, from_on=date(2026, 7, 6), to_on=TO)
    )


def test_another_post_can_be_held_at_the_same_time() -> None:
    leader = replace(
        ASSIGN_DUTY, duty_id=ANOTHER_DUTY, role=Role.SCHOOL_LEADER, organisation_id=SCHOOL
    )
    STAFF.given(TEACHER_REGISTERED, DUTY_ASSIGNED).when(
        assigning(leader, fold([SCHOOL_REGISTERED]))
    ).then(
        replace(
            DUTY_ASSIGNED,
            duty_id=ANOTHER_DUTY,
            role=Role.SCHOOL_LEADER,
            organisation_id=SCHOOL,
        )
    )


def test_a_post_assigned_in_error_never_stood_in_the_way() -> None:
    undone = replace(DUTY_ENDED, ended_on=date(2025, 8, 31), reason=DutyEndReason.ASSIGNED_IN_ERROR)
    again = replace(ASSIGN_DUTY, duty_id=ANOTHER_DUTY, from_on=date(2025, 8, 1))
    STAFF.given(TEACHER_REGISTERED, DUTY_ASSIGNED, undone).when(assigning(again)).then(
        replace(DUTY_ASSIGNED, duty_id=ANOTHER_DUTY, from_on=date(2025, 8, 1))
    )


# ── the end of duties ────────────────────────────────────────────────────────────────────────────

DUTY_ENDED = DutyEnded(
    person_id=TEACHER, duty_id=DUTY, ended_on=date(2026, 1, 20), reason=DutyEndReason.MOVED
)
END_DUTY = EndDuty(
    person_id=TEACHER, duty_id=DUTY, ended_on=date(2026, 1, 20), reason=DutyEndReason.MOVED
)


def ending(request: EndDuty) -> Rule[StaffState, StaffEvent]:
    return lambda state: end_duty(state, request, by=None, today=TODAY)


def test_a_duty_ends_before_its_term() -> None:
    STAFF.given(TEACHER_REGISTERED, DUTY_ASSIGNED).when(ending(END_DUTY)).then(DUTY_ENDED)


def test_a_duty_without_a_term_ends_on_any_later_day() -> None:
    STAFF.given(TEACHER_REGISTERED, replace(DUTY_ASSIGNED, to_on=None)).when(
        ending(replace(END_DUTY, ended_on=date(2030, 1, 1)))
    ).then(replace(DUTY_ENDED, ended_on=date(2030, 1, 1)))


def test_the_end_of_an_unknown_duty_is_refused() -> None:
    STAFF.given(TEACHER_REGISTERED).when(ending(END_DUTY)).then_refused("duty_not_found")


def test_a_duty_does_not_end_before_it_began() -> None:
    early = replace(END_DUTY, ended_on=date(2025, 8, 31))
    STAFF.given(TEACHER_REGISTERED, DUTY_ASSIGNED).when(ending(early)).then_refused(
        "before_start", field="ended_on"
    )


def test_a_duty_does_not_end_after_its_term() -> None:
    late = replace(END_DUTY, ended_on=date(2026, 7, 6))
    STAFF.given(TEACHER_REGISTERED, DUTY_ASSIGNED).when(ending(late)).then_refused(
        "after_term", field="ended_on"
    )


def test_the_same_end_sent_twice_is_recorded_once() -> None:
    STAFF.given(TEACHER_REGISTERED, DUTY_ASSIGNED, DUTY_ENDED).when(ending(END_DUTY)).then_known(
        DUTY_ENDED
    )


def test_a_duty_that_ended_does_not_end_again_otherwise() -> None:
    other = replace(END_DUTY, reason=DutyEndReason.LEFT)
    STAFF.given(TEACHER_REGISTERED, DUTY_ASSIGNED, DUTY_ENDED).when(ending(other)).then_refused(
        "duty_already_ended"
    )


def test_an_end_that_was_said_for_later_comes_earlier() -> None:
    sooner = replace(END_DUTY, ended_on=DUTY_ENDED.ended_on - timedelta(days=1))
    said = replace(DUTY_ENDED, ended_on=sooner.ended_on)
    STAFF.given(TEACHER_REGISTERED, DUTY_ASSIGNED, DUTY_ENDED).when(ending(sooner)).then(said)
    later = replace(END_DUTY, ended_on=DUTY_ENDED.ended_on + timedelta(days=1))
    STAFF.given(TEACHER_REGISTERED, DUTY_ASSIGNED, DUTY_ENDED).when(ending(later)).then_refused(
        "duty_already_ended"
    )


def test_the_last_day_of_a_duty_is_where_it_ended_or_else_its_term() -> None:
    assert last_day_of(fold([DUTY_ASSIGNED]), DUTY) == date(2026, 7, 5)
    assert last_day_of(fold([DUTY_ASSIGNED, DUTY_ENDED]), DUTY) == date(2026, 1, 20)
    assert last_day_of(fold([replace(DUTY_ASSIGNED, to_on=None)]), DUTY) is None


def test_every_role_has_its_place() -> None:
    assert set(ROLE_PLACES) == set(Role)
    assert all(ROLE_PLACES.values())
