"""Reads a file as a list of staff: names, places, roles, logins, telephones."""

import re
from collections.abc import Iterator, Mapping, Sequence

from domain.staff.listed import ListedRow
from infrastructure.rosters import cells
from infrastructure.rosters.bounds import HEAD_LINES
from infrastructure.rosters.cells import Cell
from infrastructure.rosters.refusals import NotARoster
from infrastructure.rosters.sheets import ReadSheets, Sheet

HEADINGS: Mapping[str, re.Pattern[str]] = {
    "login": re.compile(r"账号|登录名|用户名|工号"),
    "phone": re.compile(r"手机|电话|联系方式"),
    "role": re.compile(r"岗位|职责|角色|职务"),
    "place": re.compile(r"单位|机构|学校|村|所在地"),
    "name": re.compile(r"姓名|名字"),
}
"""The words above the columns; of one heading the first that fits counts."""

NEEDED = frozenset({"name", "place", "role"})
STAFF_AT_MOST = 3_000

Columns = Mapping[str, int]


def read_staff(content: bytes, file_name: str, sheets_of: ReadSheets) -> tuple[ListedRow, ...]:
    """Return the rows of the first sheet that holds a list of staff.

    Raises: NotARoster, also `not_a_staff_list`, and `too_many_staff` for more than one list may
    have.
    """
    for sheet in sheets_of(content, file_name):
        found = header_of(sheet)
        if found is not None:
            rows = tuple(_rows(sheet, *found))
            if len(rows) > STAFF_AT_MOST:
                raise NotARoster("too_many_staff")
            if rows:
                return rows
    raise NotARoster("not_a_staff_list")


def header_of(sheet: Sheet) -> tuple[int, Columns] | None:
    """Return in which row the header stands, from 0, and in which column what is told."""
    for at, row in enumerate(sheet.rows[:HEAD_LINES]):
        columns = _columns(row)
        if columns.keys() >= NEEDED:
            return at, columns
    return None


def _columns(row: Sequence[Cell]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for place, cell in enumerate(row):
        said = cells.plain(cell)
        told = next((name for name, words in HEADINGS.items() if words.search(said)), None)
        if told is not None:
            columns.setdefault(told, place)
    return columns


def _rows(sheet: Sheet, header: int, columns: Columns) -> Iterator[ListedRow]:
    for at in range(header + 1, len(sheet.rows)):
        row = sheet.rows[at]
        if any(cells.text(cell) for cell in row):
            yield _row(at + 1, row, columns)


def _row(number: int, row: Sequence[Cell], columns: Columns) -> ListedRow:
    def told(name: str) -> Cell:
        return row[columns[name]] if name in columns else None

    phone = cells.phone_in(told("phone"))
    return ListedRow(
        number=number,
        name=cells.name_in(told("name")),
        phone=phone,
        login=cells.words(told("login")),
        place=cells.words(told("place")),
        role=cells.words(told("role")),
        has_bad_phone=phone is None and cells.words(told("phone")) is not None,
        has_formula=any(cells.is_formula_text(cell) for cell in row),
    )
