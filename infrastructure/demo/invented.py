"""Names for the invented city: real counties, and everything below them made up."""

from uuid import NAMESPACE_URL, UUID, uuid5

COUNTIES = (
    ("450702", "钦南区", "海棠镇", ("石榴村", "白鹭村")),
    ("450703", "钦北区", "青竹镇", ("木棉村", "云岭村")),
    ("450721", "灵山县", "荔香镇", ("石塘村", "桂花村")),
    ("450722", "浦北县", "清溪镇", ("龙眼村", "蕉林村")),
)
"""Area code, county, an invented township and its two invented villages."""

SCHOOLS = ("中心小学", "希望学校")
CLASSES = ("三年级(1)班", "五年级(2)班")

SURNAMES = "黄陈李韦覃梁陆苏莫宁施符"
GIVEN_NAMES = (
    "小荷",
    "子安",
    "思源",
    "雨桐",
    "家乐",
    "晓芸",
    "天佑",
    "欣怡",
    "𠮷生",
    "一诺",
    "文博",
    "静姝",
    "阿㐂",
    "明远",
    "海月",
)
STAFF_NAMES = (
    "示例甲",
    "示例乙",
    "示例丙",
    "示例丁",
    "示例戊",
    "示例己",
    "示例庚",
    "示例辛",
    "示例壬",
    "示例癸",
    "示例子",
    "示例丑",
    "示例寅",
    "示例卯",
    "示例辰",
    "示例巳",
    "示例午",
    "示例未",
    "示例申",
    "示例酉",
    "示例戌",
    "示例亥",
    "示例春",
    "示例夏",
)

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


def child_name(number: int) -> str:
    """Return the invented name of the child of this number."""
    return SURNAMES[number % len(SURNAMES)] + GIVEN_NAMES[number % len(GIVEN_NAMES)]
