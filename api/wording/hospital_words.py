"""The Chinese words for what a hospital says of a referral; none is a diagnosis."""

from collections.abc import Mapping
from enum import StrEnum

from domain.referrals.hospital_facts import DeclineReason

HOSPITAL_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    DeclineReason: {
        DeclineReason.NO_BED: "没有床位",
        DeclineReason.NOT_OUR_DEPARTMENT: "没有这个科室",
        DeclineReason.WRONG_HOSPITAL: "转错了医院",
        DeclineReason.OUT_OF_HOURS: "不在接诊时间",
        DeclineReason.OTHER: "其他原因",
    },
}

HOSPITAL_FACTS = {
    "ConsentScopeRecorded": "同意还写明的医院",
    "ReferralDeclined": "医院不能接收",
    "ReferralRerouted": "自动转到下一家医院",
    "AppointmentSet": "约定就诊时间",
    "Attended": "已就诊",
    "NotAttended": "未到",
}

HOSPITAL_FIELD_NAMES = {
    "decline_reason": "为什么不能接收",
    "also_for": "同意里还写了哪些医院",
    "visit_outcome": "就诊情况",
    "visit_at": "什么时候",
    "visit_on": "哪一天",
    "visit_time": "几点",
}
