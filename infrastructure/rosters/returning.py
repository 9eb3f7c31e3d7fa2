"""Writes the rows of a list that go back to the office, each with why, as a workbook of text."""

import io
from collections.abc import Iterator, Mapping, Sequence

import xlsxwriter

from application.survey.rosters import Judged
from application.survey.staging_ports import NOT_TAKEN, PreviewedSheet, Sheets, WordsOf
from infrastructure.rosters.cells import Cell, text
from infrastructure.rosters.layout import Layout, layout_of
from infrastructure.rosters.sheets import ReadSheets, Sheet

HEADINGS = ("原行号", "结果", "原因")
LARGEST_EXACT = 10**15
"""Whole numbers from here on have more digits than a spreadsheet keeps."""

CHARACTERS_AT_MOST = 32_767
"""So many fit into a cell of a spreadsheet."""

# Text that begins like a formula stays text, links stay words, and nothing goes to the disk.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}

Line = Sequence[str]


def workbook_of(
    content: bytes, file_name: str, previewed: Sheets, words_of: WordsOf, sheets_of: ReadSheets
) -> bytes:
    """Return an .xlsx file with the rows that are NOT_TAKEN, under the list's own header.

    Every cell is text. A merged cell is told in each row that it covered, since its rows may be
    apart now. The last columns are the row's number, what becomes of it, and why.

    Raises: NotARoster.
    """
    by_name = {each.name_in_file: each for each in previewed}
    lists = [
        (sheet, layout, by_name[sheet.name])
        for sheet in sheets_of(content, file_name)
        if sheet.name in by_name and (layout := layout_of(sheet)) is not None
    ]
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, OPTIONS) as book:
        as_text = book.add_format({"num_format": "@"})
        for sheet, layout, each in lists:
            page = book.add_worksheet()
            for number, line in enumerate(_lines(sheet, layout, each, words_of)):
                for place, said in enumerate(line):
                    if said:
                        page.write_string(number, place, said[:CHARACTERS_AT_MOST], as_text)
    return written.getvalue()


def _lines(
    sheet: Sheet, layout: Layout, previewed: PreviewedSheet, words_of: WordsOf
) -> Iterator[Line]:
    covered = _covered(sheet)
    width = max(map(len, sheet.rows), default=0)
    for at in range(layout.first_row):
        is_last = at == layout.first_row - 1
        # A title across all columns is said once; of two lines of headings both are said in full.
        said = _said(sheet, at, covered) if _is_heading(sheet, at, layout) else _said(sheet, at, {})
        yield [*said, *[""] * (width - len(said)), *(HEADINGS if is_last else ())]
    for judged in previewed.rows:
        if judged.verdict.outcome in NOT_TAKEN:
            yield _line(sheet, judged, covered, width, words_of)


def _line(
    sheet: Sheet,
    judged: Judged,
    covered: Mapping[tuple[int, int], Cell],
    width: int,
    words_of: WordsOf,
) -> Line:
    said = _said(sheet, judged.row.number - 1, covered)
    number = str(judged.row.number)
    return [*said, *[""] * (width - len(said)), number, *words_of(judged.verdict)]


def _is_heading(sheet: Sheet, at: int, layout: Layout) -> bool:
    said = {word for cell in sheet.rows[at] if (word := text(cell))}
    return len(said) > 1 and said <= layout.headings


def _said(sheet: Sheet, at: int, covered: Mapping[tuple[int, int], Cell]) -> list[str]:
    row = sheet.rows[at]
    return [_shown(covered.get((at, place), cell)) for place, cell in enumerate(row)]


def _shown(cell: Cell) -> str:
    """Return a cell as text; digits that a spreadsheet made up are not told as if they were known.

    Written out, a rounded ID number would look like one that somebody mistyped.
    """
    if isinstance(cell, float) and abs(cell) >= LARGEST_EXACT:
        return f"{cell:.14E}"
    return text(cell)


def _covered(sheet: Sheet) -> Mapping[tuple[int, int], Cell]:
    """Return for each place that a merged cell covers what that cell says."""
    return {
        (row, place): sheet.rows[top][left]
        for (top, left), (bottom, right) in sheet.merged
        for row in range(top, min(bottom + 1, len(sheet.rows)))
        for place in range(left, min(right + 1, len(sheet.rows[row])))
    }
