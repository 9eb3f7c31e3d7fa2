"""Days and ages as people write them: whatever the way, the same day is read, or none."""

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infrastructure.rosters import cells, days
from tests.infrastructure.rosters.test_cells import FULL_WIDTH, TODAY, birthdays

SERIAL_DAY_0 = date(1899, 12, 30)

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


@given(on=birthdays, form=st.sampled_from(DAY_FORMS))
@settings(max_examples=200, deadline=None)
def test_a_day_is_read_however_it_is_written(on: date, form: Callable[[date], cells.Cell]) -> None:
    assert days.day_in(form(on), TODAY) == on


@pytest.mark.parametrize(
    ("said", "on"),
    [
        ("14.3.5", date(2014, 3, 5)),
        ("98-12-01", date(1998, 12, 1)),
        ("25/3/2014", date(2014, 3, 25)),
        ("3/25/2014", date(2014, 3, 25)),
        ("二〇一四年三月五日", date(2014, 3, 5)),
        ("二零一四年十二月二十日", date(2014, 12, 20)),
        ("2014 年 3 月 5 日", date(2014, 3, 5)),
        ("2014—3—5", date(2014, 3, 5)),
        ("2014、3、5", date(2014, 3, 5)),
        ("2014年3月5日 星期三", date(2014, 3, 5)),
        ("2014/3/5 上午 8:30", date(2014, 3, 5)),
        ("41703.5", date(2014, 3, 5)),
    ],
)
def test_a_day_is_read_in_rarer_ways(said: str, on: date) -> None:
    assert days.day_in(said, TODAY) == on


NO_DAY = ["", "不详", "2014年3月", "201403", "2014-02-30", "3/5/2014", "12岁", "见身份证", "0"]


@pytest.mark.parametrize(
    "said", [*NO_DAY, "14/3/5", "农历2014年2月5日", "2014年2月5日(农历)", "属马"]
)
def test_what_may_be_several_days_is_none(said: str) -> None:
    assert days.day_in(said, TODAY) is None


@given(quantity=st.integers(0, 19_999))
def test_a_small_quantity_is_no_day(quantity: int) -> None:
    assert days.day_in(float(quantity), TODAY) is None


@pytest.mark.parametrize(
    ("said", "years"),
    [
        *[("11周岁左右", 11), ("十二岁", 12), ("约8岁", 8), ("七八岁", 7), ("十一二岁", 11)],
        *[("虚岁12", 11), ("12虚岁", 11), ("半岁", 0), ("8个月", 0), ("10-11岁", 10)],
        *[("2014年生", 12), ("14年生", 12), (2014.0, 12), ("2014-03", 12), (11.0, 11)],
        *[("小学三年级", 9), ("初二", 14), ("高一", 16), ("五年级(3)班", 11), ("５岁", 5)],
        *[("幼儿园大班", None), ("三(2)班", None), ("上小学", None), ("", None)],
    ],
)
def test_about_how_old_is_told_by_age_year_or_grade(said: cells.Cell, years: int | None) -> None:
    assert days.years_in(said, date(2026, 9, 12)) == years
