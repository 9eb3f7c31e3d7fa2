"""Organisations and people: what is recorded, refused and already known."""

from dataclasses import replace

import pytest

from domain.errors import RuleBroken
from domain.shared import OrganisationId
from domain.staff.facts import (
    OrganisationKind,
    OrganisationRegistered,
    PersonKind,
    PersonRegistered,
    StaffEvent,
)
from domain.staff.places import PARENT_KINDS
from domain.staff.rules import (
    register_organisation,
    register_person,
    require_human,
    require_organisation,
)
from domain.staff.state import (
    NO_STAFF,
    RegisterOrganisation,
    RegisterPerson,
    StaffState,
    evolve,
    fold,
)
from tests.examples import (
    BUREAU_REGISTERED,
    COUNTY_OFFICE_REGISTERED,
    OPERATOR,
    SCHOOL,
    SCHOOL_CLASS_REGISTERED,
    SCHOOL_REGISTERED,
    TEACHER,
    TEACHER_REGISTERED,
    TOWNSHIP,
    TOWNSHIP_REGISTERED,
    VILLAGE,
    VILLAGE_REGISTERED,
    example_id,
)
from tests.spec import Rule, Spec

STAFF: Spec[StaffState, StaffEvent] = Spec(evolve, NO_STAFF)

REGISTER_SCHOOL = RegisterOrganisation(
    organisation_id=SCHOOL, kind=OrganisationKind.SCHOOL, name=" 示例小学 ", parent_id=TOWNSHIP
)


def organisation(*facts: StaffEvent) -> StaffState:
    return fold(facts)


def registering(
    request: RegisterOrganisation, parent: StaffState = NO_STAFF
) -> Rule[StaffState, StaffEvent]:
    return lambda state: register_organisation(state, request, parent=parent)


# ── organisations ────────────────────────────────────────────────────────────────────────────────


def test_a_school_is_registered_under_a_township() -> None:
    STAFF.given().when(registering(REGISTER_SCHOOL, organisation(TOWNSHIP_REGISTERED))).then(
        SCHOOL_REGISTERED
    )


@pytest.mark.parametrize(
    ("request_", "parent"),
    [
        (BUREAU_REGISTERED, None),
        (COUNTY_OFFICE_REGISTERED, BUREAU_REGISTERED),
        (TOWNSHIP_REGISTERED, COUNTY_OFFICE_REGISTERED),
        (VILLAGE_REGISTERED, TOWNSHIP_REGISTERED),
        (SCHOOL_CLASS_REGISTERED, SCHOOL_REGISTERED),
        (
            replace(SCHOOL_REGISTERED, parent_id=COUNTY_OFFICE_REGISTERED.organisation_id),
            COUNTY_OFFICE_REGISTERED,
        ),
        (
            replace(BUREAU_REGISTERED, kind=OrganisationKind.HOSPITAL, name="示例医院"),
            None,
        ),
    ],
)
def test_each_kind_stands_where_it_belongs(
    request_: OrganisationRegistered, parent: OrganisationRegistered | None
) -> None:
    asked = RegisterOrganisation(
        organisation_id=request_.organisation_id,
        kind=request_.kind,
        name=request_.name,
        area_code=request_.area_code,
        parent_id=request_.parent_id,
    )
    above = NO_STAFF if parent is None else organisation(parent)
    STAFF.given().when(registering(asked, above)).then(request_)


def test_a_school_without_anything_above_it_is_refused() -> None:
    alone = replace(REGISTER_SCHOOL, parent_id=None)
    STAFF.given().when(registering(alone)).then_refused("required", field="parent_id")


def test_a_school_under_something_unknown_is_refused() -> None:
    STAFF.given().when(registering(REGISTER_SCHOOL)).then_refused("organisation_not_registered")


def test_a_school_under_another_than_it_names_is_refused() -> None:
    elsewhere = replace(TOWNSHIP_REGISTERED, organisation_id=OrganisationId(example_id(99)))
    STAFF.given().when(registering(REGISTER_SCHOOL, organisation(elsewhere))).then_refused(
        "organisation_not_registered"
    )


def test_a_school_under_a_village_is_refused() -> None:
    under_village = replace(REGISTER_SCHOOL, parent_id=VILLAGE)
    refusal = (
        STAFF.given()
        .when(registering(under_village, organisation(VILLAGE_REGISTERED)))
        .then_refused("organisation_of_other_kind")
    )
    assert refusal.parameters == {"field": "parent_id", "kind": "village"}


