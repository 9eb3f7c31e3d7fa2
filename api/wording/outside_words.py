"""The Chinese words of the doors beside the password."""

from collections.abc import Mapping
from enum import StrEnum

from domain.accounts.outside_facts import (
    IdentifiedBy,
    RecoveryFinding,
    TokenRevokedReason,
    TokenScope,
)

OUTSIDE_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    TokenScope: {
        TokenScope.REGISTER_ORGANISATION: "登记机构",
        TokenScope.REGISTER_PERSON: "登记人员",
        TokenScope.READ_STAFF: "看机构和人员",
        TokenScope.REGISTER_CHILD: "登记孩子",
        TokenScope.OPEN_CARE_FILE: "建档",
        TokenScope.RECORD_CARE_FACT: "登记住处、就学、类别",
        TokenScope.LIST_CHILDREN: "看孩子名单",
        TokenScope.READ_CARE_FILE: "看关爱档案",
        TokenScope.RAISE_CONCERN: "上报担心",
        TokenScope.ACKNOWLEDGE_REFERRAL: "接收转介",
    },
    TokenRevokedReason: {
        TokenRevokedReason.NOT_NEEDED: "不再需要",
        TokenRevokedReason.REPLACED: "已换新令牌",
        TokenRevokedReason.MAYBE_STOLEN: "可能泄露",
    },
    IdentifiedBy: {
        IdentifiedBy.CALLED_BACK: "回拨登记的电话",
        IdentifiedBy.SEEN_IN_PERSON: "当面见到本人",
    },
    RecoveryFinding: {
        RecoveryFinding.IN_ORDER: "是本人，没有问题",
        RecoveryFinding.NOT_THE_PERSON: "不是本人",
    },
}

OUTSIDE_FACTS = {
    "ApiTokenIssued": "发放接口令牌",
    "ApiTokenRevoked": "停用接口令牌",
    "ExternalIdentityLinked": "关联单位统一登录",
    "ExternalIdentityUnlinked": "解除关联单位统一登录",
    "DeviceEnrolled": "绑定设备",
    "DeviceLocked": "设备锁定",
    "DeviceRevoked": "解除绑定设备",
    "NightRecoveryGiven": "夜间放行",
    "NightRecoveryUsed": "用夜间代码登录",
    "NightRecoveryReviewed": "夜间放行复查",
    "NightReviewOverdue": "夜间放行复查超期",
    "WorkAddressConfirmed": "确认工作邮箱",
    "WorkAddressRemoved": "删除工作邮箱",
}
