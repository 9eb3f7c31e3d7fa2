"""What stands above the header may say something of every child below it."""

import pytest

from domain.survey.rows import ToldCategories
from infrastructure.rosters.reading import read_roster
from tests.infrastructure.rosters.lists import text_file
from tests.infrastructure.rosters.test_layout import READ_ON, only_row


@pytest.mark.parametrize(
    ("title", "left_behind"),
    [
        ("示例镇农村留守儿童登记表", True),
        ("示例镇留守、困境儿童摸排表", None),
        ("示例镇困境儿童和留守儿童名单", None),
        ("示例镇儿童登记表", None),
    ],
)
def test_a_title_says_of_every_child_that_it_is_left_behind_when_it_says_nothing_else(
    title: str, left_behind: bool | None
) -> None:
    rows = [[title], ["姓名", "性别", "出生日期"], ["示例小荷", "女", "2014-03-05"]]

    (sheet,) = read_roster(text_file(rows), "list.csv", READ_ON)

    assert only_row([sheet]).categories == ToldCategories(left_behind=left_behind)


def test_a_column_says_more_than_the_title() -> None:
    title, header = ["示例镇留守儿童登记表"], ["姓名", "性别", "出生日期", "是否留守"]
    rows = [title, header, ["示例小荷", "女", "2014-03-05", "否"]]

    (sheet,) = read_roster(text_file(rows), "list.csv", READ_ON)

    assert only_row([sheet]).categories == ToldCategories(left_behind=False)
