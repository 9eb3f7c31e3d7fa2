"""Files that are no list: each is refused with a code of its own."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrastructure.rosters.bounds import COLUMNS_AT_MOST, HEAD_LINES, ROWS_AT_MOST
from infrastructure.rosters.packages import STRINGS_AT_MOST
from infrastructure.rosters.reading import read_roster
from infrastructure.rosters.refusals import NotARoster
from infrastructure.rosters.sheets import BYTES_AT_MOST
from tests.infrastructure.rosters.lists import text_file, workbook
from tests.infrastructure.rosters.test_layout import READ_ON

LIST = workbook({"表": [["姓名", "性别", "出生日期"], ["示例甲", "男", "2015-06-01"]]})
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def with_part(name: str, without: str = "") -> bytes:
    """The list as a package that holds one part more, or lacks one."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(LIST)) as read, zipfile.ZipFile(written, "w") as package:
        for each in read.namelist():
            if each != without:
                package.writestr(each, read.read(each))
        package.writestr(name, b"part")
    return written.getvalue()


def with_stray_cell(place: str) -> bytes:
    """The list with one cell more; the row that holds it says that it is the ninth."""
    stray = f'<row r="9"><c r="{place}"><v>1</v></c></row></sheetData>'.encode()
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(LIST)) as read, zipfile.ZipFile(written, "w") as package:
        for each in read.namelist():
            package.writestr(each, read.read(each).replace(b"</sheetData>", stray))
    return written.getvalue()


def with_merged(*ranges: str, book: bytes = LIST) -> bytes:
    """A list, claiming that cells are merged which it need not even have."""
    claimed = "".join(f'<mergeCell ref="{each}"/>' for each in ranges)
    merged = f"</sheetData><mergeCells>{claimed}</mergeCells>".encode()
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as read, zipfile.ZipFile(written, "w") as package:
        for each in read.namelist():
            package.writestr(each, read.read(each).replace(b"</sheetData>", merged))
    return written.getvalue()


