"""Makes civil-affairs forms: titles, headers of one row or two, merged places, sums."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random

from domain.codelists import Sex
from domain.survey.outcomes import RowReason
from tests.infrastructure.rosters.arranging import (
    Dialect,
    Lines,
    Made,
    file_of,
    placed,
    told,
    truth_of,
)
from tests.infrastructure.rosters.column_words import BESIDE, GROUPS, TWO_ROWS, WORDS
from tests.infrastructure.rosters.row_kinds import Line

TITLES = (
    "某某县农村留守儿童登记表(2026年秋季)",
    "关爱服务对象花名册",
    "农村留守儿童和困境儿童信息台账",
    "某某镇留守儿童及监护人情况摸底表",
)
UNITS = ("填报单位:某某县民政局", "填报日期:2026年9月10日", "单位:人", "制表人:示例")
SIGNATURES = (
    "单位负责人:        复核人:        填表人:",
    "审核人(签名):            填报人:            联系电话:0777-2812345",
    "注:1.本表由村(居)委会填写,一式两份;2.身份证号码须与户口簿一致。",
    "第1页,共3页",
)
SUBTOTALS = ("小计", "小 计", "小计:", "本页小计", "本村小计")
TOTALS = ("合计", "合 计", "总计", "全镇合计", "共计")

WAYS = (
    {True: "是", False: "否"},
    {True: "寄宿", False: "走读"},
    {True: "住校", False: "走读"},
    {True: "内宿", False: "外宿"},
    {True: "√", False: "×"},
)
YES_OR_NO = (
    ("是", "否"),
    ("1", "0"),
    ("2", "0"),
    ("双亲留守", "非留守"),
    ("√", "×"),
    ("留守儿童", "否"),
)

CHILD_KEYS = ("name", "sex", "born", "number", "ethnicity")
CARER_KEYS = ("carer_name", "relation", "phone")
PARENT_KEYS = ("father", "father_number", "mother", "mother_phone")
SCHOOL_KEYS = ("school", "grade", "room", "boarding")


@dataclass(frozen=True, slots=True)
class Headed:
    """The columns of a form: their keys in order, the header's rows, and where groups begin."""

    keys: Sequence[str]
    rows: Sequence[Sequence[str]]
    groups: Sequence[tuple[int, int]] = ()


def register(random: Random, groups: Iterable[Sequence[Line]], *, text: bool) -> Made:
    """Return a form that tells of these children."""
    sexes = random.choice([("男", "女"), ("男性", "女性"), ("男孩", "女孩"), ("1", "2")])
    yes, no = random.choice(YES_OR_NO)
    dialect = Dialect(
        sexes={Sex.MALE: sexes[0], Sex.FEMALE: sexes[1]},
        yes=yes,
        no=no,
        boarding=random.choice(WAYS),
    )
    headed = random.choice([_flat, _grouped])(random)
    lines = Lines(len(headed.keys))
    is_of_left_behind = _titles(random, lines)
    _header(lines, headed, is_merged=not text)
    if random.random() < 0.15:
        lines.ignored({place: str(place + 1) for place in range(lines.width)})
    blocks = placed(random, groups)
    is_merged = not text and random.random() < 0.6
    has_sums = random.random() < 0.6
    for block in blocks:
        _block(random, lines, block, (headed, dialect), is_merged=is_merged)
        if has_sums:
            _sum(random, lines, headed, random.choice(SUBTOTALS), RowReason.SUBTOTAL)
        if random.random() < 0.15:
            _page(random, lines, headed)
        elif random.random() < 0.15:
            lines.add({})
    if has_sums:
        _sum(random, lines, headed, random.choice(TOTALS), RowReason.TOTAL)
    for each in random.sample(SIGNATURES, random.randint(0, 3)):
        lines.add({})
        lines.ignored({0: each})
    made = file_of(random, lines, headed.keys, random.choice(["登记表", "摸底表"]), as_text=text)
    return replace(made, is_of_left_behind=is_of_left_behind)


