"""The Chinese words for the steps of a case and what is said of their deadlines."""

from collections.abc import Mapping
from enum import StrEnum

from domain.clocks.facts import Step

CLOCK_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Step: {
        Step.TAKEN: "接手",
        Step.ACCOMPANIED: "有人陪着孩子",
        Step.ASSESSED: "评估危机等级",
        Step.GUARDIAN_INFORMED: "告知监护人",
        Step.SOUGHT_AGAIN: "再联系监护人",
        Step.OTHER_TOLD: "告知另一位监护人",
        Step.RECEIVED: "医院回执",
        Step.REFERRED_AGAIN: "另找医院",
        Step.SEEN: "到医院就诊",
        Step.CHASED: "问清为什么没去",
        Step.FEEDBACK: "功能性意见",
        Step.FOLLOWED_UP: "随访",
        Step.LEAVE_OVER: "休学到期",
        Step.RETURN_REVIEWED: "复学评估",
        Step.APPEAL_REVIEWED: "县里研判申诉",
        Step.SUPPORT_REVIEWED: "再研判校内支持",
        Step.DECIDED: "决定怎么帮孩子",
        Step.TALKED_AGAIN: "再和家里谈",
        Step.CLOSED: "结案",
    },
}

CLOCK_FACTS = {
    "StepDueSoon": "即将超时",
    "StepOverdue": "超时",
}
