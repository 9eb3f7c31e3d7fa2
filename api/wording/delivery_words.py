"""The Chinese words of what is sent outside: by which channel, and why it did not go out."""

from collections.abc import Mapping
from enum import StrEnum

from domain.alerts.outside import Channel
from domain.alerts.trying import Failure, Stage

DELIVERY_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Channel: {
        Channel.EMAIL: "电子邮件",
        Channel.WEBHOOK: "网络回调",
        Channel.WECOM: "企业微信群",
        Channel.DINGTALK: "钉钉群",
        Channel.SMS: "短信",
    },
    Stage: {
        Stage.WAITING: "等着发",
        Stage.SENT: "已发出",
        Stage.WITHHELD: "没有发",
        Stage.DEAD: "放弃了",
    },
    Failure: {
        Failure.NO_CONNECTION: "连不上对方",
        Failure.TOOK_TOO_LONG: "对方一直没有答复",
        Failure.NOT_ENCRYPTED: "对方不支持加密，没有发",
        Failure.NOT_TRUSTED: "对方的证书不可信，没有发",
        Failure.SIGN_IN_REFUSED: "对方不接受我们的账号或签名",
        Failure.BUSY: "对方太忙，暂时不收",
        Failure.REFUSED_FOR_NOW: "对方暂时不收这一条",
        Failure.REFUSED: "对方不收这一条",
        Failure.FORBIDDEN_ADDRESS: "地址在内部网络，设置里没有允许",
        Failure.CASE_UNREADABLE: "个案记录打不开，不知道该避开谁，没有发",
        Failure.ADDRESS_UNREADABLE: "收件地址打不开，没有发",
        Failure.NOT_READY: "我们自己的数据库或密钥库一时用不了，没有发",
        Failure.FAULT: "程序出错",
    },
}
