"""The Chinese words for the numbers of a county."""

from collections.abc import Mapping
from enum import StrEnum

from application.county.numbers import Answered, CountyStep, InTime, LevelOfCases, Refusal

COUNTY_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    LevelOfCases: {
        LevelOfCases.RED: "红色",
        LevelOfCases.ORANGE: "橙色",
        LevelOfCases.YELLOW: "黄色",
        LevelOfCases.UNKNOWN: "等级不详",
    },
    CountyStep: {
        CountyStep.UNTAKEN: "无人接手",
        CountyStep.TAKEN: "处理中",
        CountyStep.PROPOSED: "拟转介",
        CountyStep.REFERRED: "已转到医院",
        CountyStep.DECLINED: "医院不能接收",
    },
    InTime: {InTime.OVERDUE: "已超时", InTime.IN_TIME: "没有超时"},
    Refusal: {Refusal.REFUSED: "家里不同意，等再谈", Refusal.NOT_REFUSED: "没有不同意"},
    Answered: {
        Answered.WAITING: "等医院回执",
        Answered.WITHIN_AN_HOUR: "一小时内",
        Answered.WITHIN_A_DAY: "一天内",
        Answered.LATER: "超过一天",
    },
}
