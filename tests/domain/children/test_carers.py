"""Who looks after a child, and in what right."""

from dataclasses import replace
from datetime import date

import pytest

from domain.children.facts import CarerStanding, ChildrenEvent
from domain.children.rules import may_stand_as, record_carer
from domain.children.state import NO_CHILD, ChildState, RecordCarer, evolve, fold
from domain.codelists import RELATIONS
from domain.shared import CarerId, VerifiedBy
from tests.examples import (
    CARER_RECORDED,
    CHILD,
    CHILD_REGISTERED,
    GRANDMOTHER,
    TODAY,
    example_id,
)
from tests.spec import Rule, Spec

CHILDREN: Spec[ChildState, ChildrenEvent] = Spec(evolve, NO_CHILD)

RECORD_CARER = RecordCarer(
    child_id=CHILD,
    carer_id=GRANDMOTHER,
    name="示例奶奶",
    relation_code="62",
    standing=CarerStanding.CLOSE_RELATIVE,
    phone="130-0000-0002",
    as_of_on=date(2026, 3, 2),
    verified_by=VerifiedBy.PHONED_CARER,
)


def caring(request: RecordCarer) -> Rule[ChildState, ChildrenEvent]:
    return lambda state: record_carer(state, request, today=TODAY)


def test_a_grandmother_is_recorded_as_a_close_relative() -> None:
    CHILDREN.given(CHILD_REGISTERED).when(caring(RECORD_CARER)).then(CARER_RECORDED)


def test_a_carer_of_an_unknown_child_is_refused() -> None:
    CHILDREN.given().when(caring(RECORD_CARER)).then_refused("child_not_registered")


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        (replace(RECORD_CARER, name=""), "required", "name"),
        (replace(RECORD_CARER, phone="123"), "not_a_phone", "phone"),
        (replace(RECORD_CARER, relation_code="20"), "unknown_code", "relation_code"),
        (replace(RECORD_CARER, as_of_on=date(2026, 3, 11)), "in_future", "as_of_on"),
        (replace(RECORD_CARER, as_of_on=date(2015, 3, 11)), "before_birth", "as_of_on"),
        (replace(RECORD_CARER, relation_code="83"), "standing_does_not_fit_relation", None),
    ],
)
def test_a_carer_who_cannot_be_right_is_refused(
    wrong: RecordCarer, code: str, field: str | None
) -> None:
    CHILDREN.given(CHILD_REGISTERED).when(caring(wrong)).then_refused(code, field=field)


def test_the_same_carer_sent_twice_is_recorded_once() -> None:
    CHILDREN.given(CHILD_REGISTERED, CARER_RECORDED).when(caring(RECORD_CARER)).then_known(
        CARER_RECORDED
    )


def test_a_newer_word_on_the_same_carer_is_recorded() -> None:
    newer = replace(RECORD_CARER, phone=None, as_of_on=TODAY)
    recorded = replace(CARER_RECORDED, phone=None, as_of_on=TODAY)
    CHILDREN.given(CHILD_REGISTERED, CARER_RECORDED).when(caring(newer)).then(recorded)
    CHILDREN.given(CHILD_REGISTERED, CARER_RECORDED, recorded).when(caring(RECORD_CARER)).then(
        CARER_RECORDED
    )


def test_another_carer_stands_beside_the_first() -> None:
    aunt = replace(
        CARER_RECORDED,
        carer_id=CarerId(example_id(402)),
        relation_code="90",
        standing=CarerStanding.ENTRUSTED_CARER,
    )
    assert fold([CHILD_REGISTERED, CARER_RECORDED, aunt]).carers == {
        GRANDMOTHER: CARER_RECORDED,
        aunt.carer_id: aunt,
    }


@pytest.mark.parametrize(
    ("code", "guardian", "close_relative", "entrusted"),
    [
        ("51", True, True, False),  # father
        ("52", True, True, False),  # mother
        ("57", True, True, False),  # step- or adoptive father
        ("61", True, True, True),  # father's father
        ("64", True, True, True),  # mother's mother
        ("66", True, False, True),  # great-grandfather
        ("71", True, True, True),  # elder brother
        ("72", True, False, True),  # elder brother's wife
        ("83", True, False, True),  # father's younger brother
        ("88", True, False, True),  # mother's sister
        ("97", True, False, True),  # other relatives
        ("99", True, False, True),  # neighbours and friends
    ],
)
def test_who_may_look_after_a_child_in_which_right(
    code: str, guardian: bool, close_relative: bool, entrusted: bool
) -> None:
    relation = RELATIONS[code]
    assert may_stand_as(relation, CarerStanding.GUARDIAN) is guardian
    assert may_stand_as(relation, CarerStanding.CLOSE_RELATIVE) is close_relative
    assert may_stand_as(relation, CarerStanding.ENTRUSTED_CARER) is entrusted


def test_the_close_relatives_are_those_of_the_civil_code() -> None:
    close = {code for code, relation in RELATIONS.items() if relation.is_close_relative}
    assert close == {"51", "52", "57", "58", "61", "62", "63", "64", "71", "73", "75", "77"}
