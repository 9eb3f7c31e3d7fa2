"""The Chinese words of the frame: what kind of installation it is, and where it leads."""

from collections.abc import Mapping
from enum import StrEnum

from api.view_models.shell import Destination, Mode

FRAME_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Mode: {Mode.PREVIEW: "预览版:请勿录入真实儿童信息", Mode.DEMO: "演示数据"},
    Destination: {
        Destination.HEALTH_DESK: "值班台",
        Destination.REPORTS: "强制报告",
        Destination.OWN_SCHOOLS: "我的学校",
        Destination.INTERVIEWS: "访谈名单",
        Destination.ON_CALL: "值班",
        Destination.REFERRALS: "转介进度",
        Destination.COUNTY_NUMBERS: "本县数字",
        Destination.COUNTY_CASES: "本县个案",
        Destination.DESK: "我的孩子",
        Destination.NEW_FILE: "建档",
        Destination.ROSTERS: "名单",
        Destination.ORGANISATIONS: "机构",
        Destination.PEOPLE: "人员",
        Destination.HEALTH_POSTS: "健康副校长",
        Destination.GRANTS: "查阅授权",
        Destination.PRIVACY_DESK: "个人信息保护",
        Destination.BREACHES: "信息泄露",
        Destination.NOTICES: "告知书",
        Destination.PERMISSIONS: "权限表",
        Destination.RULES: "规则",
        Destination.READINGS: "阅览记录",
        Destination.API_TOKENS: "接口令牌",
        Destination.NIGHT_RECOVERY: "夜间放行",
        Destination.SECURITY_EVENTS: "安全事件",
        Destination.SCREENINGS_BROUGHT: "筛查结果登记",
        Destination.CHANNELS: "对外通知",
    },
}
