"""The Chinese words of security events, and a sentence for each kind of them."""

from collections.abc import Mapping
from enum import StrEnum

from application.authentication.security_rows import SecurityTopic
from domain.accounts.facts import DisablingReason, PasswordChangeReason
from domain.accounts.outside_facts import IdentifiedBy, RecoveryFinding, TokenRevokedReason
from domain.outages.facts import WatchedPart
from domain.security.facts import RefusalKind
from domain.staff.facts import DutyDeclineReason, DutyEndReason
from domain.staff.telephone_facts import TelephoneDeclineReason

SECURITY_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    SecurityTopic: {
        SecurityTopic.REFUSALS: "请求被拒",
        SecurityTopic.ACCOUNTS: "账号和登录",
        SecurityTopic.DOORS: "令牌、设备和夜间放行",
        SecurityTopic.DUTIES: "任职",
        SecurityTopic.OUTAGES: "停摆和恢复",
    },
    WatchedPart: {
        WatchedPart.SWEEPING: "时限检查",
        WatchedPart.EMAIL: "电子邮件",
        WatchedPart.WEBHOOK: "网络回调",
        WatchedPart.WECOM: "企业微信群",
        WatchedPart.DINGTALK: "钉钉群",
        WatchedPart.SMS: "短信",
    },
    RefusalKind: {
        RefusalKind.FOREIGN_HOST: "用了别的网址",
        RefusalKind.CROSS_SITE: "别的网站代发",
        RefusalKind.TOO_MANY_READS: "查看太频繁",
        RefusalKind.TOO_MANY_WRITES: "填报太频繁",
        RefusalKind.TOO_MANY_UPLOADS: "上传太频繁",
        RefusalKind.TOO_MANY_FROM_ADDRESS: "同一网络请求太多",
        RefusalKind.SIGN_IN_BUSY: "登录排队已满",
        RefusalKind.SIGN_IN_LOCKED: "登录已锁定",
        RefusalKind.SIGN_IN_UNPROVEN: "登录凭证不对",
        RefusalKind.MACHINE_UNKNOWN: "接口令牌无效",
        RefusalKind.MACHINE_OUTSIDE_SCOPE: "超出令牌范围",
        RefusalKind.FILE_REFUSED: "文件有危险",
        RefusalKind.EMERGENCY_REFUSED: "紧急查阅被拒",
        RefusalKind.LINK_REFUSED: "链接或代码被拒",
    },
}

SECURITY_FACTS = {
    "RefusalsNoticed": "发现请求被拒",
    "RefusalsCounted": "被拒请求计数",
    "OutageTold": "告知停摆",
    "OutageOverTold": "告知恢复",
}

REASONS: Mapping[str, type[StrEnum]] = {
    "RefusalsNoticed": RefusalKind,
    "RefusalsCounted": RefusalKind,
    "OutageTold": WatchedPart,
    "OutageOverTold": WatchedPart,
    "PasswordChanged": PasswordChangeReason,
    "AccountDisabled": DisablingReason,
    "ApiTokenRevoked": TokenRevokedReason,
    "NightRecoveryGiven": IdentifiedBy,
    "FirstSignInConfirmed": IdentifiedBy,
    "NightRecoveryReviewed": RecoveryFinding,
    "DutyDeclined": DutyDeclineReason,
    "PersonTelephoneDeclined": TelephoneDeclineReason,
    "DutyEnded": DutyEndReason,
}
"""Which list the code of an event is from."""

