"""The Chinese words for study leave and the way back to school; none is a diagnosis."""

from collections.abc import Mapping
from enum import StrEnum

from domain.referrals.leave_facts import LeaveAskedBy, LeaveEnd

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
}

RETURN_FACTS = {
    "StudyLeaveStarted": "休学",
    "StudyLeaveEnded": "休学结束",
}

RETURN_FIELD_NAMES = {
    "asked_by": "谁提出的",
    "leave_from_on": "从哪天起休学",
    "leave_until_on": "预计到哪天",
    "agreed_on": "监护人哪天同意的",
    "class_agreed_on": "班级哪天说好留位置的",
    "leave_step": "现在怎样",
    "leave_end": "怎样结束的",
    "leave_ended_on": "从哪天起结束",
}

RETURN_SENTENCES = {
    "leave_already_recorded": "这次休学已经保存过，内容不一样。请打开个案核对。",
    "leave_not_found": "没有找到这次休学。请回到个案。",
    "leave_is_over": "这次休学已经结束。请打开个案查看。",
    "leave_too_long": "一次最多预计 %(days)s 天。请填早一些的日期，到期前再商量。",
    "guardian_decides_on_leave": "休学要父母或其他监护人同意。别的亲属可以一起商量，不能代替。",
    "child_still_on_leave": "孩子还在休学。请先记休学结束，再结束个案。",
}
