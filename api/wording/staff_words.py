"""The Chinese words for organisations, people, duties and the end of them."""

from collections.abc import Mapping
from enum import StrEnum

from api.wording.on_call_words import ON_CALL_WORDS
from api.wording.school_health_words import SCHOOL_HEALTH_WORDS
from domain.staff.facts import DutyDeclineReason, DutyEndReason, OrganisationKind, PersonKind, Role

STAFF_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    OrganisationKind: {
        OrganisationKind.BUREAU: "市级部门",
        OrganisationKind.COUNTY_OFFICE: "县区部门",
        OrganisationKind.TOWNSHIP: "乡镇（街道）",
        OrganisationKind.VILLAGE: "村（社区）",
        OrganisationKind.SCHOOL: "学校",
        OrganisationKind.CLASS: "班级",
        OrganisationKind.HOSPITAL: "医院",
    },
    PersonKind: {
        PersonKind.HUMAN: "个人",
        PersonKind.OPERATOR: "运维人员",
        PersonKind.MACHINE: "接口程序",
        PersonKind.REACTION: "系统自动",
    },
    Role: {
        Role.CLASS_TEACHER: "班主任",
        Role.TEACHER: "教师",
        Role.SCHOOL_LEADER: "学校负责人",
        Role.VILLAGE_DIRECTOR: "儿童主任",
        Role.COMMUNITY_WORKER: "社区工作者",
        Role.VOLUNTEER: "志愿者",
        Role.TOWNSHIP_SUPERVISOR: "儿童督导员",
        Role.COUNTY_OFFICER: "县区工作人员",
        Role.BUREAU_OFFICER: "市级工作人员",
        Role.AUDITOR: "审计管理员",
        Role.SYSTEM_ADMINISTRATOR: "系统管理员",
        Role.CRISIS_LEAD: "危机负责人",
        Role.HEALTH_VICE_PRINCIPAL: "健康副校长",
        Role.COUNTY_DUTY_OFFICER: "县区值班员",
        Role.HOSPITAL_LIAISON: "医院联络员",
        Role.PSYCHOLOGY_TEACHER: "心理健康教师",
        Role.LAW_VICE_PRINCIPAL: "法治副校长",
        Role.CIVIL_AFFAIRS_OFFICER: "民政工作人员",
        Role.EDUCATION_OFFICER: "教育局工作人员",
        Role.HEALTH_OFFICER: "卫健局工作人员",
        Role.INSPECTOR: "督导员",
        Role.PRIVACY_OFFICER: "个人信息保护负责人",
        Role.SECURITY_ADMINISTRATOR: "安全管理员",
    },
    DutyDeclineReason: {
        DutyDeclineReason.OTHER_ROLE_OR_PLACE: "岗位或机构不对",
        DutyDeclineReason.OTHER_DAYS: "日期不对",
        DutyDeclineReason.NOT_NEEDED: "不需要这项任职",
        DutyDeclineReason.NOT_SUITABLE: "人选不合适",
        DutyDeclineReason.WITHDRAWN: "提议人撤回",
    },
    DutyEndReason: {
        DutyEndReason.TERM_OVER: "任期届满",
        DutyEndReason.MOVED: "调到别处",
        DutyEndReason.LEFT: "离职",
        DutyEndReason.ASSIGNED_IN_ERROR: "误登",
        DutyEndReason.MISUSED: "被滥用",
    },
    **SCHOOL_HEALTH_WORDS,
    **ON_CALL_WORDS,
}
