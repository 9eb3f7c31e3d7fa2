"""The Chinese word for every outcome and reason of a row of a list."""

from collections.abc import Mapping
from enum import StrEnum

from domain.survey.outcomes import RowOutcome, RowReason

ROSTER_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    RowOutcome: {
        RowOutcome.ACCEPT: "收下",
        RowOutcome.ACCEPT_FLAGGED: "收下，待更正",
        RowOutcome.REJECT: "不收",
        RowOutcome.IGNORE: "略过",
        RowOutcome.DUPLICATE_ROW: "重复行",
        RowOutcome.REVIEW: "待核对",
        RowOutcome.LEAD: "线索",
    },
    RowReason: {
        RowReason.SUBTOTAL: "小计行",
        RowReason.TOTAL: "合计行",
        RowReason.FOOTER: "落款或说明",
        RowReason.NAME_MISSING: "没有姓名",
        RowReason.BIRTH_DATE_MISSING: "没有出生日期",
        RowReason.BIRTH_DATE_UNREADABLE: "出生日期看不懂",
        RowReason.BIRTH_DATE_IN_FUTURE: "出生日期晚于今天",
        RowReason.OF_AGE: "已成年",
        RowReason.CELL_UNUSABLE: "有一格没法登记",
        RowReason.CHILD_ERASED: "孩子的档案已注销",
        RowReason.EXACT_REPEAT: "和前面一行相同",
        RowReason.ID_MISSING: "没有身份证号",
        RowReason.ID_CHECK_DIGIT: "身份证号校验不过",
        RowReason.ID_PRECISION_LOST: "身份证号末几位丢失",
        RowReason.ID_TELLS_OTHER_BIRTH_DATE: "身份证号与出生日期不符",
        RowReason.ID_TELLS_OTHER_SEX: "身份证号与性别不符",
        RowReason.ID_OF_ANOTHER_CHILD: "身份证号已在别的孩子名下",
        RowReason.PLACE_UNKNOWN: "没有这个乡镇、村或学校",
        RowReason.FORMULA_TEXT_KEPT_AS_TEXT: "有以等号开头的文字",
        RowReason.SAME_CHILD_NO_ID: "没有号码但其他都相同",
        RowReason.SAME_NAME_AND_BIRTH_DATE: "同名同生日",
        RowReason.MATCHES_KNOWN_CHILD: "像是已在册的孩子",
        RowReason.NEW_CHILD: "没有在册",
    },
}

SENTENCES_OF_REASONS: Mapping[RowReason, str] = {
    RowReason.SUBTOTAL: "这一行是小计，不是孩子。",
    RowReason.TOTAL: "这一行是合计，不是孩子。",
    RowReason.FOOTER: "这一行是落款、说明或又一次表头，不是孩子。",
    RowReason.NAME_MISSING: "没有姓名。请补上姓名再报。",
    RowReason.BIRTH_DATE_MISSING: "没有出生日期，也没有可用的身份证号。请补上再报。",
    RowReason.BIRTH_DATE_UNREADABLE: "出生日期看不懂。请写成 2014-03-05 这样再报。",
    RowReason.BIRTH_DATE_IN_FUTURE: "出生日期晚于今天。请核对年份。",
    RowReason.OF_AGE: "已经成年，不再建儿童档案。请核对出生日期。",
    RowReason.CELL_UNUSABLE: "姓名、地址或监护人一格太长，或有看不见的字符。请改好再报。",
    RowReason.CHILD_ERASED: "这一行的孩子登记过，档案已依法注销，不再登记。",
    RowReason.EXACT_REPEAT: "和前面一行完全相同，只算一次。",
    RowReason.ID_MISSING: "没有身份证号，先收下。没有上户口的孩子可以一直空着。",
    RowReason.ID_CHECK_DIGIT: "身份证号校验不过，先照原样收下。请对照证件更正。",
    RowReason.ID_PRECISION_LOST: "身份证号被表格当成数字，末几位丢了。请把这一列设为文本重填。",
    RowReason.ID_TELLS_OTHER_BIRTH_DATE: "身份证号里的出生日期和表里的不一样。请对照证件更正。",
    RowReason.ID_TELLS_OTHER_SEX: "身份证号里的性别和表里的不一样。请对照证件更正。",
    RowReason.ID_OF_ANOTHER_CHILD: "这个号码已在别的孩子名下，姓名和生日都不同。请查清是谁的。",
    RowReason.PLACE_UNKNOWN: "没有登记过这个乡镇、村或学校，先收下。请核对名称，或先登记机构。",
    RowReason.FORMULA_TEXT_KEPT_AS_TEXT: "有以等号开头的文字，只当作文字收下。",
    RowReason.SAME_CHILD_NO_ID: "没有号码，但姓名、生日、照护人和电话都和在册的孩子一致。",
    RowReason.SAME_NAME_AND_BIRTH_DATE: "有在册的孩子同名同生日，其他对不上。请人工核对。",
    RowReason.MATCHES_KNOWN_CHILD: "姓名、年龄和住处像一个在册的孩子。请先核实。",
    RowReason.NEW_CHILD: "没有找到在册的孩子。请上门核实后建档。",
}
"""What is told of a reason, and what to do about it."""
