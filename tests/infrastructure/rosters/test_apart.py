"""Files opened by a process of its own: the same as here, and nothing here breaks with it."""

import io
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from time import monotonic, sleep
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.wording.file_sentences import FILES
from domain.errors import Unavailable
from infrastructure.rosters.apart import UNREADABLE, SheetsApart
from infrastructure.rosters.cells import Cell
from infrastructure.rosters.refusals import NotARoster
from infrastructure.rosters.sheets import Sheet, read_sheets
from infrastructure.rosters.told_sheets import Code, sheets_in, told
from infrastructure.rosters.turns import Turn
from tests.infrastructure.rosters.lists import text_file, workbook
from tests.infrastructure.rosters.old_books import far_corner, old_list
from tests.infrastructure.rosters.test_refusals import LIST, elsewhere, with_stray_cell
from tests.tree import ROOT

HEADER, CHILD = ["姓名", "性别", "出生日期"], ["示例甲", "男", "2015-06-01"]
SOON_SECONDS = 20.0
IS_LINUX = sys.platform == "linux"

CELLS = st.one_of(
    *(st.none(), st.booleans(), st.text(), st.floats(allow_nan=False, allow_infinity=False)),
    *(st.integers(-(2**63), 2**63 - 1), st.dates(), st.datetimes(), st.times(), st.timedeltas()),
)
ROWS = st.integers(1, 4).flatmap(
    lambda wide: st.lists(st.lists(CELLS, min_size=wide, max_size=wide))
)


@pytest.fixture(scope="module")
def apart() -> Iterator[SheetsApart]:
    with closing(SheetsApart()) as sheets:
        yield sheets


def strings_repeated() -> bytes:
    """A package of a few kilobytes whose cells all say the same long words."""
    written = io.BytesIO()
    cells = b'<c t="s"><v>0</v></c>' * 250
    rows = b"".join(b'<row r="%d">%s</row>' % (at, cells) for at in range(1, 2_000))
    with (
        zipfile.ZipFile(io.BytesIO(workbook({"表": [HEADER]}))) as read,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package,
    ):
        for name in read.namelist():
            part = read.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b"</sheetData>", rows + b"</sheetData>")
            if name.endswith("sharedStrings.xml"):
                part = part.replace("姓名".encode(), b"a" * 30_000)
            package.writestr(name, part)
    return written.getvalue()


HOSTILE = {
    "an old workbook with a cell at the far corner": (far_corner(), "list.xls", UNREADABLE),
    "long words in half a million cells": (strings_repeated(), "list.xlsx", UNREADABLE),
    "a stray cell where nobody looks": (
        *(elsewhere(with_stray_cell("XFD1048576"), "sheets/"), "list.xlsx"),
        "too_many_rows",
    ),
}

FILES_OF_ALL_KINDS = {
    "list.xlsx": workbook({"表": [HEADER, ["示例甲", 1.5, date(2015, 6, 1)]], "二": [CHILD]}),
    "list.xls": old_list([HEADER, ["示例甲", 1.5, "2015-06-01"]]),
    "list.csv": text_file([HEADER, CHILD]),
}


@pytest.mark.parametrize(("name", "content"), FILES_OF_ALL_KINDS.items(), ids=FILES_OF_ALL_KINDS)
def test_a_file_opened_apart_tells_the_same(apart: SheetsApart, name: str, content: bytes) -> None:
    sheets = apart(content, name)
    assert sheets == read_sheets(content, name)
    assert list(sheets[0].rows[0]) == HEADER


@pytest.mark.parametrize(("content", "name", "code"), HOSTILE.values(), ids=HOSTILE)
@pytest.mark.skipif(not IS_LINUX, reason="no bound of memory to be sure of")
def test_a_hostile_file_is_refused_and_the_next_is_opened(
    apart: SheetsApart, content: bytes, name: str, code: str
) -> None:
    with pytest.raises(NotARoster) as refused:
        apart(content, name)
    assert refused.value.code == code
    assert apart(LIST, "list.xlsx")


def test_what_is_refused_by_name_is_refused_so_apart(apart: SheetsApart) -> None:
    with pytest.raises(NotARoster, match="file_wrong_extension"):
        apart(LIST, "list.csv")


