"""Arranges invented rows as offices do: words, order, groups, merged cells, sums, other sheets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from domain.codelists import Sex
from domain.identity import check_character
from domain.survey.outcomes import RowOutcome, RowReason
from infrastructure.rosters.cells import Cell
from tests.infrastructure.rosters.lists import Page, book, text_file
from tests.infrastructure.rosters.people import RELATIONS, TOWNS, Child
from tests.infrastructure.rosters.row_kinds import Line

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030")
READ = frozenset(
    {"serial", "township", "village", "name", "sex", "ethnicity", "born", "number", "address"}
    | {"student_number", "carer_name", "relation", "phone", "school", "grade", "room", "note"}
    | {"school_in_one", "boarding", "left_behind"}
)
DELIMITERS = (",", "\t", ";")


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What is right for a row: `line` for one that tells of a child, `lead` what a lead tells."""

    outcome: RowOutcome
    why: RowReason | None
    key: str | None = None
    line: Line | None = None
    lead: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file that was made, what is right for each row of its list, and what its columns tell."""

    name: str
    content: bytes
    truths: Mapping[int, Truth]
    columns: frozenset[str]
    is_of_left_behind: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How an office writes what has a code."""

    sexes: Mapping[Sex, str]
    yes: str
    no: str
    boarding: Mapping[bool, str]
    has_relation_codes: bool = False

    def cell(self, key: str, line: Line) -> Cell:
        """Return the cell of a column that is read."""
        child = line.child
        cells: Mapping[str, Cell] = {
            "serial": "",
            "township": child.township,
            "village": child.village,
            "name": line.name,
            "sex": self.sexes[child.sex],
            "ethnicity": "01" if self.has_relation_codes else "汉族",
            "born": line.born_on,
            "number": line.number,
            "student_number": f"G{child.number}" if child.number else f"L45070{child.phone[-7:]}",
            "address": f"{child.township}{child.village}",
            "carer_name": child.carer_name,
            "relation": RELATIONS[child.relation] if self.has_relation_codes else child.relation,
            "phone": line.phone,
            "school": child.school,
            "grade": str(child.grade),
            "room": str(child.room),
            "school_in_one": f"{child.school}{child.grade}年级{child.room}班",
            "boarding": self.boarding[child.is_boarding],
            "left_behind": self.yes if child.is_left_behind else self.no,
            "note": line.note,
        }
        return cells[key]


def told(random: Random, dialect: Dialect, keys: Sequence[str], line: Line) -> dict[int, Cell]:
    """Return the cells of a row by place: of columns that are read and of others."""
    return {
        place: dialect.cell(key, line) if key in READ else beside(random, key)
        for place, key in enumerate(keys)
    }


def truth_of(line: Line) -> Truth:
    """Return what is right for a row that tells of a child."""
    return Truth(outcome=line.outcome, why=line.why, key=line.key, line=line)


def beside(random: Random, key: str) -> Cell:
    """Return a cell of a column that is not read, which looks like one that is."""
    adult = f"999998{random.randint(1970, 1995)}0{random.randint(1, 9)}1{random.randint(0, 9)}"
    whole = f"{adult}{random.randrange(1000):03}"
    if key.endswith("_number"):
        return whole + check_character(whole)
    if key.endswith("_phone"):
        return f"139{random.randrange(10**8):08}"
    fixed = {"away": "广东省东莞市", "both_away": "是", "hukou": "农业户口", "nothing": ""}
    fixed |= {"number_kind": "居民身份证", "born_at": "广西", "health": "健康", "income": "打工"}
    fixed |= {"member_relation": "51"}
    return fixed.get(key) or ("" if key == "nothing" else f"{random.choice('黄张李')}志强")


@dataclass(slots=True)
class Lines:
    """The rows of a sheet while it is made, with what is right for those of the list."""

    width: int
    rows: list[list[Cell]] = field(default_factory=list)
    truths: dict[int, Truth] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)

    def add(self, cells: Mapping[int, Cell], truth: Truth | None = None) -> None:
        """Add a row of cells by place; one with cells in it and below the header has a truth."""
        self.rows.append([cells.get(place, "") for place in range(self.width)])
        if truth is not None:
            self.truths[len(self.rows)] = truth

    def ignored(self, cells: Mapping[int, Cell], why: RowReason = RowReason.FOOTER) -> None:
        """Add a row that speaks of nobody."""
        self.add(cells, Truth(outcome=RowOutcome.IGNORE, why=why))

    def span(self, first_row: int, first: int, last_row: int, last: int) -> None:
        """Merge cells, where there is more than one."""
        if (first_row, first) != (last_row, last):
            self.merged.append((first_row, first, last_row, last))


def placed(random: Random, groups: Iterable[Sequence[Line]]) -> list[list[Line]]:
    """Return the rows village by village: each row tells the village in whose block it stands."""
    blocks: list[list[Line]] = []
    where = "", ""
    for lines in groups:
        if not blocks or random.random() < 0.25:
            town = random.choice(list(TOWNS))
            where = town, random.choice(TOWNS[town])
            blocks.append([])
        blocks[-1] += [replace(line, child=_in(line.child, *where)) for line in lines]
    return [block for block in blocks if block]


def other_pages(random: Random) -> list[Page]:
    """Return sheets that stand before the list and are none."""
    pages = [
        Page(
            "说明",
            [
                ["填表说明"],
                ["一、姓名:与户口簿一致"],
                ["二、身份证号:18位"],
                ["三、请按时填报", 3.0],
            ],
        ),
        Page(
            "代码表",
            [
                ["性别码", "性别", "关系码", "关系", "民族码", "民族"],
                ["1", "男", "51", "父亲", "01", "汉族"],
            ],
        ),
        Page("汇总", [["乡镇", "村", "儿童", "男", "女"], ["海棠镇", "石榴村", 12.0, 5.0, 7.0]]),
        Page(
            "去年",
            [["姓名", "性别", "出生日期"], ["示例旧名", "男", "2012-01-01"]],
            is_hidden=True,
        ),
    ]
    return random.sample(pages, random.randint(0, 3))


def file_of(random: Random, lines: Lines, keys: Sequence[str], name: str, *, as_text: bool) -> Made:
    """Return the file of a sheet, as text or as a workbook with other sheets around it."""
    columns = frozenset(keys)
    if as_text:
        content = text_file(lines.rows, random.choice(ENCODINGS), random.choice(DELIMITERS))
        return Made(name=f"{name}.csv", content=content, truths=lines.truths, columns=columns)
    pages = [*other_pages(random), Page("名单", lines.rows, lines.merged)]
    return Made(name=f"{name}.xlsx", content=book(pages), truths=lines.truths, columns=columns)


def _in(child: Child, township: str, village: str) -> Child:
    return replace(child, township=township, village=village)
