"""Lists of staff as offices write them, and the workbooks that answer them."""

import pytest

from domain.staff.listed import ListedProblem, ListedRow
from infrastructure.rosters.cells import Cell
from infrastructure.rosters.refusals import NotARoster
from infrastructure.rosters.sheets import read_sheets
from infrastructure.rosters.staff_reading import STAFF_AT_MOST, read_staff
from infrastructure.rosters.staff_writing import staff_given_back, workbook_of_lines
from tests.infrastructure.rosters.lists import text_file, workbook

HEADER: list[Cell] = ["序号", "姓名", "所在单位", "岗位", "手机号", "账号"]
PERSON: list[Cell] = ["1", "示例 庚", "示例村", "村主任", 13000000099, ""]
TITLE: list[Cell] = ["示例县人员名单", "", "", "", "", ""]


def test_a_list_is_found_below_its_title_and_read_by_its_headings() -> None:
    content = workbook({"人员": [TITLE, HEADER, PERSON]})
    assert read_staff(content, "staff.xlsx", read_sheets) == (
        ListedRow(number=3, name="示例庚", phone="13000000099", place="示例村", role="村主任"),
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_text_files_are_read_in_both_encodings(encoding: str) -> None:
    rows = read_staff(text_file([HEADER, PERSON], encoding), "staff.csv", read_sheets)
    assert [row.name for row in rows] == ["示例庚"]


def test_what_nobody_can_dial_and_what_a_spreadsheet_would_run_is_marked() -> None:
    bad: list[Cell] = ["2", "=HYPERLINK(1)", "示例村", "村主任", "12", "geng"]
    (row,) = read_staff(text_file([HEADER, bad]), "staff.csv", read_sheets)
    assert (row.has_formula, row.has_bad_phone) == (True, True)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["姓名", "性别", "出生日期"], ["示例", "女", "2015-03-05"]], "not_a_staff_list"),
        ([HEADER], "not_a_staff_list"),
        ([HEADER, *[PERSON] * (STAFF_AT_MOST + 1)], "too_many_staff"),
    ],
)
def test_what_is_no_list_of_staff_is_refused(rows: list[list[Cell]], code: str) -> None:
    with pytest.raises(NotARoster, match=code):
        read_staff(text_file(rows), "staff.csv", read_sheets)


def test_rows_go_back_under_their_own_header_each_with_why_and_as_text() -> None:
    bad: list[Cell] = ["2", "=1+1", "示例村", "村主任", "13000000098", "geng"]
    content = text_file([HEADER, PERSON, bad])
    why = {ListedProblem.FORMULA: "请改成普通文字。"}
    back = staff_given_back(read_sheets(content, "staff.csv"), {3: ListedProblem.FORMULA}, why)
    (sheet,) = read_sheets(back, "back.xlsx")
    assert [list(row) for row in sheet.rows] == [
        [*HEADER, "原行号", "原因"],
        [*bad, "3", "请改成普通文字。"],
    ]


def test_nothing_that_is_written_becomes_a_formula() -> None:
    content = workbook_of_lines([["=1+1", "+1", "@x"]])
    (sheet,) = read_sheets(content, "slips.xlsx")
    assert [list(row) for row in sheet.rows] == [["=1+1", "+1", "@x"]]
    assert b"<f>" not in content