@given(ROWS)
def test_cells_come_back_as_they_were(rows: list[list[Cell]]) -> None:
    sheet = Sheet("表", rows, (((0, 0), (0, 0)),) if rows else ())
    assert sheets_in(told([sheet])) == (sheet,)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"{",
        b'{"refused":"something else"}',
        b'{"sheets":[{"name":"","rows":[["a"],["b","c"]]}]}',
        b'{"sheets":[{"name":"","rows":[[{"a":1}]]}]}',
        b'{"sheets":[{"name":"","rows":[["a"]],"days":[[0,1,"2015-06-01"]]}]}',
        b'{"sheets":[{"name":"","rows":[["a"]],"merged":[[-1,0,0,0]]}]}',
        b'{"sheets":[{"name":"","rows":[["a"]],"moments":[[0,0,"2015-06-01T00:00:00Z"]]}]}',
    ],
)
def test_an_answer_that_is_none_is_a_damaged_file(answer: bytes) -> None:
    with pytest.raises(NotARoster, match="file_damaged"):
        sheets_in(answer)


def test_there_is_a_sentence_for_whatever_can_be_refused_there() -> None:
    assert {UNREADABLE, *get_args(Code)} <= FILES.keys()


def test_what_takes_too_long_is_given_up() -> None:
    with closing(SheetsApart(seconds=0.001)) as sheets, pytest.raises(NotARoster, match=UNREADABLE):
        sheets(LIST, "list.xlsx")


def test_others_are_told_to_come_again_while_a_file_is_opened() -> None:
    turn = Turn(seconds=0.01)
    with (
        closing(SheetsApart(turn=turn)) as sheets,
        turn.taken(),
        pytest.raises(Unavailable, match="lists_busy"),
    ):
        sheets(LIST, "list.xlsx")


@pytest.mark.skipif(not IS_LINUX, reason="asks Linux what a process has")
def test_it_has_nothing_of_the_server_and_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TONGXIN_KEYFILE_PASSPHRASE", "a secret")
    before = set(children_of(os.getpid()))
    with closing(SheetsApart()) as sheets, (ROOT / "README.md").open("rb") as opened:
        os.set_inheritable(opened.fileno(), True)
        sheets(LIST, "list.xlsx")
        (child,) = set(children_of(os.getpid())) - before
        assert sheets(LIST, "list.xlsx")
        assert set(children_of(os.getpid())) - before == {child}
        process = Path("/proc", str(child))
        assert b"TONGXIN" not in (process / "environ").read_bytes()
        files = {str(each.readlink()).split(":")[0] for each in (process / "fd").iterdir()}
        assert files == {"pipe", os.devnull}
        os.kill(child, signal.SIGKILL)
        wait_until_gone(child)
        assert sheets(LIST, "list.xlsx")
    assert set(children_of(os.getpid())) == before


@pytest.mark.skipif(not IS_LINUX, reason="asks Linux which processes there are")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_it_ends_with_its_server(how: signal.Signals) -> None:
    program = (
        "import sys; from infrastructure.rosters.apart import SheetsApart; sheets = SheetsApart(); "
        "sheets(b'a,b\\n', 'a.csv'); print('opened', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == b"opened\n"
        (child,) = children_of(server.pid)
        server.send_signal(how)
        server.wait(SOON_SECONDS)
        wait_until_gone(child)


def wait_until_gone(process: int) -> None:
    status, until = Path("/proc", str(process), "status"), monotonic() + SOON_SECONDS
    while monotonic() < until:
        try:
            if "State:\tZ" in status.read_text():
                return
        except OSError:
            return
        sleep(0.01)
    raise AssertionError("the process is still there")


def children_of(parent: int) -> Iterator[int]:
    """Yield the processes that open files for another one."""
    for each in Path("/proc").glob("[0-9]*"):
        try:
            status, command = (each / "status").read_text(), (each / "cmdline").read_bytes()
        except OSError:
            continue
        if f"PPid:\t{parent}\n" in status and b"opening_files" in command:
            yield int(each.name)
