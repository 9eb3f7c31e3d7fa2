"""Who a child is can be put right: at once by one, another number than that on file by two."""

from dataclasses import replace
from datetime import date

import pytest

from domain.children.correcting import (
    correct_identity,
    identity_of,
)
from domain.children.facts import (
    ChildIdentity,
    ChildrenEvent,
    CorrectionBasis,
    IdentityCorrected,
)
from domain.children.rules import register_child
from domain.children.state import (
    NO_CHILD,
    ChildState,
    CorrectIdentity,
    RegisterChild,
    evolve,
)
from domain.codelists import Sex
from domain.shared import PersonId
from tests.examples import (
    BORN_ON,
    CHILD,
    CHILD_NAME,
    CHILD_REGISTERED,
    RULES,
    TEACHER,
    TODAY,
)
from tests.identity_examples import (
    CORRECTION,
    EXPLAINED,
    LATER,
    NAME,
    NAME_CORRECTED,
    NUMBER,
    OF_A_GIRL,
    OF_OTHER_DAY,
    OTHER_DAY,
    PROPOSED,
    UNNUMBERED,
    WITHOUT_NAME,
)
from tests.spec import Rule, Spec

CHILDREN: Spec[ChildState, ChildrenEvent] = Spec(evolve, NO_CHILD)


def correcting(request: CorrectIdentity, by: PersonId = TEACHER) -> Rule[ChildState, ChildrenEvent]:
    return lambda state: correct_identity(state, request, by=by, today=TODAY, rules=RULES)


# ── at once ──────────────────────────────────────────────────────────────────────────────────────


def test_a_name_is_put_right_and_the_words_stand_in_a_fact_of_their_own() -> None:
    CHILDREN.given(CHILD_REGISTERED).when(correcting(NAME)).then(NAME_CORRECTED, EXPLAINED)


def test_the_child_is_who_the_latest_correction_says() -> None:
    state = CHILDREN.given(CHILD_REGISTERED, NAME_CORRECTED, EXPLAINED).state
    assert state.registered == replace(CHILD_REGISTERED, name="覃示例")
    assert state.first == CHILD_REGISTERED


def test_a_registration_that_comes_again_is_known_by_what_it_said_first() -> None:
    again = RegisterChild(
        child_id=CHILD,
        name=CHILD_NAME,
        sex=Sex.MALE,
        born_on=BORN_ON,
        id_number=CHILD_REGISTERED.id_number,
        student_number=CHILD_REGISTERED.student_number,
        ethnicity_code="08",
        address="示例镇示例村一组",
    )
    CHILDREN.given(CHILD_REGISTERED, NAME_CORRECTED).when(
        lambda state: register_child(state, again, today=TODAY, rules=RULES)
    ).then_known(CHILD_REGISTERED)


def test_a_missing_number_is_entered_by_one_person() -> None:
    CHILDREN.given(UNNUMBERED).when(correcting(NUMBER)).then(
        IdentityCorrected(
            child_id=CHILD,
            correction_id=CORRECTION,
            identity=PROPOSED.identity,
            rests_on=CorrectionBasis.DOCUMENT_SEEN,
        )
    )


def test_birth_day_and_sex_are_put_right_where_no_number_says_otherwise() -> None:
    request = replace(WITHOUT_NAME, born_on=OTHER_DAY, sex=Sex.FEMALE)
    CHILDREN.given(UNNUMBERED).when(correcting(request)).then(
        IdentityCorrected(
            child_id=CHILD,
            correction_id=CORRECTION,
            identity=ChildIdentity(name=CHILD_NAME, sex=Sex.FEMALE, born_on=OTHER_DAY),
            rests_on=CorrectionBasis.DOCUMENT_SEEN,
        )
    )


def test_the_same_correction_again_is_known_also_after_a_later_one() -> None:
    later = replace(
        NAME_CORRECTED,
        correction_id=LATER,
        identity=replace(NAME_CORRECTED.identity, name="覃再示例"),
    )
    CHILDREN.given(CHILD_REGISTERED, NAME_CORRECTED, EXPLAINED, later).when(
        correcting(NAME)
    ).then_known(NAME_CORRECTED, EXPLAINED)


@pytest.mark.parametrize(
    "other", [replace(NAME, name="覃另"), replace(NAME, words=None), replace(NAME, rights_id=None)]
)
def test_the_id_of_a_correction_stands_for_one_content(other: CorrectIdentity) -> None:
    CHILDREN.given(CHILD_REGISTERED, NAME_CORRECTED, EXPLAINED).when(
        correcting(other)
    ).then_refused("correction_already_made")


def test_what_is_as_it_was_is_no_correction() -> None:
    for same in (WITHOUT_NAME, replace(NAME, name=CHILD_NAME)):
        CHILDREN.given(CHILD_REGISTERED).when(correcting(same)).then_refused("nothing_to_correct")


def test_nobody_is_put_right_who_is_not_registered() -> None:
    CHILDREN.given().when(correcting(NAME)).then_refused("child_not_registered")


@pytest.mark.parametrize(
    ("request_", "code", "field"),
    [
        (replace(NAME, name=" "), "required", "name"),
        (replace(NAME, born_on=date(2026, 12, 31)), "in_future", "born_on"),
        (replace(NAME, born_on=date(1914, 3, 12)), "of_age", "born_on"),
        (replace(NAME, born_on=OTHER_DAY), "number_on_file_tells_another_birth_day", "born_on"),
        (replace(NAME, sex=Sex.FEMALE), "number_on_file_tells_another_sex", "sex"),
        (replace(NUMBER, id_number="999999201503120010"), "not_an_id_number", "id_number"),
        (replace(NUMBER, id_number=OF_OTHER_DAY), "tells_another_birth_day", "id_number"),
        (replace(NUMBER, id_number=OF_A_GIRL), "tells_another_sex", "id_number"),
        (replace(NUMBER, removes_id_number=True), "number_and_none", "id_number"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    request_: CorrectIdentity, code: str, field: str
) -> None:
    CHILDREN.given(CHILD_REGISTERED).when(correcting(request_)).then_refused(code, field=field)


def test_a_wrong_number_from_a_list_holds_up_no_other_correction() -> None:
    listed = replace(CHILD_REGISTERED, id_number="999999201503120010")
    kept = replace(identity_of(listed), born_on=OTHER_DAY)
    CHILDREN.given(listed).when(correcting(replace(WITHOUT_NAME, born_on=OTHER_DAY))).then(
        replace(NAME_CORRECTED, identity=kept, rights_id=None)
    )
