"""Writes invitations, and the rows of a list of staff that go back, as workbooks of text."""

import io
from collections.abc import Iterable, Mapping, Sequence

import xlsxwriter

from domain.staff.listed import ListedProblem
from infrastructure.rosters.cells import text
from infrastructure.rosters.returning import CHARACTERS_AT_MOST, OPTIONS
from infrastructure.rosters.sheets import Sheet
from infrastructure.rosters.staff_reading import header_of

BESIDES = ("原行号", "原因")


def workbook_of_lines(lines: Iterable[Sequence[str]]) -> bytes:
    """Return an .xlsx file in which every cell is text, whatever it begins with."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, OPTIONS) as book:
        as_text = book.add_format({"num_format": "@"})
        page = book.add_worksheet()
        for number, line in enumerate(lines):
            for place, said in enumerate(line):
                if said:
                    page.write_string(number, place, said[:CHARACTERS_AT_MOST], as_text)
    return written.getvalue()


def staff_given_back(
    sheets: Iterable[Sheet],
    problems: Mapping[int, ListedProblem],
    sentences: Mapping[ListedProblem, str],
) -> bytes:
    """Return the rows with these numbers under the list's own header, each with why."""
    lines: list[list[str]] = []
    for sheet in sheets:
        found = header_of(sheet)
        if found is None:
            continue
        header, _columns = found
        lines.append([*map(text, sheet.rows[header]), *BESIDES])
        for number, problem in sorted(problems.items()):
            lines.append([*map(text, sheet.rows[number - 1]), str(number), sentences[problem]])
        break
    return workbook_of_lines(lines)
