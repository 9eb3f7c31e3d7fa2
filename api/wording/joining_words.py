"""The Chinese words for reports that belong to a case, and for those that stand alone again."""

from collections.abc import Mapping
from enum import StrEnum

from domain.referrals.joining.joining_facts import AskedAnew, PartingReason

JOINING_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    PartingReason: {
        PartingReason.ANOTHER_MATTER: "是另一件事",
        PartingReason.SAID_OTHERWISE: "重报的内容不一样",
        PartingReason.OTHER_CHILD: "个案弄错了孩子",
    },
    AskedAnew: {
        AskedAnew.ANSWERS_NO_MORE: "原来负责的人已不能处理",
        AskedAnew.FOUND_GRAVER: "评估发现更严重",
        AskedAnew.ESCORT_STARTED: "已开始紧急送诊",
    },
}

JOINING_FACTS = {
    "ConcernJoined": "并入已有的个案",
    "FurtherConcernJoined": "又有人上报这个孩子",
    "ConcernParted": "改为单独的个案",
    "FurtherConcernParted": "一份上报改为单独的个案",
    "InvolvementReported": "另有报告提到可能涉及的人",
    "TakingAskedAnew": "重新等人接手",
    "ConcernMisdirected": "弄错了孩子",
    "ConcernRedirected": "改自弄错的上报",
    "RepeatRedirected": "上报担心（重复，改自弄错的上报）",
}
