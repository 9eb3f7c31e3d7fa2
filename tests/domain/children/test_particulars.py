"""What else a child is registered with is put right by one person, whatever number waits."""

from dataclasses import replace

import pytest

from domain.children.correcting import correct_identity
from domain.children.facts import (
    ChildParticulars,
    ChildrenEvent,
    ParticularsCorrected,
)
from domain.children.particulars import correct_particulars
from domain.children.rules import register_child
from domain.children.state import NO_CHILD, ChildState, CorrectParticulars, RegisterChild, evolve
from domain.shared import RightsId
from tests.examples import CHILD_REGISTERED, RULES, TEACHER, TODAY, example_id
from tests.identity_examples import (
    NAME,
    NAME_CORRECTED,
)
from tests.particulars_examples import (
    ADDRESS,
    ADDRESS_CORRECTED,
    EXPLAINED,
    HOLDS_OTHER,
    HOLDS_OWN,
    LATER,
    NOTHING,
    NUMBER_CORRECTED,
    OF_SCHOOL,
    STOOD,
    STUDENT_NUMBER,
)
from tests.spec import Rule, Spec

CHILDREN: Spec[ChildState, ChildrenEvent] = Spec(evolve, NO_CHILD)
LATER_ADDRESS = replace(
    ADDRESS_CORRECTED,
    correction_id=LATER,
    particulars=replace(STOOD, address="示例镇示例村三组"),
)


def correcting(request: CorrectParticulars) -> Rule[ChildState, ChildrenEvent]:
    return lambda state: correct_particulars(state, request)


def said(**particulars: str | None) -> ParticularsCorrected:
    """Return the correction of the example request that leaves all else as it stood."""
    now = replace(STOOD, **particulars)
    return replace(NUMBER_CORRECTED, particulars=now)


# ── at once ──────────────────────────────────────────────────────────────────────────────────────


def test_an_address_is_put_right_and_the_words_stand_in_a_fact_of_their_own() -> None:
    CHILDREN.given(CHILD_REGISTERED).when(correcting(ADDRESS)).then(ADDRESS_CORRECTED, EXPLAINED)


@pytest.mark.parametrize(
    ("request_", "recorded"),
    [
        (STUDENT_NUMBER, said(student_number=OF_SCHOOL)),
        (replace(NOTHING, ethnicity_code="01"), said(ethnicity_code="01")),
        (replace(NOTHING, removes_student_number=True), said(student_number=None)),
        (replace(NOTHING, removes_ethnicity=True), said(ethnicity_code=None)),
        (replace(NOTHING, removes_address=True, student_number=" "), said(address=None)),
    ],
)
def test_each_is_put_right_or_taken_off_and_the_rest_stays(
    request_: CorrectParticulars, recorded: ParticularsCorrected
) -> None:
    CHILDREN.given(CHILD_REGISTERED).when(correcting(request_)).then(recorded)


def test_what_was_missing_is_entered_the_same_way() -> None:
    bare = replace(CHILD_REGISTERED, student_number=None, ethnicity_code=None, address=None)
    CHILDREN.given(bare).when(correcting(STUDENT_NUMBER)).then(
        replace(NUMBER_CORRECTED, particulars=ChildParticulars(student_number=OF_SCHOOL))
    )


def test_the_child_is_what_the_latest_corrections_say_and_first_what_was_registered() -> None:
    state = CHILDREN.given(CHILD_REGISTERED, NAME_CORRECTED, ADDRESS_CORRECTED, EXPLAINED).state
    assert state.registered == replace(CHILD_REGISTERED, name="覃示例", address="示例镇示例村二组")
    assert state.first == CHILD_REGISTERED


def test_a_registration_that_comes_again_is_known_by_what_it_said_first() -> None:
    names = RegisterChild.__dataclass_fields__
    again = RegisterChild(**{name: getattr(CHILD_REGISTERED, name) for name in names})
    CHILDREN.given(CHILD_REGISTERED, ADDRESS_CORRECTED).when(
        lambda state: register_child(state, again, today=TODAY, rules=RULES)
    ).then_known(CHILD_REGISTERED)


def test_the_same_correction_again_is_known_also_after_a_later_one() -> None:
    CHILDREN.given(CHILD_REGISTERED, ADDRESS_CORRECTED, EXPLAINED, LATER_ADDRESS).when(
        correcting(ADDRESS)
    ).then_known(ADDRESS_CORRECTED, EXPLAINED)


@pytest.mark.parametrize(
    "other",
    [
        replace(ADDRESS, address="另一处"),
        replace(ADDRESS, words=None),
        replace(ADDRESS, rights_id=RightsId(example_id(99))),
        replace(ADDRESS, removes_student_number=True),
    ],
)
def test_the_id_of_a_correction_stands_for_one_content(other: CorrectParticulars) -> None:
    CHILDREN.given(CHILD_REGISTERED, ADDRESS_CORRECTED, EXPLAINED).when(
        correcting(other)
    ).then_refused("correction_already_made")


def test_the_id_of_one_correction_stands_for_none_of_the_other_kind() -> None:
    of_name = replace(ADDRESS, correction_id=NAME_CORRECTED.correction_id)
    CHILDREN.given(CHILD_REGISTERED, NAME_CORRECTED).when(correcting(of_name)).then_refused(
        "correction_already_made"
    )
    of_address = replace(NAME, correction_id=ADDRESS_CORRECTED.correction_id)
    CHILDREN.given(CHILD_REGISTERED, ADDRESS_CORRECTED).when(
        lambda state: correct_identity(state, of_address, by=TEACHER, today=TODAY, rules=RULES)
    ).then_refused("correction_already_made")


def test_what_is_as_it_was_is_no_correction() -> None:
    for same in (NOTHING, replace(NOTHING, address=STOOD.address, student_number=HOLDS_OWN)):
        CHILDREN.given(CHILD_REGISTERED).when(correcting(same)).then_refused("nothing_to_correct")


def test_nothing_is_put_right_of_whoever_is_not_registered() -> None:
    CHILDREN.given().when(correcting(ADDRESS)).then_refused("child_not_registered")


@pytest.mark.parametrize(
    ("request_", "code", "field"),
    [
        (replace(NOTHING, student_number="G-1"), "not_a_student_number", "student_number"),
        (replace(NOTHING, ethnicity_code="57"), "unknown_code", "ethnicity_code"),
        (replace(NOTHING, address="示" * 201), "too_long", "address"),
        (replace(STUDENT_NUMBER, removes_student_number=True), "new_and_none", "student_number"),
        (
            replace(NOTHING, ethnicity_code="01", removes_ethnicity=True),
            "new_and_none",
            "ethnicity_code",
        ),
        (replace(ADDRESS, removes_address=True), "new_and_none", "address"),
        (
            replace(NOTHING, student_number=HOLDS_OTHER),
            "student_number_of_another",
            "student_number",
        ),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    request_: CorrectParticulars, code: str, field: str
) -> None:
    CHILDREN.given(CHILD_REGISTERED).when(correcting(request_)).then_refused(code, field=field)
