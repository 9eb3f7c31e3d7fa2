"""Previews the largest list that may be sent: how long it takes, and what memory.

python -m benchmarks.rosters FILE previews one and prints the seconds and the megabytes.
"""

import re
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack, closing
from datetime import date, timedelta
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter

from benchmarks.ledgers import Grounds
from benchmarks.rounds import Measurement, Promise, Variant
from benchmarks.sizes import Sizes
from domain.identity import check_character
from domain.ruleset import RULES_1
from infrastructure.rosters.apart import SheetsApart
from infrastructure.rosters.cells import Cell
from infrastructure.rosters.known import KnownBefore
from infrastructure.rosters.previewing import Preview
from tests.infrastructure.rosters.lists import workbook

WHAT = "preview of the largest list"
TIME, MEMORY = "whole preview", "both processes"
SECONDS_AT_MOST, MEGABYTES_AT_MOST = 5.0, 400.0

READ_ON, FIRST_DAY, DAYS, ORDERS = date(2026, 11, 26), date(2010, 1, 1), 4_000, 1_000
HEADER: Sequence[Cell] = (
    *("序号", "乡镇", "村(社区)", "学生姓名", "性别", "出生日期", "公民身份号码", "父亲姓名"),
    *("母亲姓名", "务工地点", "是否双方外出", "监护人姓名", "与儿童关系", "监护人电话", "就读学校"),
    *("年级", "班级", "是否寄宿", "是否留守儿童", "备注"),
)
TOWNSHIP, VILLAGES = "海棠镇", 50
SIGNS = "一二三四五六七八九十"
TEN_THOUSAND, KIBI = 10_000, 1_024

# The highest memory of this process; getrusage would tell that of its parent where it was more.
STATUS, HIGHEST = Path("/proc/self/status"), re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)


def previewing_rosters(
    grounds: Grounds, sizes: Sizes, _closing: ExitStack
) -> Sequence[Measurement]:
    """Return the preview of one workbook, each time in a process of its own."""
    file = grounds.new_folder() / "roster.xlsx"
    file.write_bytes(largest_list(sizes.roster_rows))
    previews = _Previews(file)
    return [
        Measurement(
            what=WHAT,
            variants=[
                Variant(TIME, "s", lambda _seconds: previews.seconds()),
                Variant(MEMORY, "MB", lambda _seconds: previews.megabytes),
            ],
            promises=[
                Promise(TIME, at_most=SECONDS_AT_MOST),
                Promise(MEMORY, at_most=MEGABYTES_AT_MOST),
            ],
            in_order=True,
        )
    ]


class _Previews:
    """Previews one file again and again; remembers what memory the last preview took."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.megabytes = 0.0

    def seconds(self) -> float:
        command = [sys.executable, "-m", "benchmarks.rosters", str(self._file)]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        seconds, self.megabytes = map(float, told.split())
        return seconds


def largest_list(rows: int) -> bytes:
    """Return a workbook of so many children of one township."""
    return workbook({"名单": [HEADER, *map(_row, range(rows))]})


def village_name(number: int) -> str:
    """Return the name of one of the township's villages."""
    return f"石榴{number}村"


def _row(number: int) -> Sequence[Cell]:
    born_on = FIRST_DAY + timedelta(days=number % DAYS)
    first = f"999999{born_on:%Y%m%d}{number % ORDERS:03}"
    name = "示例" + "".join(SIGNS[int(digit)] for digit in str(number))
    return (
        *(
            float(number + 1),
            TOWNSHIP,
            village_name(number % VILLAGES),
            name,
            "男" if number % 2 else "女",
        ),
        *(born_on.isoformat(), first + check_character(first), "示例父", "示例母", "广东省东莞市"),
        *(
            "是",
            "示例祖母",
            "奶奶",
            f"138-{number % TEN_THOUSAND:04}-5678",
            "海棠镇中心小学",
            "3",
            "2",
            "否",
            "是",
            "",
        ),
    )


def _preview(file: Path) -> tuple[float, float]:
    """Return the seconds of one preview and the megabytes that both processes take at most."""
    begun = perf_counter()
    with closing(SheetsApart()) as sheets:
        preview = Preview(known=KnownBefore(), today=READ_ON, rules=RULES_1, sheets_of=sheets)
        for _sheet in preview.of(file.read_bytes(), file.name):
            pass
        seconds = perf_counter() - begun
    highest = HIGHEST.search(STATUS.read_text())
    if highest is None:
        raise RuntimeError("this system does not tell what memory a process took")
    beside = getrusage(RUSAGE_CHILDREN).ru_maxrss
    return seconds, (int(highest[1]) + beside) / KIBI


if __name__ == "__main__":
    print(*_preview(Path(sys.argv[1])))
