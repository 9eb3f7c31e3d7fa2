"""Opens a file as sheets of cells, whatever kind it really is, or says why it cannot be opened."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import cast

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from infrastructure.rosters.bounds import (
    COLUMNS_AT_MOST,
    COVERED_AT_MOST,
    HEAD_LINES,
    MERGED_AT_MOST,
    ROWS_AT_MOST,
    require_size,
)
from infrastructure.rosters.cells import Cell
from infrastructure.rosters.columns import column_of
from infrastructure.rosters.packages import require_plain_package
from infrastructure.rosters.refusals import NotARoster

BYTES_AT_MOST = 20 * 1024 * 1024
DELIMITERS = (",", "\t", ";", "，", "；", "|")

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_TEXT_SUFFIXES = frozenset({".csv", ".txt"})

Range = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of a sheet row by row, all rows of one length, and which cells are merged."""

    name: str
    rows: Sequence[Sequence[Cell]]
    merged: Sequence[Range] = ()


ReadSheets = Callable[[bytes, str], tuple[Sheet, ...]]
"""Opens a file of that name as `read_sheets` does, here or in a process of its own."""


def read_sheets(content: bytes, file_name: str) -> tuple[Sheet, ...]:
    """Return the sheets of a file in their order.

    Raises: NotARoster: file_empty, file_too_large, too_many_rows, too_many_columns, file_damaged,
    file_with_macros, file_password_protected, file_wrong_extension.
    """
    if len(content) > BYTES_AT_MOST:
        raise NotARoster("file_too_large")
    if not content.strip():
        raise NotARoster("file_empty")
    suffix = PurePath(file_name).suffix.casefold()
    if content.startswith(_ZIP):
        _require_suffix(suffix, {".xlsx"}, macros=".xlsm")
        require_plain_package(content)
        return tuple(_workbook(content))
    if content.startswith(_OLE):
        _require_plain_compound(content)
        _require_suffix(suffix, {".xls"}, macros="")
        return tuple(_workbook(content))
    _require_suffix(suffix, _TEXT_SUFFIXES, macros=".xlsm")
    return (_text_sheet(content),)


def _require_suffix(suffix: str, fitting: set[str] | frozenset[str], *, macros: str) -> None:
    if suffix == macros:
        raise NotARoster("file_with_macros")
    if suffix not in fitting:
        raise NotARoster("file_wrong_extension")


def _require_plain_compound(content: bytes) -> None:
    if _ENCRYPTED in content:
        raise NotARoster("file_password_protected")
    if _MACROS in content:
        raise NotARoster("file_with_macros")


def _workbook(content: bytes) -> Iterator[Sheet]:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for each in workbook.sheets_metadata:
            # What nobody sees was not meant to be sent: code lists, the list of last year.
            if each.typ is SheetTypeEnum.WorkSheet and each.visible is SheetVisibleEnum.Visible:
                yield _sheet(workbook.get_sheet_by_name(each.name))
    except PasswordError:
        raise NotARoster("file_password_protected") from None
    except (CalamineError, OSError, ValueError):
        raise NotARoster("file_damaged") from None


def _sheet(found: CalamineSheet) -> Sheet:
    require_size(found.total_height, found.total_width)
    rows = cast("list[list[Cell]]", found.to_python(skip_empty_area=False))
    return Sheet(found.name, rows, merged_within(rows, found.merged_cell_ranges or ()))


def merged_within(rows: Sequence[Sequence[Cell]], merged: Sequence[Range]) -> tuple[Range, ...]:
    """Return the merged ranges as far as there are cells: a file may claim any, at no cost.

    Raises: NotARoster too_many_rows for more of them, or larger ones, than a list has.
    """
    height, width = len(rows), len(rows[0]) if rows else 0
    within = tuple(
        ((top, left), (min(bottom, height - 1), min(right, width - 1)))
        for (top, left), (bottom, right) in merged
        if top < height and left < width and top <= bottom and left <= right
    )
    covered = sum(
        (bottom - top + 1) * (right - left + 1) for (top, left), (bottom, right) in within
    )
    if len(within) > MERGED_AT_MOST or covered > COVERED_AT_MOST:
        raise NotARoster("too_many_rows")
    return within


def _text_sheet(content: bytes) -> Sheet:
    text = _decoded(content)
    # Either sign ends a line, and both together end one.
    if max(text.count("\n"), text.count("\r")) > ROWS_AT_MOST + HEAD_LINES:
        raise NotARoster("too_many_rows")
    delimiter = _delimiter(text)
    try:
        found = csv.reader(io.StringIO(text, newline=None), delimiter=delimiter)
        rows = [list[Cell](row) for row in found]
    except csv.Error:
        raise NotARoster("file_damaged") from None
    width = max(map(len, rows), default=0)
    require_size(len(rows), width)
    return Sheet("", [[*row, *[""] * (width - len(row))] for row in rows])


def _delimiter(text: str) -> str:
    """Return what parts the header: sentences further down may hold more of another sign."""
    head = text.splitlines()[:HEAD_LINES]

    def parted(delimiter: str) -> tuple[int, int]:
        lines = [line.split(delimiter, COLUMNS_AT_MOST) for line in head]
        known = (sum(column_of(part.strip('"')) is not None for part in line) for line in lines)
        return max(known, default=0), max(map(len, lines), default=0)

    return max(DELIMITERS, key=parted)


def _decoded(content: bytes) -> str:
    encodings = ["utf-8-sig", "gb18030"]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise NotARoster("file_damaged")
