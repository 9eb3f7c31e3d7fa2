"""The Chinese words and sentences of what health vice principals do at their schools."""

from collections.abc import Mapping
from enum import StrEnum

from application.school_health.health_posts import PostStage
from domain.advising.facts import Audience, HealthDutyKind, HealthDutyVoidReason
from domain.advising.rhythm import Expectation

SCHOOL_HEALTH_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    HealthDutyKind: {
        HealthDutyKind.HEALTH_EDUCATION: "健康教育",
        HealthDutyKind.INFECTIOUS_DISEASE: "传染病防控",
        HealthDutyKind.MENTAL_HEALTH: "心理健康",
        HealthDutyKind.CRISIS_TRAINING: "危机识别培训",
        HealthDutyKind.MEETING: "参加会议",
        HealthDutyKind.SCHOOL_VISIT: "到校走访",
        HealthDutyKind.OTHER: "其他履职",
    },
    Audience: {
        Audience.PUPILS: "学生",
        Audience.TEACHERS: "教师",
        Audience.PARENTS: "家长",
    },
    HealthDutyVoidReason: {
        HealthDutyVoidReason.DID_NOT_TAKE_PLACE: "没有举行",
        HealthDutyVoidReason.OTHER_SCHOOL: "记错学校",
        HealthDutyVoidReason.ENTERED_TWICE: "重复登记",
        HealthDutyVoidReason.NAMED_A_PUPIL: "写到了学生",
    },
    Expectation: {
        Expectation.VISIT: "每月到校",
        Expectation.LESSON: "上健康课",
        Expectation.MEETING: "参加学校会议",
        Expectation.LECTURE: "座谈或讲座",
    },
    PostStage: {
        PostStage.VACANT: "空缺",
        PostStage.ENDING: "快到期",
        PostStage.FILLED: "在任",
    },
}

SCHOOL_HEALTH_FIELDS = {
    "held_on": "哪天做的",
    "what": "做了什么（一句话）",
    "pupils": "学生人数",
    "teachers": "教师人数",
    "parents": "家长人数",
}

SCHOOL_HEALTH_SENTENCES = {
    "health_duty_already_logged": "这个编号已经登记过，内容不一样。请到履职记录里更正。",
    "health_duty_of_another": "这一条是别人登记的。请由登记的人更正；写到了学生的，您可以作废。",
    "health_duty_voided": "这一条已经作废。需要的话请重新登记一条。",
    "health_duty_unchanged": "内容和原来一样，没有可更正的。请核对。",
    "health_duty_not_found": "没有找到这一条履职记录。请回到学校的履职记录。",
    "not_appointed_on_that_day": "那一天您还不是这所学校的健康副校长。请核对日期。",
    "people_out_of_range": "人数要在 1 到 %(at_most)s 之间；没有人就不填。请核对。",
    "school_not_found": "没有找到这所学校。请从列表进入。",
}
