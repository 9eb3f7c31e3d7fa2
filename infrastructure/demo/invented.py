"""Names for the invented city: real counties, and everything below them made up."""

from uuid import NAMESPACE_URL, UUID, uuid5

from domain.codelists import Sex

COUNTIES = (
    (
        "450702",
        "钦南区",
        (
            ("海棠镇", ("石榴村", "白鹭村")),
            ("红豆镇", ("竹桥村", "望海村")),
            ("芦花镇", ("渔火村", "鸥鸟村")),
        ),
    ),
    (
        "450703",
        "钦北区",
        (
            ("青竹镇", ("木棉村", "云岭村")),
            ("杜鹃镇", ("花坡村", "泉边村")),
            ("松涛镇", ("松林村", "鹿鸣村")),
        ),
    ),
    (
        "450721",
        "灵山县",
        (
            ("荔香镇", ("石塘村", "桂花村")),
            ("芳草镇", ("草甸村", "蝶舞村")),
            ("月溪镇", ("月牙村", "溪口村")),
        ),
    ),
    (
        "450722",
        "浦北县",
        (
            ("清溪镇", ("龙眼村", "蕉林村")),
            ("银杏镇", ("金叶村", "古井村")),
            ("百合镇", ("莲塘村", "燕子村")),
        ),
    ),
)
"""Area code and county, and its invented townships with two invented villages each."""

SCHOOLS = (
    ("中心小学", (("三年级(1)班", 8), ("五年级(2)班", 10))),
    ("希望学校", (("四年级(1)班", 9), ("八年级(1)班", 13))),
)
"""A school and its classes, each with how old its youngest pupils are."""

SURNAMES = "黄陈李韦覃梁陆苏莫宁施符邓谢潘蓝卢罗曾农"
GIVEN_NAMES = {
    Sex.FEMALE: (
        *("小荷", "雨桐", "晓芸", "欣怡", "一诺", "静姝", "海月", "秋霞", "小满", "梦琪"),
        *("若兰", "春燕", "思雨", "阿㐂", "丽娜", "佳慧", "玉珍", "彩云", "诗涵", "小凤"),
    ),
    Sex.MALE: (
        *("子安", "思源", "家乐", "天佑", "𠮷生", "文博", "明远", "志强", "小军", "浩然"),
        *("俊杰", "大山", "宇航", "阿明", "国华", "永福", "子轩", "石头", "建平", "晨光"),
    ),
}
UNREGISTERED_PUPIL = "岑小满"

STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"

CHILD_WORDS = (
    "想妈妈,过年能不能回来。",
    "数学有点难,想有人教。",
    "晚上一个人睡有点怕。",
    "爸爸每个星期天打电话来。",
)
TALK_NOTES = (
    "说起班里的新同学,高兴。",
    "提到奶奶腿疼,担心没人做饭。",
    "想参加镇上的篮球队。",
)
VISIT_NOTES = (
    "家里收拾得整齐,奶奶身体还好。",
    "灶台旁堆着柴,提醒了用火安全。",
    None,
)

_NAMESPACE = uuid5(NAMESPACE_URL, "urn:tongxin:demo")


def demo_id(*parts: object) -> UUID:
    """Return the same id for the same thing in every demo."""
    return uuid5(_NAMESPACE, "/".join(str(part) for part in parts))


def child_name(number: int, sex: Sex) -> str:
    """Return an invented name; the first 400 girls and the first 400 boys have one of their own."""
    given = GIVEN_NAMES[sex]
    shift, surname = divmod(number, len(SURNAMES))
    return SURNAMES[surname] + given[(surname + shift) % len(given)]


PAIRS = 60
"""So many of the twelve dozen pairs of stem and branch there are before they repeat."""


def staff_name(number: int) -> str:
    """Return the invented name of the member of staff of this number; the first 142 differ."""
    single = STEMS + BRANCHES
    if number < len(single):
        return f"示例{single[number]}"
    stem, branch = STEMS[number % len(STEMS)], BRANCHES[number % len(BRANCHES)]
    turned = number >= len(single) + PAIRS
    return f"示例{branch}{stem}" if turned else f"示例{stem}{branch}"