def test_a_bureau_stands_under_nothing() -> None:
    under = RegisterOrganisation(
        organisation_id=BUREAU_REGISTERED.organisation_id,
        kind=OrganisationKind.BUREAU,
        name="示例市教育局",
        parent_id=TOWNSHIP,
    )
    STAFF.given().when(registering(under, organisation(TOWNSHIP_REGISTERED))).then_refused(
        "organisation_of_other_kind"
    )


def test_an_area_code_is_six_nine_or_twelve_digits() -> None:
    township = organisation(TOWNSHIP_REGISTERED)
    coded = replace(REGISTER_SCHOOL, area_code="４５０７２１９９９００１")
    STAFF.given().when(registering(coded, township)).then(
        replace(SCHOOL_REGISTERED, area_code="450721999001")
    )
    blank = replace(REGISTER_SCHOOL, area_code=" ")
    STAFF.given().when(registering(blank, township)).then(SCHOOL_REGISTERED)
    short = replace(REGISTER_SCHOOL, area_code="4507")
    STAFF.given().when(registering(short, township)).then_refused(
        "not_an_area_code", field="area_code"
    )


def test_an_organisation_without_a_name_is_refused() -> None:
    nameless = replace(REGISTER_SCHOOL, name=" ")
    STAFF.given().when(registering(nameless)).then_refused("required", field="name")


def test_the_same_school_sent_twice_is_registered_once() -> None:
    STAFF.given(SCHOOL_REGISTERED).when(registering(REGISTER_SCHOOL)).then_known(SCHOOL_REGISTERED)


def test_another_school_of_the_same_id_is_refused() -> None:
    other = replace(REGISTER_SCHOOL, name="另一所小学")
    STAFF.given(SCHOOL_REGISTERED).when(registering(other)).then_refused(
        "organisation_already_registered"
    )


def test_every_kind_has_its_place() -> None:
    assert set(PARENT_KINDS) == set(OrganisationKind)


def test_a_place_of_the_kind_wanted_is_returned() -> None:
    found = require_organisation(
        organisation(VILLAGE_REGISTERED), {OrganisationKind.VILLAGE}, field="village_id"
    )
    assert found == VILLAGE_REGISTERED


# ── people ───────────────────────────────────────────────────────────────────────────────────────

REGISTER_TEACHER = RegisterPerson(
    person_id=TEACHER, kind=PersonKind.HUMAN, name="示例老师", phone="130-0000-0001"
)


def of_person(request: RegisterPerson) -> Rule[StaffState, StaffEvent]:
    return lambda state: register_person(state, request)


def test_a_person_is_registered() -> None:
    STAFF.given().when(of_person(REGISTER_TEACHER)).then(TEACHER_REGISTERED)


def test_an_operator_needs_no_telephone() -> None:
    operator = RegisterPerson(person_id=OPERATOR, kind=PersonKind.OPERATOR, name="operator:example")
    STAFF.given().when(of_person(operator)).then(
        PersonRegistered(person_id=OPERATOR, kind=PersonKind.OPERATOR, name="operator:example")
    )


def test_a_person_whose_telephone_is_none_is_refused() -> None:
    wrong = replace(REGISTER_TEACHER, phone="123")
    STAFF.given().when(of_person(wrong)).then_refused("not_a_phone", field="phone")


def test_the_same_person_sent_twice_is_registered_once() -> None:
    STAFF.given(TEACHER_REGISTERED).when(of_person(REGISTER_TEACHER)).then_known(TEACHER_REGISTERED)


def test_somebody_else_of_the_same_id_is_refused() -> None:
    other = replace(REGISTER_TEACHER, name="另一位老师")
    STAFF.given(TEACHER_REGISTERED).when(of_person(other)).then_refused("person_already_registered")


@pytest.mark.parametrize("kind", sorted(set(PersonKind) - {PersonKind.HUMAN}))
def test_a_human_being_may_be_named_but_no_program_or_operator(kind: PersonKind) -> None:
    require_human(fold([TEACHER_REGISTERED]), field="visited_by")
    with pytest.raises(RuleBroken) as refused:
        require_human(fold([replace(TEACHER_REGISTERED, kind=kind)]), field="visited_by")
    assert refused.value.code == "not_a_registered_human"
    assert refused.value.parameters == {"field": "visited_by"}


@pytest.mark.parametrize("facts", [(), (SCHOOL_REGISTERED,)])
def test_whoever_is_not_registered_may_not_be_named(facts: tuple[StaffEvent, ...]) -> None:
    with pytest.raises(RuleBroken) as refused:
        require_human(fold(facts), field="talked_by")
    assert refused.value.code == "not_a_registered_human"
