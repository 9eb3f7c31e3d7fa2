"""The Chinese words for crisis levels and all that is done between a worry and its end."""

from collections.abc import Mapping
from enum import StrEnum

from domain.referrals.level_facts import AssessmentMethod, CrisisLevel
from domain.referrals.panel_facts import PanelDecision

CRISIS_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    CrisisLevel: {
        CrisisLevel.RED: "红色",
        CrisisLevel.ORANGE: "橙色",
        CrisisLevel.YELLOW: "黄色",
    },
    AssessmentMethod: {
        AssessmentMethod.TALK_WITH_CHILD: "和孩子谈话",
        AssessmentMethod.OBSERVATION: "观察",
        AssessmentMethod.TALK_WITH_CARERS: "和照护人谈",
        AssessmentMethod.TALK_WITH_TEACHERS: "和老师谈",
        AssessmentMethod.SCREENING_SCALE: "筛查量表（只作线索）",
    },
    PanelDecision: {
        PanelDecision.IN_SCHOOL_SUPPORT: "校内支持",
        PanelDecision.REFER: "转介到医院",
        PanelDecision.WITHDRAW: "解除个案",
    },
}

CRISIS_FACTS = {
    "CrisisAssessed": "评估危机等级",
    "LevelDropProposed": "提出降级",
    "LevelDropConfirmed": "同意降级",
    "LevelDropDeclined": "不同意降级",
    "PanelDecided": "研判会",
}

CRISIS_FIELD_NAMES = {
    "crisis_level": "危机等级",
    "methods": "怎么评估的",
    "saw_child": "见到孩子本人了吗",
    "assessed_at": "什么时候评估的",
    "assessed_on": "哪天评估的",
    "assessed_time": "几点评估的",
    "decision": "决定",
    "member_ids": "谁参加了研判会",
    "met_at": "什么时候开的",
    "met_on": "哪天开的",
    "met_time": "几点开的",
    "supported_by": "由谁支持孩子",
}
