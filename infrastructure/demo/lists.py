"""The lists that three invented offices sent, each in its own shape, and their recording."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from application.staffing.founding import Founding
from domain.codelists import Sex
from domain.days import local_day
from domain.identity import check_character
from infrastructure.demo.caseload import DemoChild
from infrastructure.demo.city import Township
from infrastructure.demo.invented import GIVEN_NAMES, SCHOOLS
from infrastructure.opening import OpenLedger
from infrastructure.rosters.known import known_before
from infrastructure.rosters.previewing import Preview
from infrastructure.rosters.recording import RosterRecorder
from infrastructure.rosters.sheets import read_sheets

NEW_CHILDREN = 12
"""So many are on the lists whom nobody had on file."""
SURNAMES = "甘凌"
"""Of no child on file."""

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pupil:
    """A child on a list: the first are on the survey's, the others on the school's."""

    number: int
    today: date

    @property
    def sex(self) -> Sex:
        """Girls and boys in turn."""
        return Sex.FEMALE if self.number % 2 else Sex.MALE

    @property
    def name(self) -> str:
        """An invented name."""
        return SURNAMES[self.number % 2] + GIVEN_NAMES[self.sex][self.number]

    @property
    def born_on(self) -> date:
        """Seven to ten years ago."""
        return self.today - timedelta(days=365 * 7 + 97 * self.number)

    @property
    def id_number(self) -> str:
        """A number with a prefix that no authority issues."""
        order = 10 * self.number + (1 if self.sex is Sex.MALE else 2)
        first = f"999999{self.born_on:%Y%m%d}{order:03}"
        return first + check_character(first)


def record_lists(
    township: Township,
    opened: OpenLedger,
    founding: Founding,
    children: Sequence[DemoChild],
    now: datetime,
) -> None:
    """Record the lists of a township as the command line does; a repeat records nothing.

    Some rows wait for a person: one is like a child on file, others are mere leads.
    """
    today = local_day(now)
    opened.ledger.catch_up()
    known = known_before(opened)
    recording = founding.roster_recording(known.places, now)
    recorder = RosterRecorder(recording=recording, vault=opened.vault, clock=lambda: now)
    previews = Preview(known=known, today=today, rules=opened.ledger.rules, sheets_of=read_sheets)
    pupils = [Pupil(number, today) for number in range(NEW_CHILDREN)]
    half = NEW_CHILDREN // 2
    for name, lines in (
        ("survey.csv", _survey(township, pupils[:half], children[0])),
        ("school.csv", _enrolment(township, pupils[half:])),
        ("leads.csv", _leads(township, children[0])),
    ):
        for sheet in previews.of(_written(lines), name):
            for _recorded in recorder.record(sheet):
                continue


def _survey(
    township: Township, pupils: Sequence[Pupil], on_file: DemoChild
) -> Iterator[Sequence[str]]:
    """As civil affairs sends it, with title, total and signatures; one number cannot be right."""
    rows = [_surveyed(township, each) for each in pupils]
    rows[1] |= {"身份证号码": pupils[1].id_number[:-2] + "0" + _other(pupils[1].id_number[-1])}
    rows[2] |= {"姓名": ""}
    # Name and birth date are those of a child on file, and nothing else agrees.
    rows[3] |= {"姓名": on_file.name, "出生日期": _dotted(on_file.born_on), "身份证号码": ""}
    yield [f"{township.name}农村留守儿童登记表"]
    yield ["序号", *rows[0]]
    for number, row in enumerate(rows, start=1):
        yield [str(number), *row.values()]
    yield ["", "合计", f"{len(rows)} 人"]
    yield ["填表人：", "", "审核人："]


def _surveyed(township: Township, pupil: Pupil) -> dict[str, str]:
    return {
        "乡镇": township.name,
        "村": township.village_names[pupil.number % len(township.village_names)],
        "姓名": pupil.name,
        "性别": "女" if pupil.sex is Sex.FEMALE else "男",
        "出生日期": _dotted(pupil.born_on),
        "身份证号码": pupil.id_number,
        "监护人姓名": f"{pupil.name[0]}示例",
        "与儿童关系": "外祖母",
        "监护人电话": f"0777-{20_000 + pupil.number:07}",
        "就读学校": _school(township),
    }


def _enrolment(township: Township, pupils: Sequence[Pupil]) -> Iterator[Sequence[str]]:
    """As a school exports it, in codes."""
    rows = [
        {
            "学籍号": f"G{each.id_number}",
            "姓名": each.name,
            "性别": "2" if each.sex is Sex.FEMALE else "1",
            "出生日期": f"{each.born_on:%Y%m%d}",
            "身份证件号": each.id_number,
            "现住址": township.name + township.village_names[0],
            "学校": _school(township),
            "是否留守儿童": "2",
            "是否随迁子女": "0",
            "家庭成员1姓名": f"{each.name[0]}示例",
            "家庭成员1关系": "61",
            "家庭成员1联系电话": f"0777-{30_000 + each.number:07}",
        }
        for each in pupils
    ]
    yield list(rows[0])
    yield from (list(row.values()) for row in rows)


def _leads(township: Township, on_file: DemoChild) -> Iterator[Sequence[str]]:
    """As people of a community note what they noticed."""
    where = township.name + township.village_names[0]
    yield ["日期", "姓名", "年龄", "住址", "情况", "报告人", "联系电话"]
    yield ["", on_file.name, "约8岁", where, "周末常一个人在家", "示例村干部", "0777-0040000"]
    yield ["", "小名阿囡", "五六岁", where, "刚从外地回来，还没有上学", "示例邻居", "0777-0040001"]


def _school(township: Township) -> str:
    return township.name + SCHOOLS[0][0]


def _dotted(day: date) -> str:
    return f"{day.year}.{day.month}.{day.day}"


def _other(character: str) -> str:
    return "1" if character != "1" else "2"


def _written(lines: Iterator[Sequence[str]]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows(lines)
    return written.getvalue().encode()
