"""Who sees the pages about cases and posts, who may send what is asked there, and what that is."""

from api import paths
from tests import examples as given
from tests.advising_examples import LESSON
from tests.api.pages import duty
from tests.api.pages.site import (
    ADMINISTRATOR,
    AUDITOR,
    DIRECTOR,
    LEADER,
    OFFICER,
    SECURITY,
    STRANGER,
    TEACHER,
)

NEW_ID, DAY = str(given.example_id(888)), given.TODAY.isoformat()
IDS = {"telephone_id": given.example_id(943), "drop_id": given.example_id(944)}
IDS |= {"school_id": given.SCHOOL, "health_duty_id": LESSON}
IDS["company_id"] = given.example_id(945)

# What is there only where something waits: tests of their own walk there.
ELSEWHERE = {
    *(paths.APPROVE_DUTIES, paths.DECLINE_DUTY, paths.DECLINE_TELEPHONE),
    *(paths.DROP_LEVEL, paths.SETTLE_LEVEL_DROP),
    *(paths.CORRECT_HEALTH_DUTY, paths.VOID_HEALTH_DUTY),
    *(paths.DECLINE_REFERRAL, paths.HOSPITAL_VISIT, paths.HOSPITAL_FEEDBACK),
    *(paths.FOLLOW_UP, paths.CLOSING),
}
LOGGING = (paths.LOG_HEALTH_DUTY, paths.CORRECT_HEALTH_DUTY, paths.VOID_HEALTH_DUTY)
# Whoever raised a worry is told how it stands elsewhere; others not even that there is a case.
NOT_THEIRS = {TEACHER: 403, STRANGER: 404, ADMINISTRATOR: 404, AUDITOR: 404}
SEEN: dict[str, tuple[str, str, dict[str, int]]] = {
    paths.HEALTH_DESK: (duty.LEAD, "转介值班台", {TEACHER: 403, ADMINISTRATOR: 403}),
    paths.REFERRALS: (duty.HEALTH_OFFICE, "转介进度", {duty.LEAD: 403, duty.LIAISON: 403}),
    paths.CHILD_WORRY: (TEACHER, "现在的情况", {}),
    paths.WORRY_SENT: (TEACHER, "请你现在做", {duty.LEAD: 403, STRANGER: 404}),
    paths.CASE: (duty.LEAD, given.CHILD_NAME, NOT_THEIRS),
    paths.HAND_CASE_ON: (duty.LEAD, "转给谁", NOT_THEIRS),
    paths.PROPOSE_REFERRAL: (duty.LEAD, "写看到的情况", NOT_THEIRS),
    paths.ISSUE_REFERRAL: (duty.LEAD, "转到哪家医院", {**NOT_THEIRS, duty.ADVISER: 403}),
    paths.ASSESS_CRISIS: (duty.LEAD, "这是判断有多急", NOT_THEIRS),
    paths.GUARDIAN: (duty.LEAD, "没有联系上", NOT_THEIRS),
    paths.COMPANY: (duty.LEAD, "就在孩子身边才算", NOT_THEIRS),
    paths.ESCORT: (duty.LEAD, "先送人，后记录", NOT_THEIRS),
    paths.PANEL: (duty.LEAD, "至少两个人参加", {**NOT_THEIRS, duty.ADVISER: 403}),
    paths.WITHDRAW_CASE: (duty.LEAD, "不能恢复", {**NOT_THEIRS, duty.ADVISER: 403}),
    paths.APPOINT_HEALTH_VICE_PRINCIPAL: (ADMINISTRATOR, "来自哪个单位", {TEACHER: 403}),
    paths.OWN_SCHOOLS: (duty.ADVISER, "教师危机识别培训", {LEADER: 403, OFFICER: 403}),
    paths.HEALTH_POSTS: (OFFICER, "所学校空缺", {TEACHER: 403, duty.LEAD: 403}),
    paths.SCHOOL_LOG: (LEADER, "这个学期没有登记", {TEACHER: 403, duty.LEAD: 403}),
    paths.LOG_HEALTH_DUTY: (duty.ADVISER, "不要写学生的姓名", {LEADER: 403, OFFICER: 403}),
    paths.TELEPHONES_WAITING: (OFFICER, "没有等您确认的新电话", {TEACHER: 403, AUDITOR: 403}),
    paths.CORRECTIONS_WAITING: (TEACHER, "没有等您核对的身份证号", {OFFICER: 403, AUDITOR: 403}),
    paths.PERSON_TELEPHONE: (OFFICER, "提议改成这个号码", {TEACHER: 403, AUDITOR: 403}),
    paths.DUTY_TELEPHONE: (ADMINISTRATOR, "不保密", {TEACHER: 403, LEADER: 403}),
}
SENT: dict[str, dict[str, int]] = {
    paths.TAKE_CASE: NOT_THEIRS,
    paths.HAND_CASE_ON: NOT_THEIRS,
    paths.PROPOSE_REFERRAL: NOT_THEIRS,
    paths.ISSUE_REFERRAL: {**NOT_THEIRS, duty.ADVISER: 403},
    paths.ACKNOWLEDGE_REFERRAL: {**NOT_THEIRS, duty.LEAD: 403},
    paths.DECLINE_REFERRAL: {**NOT_THEIRS, duty.LEAD: 403},
    paths.HOSPITAL_VISIT: {**NOT_THEIRS, duty.LEAD: 403},
    paths.HOSPITAL_FEEDBACK: {**NOT_THEIRS, duty.LEAD: 403},
    paths.FOLLOW_UP: NOT_THEIRS,
    paths.CLOSING: {**NOT_THEIRS, duty.ADVISER: 403},
    paths.ASSESS_CRISIS: NOT_THEIRS,
    paths.DROP_LEVEL: NOT_THEIRS,
    paths.GUARDIAN: NOT_THEIRS,
    paths.COMPANY: NOT_THEIRS,
    paths.END_COMPANY: NOT_THEIRS,
    paths.ESCORT: NOT_THEIRS,
    paths.PANEL: {**NOT_THEIRS, duty.ADVISER: 403},
    paths.SETTLE_LEVEL_DROP: {**NOT_THEIRS, duty.ADVISER: 403},
    paths.WITHDRAW_CASE: {**NOT_THEIRS, duty.ADVISER: 403},
    paths.APPOINT_HEALTH_VICE_PRINCIPAL: {TEACHER: 403, DIRECTOR: 403},
    **{path: {LEADER: 403, OFFICER: 403, duty.LEAD: 403} for path in LOGGING},
    paths.PERSON_TELEPHONE: {TEACHER: 403, AUDITOR: 403, SECURITY: 403},
    paths.CONFIRM_TELEPHONE: {TEACHER: 403, LEADER: 403, ADMINISTRATOR: 403},
    paths.DECLINE_TELEPHONE: {TEACHER: 403, LEADER: 403, ADMINISTRATOR: 403},
    paths.DUTY_TELEPHONE: {TEACHER: 403, LEADER: 403},
}
VALID: dict[str, dict[str, str]] = {
    paths.APPROVE_DUTIES: {"duty": f"{given.COMMUNITY_WORKER}.{given.example_id(282)}"},
    paths.DECLINE_DUTY: {"reason": "not_needed"},
    paths.EXTEND_PAIRING: {"until_on": "2027-03-05"},
    paths.TAKE_CASE: {"taking_id": NEW_ID},
    paths.HAND_CASE_ON: {"pass_id": NEW_ID, "to_id": NEW_ID, "why": "示例"},
    paths.PROPOSE_REFERRAL: {"why": "示例"},
    paths.ISSUE_REFERRAL: {
        "referral_id": NEW_ID,
        "hospital_id": str(duty.HOSPITAL),
        "referral_basis": "emergency",
        "danger": "示例",
    },
    paths.ACKNOWLEDGE_REFERRAL: {},
    paths.DECLINE_REFERRAL: {"decline_id": NEW_ID, "decline_reason": "no_bed"},
    paths.FOLLOW_UP: {
        "follow_up_id": NEW_ID,
        "follow_up_outcome": "steady",
        "saw_child": "yes",
        "follow_up_on": DAY,
        "follow_up_time": "08:00",
    },
    paths.CLOSING: {"closing_id": NEW_ID, "why": "示例"},
    paths.HOSPITAL_FEEDBACK: {"feedback_id": NEW_ID, "feedback_outcome": "no_statement"},
    paths.HOSPITAL_VISIT: {
        "visit_id": NEW_ID,
        "visit_outcome": "attended",
        "visit_on": DAY,
        "visit_time": "08:00",
    },
    paths.ASSESS_CRISIS: {
        "assessment_id": NEW_ID,
        "crisis_level": "yellow",
        "methods": "observation",
        "saw_child": "no",
        "assessed_on": DAY,
        "assessed_time": "08:00",
        "why": "示例",
    },
    paths.GUARDIAN: {
        "telling_id": NEW_ID,
        "telling_outcome": "not_reached",
        "relation_code": "51",
        "telling_means": "phone",
        "told_on": DAY,
        "told_time": "08:00",
    },
    paths.COMPANY: {
        "company_id": NEW_ID,
        "with_kind": "family",
        "relation_code": "62",
        "not_suspected": "yes",
        "since_on": DAY,
        "since_time": "08:00",
    },
    paths.END_COMPANY: {},
    paths.ESCORT: {
        "escort_id": NEW_ID,
        "hospital_id": str(duty.HOSPITAL),
        "escorted_by": NEW_ID,
        "started_on": DAY,
        "started_time": "08:00",
        "danger": "示例",
    },
    paths.PANEL: {
        "panel_id": NEW_ID,
        "member_ids": NEW_ID,
        "met_on": DAY,
        "met_time": "08:00",
        "decision": "refer",
        "why": "示例",
    },
    paths.DROP_LEVEL: {"drop_id": NEW_ID, "why": "示例"},
    paths.SETTLE_LEVEL_DROP: {"decision": "confirm"},
    paths.WITHDRAW_CASE: {"withdrawal_reason": "resolved", "why": "示例"},
    paths.APPOINT_HEALTH_VICE_PRINCIPAL: {
        "duty_id": NEW_ID,
        "school_id": str(given.SCHOOL),
        "employer_id": str(duty.HOSPITAL),
        "from_on": DAY,
        "to_on": DAY,
    },
    paths.LOG_HEALTH_DUTY: {"kind": "meeting", "held_on": DAY, "what": "示例"},
    paths.CORRECT_HEALTH_DUTY: {"kind": "meeting", "held_on": DAY, "what": "例", "why": "错"},
    paths.VOID_HEALTH_DUTY: {"reason": "entered_twice"},
    paths.PERSON_TELEPHONE: {"telephone_id": NEW_ID, "telephone": "13000000077"},
    paths.CONFIRM_TELEPHONE: {"telephone_id": NEW_ID},
    paths.DECLINE_TELEPHONE: {"reason": "not_reached"},
    paths.DUTY_TELEPHONE: {"telephone": "13000000077"},
}
