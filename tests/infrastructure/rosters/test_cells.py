"""Cells as people write them: whatever the way, the same day, number or name is read."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.codelists import Sex
from domain.identity import check_character
from domain.survey.rows import NumberState
from infrastructure.rosters import cells, codes

TODAY = date(2026, 11, 26)
birthdays = st.dates(min_value=date(1990, 1, 1), max_value=TODAY)
FULL_WIDTH = str.maketrans("0123456789X-", "０１２３４５６７８９Ｘ－")


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


@given(on=birthdays, order=st.integers(0, 999), form=st.sampled_from(NUMBER_FORMS))
@settings(max_examples=200, deadline=None)
def test_a_valid_id_number_is_read_however_it_is_written(
    on: date, order: int, form: Callable[[str], str]
) -> None:
    number = numbered(on, order)

    assert cells.id_number_in(form(number)) == (number, NumberState.VALID)


@given(on=birthdays, order=st.integers(0, 999), place=st.integers(0, 17), more=st.integers(1, 9))
@settings(max_examples=200, deadline=None)
def test_one_wrong_digit_is_always_noticed(on: date, order: int, place: int, more: int) -> None:
    number = numbered(on, order)
    digit = "10" if number[place] == "X" else number[place]
    wrong = number[:place] + str((int(digit) + more) % 10) + number[place + 1 :]

    assert wrong == number or cells.id_number_in(wrong)[1] is not NumberState.VALID


@given(on=birthdays, order=st.integers(0, 999))
@settings(max_examples=100, deadline=None)
def test_a_number_that_a_spreadsheet_made_a_quantity_of_is_known_as_lost(
    on: date, order: int
) -> None:
    as_quantity = float(numbered(on, order).replace("X", "0"))

    assert cells.id_number_in(as_quantity)[1] is NumberState.PRECISION_LOST
    assert cells.id_number_in(f"{as_quantity:.5E}")[1] is NumberState.PRECISION_LOST


@pytest.mark.parametrize(
    "said",
    [
        "450721 2011 0622 0007",
        "450721-20110622-0007",
        "`450721201106220007",
        '="450721201106220007"',
        "450721201106220007.0",
        "身份证:450721201106220007",
        "450721201106220007\u200b",
    ],
)
def test_a_valid_id_number_is_found_among_what_is_put_around_it(said: str) -> None:
    assert cells.id_number_in(said) == ("450721201106220007", NumberState.VALID)


@pytest.mark.parametrize(
    "said", ["", " ", "无", "未上户", "/", "—", None, "无身份证", "办理中", "#N/A"]
)
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
        ("138 5487 7932/177 9661 5559", "13854877932"),
        ("爷爷13854877932", "13854877932"),
        ("13854877932(打工)", "13854877932"),
        ("13854877932\n17796615559", "13854877932"),
        ("0777-2812345转801", "07772812345"),
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
    [
        *[
            ("祖母", "62"),
            ("奶奶", "62"),
            ("外公", "63"),
            ("61", "61"),
            (87.0, "87"),
            ("姑姑", "90"),
        ],
        *[("61-祖父", "61"), ("祖父(爷爷)", "61"), ("母女", "52")],
    ],
)
def test_a_relation_is_told_by_word_or_code(said: cells.Cell, code: str) -> None:
    assert codes.relation_in(said) == code


def test_codes_of_sex_and_of_yes_are_read() -> None:
    assert [codes.sex_in(each) for each in ("男", "2", 1.0, "女 ", "?")] == [
        *(Sex.MALE, Sex.FEMALE, Sex.MALE, Sex.FEMALE),
        None,
    ]
    assert [
        codes.yes_in(each) for each in ("双亲留守", "非留守", "内宿", "走读", "是/否", "□是☑否")
    ] == [
        *(True, False, True, False),
        *(None, False),
    ]
    assert [codes.ethnicity_in(each) for each in ("汉族", "壮", "13", 1.0, "京族", "?")] == [
        *("01", "08", "13", "01", "49"),
        None,
    ]
    assert [codes.yes_in(each) for each in ("是", "0", 2.0, "否", "√", "")] == [
        *(True, False, True, False, True),
        None,
    ]


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        ("=1+1", True),
        ("@SUM(1)", True),
        ("+打工", True),
        ("+86 13854877932", False),
        ("1=1", False),
    ],
)
def test_the_plus_of_a_telephone_number_begins_no_formula(said: str, is_one: bool) -> None:
    assert cells.is_formula_text(said) is is_one


def test_of_a_long_run_of_spaces_one_is_left() -> None:
    assert cells.plain("2014-3-5" + " \u3000\t" * 10_000 + "上午") == "2014-3-5 上午"
