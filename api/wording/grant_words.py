"""The Chinese word for every code of access beyond a duty."""

from collections.abc import Mapping
from enum import StrEnum

from application.authorisation.grant_rows import GrantState
from domain.grants.facts import DenialReason, GlassReason, RevocationReason, Verdict

GRANT_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    DenialReason: {
        DenialReason.NOT_NEEDED: "没有必要",
        DenialReason.NOT_THEIR_TASK: "不属于申请人的工作",
        DenialReason.REASON_TOO_THIN: "理由没有写清楚",
        DenialReason.OTHER_CHILD_MEANT: "弄错了孩子",
    },
    RevocationReason: {
        RevocationReason.NO_LONGER_NEEDED: "已不再需要",
        RevocationReason.GIVEN_BACK: "本人交回",
        RevocationReason.DUTY_CHANGED: "职责变动",
        RevocationReason.GRANTED_IN_ERROR: "批错了",
        RevocationReason.MISUSED: "使用不当",
    },
    GlassReason: {
        GlassReason.CHILD_IN_DANGER: "孩子有危险",
        GlassReason.CHILD_MISSING: "找不到孩子",
        GlassReason.CARER_UNREACHABLE: "联系不上照护人",
        GlassReason.OTHER_EMERGENCY: "其他紧急情况",
    },
    GrantState: {
        GrantState.WAITING: "等待审批",
        GrantState.GRANTED: "已批准",
        GrantState.DENIED: "已驳回",
        GrantState.OPEN: "已打开",
        GrantState.ENDED: "已结束",
    },
    Verdict: {Verdict.COMPLIANT: "合规", Verdict.VIOLATION: "违规"},
}

GRANT_FIELD_NAMES = {
    "compartments": "要看什么",
    "purpose": "为了什么",
    "until_on": "看到哪天",
    "glass_reason": "哪种情况",
    "denial_reason": "原因",
    "revocation_reason": "原因",
    "verdict": "结论",
}

GRANT_FACTS = {
    "AccessRequested": "申请查阅",
    "AccessReasonWritten": "写明理由",
    "AccessApproved": "批准查阅",
    "AccessDenied": "驳回查阅",
    "AccessRevoked": "撤销查阅",
    "GlassBroken": "紧急查阅",
    "GlassBreakCounted": "紧急查阅计次",
    "GlassClosed": "结束紧急查阅",
    "GlassBreakReviewed": "复核紧急查阅",
    "AccessAnswerOverdue": "查阅申请超期",
    "GlassReviewOverdue": "紧急查阅复核超期",
    "GlassBreakTold": "紧急查阅补告知",
    "AnswerSeen": "看到答复",
}
