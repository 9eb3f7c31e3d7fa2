"""The words that offices put above columns: what is told by them, and of whom."""

import re
from enum import StrEnum, auto


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
    OF_ANOTHER = "of_another"
    OTHER = "other"


class Whose(StrEnum):
    CHILD = auto()
    CARER = auto()
    INFORMANT = auto()
    ANOTHER = auto()


# The first that fits: who is told of more exactly stands before who is told of more loosely.
PEOPLE = (
    (
        Whose.ANOTHER,
        re.compile(r"(成员|监护人|照护人|家长|联系人)[2-9二三四]|第[二三]监护|^其他(监护|家庭)"),
    ),
    (Whose.CARER, re.compile(r"照护|照料|照顾|监护|抚养|看护|代养|成员|家长|委托|受托|带养|陪护")),
    (Whose.ANOTHER, re.compile(r"父|母|爸|妈|爷爷|奶奶|外公|外婆|[哥姐弟妹]|配偶|户主|亲属")),
    (Whose.INFORMANT, re.compile(r"联系人|报告人|举报人|反映人|提供人|知情人|上报人")),
    (
        Whose.ANOTHER,
        re.compile(
            r"主任|老师|教师|校长|填[表报]|审核|复核|责任人|负责人|督导|帮扶(?!对象)|结对|包保|干部"
            r"|网格员|[登采调走摸]\w{1,2}人|学校(电话|联系|地址)|村委?会?电话|经办|核实人"
        ),
    ),
    (Whose.CHILD, re.compile(r"儿童|学生|孩子|本人|幼儿|未成年人|对象|小孩")),
)
ACTUAL_CARER = re.compile(r"实际|照护|照料|照顾|委托|受托|带养|代养|看护")
LOOKED_AFTER = re.compile(r"被(监护|照护|照料|抚养|看护|委托)(儿童|人)?")
CARER_ALONE = re.compile(
    r"(照护|照料|照顾|监护|抚养|看护|受托|委托|带养|代养)(人|者|对象)?$|家长$|成员[1一]?$"
)

# The first that fits: what is said more exactly stands before what is said more loosely.
TOPICS = (
    (Column.SERIAL, re.compile(r"^(序号|编号|序|行号|no|#)$")),
    (
        Column.OTHER,
        re.compile(
            r"证件类型|证类型|有效期|签发|出生[地证医]|曾用名|拼音|学籍状态|主页|邮箱|邮编|邮政|籍贯"
            r"|来源|备注|(?<!情况)说明|签[名字]|健康|身高|体重|残疾|经济|单位|职业|学历|文化|人数|国籍|港澳"
            r"|户[籍口](所在地|性质|类[别型]|地址)?$|登记户口|政治面貌|低保|银行|开户"
        ),
    ),
    (Column.STUDENT_NUMBER, re.compile(r"学籍$|学籍.{0,2}号|学籍编|学号|(学生|个人)标识")),
    (Column.ID_NUMBER, re.compile(r"身份证|公民身份|身份号|身份证件|证件号")),
    (Column.ABOUT_YEARS, re.compile(r"年龄|岁数|几岁|周岁|多大|出生年份|哪年")),
    (Column.BORN_ON, re.compile(r"出生|生日|生辰")),
    (Column.SEX, re.compile(r"性别|^男女$")),
    (Column.ETHNICITY, re.compile(r"民族|^族别$")),
    (Column.CARER_RELATION, re.compile(r"关系|称谓|称呼")),
    (Column.CARER_PHONE, re.compile(r"电话|手机|联系方式|联系号码")),
    (Column.NAME, re.compile(r"姓名|名字|^(儿童|学生|孩子|小孩|幼儿|未成年人)(名称|名)?$")),
    (Column.BOTH_AWAY, re.compile(r"双方.*外出|父母.*外出|外出.*双方")),
    (Column.LEFT_BEHIND, re.compile(r"留守")),
    (Column.OTHER, re.compile(r"务工|外出")),
    (Column.MIGRANT, re.compile(r"随迁|流动")),
    (Column.ORPHAN, re.compile(r"孤儿")),
    (Column.HOW_ATTENDING, re.compile(r"就读方式")),
    (Column.BOARDING, re.compile(r"住宿|寄宿|住校|走读|内宿")),
    (
        Column.NOTICED_ON,
        re.compile(r"^(发现|上报|反映|登记|摸排|报告|收集|线索|走访|排查)?(日期|时间)$"),
    ),
    (Column.CLASS, re.compile(r"^(就读|所在|学生)?班(级|别|)(名称)?$")),
    (Column.GRADE, re.compile(r"^(就读|所在|学生)?(年级|年段)(名称)?(及|和)?(班级|班)?$")),
    (Column.ADDRESS, re.compile(r"地址|住址|住处|居住地$|(现住|居住地|家庭住)(?!.*[镇乡村道区]$)")),
    (
        Column.TOWNSHIP,
        re.compile(r"乡镇|镇街|街镇|镇乡|街道|镇名|镇别|^(所在|所属|户籍|现住|现居住?)?(镇|乡)$"),
    ),
    (Column.SCHOOL, re.compile(r"学校|就学|就读|校名|院校|园所|幼儿园|学籍所在")),
    (
        Column.VILLAGE,
        re.compile(r"^村|村(居|委|委会|名|别|组|民小组)?$|社区|居委|行政村|自然村|屯"),
    ),
    (Column.NOTICED, re.compile(r"情况|描述|反映(?!人)|线索|困难|表现|问题|诉求|事由|内容")),
)
ROUNDABOUT = {
    Column.TOWNSHIP: re.compile(r"户[籍口]|学校|学籍"),
    Column.VILLAGE: re.compile(r"户[籍口]|学校"),
    Column.NOTICED: re.compile(r"核实|处理|办理|落实|健康|身体|监护|家庭|线索[类编]"),
}
