"""Finds where a list begins on a sheet and what its columns tell: by content, not by place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from domain.survey.rows import NumberState
from infrastructure.rosters.bounds import HEAD_LINES
from infrastructure.rosters.cells import Cell, id_number_in, phone_in, text, words
from infrastructure.rosters.columns import chosen, column_of, columns_of
from infrastructure.rosters.heading_words import Column
from infrastructure.rosters.sheets import Sheet

FEWEST_COLUMNS = 3
SAMPLED_ROWS = 50

_NOT_READ = frozenset({Column.OTHER, Column.SERIAL, Column.OF_ANOTHER})
_EXACT = frozenset({Column.BORN_ON, Column.ID_NUMBER})
_ROUGH = frozenset({Column.ABOUT_YEARS, Column.NOTICED})
_GROUPED_AT_LEAST = 2

# What stands in a line above the header and groups no columns: titles, units, days.
_ABOVE_ALL = re.compile(r"[:：。;；]|(表|册|名单|台账)(\W.*)?$")
_LONGEST_GROUP = 20
_TELLING_DIGITS = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the rows begin (from 0), in which column what stands, and the words of the header.

    `explained` is in how many columns we know what stands, also where nothing of it is read.
    """

    first_row: int
    columns: Mapping[Column, int]
    headings: frozenset[str]
    explained: frozenset[int] = frozenset()
    title: str = ""

    @property
    def is_of_left_behind(self) -> bool:
        """Whether the lines above the header say that every child of the list is left behind."""
        others = ("困境", "流动", "随迁", "学籍")
        return "留守儿童" in self.title and not any(each in self.title for each in others)

    @property
    def is_of_leads(self) -> bool:
        """Whether it tells of children whom somebody noticed, of no exact age and number."""
        return not _EXACT & self.columns.keys() and bool(_ROUGH & self.columns.keys())


def layout_of(sheet: Sheet) -> Layout | None:
    """Return the layout of a sheet, None when nothing on it looks like a list of children."""
    above = _filled_across(sheet)
    found = [
        replace(layout, title=_title(above[:at]))
        for at in range(min(HEAD_LINES, len(above)))
        for layout in (_grouped_header(sheet, above, at), _header(above[at], at + 1))
        if layout is not None and Column.NAME in layout.columns
    ]
    best = max(found, key=_worth, default=None)
    if best is None or len(best.columns.keys() - _NOT_READ) < FEWEST_COLUMNS:
        return None
    return _with_numbers(_without_empty(best, sheet), sheet)


def _title(rows: Sequence[Sequence[str]]) -> str:
    return " ".join(dict.fromkeys(word for row in rows for word in row if word))


def _worth(layout: Layout) -> tuple[int, int, int]:
    """Prefer the header that explains most columns, and of equals the first."""
    told = layout.columns.keys() - {Column.OTHER, Column.SERIAL}
    return len(told), -layout.first_row, len(layout.explained)


def _header(own: Sequence[str], first_row: int, groups: Sequence[str] = ()) -> Layout:
    pairs = list(zip(groups, own, strict=True)) if groups else [(word, "") for word in own]
    told = columns_of(pairs)
    said = frozenset(word for pair in pairs for word in pair if word)
    return Layout(first_row, chosen(told), said, frozenset(told))


def _grouped_header(sheet: Sheet, rows: Sequence[Sequence[str]], at: int) -> Layout | None:
    """Return the header of two rows that begins here, the upper one grouping columns."""
    if at + 1 >= len(rows):
        return None
    own = [text(cell) for cell in sheet.rows[at + 1]]
    if any(map(_is_of_a_row, (*sheet.rows[at], *sheet.rows[at + 1]))):
        return None
    if sum(column_of(word) is not None for word in own) < _GROUPED_AT_LEAST:
        return None
    groups = _groups(rows[at], own)
    if len({*groups} - {""}) < _GROUPED_AT_LEAST:
        return None
    lower = [
        "" if word == group else word for group, word in zip(groups, rows[at + 1], strict=True)
    ]
    return _header(lower, at + 2, groups)


def _groups(upper: Sequence[str], own: Sequence[str]) -> list[str]:
    """Return what stands above each column; a group holds until the next where cells are apart."""
    groups: list[str] = []
    for place, word in enumerate(upper):
        if word and (_ABOVE_ALL.search(word) or len(word) > _LONGEST_GROUP):
            groups.append("")
        elif not word and place and own[place] and own[place - 1]:
            groups.append(groups[-1])
        else:
            groups.append(word)
    return groups


def _is_of_a_row(cell: Cell) -> bool:
    """Whether a cell tells of somebody, so that no header can be where it stands."""
    if not isinstance(cell, str):
        return bool(text(cell))
    return _TELLING_DIGITS.search(cell) is not None and (
        phone_in(cell) is not None or id_number_in(cell)[1] is NumberState.VALID
    )


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
    for place in range(len(sheet.rows[0])):
        if place not in layout.explained and _is_mostly_numbers([row[place] for row in rows]):
            columns = {**layout.columns, Column.ID_NUMBER: place}
            return replace(layout, columns=columns)
    return layout


def _without_empty(layout: Layout, sheet: Sheet) -> Layout:
    """Take a list of what was noticed for one of leads where hardly any row tells more exactly."""
    exact = _EXACT & layout.columns.keys()
    if not exact or _ROUGH - layout.columns.keys():
        return layout
    rows = sheet.rows[layout.first_row : layout.first_row + SAMPLED_ROWS]
    telling = sum(any(words(row[layout.columns[each]]) for each in exact) for row in rows)
    if telling * 2 > len(rows):
        return layout
    columns = {column: place for column, place in layout.columns.items() if column not in exact}
    return replace(layout, columns=columns)


def _is_mostly_numbers(cells: Sequence[Cell]) -> bool:
    valid = sum(id_number_in(cell)[1] is NumberState.VALID for cell in cells)
    return valid * 2 > len(cells)
