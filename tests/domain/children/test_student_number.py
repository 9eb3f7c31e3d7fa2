"""A student number that holds an ID number holds the child's own, and tells of none that waits."""

from dataclasses import replace
from datetime import date

import pytest

from domain.children.facts import (
    ChildrenEvent,
    IdentityCorrectionDeclined,
    WhyNotCorrected,
)
from domain.children.particulars import holds_another_number
from domain.codelists import Sex
from tests.domain.children.test_particulars import CHILDREN, correcting, said
from tests.examples import CHILD, CHILD_REGISTERED
from tests.identity_examples import (
    CONFIRMED,
    OF_A_GIRL,
    OF_OTHER_DAY,
    PROPOSED,
    UNNUMBERED,
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
    STUDENT_NUMBER,
)

DECLINED = IdentityCorrectionDeclined(
    child_id=CHILD, correction_id=PROPOSED.correction_id, why=WhyNotCorrected.PROOF_MISSING
)
LISTED = replace(CHILD_REGISTERED, id_number="999999201503120010")


@pytest.mark.parametrize("number", [HOLDS_OTHER, HOLDS_OTHER.removeprefix("G")])
def test_where_no_number_is_on_file_birth_day_and_sex_must_be_the_childs(number: str) -> None:
    CHILDREN.given(UNNUMBERED).when(correcting(replace(NOTHING, student_number=number))).then(
        said(student_number=number)
    )
    for wrong in (OF_OTHER_DAY, OF_A_GIRL):
        CHILDREN.given(UNNUMBERED).when(
            correcting(replace(NOTHING, student_number=f"G{wrong}"))
        ).then_refused("student_number_of_another", field="student_number")
    girl = replace(UNNUMBERED, sex=Sex.UNKNOWN)
    CHILDREN.given(girl).when(correcting(replace(NOTHING, student_number=f"G{OF_A_GIRL}"))).then(
        said(student_number=f"G{OF_A_GIRL}")
    )


def test_the_childs_own_number_on_file_is_asked_alone_whatever_a_list_said_beside_it() -> None:
    other_day = replace(CHILD_REGISTERED, born_on=date(2015, 3, 21), student_number=None)
    CHILDREN.given(other_day).when(correcting(replace(NOTHING, student_number=HOLDS_OWN))).then(
        said(student_number=HOLDS_OWN)
    )


def test_a_wrong_number_on_file_is_put_right_before_the_student_number() -> None:
    CHILDREN.given(replace(LISTED, student_number=None)).when(
        correcting(replace(NOTHING, student_number=HOLDS_OWN))
    ).then_refused("student_number_of_another", field="student_number")


def test_one_that_stays_is_asked_nothing() -> None:
    listed = replace(CHILD_REGISTERED, student_number=HOLDS_OTHER)
    CHILDREN.given(listed).when(correcting(ADDRESS)).then(
        replace(
            ADDRESS_CORRECTED,
            particulars=replace(ADDRESS_CORRECTED.particulars, student_number=HOLDS_OTHER),
        ),
        EXPLAINED,
    )


def test_a_number_that_waits_holds_up_nothing_but_a_student_number_that_holds_one() -> None:
    waiting = CHILDREN.given(CHILD_REGISTERED, PROPOSED)
    waiting.when(correcting(ADDRESS)).then(ADDRESS_CORRECTED, EXPLAINED)
    waiting.when(correcting(STUDENT_NUMBER)).then(NUMBER_CORRECTED)
    waiting.when(correcting(replace(NOTHING, removes_student_number=True))).then(
        said(student_number=None)
    )
    bare = replace(CHILD_REGISTERED, student_number=None)
    for number in (HOLDS_OWN, HOLDS_OTHER, f"G{OF_A_GIRL}"):
        refused = (
            CHILDREN.given(bare, PROPOSED)
            .when(correcting(replace(NOTHING, student_number=number)))
            .then_refused("student_number_waits")
        )
        assert refused.parameters == {"field": "student_number"}
    CHILDREN.given(bare, PROPOSED, DECLINED).when(
        correcting(replace(NOTHING, student_number=HOLDS_OWN))
    ).then(said(student_number=HOLDS_OWN))


def test_what_was_put_right_meanwhile_stands_once_the_number_is_confirmed() -> None:
    state = CHILDREN.given(
        CHILD_REGISTERED, PROPOSED, replace(ADDRESS_CORRECTED, correction_id=LATER), CONFIRMED
    ).state
    assert state.registered == replace(
        CHILD_REGISTERED, id_number=CONFIRMED.identity.id_number, address="示例镇示例村二组"
    )


@pytest.mark.parametrize(
    ("facts", "holds"),
    [
        ((), False),
        ((CHILD_REGISTERED,), False),
        ((CHILD_REGISTERED, PROPOSED), False),
        ((CHILD_REGISTERED, PROPOSED, CONFIRMED), True),
        ((CHILD_REGISTERED, PROPOSED, CONFIRMED, said(student_number=HOLDS_OTHER)), False),
        ((CHILD_REGISTERED, PROPOSED, CONFIRMED, NUMBER_CORRECTED), False),
        (
            (
                CHILD_REGISTERED,
                PROPOSED,
                replace(CONFIRMED, identity=replace(CONFIRMED.identity, id_number=None)),
            ),
            True,
        ),
        ((UNNUMBERED,), False),
        ((LISTED,), True),
        ((LISTED, PROPOSED), False),
    ],
)
def test_that_the_student_number_still_holds_another_is_told_while_none_waits(
    facts: tuple[ChildrenEvent, ...], holds: bool
) -> None:
    assert holds_another_number(CHILDREN.given(*facts).state) is holds
