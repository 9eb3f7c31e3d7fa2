"""Finds where a list begins on a sheet and what its columns tell: by content, not by place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from domain.survey.rows import NumberState
from infrastructure.rosters.bounds import HEAD_LINES
from infrastructure.rosters.cells import Cell, id_number_in, text
from infrastructure.rosters.columns import Column, column_of
from infrastructure.rosters.sheets import Sheet

FEWEST_COLUMNS = 3
SAMPLED_ROWS = 50

_NO_HEADINGS = frozenset({Column.OTHER, Column.SERIAL})


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the rows begin (from 0), in which column what stands, and the words of the header."""

    first_row: int
    columns: Mapping[Column, int]
    headings: frozenset[str]
    title: str = ""

    @property
    def is_of_left_behind(self) -> bool:
        """Whether the lines above the header say that every child of the list is left behind."""
        others = ("困境", "流动", "随迁", "学籍")
        return "留守儿童" in self.title and not any(each in self.title for each in others)

    @property
    def is_of_leads(self) -> bool:
        """Whether it tells of children whom somebody noticed, of no exact age and number."""
        exact = {Column.BORN_ON, Column.ID_NUMBER}
        rough = {Column.ABOUT_YEARS, Column.NOTICED}
        return not exact & self.columns.keys() and bool(rough & self.columns.keys())


def layout_of(sheet: Sheet) -> Layout | None:
    """Return the layout of a sheet, None when nothing on it looks like a list of children."""
    above = _filled_across(sheet)
    found = [
        layout
        for at in range(min(HEAD_LINES, len(above)))
        for layout in (_header(above, at, 1), _header(above, at, 2))
        if layout is not None and Column.NAME in layout.columns
    ]
    best = max(found, key=_worth, default=None)
    if best is None or _worth(best)[0] < FEWEST_COLUMNS:
        return None
    return _with_numbers(best, sheet)


def _worth(layout: Layout) -> tuple[int, int, int]:
    """Prefer the header that explains most columns, ends first, and has no title in it."""
    explained = len(layout.columns.keys() - _NO_HEADINGS)
    return explained, -layout.first_row, -len(layout.headings)


def _header(rows: Sequence[Sequence[str]], at: int, height: int) -> Layout | None:
    if at + height > len(rows):
        return None
    headings = list(zip(*rows[at : at + height], strict=True))
    columns: dict[Column, int] = {}
    for place, words in enumerate(headings):
        upper, lower = words[0], words[1] if height > 1 and words[1] != words[0] else ""
        column = column_of(upper, lower)
        if column is not None:
            columns.setdefault(column, place)
    said = {word for words in headings for word in words if word}
    title = " ".join(dict.fromkeys(word for row in rows[:at] for word in row if word))
    return Layout(at + height, columns, frozenset(said), title)


def _filled_across(sheet: Sheet) -> list[list[str]]:
    """Return the words of the first rows, each merged cell repeated over all that it covers."""
    rows = [[text(cell) for cell in row] for row in sheet.rows[: HEAD_LINES + 1]]
    for (top, left), (bottom, right) in sheet.merged:
        for row in range(top, min(bottom + 1, len(rows))):
            for place in range(left, min(right + 1, len(rows[row]))):
                rows[row][place] = rows[top][left]
    return rows


def _with_numbers(layout: Layout, sheet: Sheet) -> Layout:
    """Find ID numbers by what they look like where no heading tells of them."""
    if Column.ID_NUMBER in layout.columns or layout.is_of_leads:
        return layout
    rows = sheet.rows[layout.first_row : layout.first_row + SAMPLED_ROWS]
    taken = set(layout.columns.values())
    for place in range(len(sheet.rows[0])):
        if place not in taken and _is_mostly_numbers([row[place] for row in rows]):
            columns = {**layout.columns, Column.ID_NUMBER: place}
            return replace(layout, columns=columns)
    return layout


def _is_mostly_numbers(cells: Sequence[Cell]) -> bool:
    valid = sum(id_number_in(cell)[1] is NumberState.VALID for cell in cells)
    return valid * 2 > len(cells)