def _flat(random: Random) -> Headed:
    own = ["township", "village", *CHILD_KEYS, *CARER_KEYS, "note"]
    own += random.choice([["school", "grade", "room"], ["school_in_one"], ["school"], []])
    own += [each for each in ("serial", "boarding", "left_behind") if random.random() < 0.7]
    keys = [*own, *random.sample(list(BESIDE), random.randint(0, 8))]
    random.shuffle(keys)
    return Headed(keys, [[random.choice({**WORDS, **BESIDE}[key]) for key in keys]])


def _grouped(random: Random) -> Headed:
    groups = {
        "child": CHILD_KEYS,
        "carer": CARER_KEYS,
        "parents": PARENT_KEYS,
        "school": SCHOOL_KEYS,
    }
    single = ["serial", "township", "village", "left_behind", "note", *random.sample(["hukou"], 1)]
    parts = [*groups, *single]
    random.shuffle(parts)
    keys: list[str] = []
    upper: list[str] = []
    lower: list[str] = []
    spans: list[tuple[int, int]] = []
    for part in parts:
        members = random.sample(groups[part], len(groups[part])) if part in groups else [part]
        spans.append((len(keys), len(keys) + len(members) - 1))
        keys += members
        if part in groups:
            upper += [random.choice(GROUPS[part]), *[""] * (len(members) - 1)]
            lower += [random.choice({**WORDS, **BESIDE, **TWO_ROWS}[key]) for key in members]
        else:
            upper.append(random.choice({**WORDS, **BESIDE}[part]))
            lower.append("")
    return Headed(keys, [upper, lower], spans)


def _titles(random: Random, lines: Lines) -> bool:
    """Add what stands above the header; return whether it says that all are left behind."""
    titles = random.sample(TITLES, random.randint(0, 2))
    for each in titles:
        lines.add({0: each})
        if random.random() < 0.5:
            lines.span(len(lines.rows) - 1, 0, len(lines.rows) - 1, lines.width - 1)
    if random.random() < 0.5:
        lines.add({0: random.choice(UNITS), lines.width // 2: random.choice(UNITS)})
    if random.random() < 0.2:
        lines.add({})
    said = "".join(titles)
    return "留守儿童" in said and "困境" not in said


def _header(lines: Lines, headed: Headed, *, is_merged: bool) -> None:
    top = len(lines.rows)
    for row in headed.rows:
        lines.add(dict(enumerate(row)))
    if is_merged:
        for first, last in headed.groups:
            lines.span(top, first, top + (first == last), last)


def _block(
    random: Random,
    lines: Lines,
    block: Sequence[Line],
    made_of: tuple[Headed, Dialect],
    *,
    is_merged: bool,
) -> None:
    headed, dialect = made_of
    top = len(lines.rows)
    places = [place for place, key in enumerate(headed.keys) if key in {"township", "village"}]
    for line in block:
        if line.why is RowReason.EXACT_REPEAT:
            cells = dict(enumerate(lines.rows[-1]))
        else:
            cells = told(random, dialect, headed.keys, line)
        if "serial" in headed.keys:
            cells[headed.keys.index("serial")] = random.choice(["", str(len(lines.rows))])
        lines.add(cells, truth_of(line))
    if is_merged:
        for place in places:
            for row in lines.rows[top + 1 :]:
                row[place] = ""
            lines.span(top, place, len(lines.rows) - 1, place)


def _sum(random: Random, lines: Lines, headed: Headed, word: str, why: RowReason) -> None:
    beginning = random.choice([place for place, key in enumerate(headed.keys) if key in WORDS])
    places = [place for place in range(lines.width) if place != beginning]
    counts = {place: random.choice(["12", "7"]) for place in random.sample(places, 1)}
    lines.ignored({beginning: word, **counts}, why)


def _page(random: Random, lines: Lines, headed: Headed) -> None:
    """Begin another printed page: title and header once more."""
    if random.random() < 0.5:
        lines.ignored({0: random.choice(TITLES)})
    for row in headed.rows:
        lines.ignored(dict(enumerate(row)))
