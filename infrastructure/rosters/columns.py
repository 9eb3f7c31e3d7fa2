"""Tells from the words above a column what stands in it, whatever office chose the words."""

import re
import unicodedata
from enum import StrEnum


class Column(StrEnum):
    """What a column of a list tells."""

    SERIAL = "serial"
    TOWNSHIP = "township"
    VILLAGE = "village"
    NAME = "name"
    SEX = "sex"
    ETHNICITY = "ethnicity"
    BORN_ON = "born_on"
    ID_NUMBER = "id_number"
    STUDENT_NUMBER = "student_number"
    ADDRESS = "address"
    CARER_NAME = "carer_name"
    CARER_RELATION = "carer_relation"
    CARER_PHONE = "carer_phone"
    SCHOOL = "school"
    GRADE = "grade"
    CLASS = "class"
    BOARDING = "boarding"
    HOW_ATTENDING = "how_attending"
    LEFT_BEHIND = "left_behind"
    BOTH_AWAY = "both_away"
    MIGRANT = "migrant"
    ORPHAN = "orphan"
    ABOUT_YEARS = "about_years"
    NOTICED_ON = "noticed_on"
    NOTICED = "noticed"
    INFORMANT = "informant"
    OF_A_PARENT = "of_a_parent"
    OTHER = "other"


_CARER = re.compile(r"照护|照料|照顾|监护|抚养|看护|家庭成员|家长|委托|受托|带养|陪护|成员1|成员一")
_PARENT = re.compile(r"父亲|母亲|父母|爸爸|妈妈|^父|^母|成员2|成员二")
_CONTACT = re.compile(r"联系人|报告人|举报人|反映人|提供人|知情人")

# The first that fits: what is said more exactly stands before what is said more loosely.
_CARER_WORDS = (
    (Column.CARER_RELATION, re.compile(r"关系")),
    (Column.CARER_PHONE, re.compile(r"电话|手机|联系方式|号码$")),
    (Column.CARER_NAME, re.compile(r"姓名|名字|名称|^.{0,4}(照护|照料|监护|抚养|看护)人$|家长$")),
)
_CHILD_WORDS = (
    (Column.SERIAL, re.compile(r"^(序号|编号|序|no\.?)$")),
    (Column.STUDENT_NUMBER, re.compile(r"学籍|学号")),
    (Column.ID_NUMBER, re.compile(r"身份证|公民身份|身份号|证件号|身份证件")),
    (Column.BORN_ON, re.compile(r"出生|生日")),
    (Column.ABOUT_YEARS, re.compile(r"年龄|岁数|几岁|周岁")),
    (Column.SEX, re.compile(r"性别")),
    (Column.ETHNICITY, re.compile(r"民族")),
    (Column.BOTH_AWAY, re.compile(r"双方.*外出|父母.*外出|外出.*双方")),
    (Column.LEFT_BEHIND, re.compile(r"留守")),
    (Column.MIGRANT, re.compile(r"随迁|流动")),
    (Column.ORPHAN, re.compile(r"孤儿")),
    (Column.HOW_ATTENDING, re.compile(r"就读方式")),
    (Column.BOARDING, re.compile(r"住宿|寄宿|住校")),
    (Column.NOTICED, re.compile(r"情况|描述|反映|线索内容|困难|表现")),
    (Column.NOTICED_ON, re.compile(r"^(日期|发现日期|上报日期|时间|发现时间|登记日期|摸排日期)$")),
    (Column.OTHER, re.compile(r"来源|备注|说明|务工|签名|户籍|户口|健康|身高|家庭经济")),
    (Column.CLASS, re.compile(r"^(所在)?班(级|别)?(名称)?$")),
    (Column.GRADE, re.compile(r"^(就读|所在)?年级(名称)?$")),
    (Column.SCHOOL, re.compile(r"学校|就学|就读|校名|院校|园所")),
    (Column.ADDRESS, re.compile(r"地址|住址|住处|现住|居住地|家庭住")),
    (Column.TOWNSHIP, re.compile(r"乡镇|镇街|街道|镇（|^(所在|所属)?镇(乡)?$|^乡$|镇名")),
    (Column.VILLAGE, re.compile(r"^村|社区|居委|村委|行政村|所在村|村名|^屯")),
    (Column.INFORMANT, re.compile(r"联系人|报告人|举报人|反映人|提供人|知情人")),
    (Column.CARER_PHONE, re.compile(r"电话|手机|联系方式")),
    (Column.CARER_RELATION, re.compile(r"关系")),
    (Column.NAME, re.compile(r"姓名|名字|^(儿童|学生|孩子)(姓)?名?$")),
)
_NOISE = re.compile(r"[\s:：*＊、,，.。()（）\[\]【】_\-/]|必填|选填|例如.*")


def column_of(heading: str, below: str = "") -> Column | None:
    """Return what a column tells by its heading and, in a header of two rows, the one below it."""
    above, own = _bare(heading), _bare(below)
    whole = above + own
    if not whole:
        return None
    if _PARENT.search(whole) and not _CARER.search(whole) and "外出" not in whole:
        return Column.OF_A_PARENT
    if _CARER.search(whole):
        return _first(_CARER_WORDS, own or above) or _first(_CARER_WORDS, whole)
    if _CONTACT.search(above) and own and "电话" not in own:
        return Column.INFORMANT
    return _first(_CHILD_WORDS, own or above) or _first(_CHILD_WORDS, whole)


def _first(table: tuple[tuple[Column, re.Pattern[str]], ...], said: str) -> Column | None:
    return next((column for column, pattern in table if pattern.search(said)), None)


def _bare(heading: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", heading)).casefold()
