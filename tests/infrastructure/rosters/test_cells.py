"""Cells as people write them: whatever the way, the same day, number or name is read."""

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.codelists import Sex
from domain.identity import check_character
from domain.survey.rows import NumberState
from infrastructure.rosters import cells

TODAY = date(2026, 11, 26)
SERIAL_DAY_0 = date(1899, 12, 30)
FULL_WIDTH = str.maketrans("0123456789X-", "０１２３４５６７８９Ｘ－")

DAY_FORMS: list[Callable[[date], cells.Cell]] = [
    date.isoformat,
    lambda on: f"{on.year}.{on.month}.{on.day}",
    lambda on: f"{on.year}/{on.month:02}/{on.day:02}",
    lambda on: f"{on:%Y%m%d}",
    lambda on: f"{on.year}年{on.month}月{on.day}日",
    lambda on: f"{on.year}年{on.month:02}月{on.day:02}号",
    lambda on: f" {on.isoformat()} 00:00:00 ",
    lambda on: f"'{on.year}-{on.month}-{on.day}",
    lambda on: on.isoformat().translate(FULL_WIDTH),
    lambda on: float((on - SERIAL_DAY_0).days),
    lambda on: str((on - SERIAL_DAY_0).days),
    lambda on: on,
    lambda on: datetime.combine(on, time(8, 30)),
]
days = st.dates(min_value=date(1990, 1, 1), max_value=TODAY)


@given(on=days, form=st.sampled_from(DAY_FORMS))
@settings(max_examples=200, deadline=None)
def test_a_day_is_read_however_it_is_written(on: date, form: Callable[[date], cells.Cell]) -> None:
    assert cells.day_in(form(on), TODAY) == on


@pytest.mark.parametrize(
    ("said", "on"),
    [
        ("14.3.5", date(2014, 3, 5)),
        ("98-12-01", date(1998, 12, 1)),
        ("25/3/2014", date(2014, 3, 25)),
        ("3/25/2014", date(2014, 3, 25)),
        ("二〇一四年三月五日", date(2014, 3, 5)),
        ("二零一四年十二月二十日", date(2014, 12, 20)),
    ],
)
def test_a_day_is_read_in_rarer_ways(said: str, on: date) -> None:
    assert cells.day_in(said, TODAY) == on


@pytest.mark.parametrize(
    "said", ["", "不详", "2014年3月", "201403", "2014-02-30", "3/5/2014", "12岁", "见身份证", "0"]
)
def test_what_may_be_several_days_is_none(said: str) -> None:
    assert cells.day_in(said, TODAY) is None


def numbered(on: date, order: int) -> str:
    first = f"450721{on:%Y%m%d}{order:03}"
    return first + check_character(first)


NUMBER_FORMS: list[Callable[[str], str]] = [
    str,
    str.lower,
    lambda number: f" {number} ",
    lambda number: f"'{number}",
    lambda number: f"{number[:6]} {number[6:14]} {number[14:]}",
    lambda number: number.translate(FULL_WIDTH),
]


@given(on=days, order=st.integers(0, 999), form=st.sampled_from(NUMBER_FORMS))
@settings(max_examples=200, deadline=None)
def test_a_valid_id_number_is_read_however_it_is_written(
    on: date, order: int, form: Callable[[str], str]
) -> None:
    number = numbered(on, order)

    assert cells.id_number_in(form(number)) == (number, NumberState.VALID)


@given(on=days, order=st.integers(0, 999), place=st.integers(0, 17), more=st.integers(1, 9))
@settings(max_examples=200, deadline=None)
def test_one_wrong_digit_is_always_noticed(on: date, order: int, place: int, more: int) -> None:
    number = numbered(on, order)
    digit = "10" if number[place] == "X" else number[place]
    wrong = number[:place] + str((int(digit) + more) % 10) + number[place + 1 :]

    assert wrong == number or cells.id_number_in(wrong)[1] is not NumberState.VALID


@given(on=days, order=st.integers(0, 999))
@settings(max_examples=100, deadline=None)
def test_a_number_that_a_spreadsheet_made_a_quantity_of_is_known_as_lost(
    on: date, order: int
) -> None:
    as_quantity = float(numbered(on, order).replace("X", "0"))

    assert cells.id_number_in(as_quantity)[1] is NumberState.PRECISION_LOST
    assert cells.id_number_in(f"{as_quantity:.5E}")[1] is NumberState.PRECISION_LOST


@pytest.mark.parametrize("said", ["", " ", "无", "未上户", "/", "—", None])
def test_what_says_that_there_is_no_number_is_none(said: str | None) -> None:
    assert cells.id_number_in(said) == (None, NumberState.MISSING)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("李 冬梅", "李冬梅"),
        ("  包　丽怡 ", "包丽怡"),
        ("阿依•古丽", "阿依·古丽"),
        ("阿依．古丽", "阿依·古丽"),
        ("阿依 · 古丽", "阿依·古丽"),
        ("𠮷㐂", "𠮷㐂"),
        ("'王海", "王海"),
        ("Anna Li", "Anna Li"),
    ],
)
def test_a_name_is_read_as_it_is_spoken(said: str, name: str) -> None:
    assert cells.name_in(said) == name


@pytest.mark.parametrize("said", ["", "  ", "无", "12", "３", 5.0, None])
def test_what_is_no_name_is_none(said: cells.Cell) -> None:
    assert cells.name_in(said) is None


@pytest.mark.parametrize(
    ("said", "phone"),
    [
        ("177-9661-5559", "17796615559"),
        (13854877932.0, "13854877932"),
        ("+86 138 5487 7932", "13854877932"),
        ("0777-2812345", "07772812345"),
        ("13854877932/17796615559", "13854877932"),
        ("不详、17796615559", "17796615559"),
        ("1385487", None),
        ("无", None),
    ],
)
def test_the_first_number_that_can_be_dialled_is_the_telephone(
    said: cells.Cell, phone: str | None
) -> None:
    assert cells.phone_in(said) == phone


@pytest.mark.parametrize(
    ("said", "code"),
    [("祖母", "62"), ("奶奶", "62"), ("外公", "63"), ("61", "61"), (87.0, "87"), ("姑姑", "90")],
)
def test_a_relation_is_told_by_word_or_code(said: cells.Cell, code: str) -> None:
    assert cells.relation_in(said) == code


def test_codes_of_sex_and_of_yes_are_read() -> None:
    assert [cells.sex_in(each) for each in ("男", "2", 1.0, "女 ", "?")] == [
        *(Sex.MALE, Sex.FEMALE, Sex.MALE, Sex.FEMALE),
        None,
    ]
    assert [cells.yes_in(each) for each in ("是", "0", 2.0, "否", "√", "")] == [
        *(True, False, True, False, True),
        None,
    ]


@given(quantity=st.integers(0, 19_999))
def test_a_small_quantity_is_no_day(quantity: int) -> None:
    assert cells.day_in(float(quantity), TODAY) is None
