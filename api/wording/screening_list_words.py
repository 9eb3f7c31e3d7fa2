"""Why a row of a list of results is not taken, in a few words and in a sentence."""

from collections.abc import Mapping
from enum import StrEnum

from domain.screening.listed import ResultProblem

SCREENING_LIST_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    ResultProblem: {
        ResultProblem.SPEAKS_OF_DANGER: "提到危险",
        ResultProblem.FORMULA: "公式符号开头",
        ResultProblem.NAME_MISSING: "没有姓名",
        ResultProblem.BAND_UNREAD: "看不懂结果",
        ResultProblem.SCALE_UNKNOWN: "看不懂量表",
        ResultProblem.DAY_UNREAD: "看不懂日期",
        ResultProblem.DAY_AHEAD: "日期在今天以后",
        ResultProblem.TOO_LONG_AGO: "筛查太久以前",
        ResultProblem.TOO_LITTLE_TOLD: "只有姓名",
        ResultProblem.NOBODY_CALLED_SO: "没有这个姓名的档案",
        ResultProblem.NUMBER_DIFFERS: "号码不一样",
        ResultProblem.CLASS_DIFFERS: "班级不一样",
        ResultProblem.SEVERAL: "有同名的学生",
        ResultProblem.NO_CONSENT: "家里没有同意",
    },
}

SENTENCES_OF_RESULTS: Mapping[ResultProblem, str] = {
    ResultProblem.SPEAKS_OF_DANGER: "这一行提到危险。不等名单：马上去看这个学生，并上报担心。",
    ResultProblem.FORMULA: "有一格以等号等公式符号开头。请改成普通文字。",
    ResultProblem.NAME_MISSING: "没有姓名。请补上。",
    ResultProblem.BAND_UNREAD: "看不懂结果，或者几列结果不一样。请写“需关注”或“正常”。",
    ResultProblem.SCALE_UNKNOWN: "看不懂量表。请写 MHT、PHQ-9 等名称，或写“其他”。",
    ResultProblem.DAY_UNREAD: "看不懂日期。请写成 2026-03-09 这样。",
    ResultProblem.DAY_AHEAD: "日期在今天以后。请核对。",
    ResultProblem.TOO_LONG_AGO: "筛查过去太久，结果不再用。请核对日期。",
    ResultProblem.TOO_LITTLE_TOLD: "只有姓名分不清是谁。请补上班级、身份证号或学籍号。",
    ResultProblem.NOBODY_CALLED_SO: "学校里没有这个姓名的档案。没有建档的，请照学校的办法去谈。",
    ResultProblem.NUMBER_DIFFERS: "号码和档案里的不一样。请核对，不要猜。",
    ResultProblem.CLASS_DIFFERS: "档案里不在这个班。请核对班级，或补上身份证号。",
    ResultProblem.SEVERAL: "有同名的学生。请补上身份证号或学籍号。",
    ResultProblem.NO_CONSENT: "家里没有同意心理筛查，或已撤回，结果不能用。请班主任先问家里。",
}
