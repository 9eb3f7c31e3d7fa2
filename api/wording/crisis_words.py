"""The Chinese words for crisis levels and all that is done between a worry and its end."""

from collections.abc import Mapping
from enum import StrEnum

from api.wording.screening_words import SCREENING_FIELDS
from application.crisis.desk.agreeing import AgreementKind
from application.crisis.desk.marks import GuardianMark
from domain.referrals.family.guardian_facts import (
    OtherGuardianReason,
    TellingMeans,
    WithholdingReason,
)
from domain.referrals.levels.level_facts import AssessmentMethod, CrisisLevel, LevelError
from domain.referrals.school.panel_facts import PanelDecision

CRISIS_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    CrisisLevel: {
        CrisisLevel.RED: "红色",
        CrisisLevel.ORANGE: "橙色",
        CrisisLevel.YELLOW: "黄色",
    },
    LevelError: {
        LevelError.WRONG_LEVEL: "等级点错了",
        LevelError.OTHER_CHILD: "评的是另一个孩子",
        LevelError.UNFOUNDED: "依据不属实",
    },
    AssessmentMethod: {
        AssessmentMethod.TALK_WITH_CHILD: "和孩子谈话",
        AssessmentMethod.OBSERVATION: "观察",
        AssessmentMethod.TALK_WITH_CARERS: "和照护人谈",
        AssessmentMethod.TALK_WITH_TEACHERS: "和老师谈",
        AssessmentMethod.SCREENING_SCALE: "筛查量表（只作线索）",
    },
    AgreementKind: {
        AgreementKind.PAUSE: "暂停一步时限",
        AgreementKind.LEVEL_DROP: "降低危机等级",
        AgreementKind.CLOSING: "结案",
    },
    TellingMeans: {
        TellingMeans.IN_PERSON: "当面",
        TellingMeans.PHONE: "电话",
        TellingMeans.MESSAGE: "文字消息",
    },
    WithholdingReason: {
        WithholdingReason.SUSPECTED_OF_HARM: "怀疑监护人伤害孩子",
    },
    OtherGuardianReason: {
        OtherGuardianReason.NOBODY_ELSE: "没有另一位监护人",
        OtherGuardianReason.MAY_BE_INVOLVED: "另一位也可能与此事有关",
        OtherGuardianReason.ONLY_THROUGH_THEM: "只能经可能有关的人找到，或与他共用电话",
        OtherGuardianReason.NOT_REACHED: "多次联系不上，已请乡镇（街道）和村（社区）上门",
    },
    GuardianMark: {
        GuardianMark.INFORMED: "已告知",
        GuardianMark.NOT_REACHED: "未联系上",
        GuardianMark.REFUSED: "不同意转介",
        GuardianMark.WITHHELD: "不告知",
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
    "GuardianInformed": "告知监护人",
    "FamilyMemberNamed": "登记告知或拒绝的人",
    "GuardianNotReached": "没有联系上监护人",
    "GuardianNotificationWithheld": "不告知监护人",
    "OtherGuardianNotTold": "没有告知另一位监护人",
    "ConsentRefused": "不同意转介",
    "EmergencyEscortStarted": "紧急送诊",
    "ChildAccompanied": "有人陪着孩子",
    "AccompanyingEnded": "不再陪着孩子",
}

CRISIS_FIELD_NAMES = {
    **SCREENING_FIELDS,
    "crisis_level": "危机等级",
    "methods": "怎么评估的",
    "saw_child": "见到孩子本人了吗",
    "assessed_at": "什么时候评估的",
    "assessed_on": "哪天评估的",
    "assessed_time": "几点评估的",
    "decision": "决定",
    "drop_ground": "为什么降",
    "telling_outcome": "结果",
    "family_name": "这个人的姓名",
    "telling_means": "怎么联系的",
    "told_at": "什么时候",
    "told_on": "哪天联系的",
    "told_time": "几点联系的",
    "not_suspected": "确认过上报说的不是这个人",
    "with_kind": "谁在孩子身边",
    "with_id": "哪一位工作人员",
    "since_at": "从什么时候起",
    "since_on": "从哪天起",
    "since_time": "从几点起",
    "escorted_by": "谁送孩子去",
    "started_at": "什么时候出发的",
    "member_ids": "谁参加了研判会",
    "met_at": "什么时候开的",
    "met_on": "哪天开的",
    "met_time": "几点开的",
    "supported_by": "由谁支持孩子",
}