SECURITY_SENTENCES = {
    "RefusalsNoticed": "%(since)s 起有请求被拒：%(why)s。这一小时还没有数完。",
    "RefusalsUncounted": "%(since)s 起有请求被拒：%(why)s。程序中途停了，次数没有记下。",
    "RefusalsCounted": (
        "%(since)s 起一小时内，%(why)s：拒绝 %(count)s 次，来自约 %(addresses)s 个网络地址。"
    ),
    "OutageTold": "停摆：%(why)s。告知了 %(count)s 人。",
    "OutageOverTold": "恢复正常：%(why)s。告知了 %(count)s 人。",
    "AccountInvited": "%(by)s 邀请 %(who)s 开通账号。",
    "AccountActivated": "%(who)s 开通了账号。",
    "PasswordChanged": "%(who)s 换了密码：%(why)s。",
    "SecondFactorEnrolled": "%(who)s 绑定了身份验证器。",
    "SecondFactorRemoved": "%(by)s 解绑了 %(who)s 的身份验证器。",
    "RecoveryCodesIssued": "%(who)s 拿到 %(count)s 个恢复码。",
    "RecoveryCodeUsed": "%(who)s 用了一个恢复码，还剩 %(count)s 个。",
    "AccountLocked": "%(who)s 的账号输错太多，锁定到 %(until)s。",
    "AccountUnlocked": "%(by)s 解除了 %(who)s 账号的锁定。",
    "AccountDisabled": "%(by)s 停用了 %(who)s 的账号：%(why)s。",
    "AccountEnabled": "%(by)s 重新启用了 %(who)s 的账号。",
    "SessionsEnded": "%(by)s 让 %(who)s 的 %(count)s 台设备退出登录。",
    "FirstSignInConfirmed": "%(by)s 确认首次登录的是 %(who)s 本人：%(why)s。",
    "FirstSignInConfirmedAtFounding": "%(by)s 在设立时确认首次登录的是 %(who)s 本人。",
    "FirstSignInDenied": "%(by)s 说明首次登录的不是 %(who)s 本人，账号随即停用。",
    "ApiTokenIssued": "%(by)s 给 %(who)s 发了接口令牌。",
    "ApiTokenRevoked": "%(by)s 停用了 %(who)s 的接口令牌：%(why)s。",
    "ExternalIdentityLinked": "%(by)s 给 %(who)s 关联了单位统一登录。",
    "ExternalIdentityUnlinked": "%(by)s 解除了 %(who)s 的单位统一登录。",
    "DeviceEnrolled": "%(who)s 绑定了一台设备。",
    "DeviceLocked": "%(who)s 的一台设备输错 PIN 太多，已锁定。",
    "DeviceRevoked": "%(by)s 解除了 %(who)s 绑定的一台设备。",
    "NightRecoveryGiven": "%(by)s 夜间放行 %(who)s：%(why)s。",
    "NightRecoveryUsed": "%(who)s 用夜间代码登录，到 %(until)s 为止。",
    "NightRecoveryReviewed": "%(by)s 复查了 %(who)s 的夜间放行：%(why)s。",
    "NightReviewOverdue": "%(who)s 的夜间放行到 %(until)s 还没有人复查。",
    "WorkAddressConfirmed": "%(who)s 确认了自己的工作邮箱。",
    "WorkAddressRemoved": "%(who)s 删除了自己的工作邮箱。",
    "PersonTelephoneProposed": "%(by)s 提议更改 %(who)s 的电话。",
    "PersonTelephoneChanged": "%(by)s 确认了 %(who)s 的新电话。",
    "PersonTelephoneDeclined": "%(by)s 没有同意更改 %(who)s 的电话，或撤回了提议。",
    "DutyProposed": "%(by)s 提议 %(who)s 担任%(role)s（%(place)s）。",
    "DutyApproved": "%(by)s 批准 %(who)s 担任%(role)s（%(place)s）。",
    "DutyAssigned": "%(by)s 登记 %(who)s 担任%(role)s（%(place)s）。",
    "HealthVicePrincipalAppointed": "%(by)s 登记 %(who)s 担任%(role)s（%(place)s）。",
    "DutyDeclined": "%(by)s 没有同意 %(who)s 担任%(role)s（%(place)s）：%(why)s。",
    "DutyEnded": "%(by)s 结束了 %(who)s 的%(role)s任职（%(place)s）：%(why)s。",
}
