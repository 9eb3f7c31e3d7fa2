"""Lists laid out in any order, with any office's words, after titles or on a later sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.codelists import Sex
from domain.survey.rows import (
    LeadRow,
    NotAChild,
    NumberState,
    OtherRow,
    RosterRow,
    ToldCarer,
    ToldCategories,
    ToldSchooling,
)
from infrastructure.rosters.cells import Cell
from infrastructure.rosters.reading import RosterSheet, read_roster
from tests.infrastructure.rosters.lists import Rows, text_file, workbook

READ_ON = date(2026, 11, 26)
PHONE = "13854877932"

WORDS: Mapping[str, tuple[str, ...]] = {
    "name": ("姓名", "学生姓名", "儿童姓名", "孩子姓名", "姓 名", "*姓名"),
    "sex": ("性别", "性别码", "儿童性别"),
    "born": ("出生日期", "出生年月日", "生日", "出生年月"),
    "id": ("身份证号", "公民身份号码", "身份证件号", "身份证号码(18位)", "居民身份证号"),
    "township": ("乡镇", "乡镇(街道)", "所在乡镇", "镇街"),
    "village": ("村(社区)", "村委会", "行政村", "村(居)委"),
    "carer": ("监护人姓名", "实际照护人", "家庭成员1姓名", "照料人姓名", "家长姓名"),
    "relation": ("与监护人关系", "家庭成员1关系码", "照护人与儿童关系"),
    "phone": ("联系电话", "监护人联系电话", "家庭成员1电话", "家长手机"),
    "school": ("学校名称", "就读学校", "所在学校"),
    "boarding": ("是否住宿", "是否寄宿", "是否住校"),
    "left_behind": ("是否留守儿童", "是否留守", "留守情况"),
}
BESIDE = (
    "备注",
    "序号",
    "父亲姓名",
    "母亲姓名",
    "务工地点",
    "户籍所在地",
    "身高(cm)",
    "家庭经济来源",
)
CELLS: Mapping[str, Cell] = {
    "name": "示例小荷",
    "sex": "女",
    "born": "2014年3月5日",
    "id": "999999201403050029",
    "township": "海棠镇",
    "village": "石榴村",
    "carer": "示例祖母",
    "relation": "奶奶",
    "phone": "177-9661-5559",
    "school": "海棠镇中心小学",
    "boarding": "否",
    "left_behind": "是",
}
READ = RosterRow(
    number=0,
    digest=b"",
    name="示例小荷",
    sex=Sex.FEMALE,
    born_on=date(2014, 3, 5),
    id_number="999999201403050029",
    number_state=NumberState.VALID,
    township="海棠镇",
    village="石榴村",
    carer=ToldCarer(name="示例祖母", relation_code="62", phone="17796615559"),
    schooling=ToldSchooling(school="海棠镇中心小学", is_boarding=False),
    categories=ToldCategories(left_behind=True),
)


def only_row(sheets: Sequence[RosterSheet]) -> RosterRow:
    (row,) = [row for sheet in sheets for row in sheet.rows]
    assert isinstance(row, RosterRow)
    return row


def as_read(row: RosterRow) -> RosterRow:
    """The example as this row has it: its place and digest follow from the file."""
    return replace(READ, number=row.number, digest=row.digest)


@st.composite
def headers(draw: st.DrawFn) -> list[tuple[str, str]]:
    """Columns in any order, each under one of its words, with others that say nothing to us."""
    known = [(key, draw(st.sampled_from(words))) for key, words in WORDS.items()]
    beside = [("", word) for word in draw(st.sets(st.sampled_from(BESIDE)))]
    return draw(st.permutations([*known, *beside]))


def told(header: list[tuple[str, str]]) -> list[Cell]:
    return [CELLS.get(key, "") for key, _word in header]


@given(header=headers(), titles=st.integers(0, 4), encoding=st.sampled_from(["utf-8", "gb18030"]))
@settings(max_examples=80, deadline=None)
def test_any_order_and_any_words_read_the_same_from_text(
    header: list[tuple[str, str]], titles: int, encoding: str
) -> None:
    heads: list[list[Cell]] = [["某某县儿童情况登记表"] for _ in range(titles)]
    rows: list[list[Cell]] = [*heads, [word for _key, word in header], told(header)]

    row = only_row(read_roster(text_file(rows, encoding), "list.csv", READ_ON))

    assert row == as_read(row)
    assert row.number == titles + 2


@given(header=headers(), sheets_before=st.integers(0, 2))
@settings(max_examples=25, deadline=None)
def test_any_order_and_any_words_read_the_same_from_a_workbook_with_other_sheets(
    header: list[tuple[str, str]], sheets_before: int
) -> None:
    others: dict[str, Rows] = {
        f"说明{number}": [["填表说明"], ["请按时填报", 3]] for number in range(sheets_before)
    }
    rows: list[list[Cell]] = [[word for _key, word in header], told(header)]

    row = only_row(read_roster(workbook({**others, "名单": rows}), "list.xlsx", READ_ON))

    assert row == as_read(row)


def test_a_header_of_two_rows_tells_the_child_and_the_carer_apart() -> None:
    rows: list[list[Cell]] = [
        ["儿童关爱登记表", "", "", "", "", ""],
        ["儿童基本情况", "", "", "实际照护人", "", ""],
        ["姓名", "出生日期", "性别", "姓名", "与儿童关系", "联系电话"],
        ["示例子安", "2015.6.1", "男", "示例祖父", "爷爷", "13854877932"],
    ]
    merged = [(0, 0, 0, 5), (1, 0, 1, 2), (1, 3, 1, 5)]

    row = only_row(read_roster(workbook({"表": rows}, merged), "list.xlsx", READ_ON))

    assert (row.name, row.born_on, row.carer) == (
        "示例子安",
        date(2015, 6, 1),
        ToldCarer(name="示例祖父", relation_code="61", phone="13854877932"),
    )


def test_a_merged_town_holds_for_every_row_that_it_covers_and_no_other() -> None:
    rows: list[list[Cell]] = [
        ["乡镇", "姓名", "出生日期", "性别"],
        ["海棠镇", "示例甲", "2015-06-01", "男"],
        ["", "示例乙", "2015-06-02", "女"],
        ["", "示例丙", "2015-06-03", "女"],
    ]

    (sheet,) = read_roster(workbook({"表": rows}, [(1, 0, 2, 0)]), "list.xlsx", READ_ON)

    assert [row.township for row in sheet.rows if isinstance(row, RosterRow)] == [
        *("海棠镇", "海棠镇"),
        None,
    ]


def test_sums_signatures_and_repeated_headers_speak_of_no_child() -> None:
    rows: list[list[Cell]] = [
        ["序号", "姓名", "出生日期", "性别"],
        [1.0, "示例甲", "2015-06-01", "男"],
        ["小 计", 1.0, "", ""],
        ["序号", "姓名", "出生日期", "性别"],
        [2.0, "示例乙", "2015-06-02", "女"],
        ["", "合计:2人", "", ""],
        ["", "", "", ""],
        ["单位负责人:      填表人:", "", "", ""],
    ]

    (sheet,) = read_roster(text_file(rows), "list.csv", READ_ON)

    assert [row for row in sheet.rows if isinstance(row, OtherRow)] == [
        OtherRow(number=3, what=NotAChild.SUBTOTAL),
        OtherRow(number=4, what=NotAChild.FOOTER),
        OtherRow(number=6, what=NotAChild.TOTAL),
        OtherRow(number=8, what=NotAChild.FOOTER),
    ]
    assert [row.number for row in sheet.rows if isinstance(row, RosterRow)] == [2, 5]


def test_a_list_of_leads_is_known_by_rough_ages_and_what_was_noticed() -> None:
    rows: list[list[Cell]] = [
        ["日期", "线索来源", "儿童姓名", "大概年龄", "住址", "情况描述", "联系人", "电话"],
        [
            "2026-09-12",
            "邻居",
            "示例丁",
            "11周岁左右",
            "海棠镇石榴村",
            "独自在家",
            "示例婶",
            "13854877932",
        ],
    ]

    (sheet,) = read_roster(text_file(rows, "gb18030"), "leads.csv", READ_ON)

    assert sheet.rows == (
        LeadRow(
            number=2,
            name="示例丁",
            about_years=11,
            address="海棠镇石榴村",
            as_of_on=date(2026, 9, 12),
            noticed="独自在家",
            informant="示例婶",
            phone=PHONE,
        ),
    )


@pytest.mark.parametrize("delimiter", ["\t", ";"])
def test_other_separators_are_found(delimiter: str) -> None:
    rows: list[list[Cell]] = [["姓名", "性别", "出生日期"], ["示例甲", "男", "2015-06-01"]]

    row = only_row(read_roster(text_file(rows, delimiter=delimiter), "list.txt", READ_ON))

    assert row.name == "示例甲"


def test_numbers_under_no_heading_are_known_by_what_they_are() -> None:
    rows: list[list[Cell]] = [
        ["姓名", "性别", "学校", "其他信息"],
        ["示例甲", "男", "中心小学", "999999201403050029"],
    ]

    row = only_row(read_roster(text_file(rows), "list.csv", READ_ON))

    assert (row.id_number, row.number_state, row.born_on) == (
        "999999201403050029",
        NumberState.VALID,
        date(2014, 3, 5),
    )
