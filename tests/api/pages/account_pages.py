"""Who sees the pages about accounts, who may send what is asked there, and what that is."""

from api import paths
from tests.api.pages import outside_pages
from tests.api.pages.site import ADMINISTRATOR, AUDITOR, LEADER, OFFICER, SECURITY, TEACHER

NOT_THEIRS = {TEACHER: 403, LEADER: 403, AUDITOR: 403, OFFICER: 403}
SEEN: dict[str, tuple[str, str, dict[str, int]]] = {
    paths.ACCOUNT: (TEACHER, "我的登录设备", {}),
    paths.SIGNED_IN_BEFORE: (TEACHER, "是您自己输错了吗", {}),
    paths.RENEWAL: (TEACHER, "现在的密码", {}),
    paths.WORK_ADDRESS: (TEACHER, "这里还没有设置发邮件", {}),
    paths.STEP_UP: (TEACHER, "再确认一次是您", {}),
    paths.PERSON_ACCOUNT: (ADMINISTRATOR, "使用中", NOT_THEIRS),
    paths.SIGN_INS: (AUDITOR, "不记网络地址", {TEACHER: 403, LEADER: 403, ADMINISTRATOR: 403}),
    paths.INVITE_PERSON: (SECURITY, "生成邀请单", {**NOT_THEIRS, ADMINISTRATOR: 403}),
    paths.DISABLE_ACCOUNT: (SECURITY, "马上退出", {**NOT_THEIRS, ADMINISTRATOR: 403}),
}
SENT: dict[str, dict[str, int]] = {
    paths.PERSON_ACCOUNT: {**NOT_THEIRS, ADMINISTRATOR: 403},
    paths.INVITE_PERSON: {**NOT_THEIRS, ADMINISTRATOR: 403},
    paths.DISABLE_ACCOUNT: {**NOT_THEIRS, ADMINISTRATOR: 403},
}
VALID: dict[str, dict[str, str]] = {
    paths.PERSON_ACCOUNT: {"act": "end_sessions"},
    paths.INVITE_PERSON: {"login": "another"},
    paths.DISABLE_ACCOUNT: {"reason": "left"},
}
OF_THE_STEPS = {
    *(paths.SECOND_STEP, paths.FIRST_SIGN_IN, paths.OWN_CHOICE),
    *(paths.ENROL, paths.ENROL_IMAGE),
    *outside_pages.OF_THE_STEPS,
}
"""What is tried out with signing in."""
SENT_BY_ANYBODY = (OF_THE_STEPS - {paths.ENROL_IMAGE}) | {
    *(paths.STEP_UP, paths.RENEWAL, paths.RENEW_CODES, paths.END_SESSIONS),
    *(paths.WORK_ADDRESS, paths.CONFIRM_ADDRESS, paths.REMOVE_ADDRESS),
    *outside_pages.SENT_ABOUT_ONESELF,
    *outside_pages.SENT_BY_LINK,
}
SEEN |= outside_pages.SEEN
SENT |= outside_pages.SENT
VALID |= outside_pages.VALID
