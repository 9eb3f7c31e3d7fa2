"""The Chinese words for study leave and the way back to school; none is a diagnosis."""

from collections.abc import Mapping
from enum import StrEnum

from domain.referrals.returning.leave_facts import LeaveAskedBy, LeaveEnd
from domain.referrals.returning.return_facts import (
    DeferralReason,
    ReducedLoad,
    ReturnDecision,
    ReturnHelp,
)

RETURN_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    LeaveAskedBy: {
        LeaveAskedBy.GUARDIAN: "监护人",
        LeaveAskedBy.CHILD: "孩子自己",
        LeaveAskedBy.SCHOOL: "学校",
    },
    LeaveEnd: {
        LeaveEnd.BACK_AT_SCHOOL: "已经回来上学",
        LeaveEnd.CHANGED_SCHOOL: "转到别的学校",
        LeaveEnd.RECORDED_IN_ERROR: "登记错了",
    },
    ReturnDecision: {
        ReturnDecision.AGREED: "同意复学",
        ReturnDecision.DEFERRED: "暂缓复学",
    },
    DeferralReason: {
        DeferralReason.CHILD_WISHES_TO_WAIT: "孩子自己还想等等",
        DeferralReason.SUPPORT_NOT_ARRANGED: "学校的支持还没安排好",
        DeferralReason.NOBODY_AFTER_SCHOOL: "放学以后没人照看",
        DeferralReason.NOT_SAFE_YET: "眼下还不安全",
    },
    ReducedLoad: {
        ReducedLoad.HALF_DAYS: "先上半天",
        ReducedLoad.FEWER_LESSONS: "少上几门课",
        ReducedLoad.LESS_HOMEWORK: "少留作业",
        ReducedLoad.NO_EXAMS: "先不考试",
        ReducedLoad.NO_EVENING_STUDY: "不上晚自习",
    },
    ReturnHelp: {
        ReturnHelp.CHOOSES_SEAT: "自己选座位",
        ReturnHelp.SEAT_BY_A_FRIEND: "和要好的同学坐",
        ReturnHelp.CATCH_UP_LESSONS: "补落下的课",
        ReturnHelp.OWN_PACE: "按自己的进度学",
        ReturnHelp.QUIET_PLACE: "有安静的地方待",
    },
}

RETURN_FACTS = {
    "StudyLeaveStarted": "休学",
    "StudyLeaveEnded": "休学结束",
    "ReturnRequested": "申请复学",
    "ReturnReviewed": "复学评估",
    "ReturnPlanned": "复学计划",
    "ReturnAppealed": "申诉暂缓复学",
}

RETURN_FIELD_NAMES = {
    "asked_by": "谁提出的",
    "leave_from_on": "从哪天起休学",
    "leave_until_on": "预计到哪天",
    "agreed_on": "监护人哪天同意的",
    "class_agreed_on": "班级哪天说好留位置的",
    "leave_step": "现在怎样",
    "leave_end": "怎样结束的",
    "asked_on": "哪天提出的",
    "return_decision": "决定",
    "first_on": "哪天回来",
    "met_by": "第一天谁接孩子",
    "loads": "先减少什么",
    "helps": "班里怎么帮",
    "deferral_reason": "为什么还要等",
    "look_again_on": "最迟哪天再研判",
    "leave_ended_on": "从哪天起结束",
}

RETURN_SENTENCES = {
    "not_on_leave": "孩子没有在休学，不用申请复学。",
    "return_already_recorded": "这次申请已经保存过，内容不一样。请打开个案核对。",
    "return_already_waits": "已经申请过复学，正等研判会。请打开个案查看。",
    "return_not_found": "没有找到这次复学申请。请回到个案。",
    "return_settled": "这次复学申请已经有了结果。请打开个案查看。",
    "review_already_recorded": "这次复学评估已经保存过，内容不一样。请打开个案核对。",
    "return_too_late": "最迟 %(days)s 天以后回来。请填早一些的日期。",
    "deferred_too_long": "最多暂缓 %(days)s 天。请填早一些的日期，到时再研判。",
    "appealed_before": "监护人已经申诉过一次。请打开个案查看。",
    "nothing_deferred": "没有暂缓复学，不用申诉。",
    "county_decides_appeal": "监护人申诉了，只由县里的人研判，学校的人不参加。请转给县里值班的人。",
    "others_decide_appeal": "原来参加研判的人不能再研判申诉。请选别的人。",
    "leave_already_recorded": "这次休学已经保存过，内容不一样。请打开个案核对。",
    "leave_not_found": "没有找到这次休学。请回到个案。",
    "already_on_leave": "孩子已经在休学。请打开个案查看，要延长就选“要延长”。",
    "leave_was_prolonged": "这次休学后来延长过。请打开个案，按现在的休学办理。",
    "leave_is_past": "预计到的日期已经过去。请填今天或以后的日期。",
    "leave_too_far_ahead": "最早提前 %(days)s 天登记休学。请核对日期。",
    "county_ends_leave": "申诉还在等县里研判：孩子已经回来上学可以记；其他情况由县里的人结束休学。",
    "leave_is_over": "这次休学已经结束。请打开个案查看。",
    "leave_too_long": "一次最多预计 %(days)s 天。请填早一些的日期，到期前再商量。",
    "guardian_decides_on_leave": "休学、复学和申诉由父母或其他监护人决定，别的亲属不能代替。",
    "child_still_on_leave": "孩子还在休学。请先记休学结束，再结束个案。",
}
