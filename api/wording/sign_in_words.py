"""The Chinese word for every code of sign-ins on record."""

from collections.abc import Mapping
from enum import StrEnum

from domain.reads.sign_ins import SessionEnd, SignInDoor

SIGN_IN_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    SignInDoor: {
        SignInDoor.CREDENTIAL: "用密码",
        SignInDoor.DEVICE: "用设备 PIN",
        SignInDoor.PROVIDER: "用单位统一登录",
        SignInDoor.NIGHT_CODE: "用夜间代码",
    },
    SessionEnd: {
        SessionEnd.SIGNED_OUT: "退出登录",
        SessionEnd.SIGNED_IN_ANEW: "在同一浏览器重新登录",
        SessionEnd.ENDED_ELSEWHERE: "在别的设备上让它退出",
        SessionEnd.TOO_MANY: "登录的设备太多，被新的登录顶掉",
        SessionEnd.BY_ADMINISTRATOR: "管理员让它退出",
        SessionEnd.CREDENTIAL_CHANGED: "修改了密码，自动退出",
        SessionEnd.CREDENTIAL_RESET: "运维重设了密码，自动退出",
        SessionEnd.INVITED_ANEW: "重新邀请，自动退出",
        SessionEnd.ACCOUNT_CLOSED: "账号停用，自动退出",
        SessionEnd.UNLINKED: "解除统一登录，自动退出",
        SessionEnd.DEVICE_GONE: "PIN 设备作废，自动退出",
        SessionEnd.NIGHT_CODE_USED: "用了夜间代码，自动退出",
        SessionEnd.NOT_LET_IN: "登录凭据刚失效，没有放行",
    },
}

SIGN_IN_FACTS = {"SessionOpened": "登录", "SessionEnded": "会话结束"}
