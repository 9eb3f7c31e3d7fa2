"""The Chinese words and sentences of pauses of the clocks of a case."""

from collections.abc import Mapping
from enum import StrEnum

from domain.referrals.school.pause_facts import PauseReason

PAUSE_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    PauseReason: {
        PauseReason.FAMILY_AWAY: "家人外出",
        PauseReason.HOSPITAL_HAS_NO_DATE: "医院约不到时间",
        PauseReason.SCHOOL_HOLIDAYS: "学校放假",
        PauseReason.OTHER: "其他",
    },
}

PAUSE_FACTS = {
    "PauseProposed": "提出暂停时限",
    "PauseAgreed": "同意暂停时限",
    "PauseDeclined": "不同意暂停时限",
    "PauseEnded": "提前恢复计时",
}

PAUSE_FIELD_NAMES = {
    "paused_step": "暂停哪一步",
    "pause_reason": "为什么要等",
    "paused_until_on": "暂停到哪天",
}

PAUSE_SENTENCES = {
    "red_never_pauses": "危机红色，任何一步都不能暂停。",
    "danger_never_pauses": "孩子可能有危险，或可能受到伤害，任何一步都不能暂停。",
    "taking_never_pauses": "接手不能暂停：总要有人负责这个孩子。",
    "company_never_pauses": "“有人陪着孩子”不能暂停：红色时孩子身边一直要有人。",
    "assessing_never_pauses": "评估不能暂停：没有评估，就不知道有多急。",
    "guardian_told_at_once": "告知监护人不能暂停：法律要求立即告知（预防未成年人犯罪法第十九条）。",
    "receipt_never_pauses": "医院回执不能暂停：医院收没收到，要马上知道。请打电话问。",
    "no_hospital_never_pauses": "另找医院不能暂停：现在没有医院接着这个孩子。",
    "leave_prolonged_instead": "休学到期不能暂停。还要休学的，请和监护人商量后登记延长。",
    "return_deferred_instead": "复学评估不能暂停：家人在等答复。一时不能复学的，请记暂缓复学。",
    "support_decided_instead": "决定怎么帮孩子不能暂停。一时转不了的，可以先研判、记校内支持。",
    "appeal_never_pauses": "申诉不能暂停：孩子和家人在等县里的决定。",
    "overdue_never_pauses": "这一步已经超时，不能再暂停。请尽快办。",
    "step_already_paused": "这一步已经暂停了。请打开个案查看。",
    "step_paused_enough": "这一步可以暂停的天数已经用完，不能再暂停。请尽快办。",
    "step_not_to_be_done": "这一步现在不用办，或者已经办完。请打开个案查看。",
    "pause_already_recorded": "这次暂停已经提出过，内容不一样。请打开个案核对。",
    "pause_waits": "已经有人提出暂停这一步，正等另一个人决定。请打开个案查看。",
    "pause_settled": "这次暂停已经有了结果。请打开个案查看。",
    "pause_lapsed": "提出以后情况有了变化，这次暂停作废。还需要的，请重新提出。",
    "pause_not_found": "没有找到这次暂停。请回到个案。",
    "pause_over": "这次暂停已经结束，正在计时。请打开个案查看。",
    "second_person_agrees_to_pause": "暂停由您提出，要由另一个人同意。您可以收回它。",
    "pause_day_over": "这一天已经过去了。请选今天或以后的日期。",
    "pause_too_long": "一次最多暂停 %(at_most)s 天。请改早一些，到期再看。",
    "pauses_too_long": "同一步前后一共最多暂停 %(at_most)s 天，还剩 %(left)s 天。请改早一些。",
}
