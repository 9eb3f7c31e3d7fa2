"""The words and sentences for numbers that one person proposes and another lets stand."""

from collections.abc import Mapping
from enum import StrEnum

from application.proposed_numbers import NumberStage
from domain.staff.telephone_facts import TelephoneDeclineReason

TELEPHONE_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    TelephoneDeclineReason: {
        TelephoneDeclineReason.NOT_ASKED_FOR: "本人没有要改",
        TelephoneDeclineReason.WRONG_NUMBER: "号码不对",
        TelephoneDeclineReason.NOT_REACHED: "没有联系上本人",
        TelephoneDeclineReason.WITHDRAWN: "提议人撤回",
    },
    NumberStage: {
        NumberStage.WAITING: "等确认",
        NumberStage.CONFIRMED: "已确认",
        NumberStage.DECLINED: "未同意",
        NumberStage.WITHDRAWN: "已撤回",
        NumberStage.REPLACED: "已换成别的提议",
        NumberStage.LAPSED: "过期没有确认",
    },
}

TELEPHONE_SENTENCES = {
    "telephone_of_oneself": "不能改自己的电话。请让单位负责人提议。",
    "telephone_proposed_already": "这次提议已经收到，号码不一样。请核对后再提议。",
    "telephone_holds_already": "现在登记的就是这个号码。",
    "telephone_not_proposed": "没有这项更改电话的提议。请回到这个人的页面再看。",
    "telephone_waits": "已经有别人提议的号码等确认。要换成您提议的，请勾选后再提议。",
    "telephone_declined_already": "这个号码已经有人不同意，或提议人撤回了。",
    "telephone_confirmed_already": "这个号码已经有人确认过了。",
    "telephone_waits_no_more": "这项提议已经不等确认了。现在登记的号码见下面。",
    "own_telephone_proposal": "自己提议的号码，要由另一位负责人确认。",
    "telephone_proposed_anew": "后来又提议了别的号码。请核对新的号码再确认。",
}