def elsewhere(content: bytes, folder: str) -> bytes:
    """The package with its sheets in another folder, where the workbook says that they are."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as read, zipfile.ZipFile(written, "w") as package:
        for each in read.namelist():
            part = read.read(each).replace(b"worksheets/", folder.encode())
            package.writestr(each.replace("worksheets/", folder), part)
    return written.getvalue()


def strings_bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"<workbook/>")
        package.writestr("xl/sharedStrings.xml", bytes(STRINGS_AT_MOST + 1))
    return written.getvalue()


def bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", bytes(BYTES_AT_MOST * 21))
    return written.getvalue()


HEADER, CHILD = ["姓名", "性别", "出生日期"], ["示例甲", "男", "2015-06-01"]
LONGER = [HEADER, *([CHILD] * 9)]
MANY = [HEADER, *([CHILD] * (ROWS_AT_MOST + HEAD_LINES))]

# What takes long to make is made by the test that reads it, not by everybody who collects tests.
REFUSED: dict[str, tuple[bytes | Callable[[], bytes], str, str]] = {
    "nothing in it": (b"", "list.csv", "file_empty"),
    "only spaces": (b" \n \n", "list.csv", "file_empty"),
    "too many bytes": (b"a" * (BYTES_AT_MOST + 1), "list.csv", "file_too_large"),
    "unpacks to too much": (bomb, "list.xlsx", "file_too_large"),
    "too many strings": (strings_bomb, "list.xlsx", "file_too_large"),
    "cells merged too often": (
        lambda: with_merged(*["B2:B3"] * 20_001),
        "list.xlsx",
        "too_many_rows",
    ),
    "too many old Macintosh lines": (b"a\r" * 100_000, "list.csv", "too_many_rows"),
    "one line of commas": ("姓名".encode() + b"," * 3_000_000, "list.csv", "too_many_columns"),
    "too many lines": (lambda: text_file(MANY), "list.csv", "too_many_rows"),
    "too many rows": (lambda: workbook({"表": MANY}), "list.xlsx", "too_many_rows"),
    "a stray cell where nobody looks for sheets": (
        *(elsewhere(with_stray_cell("A1048576"), "sheets/"), "list.xlsx"),
        "too_many_rows",
    ),
    "a stray cell in small letters": (with_stray_cell("xfd9"), "list.xlsx", "too_many_columns"),
    "another kind of workbook inside": (with_part("content.xml"), "a.xlsx", "file_wrong_extension"),
    "cells merged over everything": (
        # Fewer ranges than may be: only what they cover is too much.
        lambda: with_merged(*["A1:C9"] * 9_000, book=workbook({"表": LONGER})),
        "list.xlsx",
        "too_many_rows",
    ),
    "a stray cell at the bottom": (with_stray_cell("A1048576"), "list.xlsx", "too_many_rows"),
    "a stray cell at the side": (with_stray_cell("XFD9"), "list.xlsx", "too_many_columns"),
    "a stray cell in the corner": (with_stray_cell("XFD1048576"), "list.xlsx", "too_many_rows"),
    "too many columns": (
        text_file([["姓名"] * (COLUMNS_AT_MOST + 1)]),
        "list.csv",
        "too_many_columns",
    ),
    "not a list": (text_file([["标题"], ["会议通知"], ["请准时参加"]]), "list.csv", "not_a_roster"),
    "a header alone": (text_file([["姓名", "性别", "出生日期"]]), "list.csv", "not_a_roster"),
    "cut off": (LIST[: len(LIST) // 2], "list.xlsx", "file_damaged"),
    "a sheet that is no sheet": (
        with_part("xl/worksheets/sheet1.xml", without="xl/worksheets/sheet1.xml"),
        "list.xlsx",
        "file_damaged",
    ),
    "bytes of no encoding": (b"\xff\x81\xff\x00\x81", "list.csv", "file_damaged"),
    "with macros": (with_part("xl/vbaProject.bin"), "list.xlsx", "file_with_macros"),
    "named as one with macros": (LIST, "list.xlsm", "file_with_macros"),
    "old, with macros": (
        OLE + "_VBA_PROJECT".encode("utf-16-le"),
        "list.xls",
        "file_with_macros",
    ),
    "with a password": (
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "list.xlsx",
        "file_password_protected",
    ),
    "a workbook called text": (LIST, "list.csv", "file_wrong_extension"),
    "text called a workbook": (b"a,b,c\n1,2,3\n", "list.xlsx", "file_wrong_extension"),
    "another kind of file": (
        with_part("x", without="xl/workbook.xml"),
        "list.xlsx",
        "file_wrong_extension",
    ),
    "a picture": (b"\x89PNG\r\n", "list.png", "file_wrong_extension"),
}


@given(at=st.integers(0, len(LIST) - 1), other=st.integers(1, 255))
def test_a_workbook_with_a_wrong_byte_is_read_or_refused_with_a_code(at: int, other: int) -> None:
    damaged = bytearray(LIST)
    damaged[at] ^= other

    with suppress(NotARoster):
        assert read_roster(bytes(damaged), "list.xlsx", READ_ON)


def test_a_sheet_whose_compressed_bytes_are_wrong_is_damaged() -> None:
    with zipfile.ZipFile(io.BytesIO(LIST)) as package:
        sheet = package.getinfo("xl/worksheets/sheet1.xml")
    damaged = bytearray(LIST)
    for at in range(sheet.header_offset + 60, sheet.header_offset + 80):
        damaged[at] ^= 255

    with pytest.raises(NotARoster) as refused:
        read_roster(bytes(damaged), "list.xlsx", READ_ON)

    assert refused.value.code == "file_damaged"


@pytest.mark.parametrize(("content", "name", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_list_is_refused_by_name(
    content: bytes | Callable[[], bytes], name: str, code: str
) -> None:
    made = content if isinstance(content, bytes) else content()
    with pytest.raises(NotARoster) as refused:
        read_roster(made, name, READ_ON)

    assert refused.value.code == code


def test_cells_said_to_be_merged_far_beyond_the_list_cost_nothing() -> None:
    """A file of two kilobytes could ask for a million rows each time, or for a column it lacks."""
    (sheet,) = read_roster(with_merged("B2:B1048576", "ZZ2:ZZ5", "F9:F1048576"), "a.xlsx", READ_ON)
    assert len(sheet.rows) == 1
