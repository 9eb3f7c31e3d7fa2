"""Reads a file as a list of results: name, number, class, scale, day, and whether to talk."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from domain.identity import normalised_id_number
from domain.screening.facts import ScreeningScale
from domain.screening.listed import ListedResult
from infrastructure.rosters import cells
from infrastructure.rosters.bounds import HEAD_LINES
from infrastructure.rosters.cells import Cell
from infrastructure.rosters.days import day_in
from infrastructure.rosters.refusals import NotARoster
from infrastructure.rosters.sheets import ReadSheets, Sheet

HEADINGS: Mapping[str, re.Pattern[str]] = {
    "number": re.compile(r"^(?!.*(父|母|监护|家长)).*(身份证|学籍号|公民身份)"),
    "class": re.compile(r"班级|^班$|所在班"),
    "scale": re.compile(r"量表|问卷|测评工具|筛查工具"),
    "day": re.compile(r"^(?!.*(出生|生日)).*(日期|时间)"),
    "band": re.compile(r"结果|是否关注|关注|是否访谈|预警|等级|建议"),
    "name": re.compile(r"^(学生|儿童|孩子)?(姓名|名字)$"),
}
"""The words above the columns; of one heading the first that fits counts."""

NEEDED = frozenset({"name", "scale", "day", "band"})
RESULTS_AT_MOST = 5_000
HOLDS_MORE = re.compile(
    r"\d题|^[qQ]\d|题目|选项|答案|作答|得分|总分|分数|分值|分(\(.*\))?$|诊断(?!测验)|病史|用药"
)
"""Headings of what is no part of such a list: answers, scores, diagnoses."""

DANGER = re.compile(r"自伤|自杀|自残|轻生|想死|侵害|虐待")
"""Of danger to life or of harm, in whichever column."""
DANGEROUS_RESULT = re.compile(r"危机|高危|极高|危险|伤害|红")
NOTHING = frozenset({"", "0", "0.0", "否", "无", "没有", "从不", "正常"})
"""What stands under a heading that speaks of danger where there is none."""
NO_TALK = re.compile(
    r"^(无需|不需要?|不用|无须)(关注|访谈|谈)?$|^(正常|否|阴性|无|良好|健康|无异常|未见异常)$"
)
TALK = re.compile(r"^(一般|重点|需|需要|建议|应)?(关注|访谈|约谈)$|^(是|阳性|异常|预警)$")

PLAIN = re.compile(r"[a-z0-9一-鿿]")
"""What of the name of a scale counts, however it is set."""
_SCALES = {
    "mht": ScreeningScale.MHT,
    "phq9": ScreeningScale.PHQ_9,
    "phqa": ScreeningScale.PHQ_A,
    "sds": ScreeningScale.SDS,
    "sas": ScreeningScale.SAS,
    "scl90": ScreeningScale.SCL_90,
    "sdq": ScreeningScale.SDQ,
    "其他": ScreeningScale.OTHER,
}

Columns = Mapping[str, int]


def read_results(
    content: bytes, file_name: str, sheets_of: ReadSheets, today: date
) -> tuple[ListedResult, ...]:
    """Return the rows of the sheet that holds a list of results.

    Raises: NotARoster, also `not_a_screening_list`; `list_holds_answers` where any sheet has a
    column of answers, scores or diagnoses; `several_screening_sheets`, `too_many_results`.
    """
    sheets = sheets_of(content, file_name)
    if any(_holds_more(sheet) for sheet in sheets):
        raise NotARoster("list_holds_answers")
    found = list_in(sheets)
    if found is None:
        raise NotARoster("not_a_screening_list")
    rows = tuple(_rows(*found, today))
    if len(rows) > RESULTS_AT_MOST:
        raise NotARoster("too_many_results")
    return rows


def list_in(sheets: Sequence[Sheet]) -> tuple[Sheet, int, Columns] | None:
    """Return the one sheet with rows below a header, in which row that stands, and the columns.

    A class on a sheet of its own that nobody read would be lost unseen.

    Raises: NotARoster `several_screening_sheets` where a further sheet names pupils, too.
    """
    naming = [sheet for sheet in sheets if _names_pupils(sheet)]
    found = [(sheet, header) for sheet in naming if (header := _header_of(sheet)) is not None]
    if found and len(naming) > 1:
        raise NotARoster("several_screening_sheets")
    return (found[0][0], *found[0][1]) if found else None


def _header_of(sheet: Sheet) -> tuple[int, Columns] | None:
    for at, row in enumerate(sheet.rows[:HEAD_LINES]):
        columns = _columns(row)
        if columns.keys() >= NEEDED:
            return at, columns
    return None


def _names_pupils(sheet: Sheet) -> bool:
    """Return whether anything stands below a heading that pupils are named under."""
    for at, row in enumerate(sheet.rows[:HEAD_LINES]):
        place = _columns(row).get("name")
        if place is not None:
            return any(cells.text(cell) for below in sheet.rows[at + 1 :] for cell in below)
    return False


def _holds_more(sheet: Sheet) -> bool:
    """Return whether a header, which names pupils, names more than a list of results has.

    One of two lines has its second where no pupil is named yet.
    """
    for at, row in enumerate(sheet.rows[:HEAD_LINES]):
        place = _columns(row).get("name")
        if place is None:
            continue
        below = (each for each in sheet.rows[at + 1 : at + 2] if not cells.text(each[place]))
        if any(HOLDS_MORE.search(cells.plain(cell)) for line in (row, *below) for cell in line):
            return True
    return False


def _columns(row: Sequence[Cell]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for place, cell in enumerate(row):
        told = _told_under(cells.plain(cell))
        if told is not None:
            columns.setdefault(told, place)
    return columns


def _told_under(heading: str) -> str | None:
    return next((name for name, words in HEADINGS.items() if words.search(heading)), None)


def _rows(sheet: Sheet, header: int, columns: Columns, today: date) -> Iterator[ListedResult]:
    headings = [cells.plain(cell) for cell in sheet.rows[header]]
    of_danger = [place for place, said in enumerate(headings) if DANGER.search(said)]
    # A tool may tell whether to talk in one column, and how grave it is in another.
    telling = [place for place, said in enumerate(headings) if _told_under(said) == "band"]
    for at in range(header + 1, len(sheet.rows)):
        row = sheet.rows[at]
        if any(cells.text(cell) for cell in row):
            is_marked = any(cells.plain(row[place]) not in NOTHING for place in of_danger)
            results = [cells.plain(row[place]) for place in telling]
            read = _row(at + 1, row, columns, results, today)
            yield replace(read, speaks_of_danger=True) if is_marked else read


def _row(
    number: int, row: Sequence[Cell], columns: Columns, results: Sequence[str], today: date
) -> ListedResult:
    def told(name: str) -> Cell:
        return row[columns[name]] if name in columns else None

    return ListedResult(
        row=number,
        name=cells.name_in(told("name")),
        number=_number(told("number")),
        class_name=cells.words(told("class")),
        scale=_scale(cells.plain(told("scale"))),
        screened_on=day_in(told("day"), today),
        asks_talk=_asks_talk([each for each in results if each]),
        # Wherever it stands in the row: it is more than a result.
        speaks_of_danger=any(DANGEROUS_RESULT.search(each) for each in results)
        or any(DANGER.search(cells.plain(cell)) for cell in row),
        has_formula=any(cells.is_formula_text(cell) for cell in row),
    )


def _number(cell: Cell) -> str | None:
    """Return a number as it is kept: digits plain, without what parts them."""
    said = cells.words(cell)
    return normalised_id_number(said) if said is not None else None


def _asks_talk(results: Sequence[str]) -> bool | None:
    """Return whether any result asks for a talk; that none does is told by each, or nobody's."""
    if any(TALK.search(each) for each in results):
        return True
    return False if results and all(NO_TALK.search(each) for each in results) else None


def _scale(said: str) -> ScreeningScale | None:
    plain = "".join(PLAIN.findall(said.lower()))
    return next((scale for word, scale in _SCALES.items() if plain.startswith(word)), None)
