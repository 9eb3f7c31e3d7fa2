"""Who a child is and who looks after the child: what is recorded, refused and already known."""

from dataclasses import replace
from datetime import date

import pytest

from domain.children.facts import ChildRegistered, ChildRegisteredConflictKept, ChildrenEvent
from domain.children.rules import claimable_id_number, register_child
from domain.children.state import NO_CHILD, ChildState, RegisterChild, evolve
from domain.codelists import ETHNICITY_CODES, Sex
from tests.examples import (
    BORN_ON,
    CHILD,
    CHILD_NAME,
    CHILD_REGISTERED,
    ID_NUMBER,
    RULES,
    TODAY,
)
from tests.spec import Rule, Spec

CHILDREN: Spec[ChildState, ChildrenEvent] = Spec(evolve, NO_CHILD)

REGISTER_CHILD = RegisterChild(
    child_id=CHILD,
    name=f" {CHILD_NAME} ",
    sex=Sex.MALE,
    born_on=BORN_ON,
    id_number="９９９９９９ 20150312 0012",
    student_number="g999999201503120012",
    ethnicity_code="08",
    address="示例镇示例村一组",
)
OTHER_NAME = replace(CHILD_REGISTERED, name="覃示例")
CONFLICT = ChildRegisteredConflictKept(child_id=CHILD, kept=OTHER_NAME)


def registering(request: RegisterChild) -> Rule[ChildState, ChildrenEvent]:
    return lambda state: register_child(state, request, today=TODAY, rules=RULES)


# ── registering ──────────────────────────────────────────────────────────────────────────────────


def test_a_child_with_a_rare_name_is_registered() -> None:
    CHILDREN.given().when(registering(REGISTER_CHILD)).then(CHILD_REGISTERED)


def test_a_child_without_numbers_is_registered() -> None:
    bare = RegisterChild(child_id=CHILD, name="示例", sex=Sex.UNKNOWN, born_on=BORN_ON)
    CHILDREN.given().when(registering(bare)).then(
        ChildRegistered(child_id=CHILD, name="示例", sex=Sex.UNKNOWN, born_on=BORN_ON)
    )


def test_fields_left_blank_are_nothing() -> None:
    blank = replace(
        REGISTER_CHILD, id_number=" ", student_number=" ", ethnicity_code="", address=" "
    )
    CHILDREN.given().when(registering(blank)).then(
        ChildRegistered(child_id=CHILD, name=CHILD_NAME, sex=Sex.MALE, born_on=BORN_ON)
    )


def test_a_child_born_today_is_registered() -> None:
    newborn = RegisterChild(child_id=CHILD, name="示例", sex=Sex.FEMALE, born_on=TODAY)
    CHILDREN.given().when(registering(newborn)).then(
        ChildRegistered(child_id=CHILD, name="示例", sex=Sex.FEMALE, born_on=TODAY)
    )


def test_on_the_eighteenth_birthday_somebody_is_still_a_child() -> None:
    almost = RegisterChild(child_id=CHILD, name="示例", sex=Sex.UNSTATED, born_on=date(2008, 3, 10))
    CHILDREN.given().when(registering(almost)).then(
        ChildRegistered(child_id=CHILD, name="示例", sex=Sex.UNSTATED, born_on=date(2008, 3, 10))
    )


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        (replace(REGISTER_CHILD, name="　"), "required", "name"),
        (replace(REGISTER_CHILD, name="示" * 51), "too_long", "name"),
        (replace(REGISTER_CHILD, born_on=date(2026, 3, 11)), "in_future", "born_on"),
        (replace(REGISTER_CHILD, born_on=date(2008, 3, 9)), "of_age", "born_on"),
        (replace(REGISTER_CHILD, id_number="999999201503120021"), "not_an_id_number", "id_number"),
        (
            replace(REGISTER_CHILD, born_on=date(2015, 3, 13)),
            "tells_another_birth_day",
            "id_number",
        ),
        (replace(REGISTER_CHILD, sex=Sex.FEMALE), "tells_another_sex", "id_number"),
        (
            replace(REGISTER_CHILD, id_number="999999201503120020"),
            "tells_another_sex",
            "id_number",
        ),
        (replace(REGISTER_CHILD, student_number="G-1"), "not_a_student_number", "student_number"),
        (replace(REGISTER_CHILD, ethnicity_code="57"), "unknown_code", "ethnicity_code"),
        (replace(REGISTER_CHILD, address="示" * 201), "too_long", "address"),
    ],
)
def test_a_registration_that_cannot_be_right_is_refused(
    wrong: RegisterChild, code: str, field: str
) -> None:
    CHILDREN.given().when(registering(wrong)).then_refused(code, field=field)


def test_an_id_number_does_not_contradict_a_sex_that_is_not_known() -> None:
    unknown = replace(REGISTER_CHILD, sex=Sex.UNKNOWN)
    CHILDREN.given().when(registering(unknown)).then(replace(CHILD_REGISTERED, sex=Sex.UNKNOWN))


def test_the_same_registration_sent_twice_is_recorded_once() -> None:
    CHILDREN.given(CHILD_REGISTERED).when(registering(REGISTER_CHILD)).then_known(CHILD_REGISTERED)


def test_the_same_registration_with_other_content_is_kept_beside_the_first() -> None:
    other = replace(REGISTER_CHILD, name="覃示例")
    CHILDREN.given(CHILD_REGISTERED).when(registering(other)).then(CONFLICT)


def test_a_conflict_sent_twice_is_kept_once() -> None:
    other = replace(REGISTER_CHILD, name="覃示例")
    CHILDREN.given(CHILD_REGISTERED, CONFLICT).when(registering(other)).then_known(
        CONFLICT, conflicts=True
    )


def test_a_conflict_that_cannot_be_right_is_refused() -> None:
    wrong = replace(REGISTER_CHILD, born_on=date(2026, 3, 11))
    CHILDREN.given(CHILD_REGISTERED).when(registering(wrong)).then_refused(
        "in_future", field="born_on"
    )


def test_the_first_registration_repeats_quietly_beside_a_conflict() -> None:
    CHILDREN.given(CHILD_REGISTERED, CONFLICT).when(registering(REGISTER_CHILD)).then_known(
        CHILD_REGISTERED
    )


# ── whose number ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("number", "claimed"),
    [
        (ID_NUMBER, ID_NUMBER),
        ("99999920150312008x", "99999920150312008X"),
        ("999999201503120021", None),
        (None, None),
    ],
)
def test_only_a_valid_id_number_is_claimed(number: str | None, claimed: str | None) -> None:
    assert claimable_id_number(replace(CHILD_REGISTERED, id_number=number)) == claimed


def test_there_are_fifty_six_peoples_and_two_codes_besides() -> None:
    assert len(ETHNICITY_CODES) == 58
    assert {"01", "08", "49", "56", "97", "98"} <= ETHNICITY_CODES


def test_a_list_cannot_be_asked_so_its_wrong_number_is_kept_as_it_came() -> None:
    kept = replace(CHILD_REGISTERED, id_number="999999201503120021")

    CHILDREN.given().when(
        lambda state: register_child(
            state,
            replace(REGISTER_CHILD, id_number=kept.id_number),
            today=TODAY,
            rules=RULES,
            keeps_wrong_number=True,
        )
    ).then(kept)
    assert claimable_id_number(kept) is None
