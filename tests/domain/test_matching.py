"""Two descriptions are of the same child for certain, perhaps, or not: never by guess."""

from dataclasses import replace
from datetime import date

import pytest

from domain.matching import Described, Likeness, likeness

NUMBER, OTHER_NUMBER = "999999201503050012", "999999201503050039"
KNOWN = Described(
    name="示例甲",
    born_on=date(2015, 3, 5),
    id_number=NUMBER,
    carer_name="示例乙",
    phone="13800000000",
)
OTHER_DAY = date(2015, 3, 6)


@pytest.mark.parametrize(
    "told",
    [
        KNOWN,
        replace(KNOWN, name="示例丙"),
        replace(KNOWN, born_on=OTHER_DAY),
        replace(KNOWN, carer_name=None, phone=None),
    ],
)
def test_the_same_number_is_the_same_child_when_name_or_birth_date_agree(told: Described) -> None:
    assert likeness(told, KNOWN) is Likeness.SAME_NUMBER


def test_the_same_number_alone_is_looked_at() -> None:
    told = replace(KNOWN, name="示例丙", born_on=OTHER_DAY)

    assert likeness(told, KNOWN) is Likeness.NUMBER_OF_ANOTHER


def test_without_a_number_everything_else_has_to_agree() -> None:
    told = replace(KNOWN, id_number=None)

    assert likeness(told, KNOWN) is Likeness.SAME_IN_ALL


def test_a_number_is_news_of_a_child_who_is_known_without_one() -> None:
    assert likeness(KNOWN, replace(KNOWN, id_number=None)) is Likeness.SAME_IN_ALL


@pytest.mark.parametrize(
    "told",
    [
        replace(KNOWN, id_number=None, carer_name="示例丙"),
        replace(KNOWN, id_number=None, phone="13900000000"),
        replace(KNOWN, id_number=None, phone=None),
        replace(KNOWN, id_number=None, has_wrong_number=True),
        replace(KNOWN, id_number=OTHER_NUMBER),
    ],
)
def test_name_and_birth_date_alone_are_looked_at(told: Described) -> None:
    assert likeness(told, KNOWN) is Likeness.PERHAPS


def test_two_children_of_whom_nothing_is_known_of_carers_are_looked_at() -> None:
    told = replace(KNOWN, id_number=None, carer_name=None, phone=None)

    assert likeness(told, told) is Likeness.PERHAPS


@pytest.mark.parametrize(
    "told",
    [
        replace(KNOWN, id_number=None, name="示例丙"),
        replace(KNOWN, id_number=None, born_on=OTHER_DAY),
    ],
)
def test_another_name_or_another_birth_date_is_another_child(told: Described) -> None:
    assert likeness(told, KNOWN) is Likeness.DIFFERENT
