"""Whatever writes a spreadsheet writes text: no cell of it is ever run as a formula (CWE-1236)."""

import ast
import io
import zipfile
from collections.abc import Iterator

import pytest
import xlsxwriter

from infrastructure.rosters.returning import OPTIONS
from tests.tree import ROOT

PACKAGES = ("api", "application", "domain", "infrastructure")
WRITERS = frozenset({"xlsxwriter", "openpyxl", "csv", "docx"})
INVENTED = "infrastructure/demo/lists.py"
"""Writes invented lists for practice, of which nothing is typed by anybody."""
SENT_AS_ROWS = "api/routes/screening/screening_lists.py"
"""Makes of sent rows the file that a school would have sent: it is read, and given to nobody."""
AS_TEXT = frozenset({"write_string"})
HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://evil.example")')


def writing_modules() -> Iterator[tuple[str, ast.Module]]:
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            tree = ast.parse(file.read_text("utf-8"))
            if WRITERS & imported(tree):
                yield file.relative_to(ROOT).as_posix(), tree


def imported(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {each.name.split(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_every_writer_of_spreadsheets_writes_text_only() -> None:
    for name, tree in writing_modules():
        if name in (INVENTED, SENT_AS_ROWS):
            continue
        if {"csv"} >= WRITERS & imported(tree) and reads_only(tree):
            continue
        assert written_by(tree) <= AS_TEXT, name


def written_by(tree: ast.Module) -> set[str]:
    """Return the ways in which a module writes: openpyxl makes a formula of whatever looks so."""
    by_openpyxl = "openpyxl" in imported(tree)
    found = set()
    for each in ast.walk(tree):
        match each:
            case ast.Attribute(attr="append" | "cell") if by_openpyxl:
                found.add(each.attr)
            case ast.Attribute(attr="value", ctx=ast.Store()):
                found.add("value")
            case ast.Subscript(ctx=ast.Store()) if by_openpyxl:
                found.add("[]")
            case ast.Attribute(attr=attr) if attr.startswith("write"):
                found.add(attr)
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("import xlsxwriter\nsheet.write_string(0, 0, text)\nrows.append(text)", {"write_string"}),
        ("import xlsxwriter\nsheet.write(0, 0, text)", {"write"}),
        ("import openpyxl\nsheet.append([text])", {"append"}),
        ("import openpyxl\nsheet.cell(1, 1, text)", {"cell"}),
        ("from openpyxl import Workbook\nsheet['A1'] = text", {"[]"}),
        ("from openpyxl.cell import Cell\ndef put(cell):\n    cell.value = text", {"value"}),
        ("import openpyxl\ntold = sheet['A1'].value", set()),
    ],
)
def test_each_way_of_writing_a_cell_is_seen(text: str, found: set[str]) -> None:
    assert written_by(ast.parse(text)) == found


def reads_only(tree: ast.Module) -> bool:
    return not any(
        isinstance(each, ast.Attribute) and each.attr in {"writer", "DictWriter"}
        for each in ast.walk(tree)
    )


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_begins_like_a_formula_stays_text(hostile: str) -> None:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, OPTIONS) as book:
        book.add_worksheet().write_string(0, 0, hostile)
    with zipfile.ZipFile(written) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        names = parts.namelist()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert not any("externalLink" in name for name in names)
