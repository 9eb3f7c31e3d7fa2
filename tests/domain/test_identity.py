"""ID numbers, student numbers and telephone numbers as people type them."""

from datetime import date

import pytest

from domain.errors import Invalid
from domain.identity import (
    IdNumber,
    normalised_phone,
    normalised_student_number,
    phone_if_any,
    read_id_number,
)


def test_the_worked_example_of_the_standard_is_valid() -> None:
    assert read_id_number("11010519491231002X") == IdNumber(
        number="11010519491231002X", born_on=date(1949, 12, 31), is_male=False
    )


@pytest.mark.parametrize(
    "typed",
    [
        "99999920150312008X",
        "99999920150312008x",
        " 999999 20150312 008x ",
        "９９９９９９２０１５０３１２００８Ｘ",
    ],
)
def test_full_width_digits_spaces_and_a_small_x_are_the_same_number(typed: str) -> None:
    assert read_id_number(typed) == IdNumber(
        number="99999920150312008X", born_on=date(2015, 3, 12), is_male=False
    )


@pytest.mark.parametrize(
    "typed",
    [
        "99999920150312008",  # one short
        "99999920150312008XX",  # one too many
        "999999201503120080",  # wrong check character
        "999999201503120021",  # digits swapped
        "9999992O1503120012",  # a letter O
        "999999201502310017",  # 31 February, with the right check character
        "999999150312001",  # fifteen digits, no longer issued
        "٩99999201503120012",  # a digit of another script
        "",
    ],
)
def test_a_number_that_fails_the_standard_says_nothing(typed: str) -> None:
    assert read_id_number(typed) is None


def test_the_last_digit_but_one_tells_the_sex() -> None:
    boy, girl = read_id_number("999999201503120012"), read_id_number("999999201503120020")
    assert boy is not None
    assert girl is not None
    assert (boy.is_male, girl.is_male) == (True, False)


def test_a_number_is_not_shown_by_accident() -> None:
    found = read_id_number("999999201503120012")
    assert repr(found) == "IdNumber()"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("g999999201503120012", "G999999201503120012"),
        (" L9999990123 ", "L9999990123"),
        ("G-1", None),
        ("", None),
        ("G" * 31, None),
    ],
)
def test_a_student_number_is_letters_and_digits(typed: str, kept: str | None) -> None:
    assert normalised_student_number(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13000000002", "13000000002"),
        ("130-0000-0002", "13000000002"),
        ("130 0000 0002", "13000000002"),
        ("１３００００００００２", "13000000002"),
        ("+86 130 0000 0002", "13000000002"),
        ("0086-13000000002", "13000000002"),
        ("8613000000002", "13000000002"),
        ("0777-1234567", "07771234567"),
        ("(0777)1234567", "07771234567"),
        ("010—12345678", "01012345678"),
        ("+85212345678", "+85212345678"),
        ("12000000002", None),
        ("1300000000", None),
        ("1234567", None),
        ("无", None),
        ("13000000002转1", None),
    ],
)
def test_a_telephone_number_is_what_can_be_dialled(typed: str, kept: str | None) -> None:
    assert normalised_phone(typed) == kept


@pytest.mark.parametrize("blank", [None, "", "  "])
def test_a_telephone_may_be_missing(blank: str | None) -> None:
    assert phone_if_any(blank, field="phone") is None


def test_a_telephone_that_is_none_is_refused_without_repeating_it() -> None:
    with pytest.raises(Invalid) as refusal:
        phone_if_any("1234567", field="phone")
    assert (refusal.value.code, refusal.value.field) == ("not_a_phone", "phone")
    assert "1234567" not in repr(refusal.value)


def test_a_telephone_is_kept_in_digits() -> None:
    assert phone_if_any("130-0000-0002", field="phone") == "13000000002"
