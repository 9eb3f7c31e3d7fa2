"""Example values for the page of security events."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from api.view_models.authentication.security import SecurityEventsPage, SecurityLine
from api.view_models.forms import FieldError, Form, typed
from api.view_models.shell import PageModel
from domain.accounts.facts import DisablingReason
from domain.security.facts import RefusalKind
from domain.staff.facts import Role
from tests import examples as e
from tests.api.showcases.showcase import LONG_NAME

HOUR = e.NOW.replace(minute=0)
GOING_ON = SecurityLine(
    noted_at=e.NOW,
    sentence="RefusalsNoticed",
    by="安全记录",
    why=RefusalKind.CROSS_SITE,
    since_at=HOUR,
)
COUNTED = replace(
    GOING_ON,
    sentence="RefusalsCounted",
    why=RefusalKind.TOO_MANY_READS,
    count=4_211,
    addresses=3,
    accounts=((e.TEACHER, "示例老师"), (e.SUPERVISOR, LONG_NAME)),
    more_accounts=7,
)
LINES = (
    GOING_ON,
    COUNTED,
    replace(GOING_ON, sentence="RefusalsUncounted", why=RefusalKind.FOREIGN_HOST),
    SecurityLine(
        noted_at=e.NOW - timedelta(hours=2),
        sentence="AccountLocked",
        who="示例老师",
        until_at=e.NOW,
    ),
    SecurityLine(
        noted_at=e.NOW - timedelta(hours=3),
        sentence="DutyApproved",
        who=LONG_NAME,
        by="示例安全管理员",
        role=Role.CLASS_TEACHER,
        place="示例小学五(2)班",
    ),
    SecurityLine(
        noted_at=e.NOW - timedelta(days=1),
        sentence="AccountDisabled",
        by="",
        why=DisablingReason.DEVICE_LOST,
    ),
)
EVENTS = SecurityEventsPage(lines=LINES, form=Form(), today=e.TODAY, next_query={"before": "17"})
NOTHING_YET = replace(EVENTS, lines=(), next_query=None)
NOTHING_FOUND = replace(
    NOTHING_YET, form=Form(typed(topic="duties", from_on="2026-03-01")), is_narrowed=True
)
WRONG = replace(
    NOTHING_FOUND,
    form=Form(typed(from_on="2026-02-30"), (FieldError(field="from_on", code="not_a_day"),)),
)

PAGES: Mapping[str, PageModel] = {
    "security-events": EVENTS,
    "security-events-none": NOTHING_YET,
    "security-events-nothing": NOTHING_FOUND,
    "security-events-wrong": WRONG,
}
