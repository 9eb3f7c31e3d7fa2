"""The Chinese words of refused requests."""

from collections.abc import Mapping
from enum import StrEnum

from domain.security.facts import RefusalKind

SECURITY_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
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
    },
}

SECURITY_FACTS = {
    "RefusalsNoticed": "发现请求被拒",
    "RefusalsCounted": "被拒请求计数",
}
