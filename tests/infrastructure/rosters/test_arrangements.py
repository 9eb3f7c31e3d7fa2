"""What offices put around the rows: other sheets, groups of columns, notes, examples."""

from datetime import date

import pytest

from domain.survey.rows import LeadRow, NotAChild, OtherRow, RosterRow
from infrastructure.rosters.cells import Cell
from infrastructure.rosters.reading import read_roster
from infrastructure.rosters.refusals import NotARoster
from tests.infrastructure.rosters.lists import Page, book, text_file, workbook
from tests.infrastructure.rosters.test_layout import READ_ON, only_row

HEADER: list[Cell] = ["序号", "姓名", "性别", "出生日期", "备注"]
CHILD: list[Cell] = ["1", "示例甲", "男", "2015-06-01", ""]


def others(rows: list[list[Cell]]) -> dict[int, NotAChild]:
    (sheet,) = read_roster(text_file(rows), "list.csv", READ_ON)
    return {row.number: row.what for row in sheet.rows if isinstance(row, OtherRow)}


def test_what_nobody_sees_is_not_read() -> None:
    pages = [Page("去年", [HEADER, CHILD], is_hidden=True), Page("今年", [HEADER, CHILD, CHILD])]

    (sheet,) = read_roster(book(pages), "list.xlsx", READ_ON)

    assert (sheet.name, len(sheet.rows)) == ("今年", 2)


def test_a_sheet_of_sums_alone_is_no_list() -> None:
    sums: list[list[Cell]] = [["乡镇", "村", "儿童", "男"], ["海棠镇", "石榴村", 12.0, 7.0]]

    with pytest.raises(NotARoster) as refused:
        read_roster(workbook({"汇总": sums}), "list.xlsx", READ_ON)

    assert refused.value.code == "not_a_roster"


def test_a_group_holds_until_the_next_where_no_cells_are_merged() -> None:
    rows: list[list[Cell]] = [
        ["父母情况", "", "儿童情况", "", "监护人情况", "", ""],
        ["姓名", "身份证号", "姓名", "出生日期", "姓名", "关系", "电话"],
        [
            *("示例父", "999999198001010037", "示例甲", "2015-06-01", "示例祖母", "奶奶"),
            "13854877932",
        ],
    ]

    row = only_row(read_roster(text_file(rows), "list.csv", READ_ON))

    assert (row.name, row.id_number, row.carer.name) == ("示例甲", None, "示例祖母")


def test_a_first_row_full_of_words_is_no_second_row_of_the_header() -> None:
    rows: list[list[Cell]] = [
        ["姓名", "学校", "所在社区", "监护人", "监护人电话", "其他"],
        ["示例甲", "实验学校", "柚子社区", "示例祖母", "13854877932", "父亲务工,母亲照顾"],
    ]

    row = only_row(read_roster(text_file(rows), "list.csv", READ_ON))

    assert (row.number, row.name) == (2, "示例甲")


def test_a_row_above_a_repeated_header_is_no_first_row_of_it() -> None:
    rows: list[list[Cell]] = [
        ["姓名", "监护人", "监护人电话", "学校", "其他", "其他"],
        ["示例甲", "示例祖母", "13854877932", "实验学校", "父亲务工", "母亲患病,生活困难"],
        ["姓名", "监护人", "监护人电话", "学校", "其他", "其他"],
        ["示例乙", "示例祖母", "13854877932", "实验学校", "", ""],
    ]

    assert others(rows) == {3: NotAChild.FOOTER}


def test_whatever_a_merged_cell_says_holds_for_all_whom_it_covers_but_who_they_are() -> None:
    rows: list[list[Cell]] = [
        ["姓名", "出生日期", "监护人", "监护人电话"],
        ["示例甲", "2015-06-01", "示例祖母", "13854877932"],
        ["示例乙", "2015-06-01", "", ""],
    ]
    merged = [(1, 2, 2, 2), (1, 3, 2, 3)]

    (sheet,) = read_roster(workbook({"表": rows}, merged), "list.xlsx", READ_ON)

    carers = [(row.carer.name, row.carer.phone) for row in sheet.rows if isinstance(row, RosterRow)]
    assert carers == [("示例祖母", "13854877932")] * 2


def test_a_repeat_below_a_merged_cell_is_a_repeat() -> None:
    rows: list[list[Cell]] = [
        ["乡镇", "姓名", "出生日期", "性别"],
        ["海棠镇", "示例甲", "2015-06-01", "男"],
        ["", "示例甲", "2015-06-01", "男"],
    ]

    (sheet,) = read_roster(workbook({"表": rows}, [(1, 0, 2, 0)]), "list.xlsx", READ_ON)

    assert len({row.digest for row in sheet.rows if isinstance(row, RosterRow)}) == 1


def test_examples_counted_columns_and_notes_speak_of_no_child() -> None:
    rows: list[list[Cell]] = [
        HEADER,
        ["甲", "乙", "丙", "1", "2"],
        ["例", "张三", "男", "2015-06-01", ""],
        CHILD,
        ["", "填表人:示例 审核人:示例", "", "", ""],
        ["", "农村留守儿童登记表", "", "", ""],
        ["", "石榴村小计:12人", "", "", ""],
        ["", "", "", "2026年9月10日", ""],
    ]

    assert others(rows) == {
        2: NotAChild.FOOTER,
        3: NotAChild.FOOTER,
        5: NotAChild.FOOTER,
        6: NotAChild.FOOTER,
        7: NotAChild.SUBTOTAL,
        8: NotAChild.FOOTER,
    }


def test_a_sum_in_what_is_told_of_a_child_leaves_it_a_child() -> None:
    rows: list[list[Cell]] = [HEADER, [*CHILD[:4], "合计收入2000元"], [*CHILD[:4], "小计"]]

    assert others(rows) == {}


def test_signs_in_sentences_do_not_part_the_columns() -> None:
    told = "一,二;三,四;五,六;七,八"
    rows: list[list[Cell]] = [
        ["儿童姓名", "大概年龄", "情况描述"],
        *[list[Cell](["示例甲", "十二岁", told]) for _ in range(3)],
    ]

    (sheet,) = read_roster(text_file(rows, delimiter="\t"), "leads.txt", READ_ON)

    assert [(row.noticed, row.about_years) for row in sheet.rows if isinstance(row, LeadRow)] == [
        (told, 12)
    ] * 3


@pytest.mark.parametrize("heading", ["身份证号(如知道)", "出生日期", "出生年月(大概)"])
def test_a_list_of_what_was_noticed_is_one_of_leads_though_it_asks_for_more(heading: str) -> None:
    rows: list[list[Cell]] = [
        ["儿童姓名", "大概年龄", heading, "情况描述"],
        ["示例甲", "十二岁", "", "独自在家"],
        ["示例乙", "约8岁", "", "独自在家"],
        ["示例丙", "约8岁", "2018年", "独自在家"],
    ]

    (sheet,) = read_roster(text_file(rows), "leads.csv", READ_ON)

    ages = [row.about_years for row in sheet.rows if isinstance(row, LeadRow)]
    assert ages == [12, 8, 8]


def test_lines_that_end_in_the_old_way_are_lines() -> None:
    content = "姓名,性别,出生日期\r示例甲,男,2015-06-01\r".encode()

    row = only_row(read_roster(content, "list.csv", READ_ON))

    assert (row.name, row.born_on) == ("示例甲", date(2015, 6, 1))
