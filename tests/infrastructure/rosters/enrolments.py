"""Makes exports of school registers: flat, coded, all text."""

from collections.abc import Iterable, Sequence
from random import Random

from domain.codelists import Sex
from domain.survey.outcomes import RowReason
from tests.infrastructure.rosters.arranging import (
    Dialect,
    Lines,
    Made,
    file_of,
    told,
    truth_of,
)
from tests.infrastructure.rosters.row_kinds import Line

WORDS = {
    "student_number": ("学籍号", "全国学籍号", "学籍主号"),
    "name": ("姓名", "学生姓名", "学生姓名(必填)"),
    "sex": ("性别码", "性别", "性别代码"),
    "ethnicity": ("民族码", "民族"),
    "born": ("出生日期", "出生日期(YYYYMMDD)", "出生年月"),
    "number": ("身份证件号", "身份证号", "证件号码", "身份证件号码"),
    "school": ("学校名称", "学籍所在学校", "就读学校"),
    "grade": ("年级", "年级名称", "就读年级"),
    "room": ("班级", "班级名称", "所在班级"),
    "boarding": ("是否住宿", "是否寄宿", "是否住校"),
    "left_behind": ("是否留守儿童", "留守类型", "是否农村留守儿童"),
    "carer_name": ("家庭成员1姓名", "监护人1姓名", "成员1姓名(家长)", "家庭成员或监护人姓名"),
    "relation": ("家庭成员1关系码", "家庭成员1关系", "家庭成员1与学生关系"),
    "phone": ("家庭成员1电话", "监护人1联系电话", "家庭成员1联系电话"),
    "address": ("现住址", "家庭地址", "家庭住址"),
    "note": ("备注",),
}
BESIDE = {
    "number_kind": ("身份证件类型", "身份证件类型码"),
    "member": ("家庭成员2姓名", "监护人2姓名"),
    "member_relation": ("家庭成员2关系码", "家庭成员2关系"),
    "member_phone": ("家庭成员2电话", "监护人2联系电话"),
    "carer_number": ("家庭成员1身份证件号", "监护人1身份证号"),
    "born_at": ("出生地行政区划码", "出生地"),
    "hukou": ("户口性质", "户口所在地行政区划码"),
    "teacher": ("班主任姓名", "班主任"),
    "health": ("健康状况", "健康状况码"),
    "nothing": ("政治面貌", "曾用名", "姓名拼音", "班内学号", "邮政编码", "电子信箱"),
}


def enrolment(random: Random, groups: Iterable[Sequence[Line]]) -> Made:
    """Return an export that tells of these children."""
    dialect = Dialect(
        sexes={Sex.MALE: "1", Sex.FEMALE: "2"},
        yes=random.choice(["1", "2"]),
        no="0",
        boarding={True: "1", False: "0"},
        has_relation_codes=True,
    )
    keys = [*WORDS, *random.sample(list(BESIDE), random.randint(0, 8))]
    random.shuffle(keys)
    lines = Lines(len(keys))
    if random.random() < 0.3:
        lines.add({0: "在校生基本信息导出"})
    words = {**WORDS, **BESIDE}
    lines.add({place: random.choice(words[key]) for place, key in enumerate(keys)})
    if random.random() < 0.2:
        lines.ignored({place: "必填" if key in WORDS else "选填" for place, key in enumerate(keys)})
    for line in (line for group in groups for line in group):
        if line.why is RowReason.EXACT_REPEAT:
            lines.add(dict(enumerate(lines.rows[-1])), truth_of(line))
        else:
            lines.add(told(random, dialect, keys, line), truth_of(line))
    return file_of(random, lines, keys, "学籍导出", as_text=random.random() < 0.3)
