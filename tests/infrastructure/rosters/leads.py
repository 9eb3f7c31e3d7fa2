"""Makes lists of what communities noticed: free text, ages that are about right."""

from collections.abc import Sequence
from datetime import date
from random import Random

from domain.days import age_in_years
from domain.ruleset import RULES_1
from domain.survey.outcomes import RowOutcome, RowReason
from infrastructure.rosters.cells import Cell
from tests.infrastructure.rosters import forms
from tests.infrastructure.rosters.arranging import Lines, Made, Truth, file_of
from tests.infrastructure.rosters.people import Child, People

WORDS = {
    "day": ("日期", "发现日期", "线索日期", "摸排时间", "上报日期"),
    "source": ("线索来源", "来源"),
    "name": ("儿童姓名", "孩子姓名", "姓名", "小孩姓名", "疑似儿童姓名"),
    "age": ("大概年龄", "年龄", "年龄(约)", "估计年龄", "岁数", "出生年份或年龄"),
    "where": ("住址", "现住址", "家庭住址", "居住地址", "住址(镇村)"),
    "noticed": ("情况描述", "反映情况", "线索内容", "主要困难", "情况说明(简要)", "基本情况"),
    "informant": ("联系人", "报告人", "反映人", "提供人", "知情人姓名"),
    "phone": ("电话", "联系电话", "联系方式", "联系人电话", "报告人手机"),
}
NOTICED = (
    "父母常年在外,由老人照看",
    "孩子经常独自在家,晚上很晚才回;邻居反映",
    "爷爷患病,家中困难,需要申请低保;\n小计三人",
    "刚从外地回来,暂未入学",
)
NOTICED_ON = date(2026, 9, 12)
DIGITS = "零一二三四五六七八九"


def leads(random: Random, people: People, known: Sequence[Child], count: int) -> Made:
    """Return a list of leads to children who are known and to others."""
    keys = list(WORDS)
    random.shuffle(keys)
    lines = Lines(len(keys))
    for title in random.sample(["社区摸排线索登记", "2026年9月线索汇总"], random.randint(0, 2)):
        lines.add({0: title})
    words = {key: random.choice(WORDS[key]) for key in keys}
    lines.add({place: words[key] for place, key in enumerate(keys)})
    seen: set[str] = set()
    for _ in range(count):
        child, years, is_known = _noticed(random, people, known)
        if child.key in seen:
            continue
        seen.add(child.key)
        cells = _cells(random, child, years)
        why = RowReason.MATCHES_KNOWN_CHILD if is_known else RowReason.NEW_CHILD
        lines.add(
            {place: cells[key] for place, key in enumerate(keys)},
            Truth(
                outcome=RowOutcome.LEAD,
                why=why,
                key=child.key if is_known else None,
                lead={key: cells[key] for key in ("where", "noticed", "informant")}
                | {"name": child.name, "phone": child.phone, "day": NOTICED_ON},
            ),
        )
    return file_of(random, lines, keys, "线索", as_text=random.random() < 0.8)


def _noticed(random: Random, people: People, known: Sequence[Child]) -> tuple[Child, int, bool]:
    if not known or random.random() < 0.3:
        child = people.child()
        return child, age(child), False
    child = random.choice(known)
    if random.random() < 0.2:
        # A namesake, far from the age of who is known.
        return child, age(child) + 4, False
    return child, age(child), True


def age(child: Child) -> int:
    """Return the whole years of a child on the day when leads are noticed."""
    return age_in_years(child.born_on, NOTICED_ON, RULES_1.birthday)


def _cells(random: Random, child: Child, years: int) -> dict[str, Cell]:
    return {
        "day": forms.day(random, NOTICED_ON, text_only=True),
        "source": random.choice(["邻居", "网格员", "儿童主任"]),
        "name": forms.name(random, child.name),
        "age": about(random, years),
        "where": random.choice([child.village, f"{child.township}{child.village}", child.township]),
        "noticed": random.choice(NOTICED),
        "informant": random.choice(["李大妈", "黄阿婆"]),
        "phone": forms.phone(random, child.phone, text_only=True),
    }


def about(random: Random, years: int) -> str:
    """Return an age as people tell it, never out by more than a year."""
    said = [f"{years}岁", f"{years}", f"{years}周岁左右", f"约{years}岁", f"大概{years}岁"]
    said += [f"{NOTICED_ON.year - years}年生", f"约{NOTICED_ON.year - years}年出生"]
    said += [
        f"虚岁{years + 1}",
        f"{years}岁多",
        f"{years}-{years + 1}岁",
        f"{years}".translate(forms.FULL_WIDTH),
    ]
    said += [f"{chinese(years)}岁", f"{chinese(years)}周岁左右", chinese(years)]
    if years in range(6, 13):
        said += [f"小学{DIGITS[max(years - 6, 1)]}年级", f"读{DIGITS[max(years - 6, 1)]}年级"]
    if years in range(13, 16):
        said += [f"初{DIGITS[years - 12]}", f"初中{DIGITS[years - 12]}年级"]
    return random.choice(said)


def chinese(years: int) -> str:
    """Return an age in Chinese numerals."""
    tens, ones = divmod(years, 10)
    words = DIGITS[ones] if ones or not tens else ""
    return f"{(DIGITS[tens] if tens > 1 else '') + '十' if tens else ''}{words}"
