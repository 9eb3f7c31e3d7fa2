"""The Chinese words and sentences of who is on call at a place, and when."""

from collections.abc import Mapping
from enum import StrEnum

from api.wording.rule_words import RULE_SENTENCES
from api.wording.school_health_words import SCHOOL_HEALTH_SENTENCES
from domain.oncall.facts import CallOutcome, RosterGapReason, ShiftKind

ON_CALL_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    ShiftKind: {
        ShiftKind.DAY: "白班",
        ShiftKind.NIGHT: "夜班",
        ShiftKind.WEEKEND: "周末全天",
        ShiftKind.HOLIDAY: "假日全天",
    },
    CallOutcome: {
        CallOutcome.REACHED: "打通了，有人接",
        CallOutcome.NOT_REACHED: "没有人接",
        CallOutcome.WRONG_NUMBER: "号码不对",
    },
    RosterGapReason: {
        RosterGapReason.NOBODY: "没有排人",
        RosterGapReason.NOT_IN_POST: "那天已不在任",
        RosterGapReason.NO_ADDRESS: "没有确认工作邮箱",
        RosterGapReason.NO_ROSTER: "没有公布过值班表",
        RosterGapReason.NO_NUMBER: "没有公布值班电话",
        RosterGapReason.NOBODY_OF_CIVIL_AFFAIRS: "民政没有排人",
        RosterGapReason.NOBODY_OF_HEALTH: "卫健没有排人",
    },
}

ON_CALL_FIELDS = {
    "taken_by": "换给谁",
    "call_outcome": "打通了吗",
    "called_on": "哪天打的",
}

ON_CALL_SENTENCES = {
    "duty_roster_already_published": "这个编号的值班表已经公布，内容不一样。请打开这个月重新填写。",
    "exchange_already_recorded": "这个编号的换班已经登记，内容不一样。请打开这一天重新填写。",
    "not_in_post_on_that_day": "%(on)s 选的人那天在这里没有可以值班的任职。请换人，或先办任职。",
    "on_call_twice": "%(on)s 同一个人在同一时段排了两次。请换人。",
    "shift_not_found": "没有找到这个班次，可能刚换过人。请回到值班表看最新的。",
    "shift_outside": "%(on)s 不在这份值班表的起止日期里。请核对。",
    "too_many_shifts": "班次太多，一次最多 %(at_most)s 个。请分开公布。",
    "roster_too_long": "一份值班表最多 %(at_most)s 天。请分开公布。",
    "roster_too_far": "值班表最早在 %(at_most)s 天前公布。请到时再公布。",
    "roster_is_over": "这些日子已经过去，不能再公布。实际换过班的，请登记换班。",
    "exchange_too_late": "换班最晚在 %(at_most)s 天内登记，这一天已经过去太久。",
    "call_already_recorded": "这个编号的试拨已经登记，内容不一样。请重新登记一次。",
    "no_duty_telephone": "这里没有公布值班电话。请先公布，再试拨。",
    "duty_telephone_changed": "值班电话刚刚换过。请打新的号码，再登记。",
    "call_too_long_ago": "试拨最晚在 %(at_most)s 天内登记。请重新打一次。",
    "outage_told": "已经告知过停摆。",
    "outage_unheard": "没有能告知停摆的人。",
    "outage_not_over": "停摆还没有结束，或没有停摆。",
    "untested_told": "这里没有要提醒的试拨。",
    "gaps_told": "这些值班空缺已经提醒过。",
    "nobody_on_call": "还没有选任何人。请至少选一个班次的值班人。",
    "no_such_hospital": "没有找到这家医院。请回到机构页面。",
    "contact_proposed_already": "这个编号的联系人已经提议，内容不一样。请重新打开页面填写。",
    "not_a_mobile": (
        "这不是手机号。代码要用短信发：请填 11 位、1 开头的手机号。"
        "只有座机的人不用登记在这里，转介时由学校打医院电话告知。"
    ),
    "contact_known_already": "这个邮箱或手机已经在这家医院的名单里。请填另一个人的。",
    "contact_not_proposed": "没有找到这位联系人，可能刚变更过。请刷新页面。",
    "contact_confirmed_already": "别人已经确认了这位联系人。",
    "contact_ended_already": "这位联系人已经不再发送。需要的话请重新提议。",
    "own_contact_proposal": "自己提议的联系人，要由另一个人确认。",
    "place_without_roster": "这里不设值班。请从列表里选一个单位。",
}

PLACE_SENTENCES: Mapping[str, str] = {
    **SCHOOL_HEALTH_SENTENCES,
    **ON_CALL_SENTENCES,
    **RULE_SENTENCES,
}
"""What is said about schools and offices."""
