"""Lists of results as the tools of schools give them: what is read, and what is refused."""

from dataclasses import replace
from datetime import date

import pytest

from domain.screening.facts import ScreeningScale
from domain.screening.listed import ListedResult, ResultProblem, problem_of
from infrastructure.rosters.cells import Cell
from infrastructure.rosters.refusals import NotARoster
from infrastructure.rosters.screening_files import ScreeningFiles
from infrastructure.rosters.screening_reading import RESULTS_AT_MOST, read_results
from infrastructure.rosters.sheets import read_sheets
from tests.examples import RULES, TODAY
from tests.infrastructure.rosters.lists import text_file, workbook

HEADER: list[Cell] = ["序号", "姓名", "出生日期", "班级", "学籍号", "量表", "筛查日期", "结果"]
PUPIL: list[Cell] = ["1", "示例", "2015-03-12", "五(2)班", "", "MHT", "2026/3/9", "需关注"]
READ = ListedResult(
    row=2,
    name="示例",
    class_name="五(2)班",
    scale=ScreeningScale.MHT,
    screened_on=date(2026, 3, 9),
    asks_talk=True,
)


def read(*rows: list[Cell], header: list[Cell] = HEADER) -> tuple[ListedResult, ...]:
    return read_results(text_file([header, *rows]), "results.csv", read_sheets, TODAY)


def saying(result: str, scale: str = "MHT") -> ListedResult:
    (row,) = read([*PUPIL[:5], scale, PUPIL[6], result])
    return row


def test_a_list_is_read_by_its_headings_below_a_title() -> None:
    title: list[Cell] = ["五年级心理筛查名单", *[""] * 7]
    content = workbook({"结果": [title, HEADER, PUPIL]})
    assert read_results(content, "results.xlsx", read_sheets, TODAY) == (replace(READ, row=3),)
    assert read(PUPIL) == (READ,)


def test_results_ask_for_a_talk_or_for_none_and_nothing_is_guessed() -> None:
    for said in ("需关注", "重点关注", "是", "建议访谈", "异常"):
        assert saying(said).asks_talk
    for said in ("正常", "无需关注", "否", "不需访谈", "未见异常"):
        assert saying(said).asks_no_talk
    for said in ("二级", "65", "", "关注不足"):
        row = saying(said)
        assert (row.asks_talk, problem_of(row, TODAY, RULES)) == (None, ResultProblem.BAND_UNREAD)


def test_what_speaks_of_danger_is_told_before_anything_else_wherever_it_stands() -> None:
    for row in (saying("高危"), saying("正常 有自伤"), *read([*PUPIL[:2], "想死", *PUPIL[3:]])):
        assert problem_of(row, TODAY, RULES) is ResultProblem.SPEAKS_OF_DANGER
        assert not row.asks_no_talk
    # What a tool counts in a column of its own is no number like others.
    none, some = read([*PUPIL, "0"], [*PUPIL, "1"], header=[*HEADER, "自伤意念"])
    assert (none.speaks_of_danger, some.speaks_of_danger) == (False, True)
    # Where a school is called so, nobody is in danger.
    (named,) = read([*PUPIL, "红色希望小学"], header=[*HEADER, "学校"])
    assert not named.speaks_of_danger


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (replace(READ, has_formula=True), ResultProblem.FORMULA),
        (replace(READ, name=None), ResultProblem.NAME_MISSING),
        (replace(READ, scale=None), ResultProblem.SCALE_UNKNOWN),
        (replace(READ, screened_on=None), ResultProblem.DAY_UNREAD),
        (replace(READ, screened_on=date(2026, 3, 11)), ResultProblem.DAY_AHEAD),
        (replace(READ, screened_on=date(2025, 9, 11)), ResultProblem.TOO_LONG_AGO),
        (READ, None),
    ],
)
def test_a_row_tells_by_itself_why_it_cannot_be_taken(
    row: ListedResult, problem: ResultProblem | None
) -> None:
    assert problem_of(row, TODAY, RULES) is problem


