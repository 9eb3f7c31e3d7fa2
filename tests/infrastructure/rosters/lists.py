"""Writes lists as offices do, from rows of cells, so that tests can read them back."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date

import xlsxwriter

from infrastructure.rosters.cells import Cell

Rows = Sequence[Sequence[Cell]]


def workbook(sheets: Mapping[str, Rows], merged: Sequence[tuple[int, int, int, int]] = ()) -> bytes:
    """Return an .xlsx file; `merged` are first row, first column, last row, last column, from 0."""
    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(number, place, cell, day)
                    else:
                        sheet.write(number, place, cell)
            for first_row, first, last_row, last in merged:
                sheet.merge_range(first_row, first, last_row, last, rows[first_row][first])
    return written.getvalue()


def text_file(rows: Rows, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """Return a .csv file."""
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue().encode(encoding)
