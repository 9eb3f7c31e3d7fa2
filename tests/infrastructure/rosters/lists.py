"""Writes lists as offices do, from rows of cells, so that tests can read them back."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import xlsxwriter

from infrastructure.rosters.cells import Cell

Rows = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet; `merged` are first row, first column, last row, last column, from 0."""

    name: str
    rows: Rows
    merged: Sequence[tuple[int, int, int, int]] = ()
    is_hidden: bool = False


def workbook(sheets: Mapping[str, Rows], merged: Sequence[tuple[int, int, int, int]] = ()) -> bytes:
    """Return an .xlsx file of sheets that are all merged alike."""
    return book([Page(name, rows, merged) for name, rows in sheets.items()])


def book(pages: Sequence[Page]) -> bytes:
    """Return an .xlsx file; the first page that is not hidden is the one that it opens on."""
    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as made:
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        for page in pages:
            sheet = made.add_worksheet(page.name)
            if page.is_hidden:
                sheet.hide()
            for number, row in enumerate(page.rows):
                for place, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(number, place, cell, day)
                    else:
                        sheet.write(number, place, cell)
            for first_row, first, last_row, last in page.merged:
                sheet.merge_range(first_row, first, last_row, last, page.rows[first_row][first])
        made.worksheets()[[page.is_hidden for page in pages].index(False)].activate()
    return written.getvalue()


def text_file(rows: Rows, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """Return a .csv file."""
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue().encode(encoding)