def test_scales_are_known_by_their_names() -> None:
    said = {"MHT 心理健康诊断测验": ScreeningScale.MHT, "PHQ-9": ScreeningScale.PHQ_9, "某表": None}
    assert {each: saying("是", each).scale for each in said} == said


@pytest.mark.parametrize(
    ("header", "rows", "code"),
    [
        (["姓名", "班级", "结果"], [["示例", "五(2)班", "是"]], "not_a_screening_list"),
        (HEADER, [], "not_a_screening_list"),
        ([*HEADER, "第3题"], [[*PUPIL, "2"]], "list_holds_answers"),
        ([*HEADER, "总分"], [[*PUPIL, "66"]], "list_holds_answers"),
        ([*HEADER, "初步诊断"], [[*PUPIL, ""]], "list_holds_answers"),
        ([*HEADER, "焦虑原始分"], [[*PUPIL, "66"]], "list_holds_answers"),
        # The second line of a header stands where no pupil is named yet.
        (HEADER, [[*[""] * 7, "Q1"], PUPIL], "list_holds_answers"),
        (HEADER, [PUPIL] * (RESULTS_AT_MOST + 1), "too_many_results"),
    ],
)
def test_a_list_that_is_none_or_holds_more_than_results_is_refused(
    header: list[Cell], rows: list[list[Cell]], code: str
) -> None:
    with pytest.raises(NotARoster, match=code):
        read(*rows, header=header)


def test_rows_go_back_under_their_own_header_each_with_why_and_as_text() -> None:
    bad: list[Cell] = ["2", "=1+1", *PUPIL[2:]]
    back = ScreeningFiles(read_sheets).given_back(
        text_file([HEADER, PUPIL, bad]),
        "results.csv",
        {3: ResultProblem.FORMULA},
        {ResultProblem.FORMULA: "请改成普通文字。"},
    )
    (sheet,) = read_sheets(back, "back.xlsx")
    assert [list(row) for row in sheet.rows] == [
        [*HEADER, "原行号", "原因"],
        [*bad, "3", "请改成普通文字。"],
    ]


def test_of_several_columns_of_results_each_counts() -> None:
    header: list[Cell] = [*HEADER, "预警等级"]
    graver, unlike, none, unclear = read(
        [*PUPIL, "红色"],
        [*PUPIL[:7], "正常", "需访谈"],
        [*PUPIL[:7], "正常", ""],
        [*PUPIL[:7], "正常", "二级"],
        header=header,
    )
    assert (graver.speaks_of_danger, none.speaks_of_danger) == (True, False)
    assert [each.asks_talk for each in (unlike, none, unclear)] == [True, False, None]


def test_a_number_is_read_however_it_is_set() -> None:
    (row,) = read([*PUPIL[:4], " ４５0702 20150312 001x ", *PUPIL[5:]])
    assert row.number == "45070220150312001X"


def test_no_sheet_that_names_pupils_is_passed_over() -> None:
    other: list[list[Cell]] = [["姓名", "结果"], ["示例乙", "需关注"]]
    for second in ([HEADER, PUPIL], other):
        with pytest.raises(NotARoster, match="several_screening_sheets"):
            read_results(
                workbook({"一班": [HEADER, PUPIL], "二班": second}), *("a.xlsx", read_sheets, TODAY)
            )
    # Nothing stands on the first: what goes back is of the second as well.
    content = workbook({"空": [HEADER], "说明": [["怎么填"]], "二班": [HEADER, PUPIL]})
    assert read_results(content, "a.xlsx", read_sheets, TODAY) == (READ,)
    back = ScreeningFiles(read_sheets).given_back(
        content, "a.xlsx", {2: ResultProblem.SEVERAL}, {ResultProblem.SEVERAL: "请补上。"}
    )
    assert list(read_sheets(back, "back.xlsx")[0].rows[1])[1] == PUPIL[1]
