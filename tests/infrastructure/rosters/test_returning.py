"""What goes back to an office reads again as the rows that it sent."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from application.survey.staging_ports import NOT_TAKEN
from domain.ruleset import RULES_1
from domain.survey.outcomes import Verdict
from domain.survey.rows import NumberState, RosterRow, Row
from infrastructure.rosters import returning
from infrastructure.rosters.known import KnownBefore
from infrastructure.rosters.previewing import Preview, SheetPreview
from infrastructure.rosters.reading import read_roster
from infrastructure.rosters.sheets import read_sheets
from tests.infrastructure.rosters.lists import workbook
from tests.tree import ROOT

READ_ON = date(2026, 11, 26)
REAL = sorted((ROOT / "tests" / "rosters").glob("*.[cx]*"))


def words_of(verdict: Verdict) -> tuple[str, str]:
    return verdict.outcome.value, verdict.why.value if verdict.why else ""


def previewed(content: bytes, name: str) -> tuple[SheetPreview, ...]:
    preview = Preview(known=KnownBefore(), today=READ_ON, rules=RULES_1, sheets_of=read_sheets)
    return tuple(preview.of(content, name))


def workbook_of(content: bytes, name: str, sheets: Sequence[SheetPreview]) -> bytes:
    return returning.workbook_of(content, name, sheets, words_of, read_sheets)


def told(row: Row) -> Row:
    """Return a row without its place in the list, and without digits that nobody knows."""
    alike = replace(row, number=1)
    if not isinstance(alike, RosterRow):
        return alike
    is_lost = alike.number_state is NumberState.PRECISION_LOST
    return replace(alike, digest=b"", id_number=None if is_lost else alike.id_number)


@pytest.mark.parametrize("file", REAL, ids=lambda file: file.suffix + str(len(file.stem)))
def test_rows_given_back_tell_the_same_again(file: Path) -> None:
    content = file.read_bytes()
    sheets = previewed(content, file.name)
    sent = [each.row for sheet in sheets for each in sheet.rows]
    back = [
        each.row for sheet in sheets for each in sheet.rows if each.verdict.outcome in NOT_TAKEN
    ]
    returned = workbook_of(content, file.name, sheets)
    again = [row for sheet in read_roster(returned, "rows.xlsx", READ_ON) for row in sheet.rows]
    assert 0 < len(back) < len(sent) or file.suffix == ".csv"
    assert [told(row) for row in again] == [told(row) for row in back]


def test_each_list_of_a_file_comes_back_on_a_sheet_of_its_own() -> None:
    header = ["姓名", "性别", "出生日期"]
    content = workbook(
        {
            "一": [["示例村名单", "", ""], header, ["", "男", "2015-06-01"]],
            "说明": [["请按时上报"]],
            "二": [header, ["示例乙", "女", "2015-06-02"], ["示例丙", "女", "不知道"]],
        },
    )
    returned = workbook_of(content, "list.xlsx", previewed(content, "list.xlsx"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(returned))
    assert [
        [[str(cell) for cell in row] for row in book.get_sheet_by_name(name).to_python()]
        for name in book.sheet_names
    ] == [
        [
            ["示例村名单", "", "", "", "", ""],
            [*header, "原行号", "结果", "原因"],
            ["", "男", "2015-06-01", "3", "reject", "name_missing"],
        ],
        [
            [*header, "原行号", "结果", "原因"],
            ["示例丙", "女", "不知道", "3", "reject", "birth_date_unreadable"],
        ],
    ]


def test_a_merged_village_is_told_in_each_row_that_it_covered() -> None:
    rows = [
        ["村", "姓名", "性别", "出生日期"],
        ["示例村", "示例甲", "男", "2015-06-01"],
        ["", "", "女", "2015-06-02"],
    ]
    content = workbook({"表": rows}, merged=[(1, 0, 2, 0)])
    returned = workbook_of(content, "list.xlsx", previewed(content, "list.xlsx"))
    (sheet,) = CalamineWorkbook.from_filelike(io.BytesIO(returned)).sheet_names
    book = CalamineWorkbook.from_filelike(io.BytesIO(returned))
    assert [str(cell) for cell in book.get_sheet_by_name(sheet).to_python()[1]][:4] == [
        "示例村",
        "",
        "女",
        "2015-06-02",
    ]


def test_a_sheet_of_sums_beside_the_list_does_not_come_back() -> None:
    header = ["姓名", "性别", "出生日期"]
    content = workbook(
        {"汇总": [header, ["合计", "", ""]], "名单": [header, ["", "女", "2015-06-01"]]}
    )

    returned = workbook_of(content, "list.xlsx", previewed(content, "list.xlsx"))

    book = CalamineWorkbook.from_filelike(io.BytesIO(returned))
    (only,) = book.sheet_names
    assert book.get_sheet_by_name(only).to_python()[1][-2:] == ["reject", "name_missing"]
