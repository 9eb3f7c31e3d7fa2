"""Example values for access beyond a duty: the lists, the forms, one request, one emergency."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from api.view_models.authorisation.grants import (
    AskAccessPage,
    BreakGlassPage,
    GrantDetailPage,
    GrantLine,
    GrantsPage,
)
from api.view_models.authorisation.opened_by import OpenedBy
from api.view_models.care_files.children import AllowedHere
from api.view_models.forms import FieldError, Form, typed
from api.view_models.readings import ReadingLine
from api.view_models.shell import DutyLabel, PageModel
from application.authorisation.grant_rows import GrantState
from domain.grants.facts import DenialReason, GlassReason, RevocationReason, Verdict
from domain.grants.scope import OPENED_BY_GLASS
from domain.reads.facts import Reading
from domain.shared import CaseId, Compartment, GrantId, Purpose
from domain.staff.facts import Role
from tests import examples as e
from tests.api.showcases.showcase import FILE, LONG_NAME, MARKUP
from tests.api.showcases.showcase_forms import SCHOOLS
from tests.api.showcases.showcase_history import HISTORY

LINE = GrantLine(
    child_id=e.CHILD,
    grant_id=GrantId(e.example_id(831)),
    is_glass=False,
    state=GrantState.WAITING,
    who="示例医生",
    purpose=Purpose.CARE,
    compartments=(Compartment.IDENTITY, Compartment.CARE),
    asked_at=e.NOW,
    until_at=e.NOW + timedelta(days=7),
    due_at=e.NOW + timedelta(days=1),
    now=e.NOW,
)
OVERDUE = replace(LINE, now=e.NOW + timedelta(days=2), who=LONG_NAME)
GRANTED = replace(LINE, state=GrantState.GRANTED, purpose=Purpose.SUPERVISION)
LAPSED = replace(GRANTED, now=e.NOW + timedelta(days=9))
DENIED = replace(LINE, state=GrantState.DENIED, compartments=(Compartment.HEALTH,))
GLASS = replace(
    LINE,
    is_glass=True,
    state=GrantState.OPEN,
    purpose=Purpose.CRISIS,
    compartments=OPENED_BY_GLASS,
    until_at=e.NOW + timedelta(minutes=47),
)
GLASS_OVER = replace(GLASS, now=e.NOW + timedelta(hours=2))
GLASS_OVERDUE = replace(GLASS, now=e.NOW + timedelta(hours=30), due_at=e.NOW + timedelta(hours=24))

UNTOLD, REFUSED = (replace(each, child_id=None) for each in (LINE, DENIED))
OWN = GrantsPage(
    chosen="GRANTS",
    lines=(
        replace(UNTOLD, reason=f"要和帮扶人商量{MARKUP}"),
        GLASS,
        replace(GRANTED, is_news=True),
        LAPSED,
        REFUSED,
        replace(GLASS_OVER, verdict=Verdict.COMPLIANT),
    ),
    next_cursor="next",
    is_first_page=False,
    may_ask=True,
    may_break_glass=True,
)
DECIDING = replace(
    OWN,
    chosen="GRANTS_TO_DECIDE",
    lines=(
        replace(LINE, duties=(DutyLabel(role=Role.HOSPITAL_LIAISON, organisation="示例医院"),)),
        OVERDUE,
    ),
    next_cursor=None,
    is_first_page=True,
    may_decide=True,
    may_revoke=True,
    may_review=True,
)
REVIEWING = replace(DECIDING, chosen="GLASS_TO_REVIEW", lines=(GLASS_OVERDUE, GLASS_OVER, GLASS))

ASK = AskAccessPage(
    grant_id=GRANTED.grant_id,
    form=Form(),
    schools=SCHOOLS,
    purposes=(Purpose.CARE, Purpose.CRISIS),
    today=e.TODAY,
    days_at_most=30,
)
ASK_WRONG = replace(
    ASK,
    form=Form(
        typed(child_id=MARKUP, compartments=["care", "health"], purpose="care", why=MARKUP),
        (
            FieldError(field="child_id", code="required"),
            FieldError(field="compartments", code="ask_one_by_one"),
            FieldError(field="until_on", code="not_a_day"),
        ),
    ),
)
BREAK = BreakGlassPage(
    grant_id=GLASS.grant_id,
    form=Form(typed(child_id=str(e.CHILD))),
    schools=SCHOOLS,
    minutes=60,
    review_hours=24,
)
BREAK_REFUSED = replace(
    BREAK,
    form=Form(
        typed(child_id=str(e.CHILD), glass_reason="child_missing", why="放学后没有到家。"),
        (FieldError(field="", code="glass_not_possible"),),
    ),
)

TO_DECIDE = GrantDetailPage(
    line=LINE,
    child_name=e.CHILD_NAME,
    reason="要和帮扶人商量这学期的安排，先看最近的家访。",
    form=Form(typed(compartments=["identity", "care"], until_on="2026-03-17")),
    is_own=False,
    may_decide=True,
    may_revoke=False,
    may_review=False,
    duties=(DutyLabel(role=Role.PSYCHOLOGY_TEACHER, organisation="示例小学"),),
    places=("示例小学", "五年级(2)班", "示例村"),
)
TO_REVOKE = replace(
    TO_DECIDE, line=GRANTED, may_decide=False, may_revoke=True, decided_by="示例校长"
)
MINE = replace(
    TO_DECIDE, line=UNTOLD, child_name=None, is_own=True, may_decide=False, duties=(), places=()
)
OF_HEALTH = replace(GRANTED, compartments=(Compartment.HEALTH,), purpose=Purpose.CRISIS)
MINE_CASES = replace(MINE, line=OF_HEALTH, cases=(CaseId(e.example_id(801)),))
MINE_DENIED = replace(
    MINE,
    line=REFUSED,
    denied=DenialReason.REASON_TOO_THIN,
    ended_at=e.NOW + timedelta(hours=5),
    ended_by="示例危机负责人",
)
TO_REVIEW = replace(
    TO_DECIDE,
    line=GLASS_OVERDUE,
    reason="放学后没有到家，电话打不通。",
    form=Form(typed(verdict="violation"), (FieldError(field="note", code="required"),)),
    may_decide=False,
    may_review=True,
    glass_reason=GlassReason.CHILD_MISSING,
    told=("示例督导员", "示例保护负责人"),
    readings=tuple(
        ReadingLine(
            read_at=e.NOW + timedelta(minutes=number),
            what=what,
            purpose=Purpose.CRISIS,
            who="示例医生",
            role=Role.PSYCHOLOGY_TEACHER,
            organisation="示例小学",
            by_grant=True,
            at_night=False,
            children=1,
        )
        for number, what in enumerate((Reading.CARE_FILE, Reading.CASE))
    ),
)
MY_GLASS = replace(
    TO_REVIEW,
    line=GLASS,
    form=Form(),
    child_name=None,
    is_own=True,
    may_review=False,
    told=(),
    told_nobody=True,
    duties=(),
    places=(),
    readings=(),
)
ENDED = replace(
    MY_GLASS,
    line=replace(GLASS_OVER, state=GrantState.ENDED, verdict=Verdict.VIOLATION),
    revoked=RevocationReason.MISUSED,
    decided_by="示例督导员",
    note="与工作无关。",
)
BY_GLASS = replace(
    FILE,
    allowed=AllowedHere(see_history=True),
    opened_by=OpenedBy(
        child_id=e.CHILD,
        grant_id=GLASS.grant_id,
        is_glass=True,
        until_at=GLASS.until_at,
        minutes_left=47,
        cases=(CaseId(e.example_id(701)),),
    ),
)
BY_GRANT = replace(
    BY_GLASS,
    opened_by=OpenedBy(
        child_id=e.CHILD,
        grant_id=GRANTED.grant_id,
        is_glass=False,
        until_at=GRANTED.until_at,
        minutes_left=10_000,
    ),
)

PAGES: Mapping[str, PageModel] = {
    "grants": OWN,
    "grants-sent": replace(OWN, was_sent=True),
    "grants-none": replace(OWN, lines=(), next_cursor=None, is_first_page=True),
    "grants-to-decide": DECIDING,
    "grants-to-decide-none": replace(DECIDING, lines=()),
    "grants-to-review": REVIEWING,
    "grants-to-review-none": replace(REVIEWING, lines=()),
    "grants-overdue": replace(
        DECIDING, chosen="GRANTS_OVERDUE", lines=(GLASS_OVERDUE, replace(OVERDUE, may_open=False))
    ),
    "grants-overdue-none": replace(DECIDING, chosen="GRANTS_OVERDUE", lines=()),
    "grants-in-force": replace(DECIDING, chosen="GRANTS_IN_FORCE", lines=(GRANTED,)),
    "grants-in-force-none": replace(DECIDING, chosen="GRANTS_IN_FORCE", lines=()),
    "ask-access": ASK,
    "ask-access-wrong": ASK_WRONG,
    "break-glass": BREAK,
    "break-glass-refused": BREAK_REFUSED,
    "grant-to-decide": TO_DECIDE,
    "grant-to-revoke": TO_REVOKE,
    "grant-mine": MINE,
    "grant-mine-denied": MINE_DENIED,
    "grant-mine-cases": MINE_CASES,
    "glass-to-review": TO_REVIEW,
    "glass-still-open": replace(
        TO_REVIEW, line=GLASS, form=Form(), may_review=False, is_reviewed_later=True
    ),
    "glass-mine": MY_GLASS,
    "glass-ended": ENDED,
    "file-by-glass": BY_GLASS,
    "file-by-grant": BY_GRANT,
    "history-by-glass": replace(HISTORY, opened_by=BY_GLASS.opened_by),
}
