"""The Chinese words of accounts: how they stand, what was changed, on which devices."""

from collections.abc import Mapping
from enum import StrEnum

from api.view_models.authentication.devices import Device
from api.view_models.authentication.person_account import AccountStanding
from domain.accounts.facts import DisablingReason, FactorKind, PasswordChangeReason

ACCOUNT_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Device: {Device.PHONE: "手机", Device.COMPUTER: "电脑", Device.PROGRAM: "程序"},
    AccountStanding: {
        AccountStanding.NONE: "还没有开通",
        AccountStanding.INVITED: "已邀请，等本人登录",
        AccountStanding.INVITATION_OVER: "邀请已过期",
        AccountStanding.UNCONFIRMED: "已开通，等另一个人确认是本人",
        AccountStanding.IN_USE: "使用中",
        AccountStanding.LOCKED: "输错太多，已锁定",
        AccountStanding.DISABLED: "已停用",
    },
    FactorKind: {FactorKind.TOTP: "身份验证器的动态码"},
    PasswordChangeReason: {
        PasswordChangeReason.FIRST: "第一次设置",
        PasswordChangeReason.CHOSEN: "自己修改",
        PasswordChangeReason.DUE: "到期更换",
        PasswordChangeReason.RESET_BY_OPERATOR: "操作员重设",
    },
    DisablingReason: {
        DisablingReason.LEFT: "已离岗",
        DisablingReason.DEVICE_LOST: "手机或电脑丢了",
        DisablingReason.MISUSED: "被别人用过",
        DisablingReason.NOT_NEEDED: "不再需要",
        DisablingReason.DUTY_OVER: "职责已结束",
    },
}

ACCOUNT_FACTS = {
    "AccountInvited": "邀请开通账号",
    "AccountActivated": "开通账号",
    "PasswordChanged": "更换密码",
    "SecondFactorEnrolled": "绑定第二因素",
    "SecondFactorRemoved": "解绑第二因素",
    "RecoveryCodesIssued": "发放恢复码",
    "RecoveryCodeUsed": "使用恢复码",
    "AccountLocked": "锁定账号",
    "AccountUnlocked": "解锁账号",
    "AccountDisabled": "停用账号",
    "AccountEnabled": "启用账号",
    "SessionsEnded": "结束登录",
    "FirstSignInConfirmed": "确认首次登录",
    "FirstSignInConfirmedAtFounding": "设立时确认首次登录",
    "FirstSignInDenied": "否认首次登录",
}
