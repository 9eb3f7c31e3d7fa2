"""The Chinese word for every code of visits and talks."""

from collections.abc import Mapping
from enum import StrEnum

from domain.visits.facts import (
    Area,
    Companion,
    Grade,
    Need,
    Outcome,
    TalkMeans,
    Topic,
    VisitMeans,
)

CONTACT_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    VisitMeans: {
        VisitMeans.AT_HOME: "入户",
        VisitMeans.AT_SCHOOL: "在校",
        VisitMeans.PHONE: "电话",
        VisitMeans.VIDEO: "视频",
    },
    TalkMeans: {
        TalkMeans.IN_PERSON: "当面",
        TalkMeans.PHONE: "电话",
        TalkMeans.VIDEO: "视频",
    },
    Outcome: {
        Outcome.DONE: "完成",
        Outcome.NOT_AT_HOME: "未遇到人",
        Outcome.REFUSED: "拒访",
        Outcome.RESCHEDULED: "改期",
        Outcome.MOVED_AWAY: "已搬走",
        Outcome.STOPPED_FOR_SAFETY: "因安全终止",
    },
    Area: {
        Area.FOOD_AND_HOUSING: "吃住",
        Area.CARE: "照护",
        Area.WATER_POWER_FIRE: "水电火",
        Area.ALONE: "独处",
        Area.SCHOOLING: "上学",
        Area.BODY: "身体",
        Area.MOOD: "情绪",
    },
    Grade: {Grade.GOOD: "好", Grade.FAIR: "一般", Grade.WORRYING: "担心"},
    Companion: {
        Companion.CLASS_TEACHER: "班主任",
        Companion.TEACHER: "教师",
        Companion.VILLAGE_DIRECTOR: "儿童主任",
        Companion.COMMUNITY_WORKER: "社区工作者",
        Companion.VOLUNTEER: "志愿者",
        Companion.POLICE: "民警",
        Companion.OTHER: "其他",
    },
    Need: {
        Need.STUDY: "学习",
        Need.DAILY_LIFE: "生活",
        Need.CONTACT_WITH_PARENTS: "联系父母",
        Need.SAFETY: "安全",
        Need.SUBSIDY: "救助补贴",
        Need.COMPANIONSHIP: "陪伴",
        Need.OTHER: "其他",
    },
    Topic: {
        Topic.DAILY_LIFE: "生活",
        Topic.STUDY: "学习",
        Topic.FRIENDS: "同伴",
        Topic.PARENTS: "父母",
        Topic.MOOD_AND_SLEEP: "情绪和睡眠",
        Topic.SAFETY: "安全",
        Topic.WISHES: "愿望",
    },
}
