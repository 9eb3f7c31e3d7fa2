"""The Chinese words and sentences of screenings and the talks that follow."""

from collections.abc import Mapping
from enum import StrEnum

from api.wording.screening_list_words import SCREENING_LIST_WORDS
from domain.screening.facts import (
    DropReason,
    InterviewOutcome,
    MissedReason,
    ScreeningScale,
)

SCREENING_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    **SCREENING_LIST_WORDS,
    ScreeningScale: {
        ScreeningScale.MHT: "MHT 心理健康诊断测验",
        ScreeningScale.PHQ_9: "PHQ-9 抑郁筛查",
        ScreeningScale.PHQ_A: "PHQ-A 青少年抑郁筛查",
        ScreeningScale.SDS: "SDS 抑郁自评",
        ScreeningScale.SAS: "SAS 焦虑自评",
        ScreeningScale.SCL_90: "SCL-90 症状自评",
        ScreeningScale.SDQ: "SDQ 长处与困难问卷",
        ScreeningScale.OTHER: "其他量表",
    },
    MissedReason: {
        MissedReason.ABSENT: "学生不在",
        MissedReason.REFUSED: "学生不愿谈",
    },
    InterviewOutcome: {
        InterviewOutcome.NO_CONCERN: "没有需要担心的",
        InterviewOutcome.SCHOOL_SUPPORT: "在校支持",
        InterviewOutcome.WORRY_RAISED: "已上报担心",
    },
    DropReason: {
        DropReason.CONSENT_WITHDRAWN: "家里撤回了同意",
        DropReason.RECORDED_IN_ERROR: "录错了",
    },
}

SCREENING_FACTS = {
    "ScreeningLeadRecorded": "登记筛查线索",
    "InterviewMissed": "访谈没有谈成",
    "InterviewHeld": "完成访谈",
    "WorryRaisedInstead": "不另谈，已上报担心",
    "ScreeningLeadDropped": "移出访谈名单",
}

SCREENING_FIELDS = {
    "scale": "用的哪种量表",
    "screened_on": "哪天筛查的",
    "talked_on": "哪天谈的",
    "interview_outcome": "谈了以后",
    "tried_on": "哪天去谈的",
    "missed_reason": "为什么没谈成",
    "drop_reason": "为什么移出",
}

SCREENING_SENTENCES = {
    "screening_already_recorded": "这个编号已经登记过别的结果。请重新打开页面再登记。",
    "screened_too_long_ago": "筛查已超过 %(days)s 天，结果不再用。请核对日期。",
    "screening_other_school": "这不是您学校的班级。请从列表里选。",
    "no_consent_to_screening": "家里没有同意心理筛查，或者已撤回，结果不能用。请班主任先问家里；"
    "担心这个孩子的，直接上报担心，不用同意。",
    "screening_not_found": "没有找到这条筛查线索，可能已移出或到期。请从访谈名单进入。",
    "interview_already_recorded": "这次访谈已经登记过，内容不一样。请回到访谈名单核对。",
    "interview_over": "这条线索已经有了结果。请回到访谈名单查看。",
    "worry_not_raised_yet": "这个孩子的担心还没有上报成功。请先点“上报担心”，看到回执再回来。",
    "screening_consent_stands": "家里现在是同意的。撤回同意要先记在“告知与同意”里。",
    "pupil_not_on_file": "没有姓名、班级、号码都对得上的档案。请核对，不要猜；"
    "没有建档的学生不在这里登记，请照学校的办法去谈，担心就上报。",
    "pupil_too_little_told": "只有姓名分不清是谁。请选班级，或填身份证号。",
    "pupil_several": "有同名的学生，分不清是谁。请填身份证号或学籍号。",
}
