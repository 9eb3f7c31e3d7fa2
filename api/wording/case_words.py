"""The Chinese word for every code of worries, referrals and readings; none is a diagnosis."""

from collections.abc import Mapping
from enum import StrEnum

from api.wording.clock_words import CLOCK_FACTS, CLOCK_WORDS
from api.wording.crisis_words import CRISIS_FACTS, CRISIS_WORDS
from api.wording.hospital_words import HOSPITAL_FACTS, HOSPITAL_WORDS
from api.wording.joining_words import JOINING_FACTS, JOINING_WORDS
from api.wording.pause_words import PAUSE_FACTS, PAUSE_WORDS
from api.wording.return_words import RETURN_FACTS, RETURN_WORDS
from api.wording.screening_words import SCREENING_FACTS, SCREENING_WORDS
from application.crisis.desk.stages import CaseStage
from domain.alerts.facts import GapReason
from domain.codelists import ConsentMeans
from domain.referrals.facts import (
    Involved,
    MayTellGuardian,
    Sign,
    Situation,
    WithdrawalReason,
)
from domain.referrals.family.consent_facts import PupilWish
from domain.referrals.hospital.hospital_facts import Basis

CASE_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Situation: {
        Situation.LIFE_IN_DANGER: "有生命危险",
        Situation.SUSPECTED_HARM: "疑似被伤害",
        Situation.NOBODY_CARING: "现在无人照护",
        Situation.SOMEWHAT_WORRIED: "有点担心",
    },
    Sign: {
        Sign.MISSING_NOW: "现在找不到人",
        Sign.SPOKE_OF_DYING: "说过不想活",
        Sign.SAID_FAREWELL: "和人告别或送出心爱的东西",
        Sign.SELF_HARM: "伤害过自己",
        Sign.INJURIES: "身上有伤",
        Sign.AFRAID_TO_GO_HOME: "害怕回家",
        Sign.BULLIED: "被人欺负",
        Sign.LEFT_ALONE: "一个人没人管",
        Sign.RAN_AWAY: "出走过",
        Sign.SUDDEN_CHANGE: "突然和以前不一样",
        Sign.WITHDRAWN: "不愿和人来往",
        Sign.SLEEP_OR_APPETITE: "睡不好或吃不下",
        Sign.OTHER: "其他",
    },
    Involved: {
        Involved.GUARDIAN: "监护人",
        Involved.CARER: "照护人",
        Involved.MENTOR: "帮扶人",
        Involved.CLASS_TEACHER: "班主任",
        Involved.TEACHER: "教师",
        Involved.SCHOOL_LEADER: "学校负责人",
        Involved.OFFICIAL: "部门工作人员",
        Involved.PUPIL: "同学",
        Involved.OTHER: "其他人",
    },
    MayTellGuardian: {
        MayTellGuardian.YES: "可以",
        MayTellGuardian.NOT_YET: "暂不",
        MayTellGuardian.UNKNOWN: "不知道",
    },
    ConsentMeans: {
        ConsentMeans.IN_PERSON: "当面",
        ConsentMeans.PHONE_TWO_STAFF: "电话（两位工作人员在场）",
        ConsentMeans.WRITTEN_MESSAGE: "文字消息",
        ConsentMeans.SIGNED: "书面签字",
    },
    PupilWish: {
        PupilWish.WANTS: "愿意",
        PupilWish.DOES_NOT_WANT: "不愿意",
        PupilWish.TOO_YOUNG: "年龄小，没有问",
        PupilWish.IN_NO_STATE: "现在的状态不能问",
        PupilWish.NOT_THERE: "不在场，还没有问",
    },
    Basis: {
        Basis.CONSENT: "监护人或近亲属同意",
        Basis.EMERGENCY: "情况危险，先送医",
    },
    WithdrawalReason: {
        WithdrawalReason.UNFOUNDED: "核实后没有这回事",
        WithdrawalReason.RESOLVED: "已经解决",
        WithdrawalReason.ALREADY_KNOWN: "已有个案在处理",
        WithdrawalReason.WRONG_CHILD: "弄错了孩子",
        WithdrawalReason.RAISED_IN_ERROR: "误报",
    },
    GapReason: {
        GapReason.VACANT: "没有人任职",
        GapReason.UNREACHABLE: "任职的人还不能登录",
        GapReason.KEPT_OUT: "任职的人要回避",
        GapReason.OVERHEARD: "任职的人和要回避的人共用电话或邮箱，没有给其发消息",
    },
    CaseStage: {
        CaseStage.UNTAKEN: "无人接手",
        CaseStage.TAKEN: "处理中",
        CaseStage.PROPOSED: "拟转介",
        CaseStage.ISSUED: "已转介",
        CaseStage.ACKNOWLEDGED: "已接收",
        CaseStage.DECLINED: "医院不能接收",
        CaseStage.RESTORED: "已恢复原状",
        CaseStage.CLOSED: "已结案",
        CaseStage.WITHDRAWN: "已解除",
        CaseStage.JOINED: "已并入另一个案",
        CaseStage.TAKEN_BACK: "转介已撤回",
        CaseStage.LOOK_AGAIN: "已结束，请再看一遍",
    },
    **CRISIS_WORDS,
    **HOSPITAL_WORDS,
    **RETURN_WORDS,
    **JOINING_WORDS,
    **CLOCK_WORDS,
    **SCREENING_WORDS,
    **PAUSE_WORDS,
}

CASE_FACTS = {
    "ConcernRaised": "上报担心",
    "PupilNamed": "说明是哪个孩子",
    "ConcernConflictKept": "上报担心（重复）",
    "ConcernTaken": "接手",
    "ConcernPassedOn": "转给他人",
    "ReferralProposed": "拟转介",
    "ConsentRecorded": "取得同意",
    "ConsentGiverNamed": "登记同意人",
    "ReferralIssued": "转介",
    "ReferralAcknowledged": "医院接收",
    "ConcernWithdrawn": "解除",
    "ConcernAlerted": "发出提醒",
    "ClassTeacherTold": "告知班主任：学生危急",
    "RiskNoticeRead": "班主任已看危急告知",
    "SecondPersonTold": "请另一个人同意",
    "CountyTold": "告知县级值班",
    "RefusalTold": "告知镇（街道）和民政：家里不同意",
    **CRISIS_FACTS,
    **HOSPITAL_FACTS,
    **RETURN_FACTS,
    **JOINING_FACTS,
    **CLOCK_FACTS,
    **SCREENING_FACTS,
    **PAUSE_FACTS,
}
