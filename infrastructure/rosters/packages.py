"""Looks into an .xlsx package before it is read: whether it is one, plain, and of bearable size.

The reader builds every cell from the first to the last one that is used, the empty ones too. One
stray cell at the far corner of a sheet would take all memory there is.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from infrastructure.rosters.bounds import require_size
from infrastructure.rosters.refusals import NotARoster

UNPACKED_AT_MOST = 150 * 1024 * 1024
"""The largest list has some 60 MB of cells."""
STRINGS_AT_MOST = 40 * 1024 * 1024
STRINGS = "sharedstrings.xml"
"""The reader holds them all at once, in three times the room."""
PIECE_BYTES = 1024 * 1024
OVERLAP_BYTES = 256
"""A piece begins with the end of the one before, so that nothing is cut in two."""

DAMAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError)
"""What reading a package raises whose bytes are not as they were written; of a compression that
nobody uses in workbooks NotImplementedError.
"""

CELLS = b"sheetData"
"""What the reader takes cells from; colours of a theme are written like places of rows."""

# The place of a row or a cell: beyond row 9,999, and beyond column Z.
_FAR_DOWN = re.compile(rb"\sr\s*=\s*[\"'][A-Za-z]{0,3}(\d{5,})[\"']")
_FAR_RIGHT = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{2,})\d+[\"']")


def require_plain_package(content: bytes) -> None:
    """Raises: NotARoster file_damaged, file_too_large, file_with_macros, file_wrong_extension,
    too_many_rows, too_many_columns.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _require_plain(package)
            for part in package.infolist():
                # The reader finds a sheet by what the workbook says, wherever that is.
                if part.filename.casefold().endswith(".xml"):
                    require_size(*_size(package, part))
    except DAMAGE:
        raise NotARoster("file_damaged") from None
    except RuntimeError:
        # A part is encrypted.
        raise NotARoster("file_password_protected") from None


def _require_plain(package: zipfile.ZipFile) -> None:
    names = package.namelist()
    parts = package.infolist()
    strings = (each for each in parts if each.filename.casefold().endswith(STRINGS))
    if sum(each.file_size for each in parts) > UNPACKED_AT_MOST or any(
        each.file_size > STRINGS_AT_MOST for each in strings
    ):
        raise NotARoster("file_too_large")
    if any(name.endswith("vbaProject.bin") for name in names):
        raise NotARoster("file_with_macros")
    if "xl/workbook.xml" not in names or "content.xml" in names:
        raise NotARoster("file_wrong_extension")


def _size(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> tuple[int, int]:
    """Return the last row and column that a sheet uses, from 1; 0 where they are within bounds."""
    last_row = last_column = 0
    is_sheet = False
    for piece in _pieces(package, part):
        is_sheet = is_sheet or CELLS in piece
        last_row = max([last_row, *map(int, set(_FAR_DOWN.findall(piece)))])
        last_column = max([last_column, *map(_column, set(_FAR_RIGHT.findall(piece)))])
    return (last_row, last_column) if is_sheet else (0, 0)


def _pieces(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    end = b""
    with package.open(part) as opened:
        while piece := opened.read(PIECE_BYTES):
            yield end + piece
            end = piece[-OVERLAP_BYTES:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
