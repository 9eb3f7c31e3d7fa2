"""Example values for the level of a crisis: on the page of a case, and the forms about it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from api.view_models.crisis.crisis import CrisisLines
from api.view_models.crisis.levels import (
    AssessCrisisPage,
    DropGround,
    DropLevelPage,
    SettleDropPage,
)
from api.view_models.forms import FieldError, Form, typed
from api.view_models.shell import PageModel
from domain.referrals.levels.level_facts import CrisisLevel, LevelError
from domain.staff.facts import Role
from tests import examples as e
from tests import level_examples as levels
from tests.api.showcases.showcase import LONG_NAME, MARKUP
from tests.api.showcases.showcase_cases import (
    CASE_AT_HOSPITAL,
    CASE_TAKEN,
    CASE_WITHDRAWN,
    HEAD,
    entries,
)
from tests.api.showcases.showcase_families import PEOPLE

RED = replace(HEAD, level=CrisisLevel.RED)
FACTS = (
    levels.FOUND_RED,
    replace(levels.FOUND_ORANGE, level=None, child_seen=False, why="没有见到。" + MARKUP),
    levels.DROP_PROPOSED,
    replace(levels.DROP_PROPOSED, to_level=None),
    levels.DROP_CONFIRMED,
    replace(levels.DROP_CONFIRMED, level=None),
    levels.DROP_DECLINED,
)
FOUND = CrisisLines(
    level=CrisisLevel.RED,
    assessed=levels.FOUND_RED,
    assessor="示例心理老师",
    assessor_role=Role.PSYCHOLOGY_TEACHER,
    by_psychologist=True,
    may_assess=True,
)
AT_REST = replace(
    FOUND,
    assessed=levels.FOUND_ORANGE,
    drop_from_on=levels.RESTED_AT.date(),
    may_propose_drop=True,
)
WAITING = replace(
    AT_REST,
    waiting=levels.DROP_PROPOSED,
    proposer=LONG_NAME,
    may_propose_drop=False,
    may_confirm=True,
    may_decline=True,
)
NO_LEVEL_PROPOSED = replace(
    WAITING, waiting=replace(levels.DROP_PROPOSED, to_level=None), may_confirm=False
)
CASE_RED = replace(CASE_TAKEN, case=replace(CASE_TAKEN.case, level=CrisisLevel.RED), crisis=FOUND)
LATER = levels.ASSESSED_AT + timedelta(days=14)

ASSESS = AssessCrisisPage(
    case=HEAD,
    now=e.NOW,
    assessment_id=levels.FIRST,
    form=Form(typed(assessed_on="2026-03-10", assessed_time="09:30")),
)
DROP = DropLevelPage(
    case=RED,
    now=LATER,
    drop_id=levels.DROP,
    crisis=AT_REST,
    days=14,
    from_on=LATER.date(),
    grounds=frozenset(DropGround),
    without_error=CrisisLevel.ORANGE,
    takes_panel=True,
    form=Form(),
)
SETTLE = SettleDropPage(
    case=RED,
    now=LATER,
    drop_id=levels.DROP,
    crisis=WAITING,
    people=(),
    form=Form(typed(decision="decline")),
)
IN_ERROR = replace(
    WAITING,
    waiting=replace(levels.DROP_PROPOSED, error=LevelError.OTHER_CHILD, to_level=None),
    takes_panel=True,
)

PAGES: Mapping[str, PageModel] = {
    "drop-error": replace(DROP, grounds=frozenset(DropGround) - {DropGround.RESTED}),
    "settle-error": replace(
        SETTLE, crisis=IN_ERROR, people=PEOPLE, form=Form(typed(decision="confirm"))
    ),
    "case-red": CASE_RED,
    "case-unassessed": replace(
        CASE_TAKEN,
        crisis=CrisisLines(may_assess=True, assessors=("示例值班员" + MARKUP, "")),
    ),
    "case-to-assess": replace(
        CASE_TAKEN,
        crisis=CrisisLines(may_assess=True, has_psychologist=True, assessors=("示例心理教师",)),
    ),
    "case-none-found": replace(
        CASE_TAKEN,
        crisis=replace(
            FOUND,
            level=None,
            assessed=replace(FACTS[1], why="没有见到。"),
            assessor="",
            assessor_role=Role.CRISIS_LEAD,
            by_psychologist=False,
        ),
    ),
    "case-worse-again": replace(
        CASE_RED, crisis=CrisisLines(level=CrisisLevel.RED, may_assess=True)
    ),
    "case-resting": replace(CASE_RED, crisis=replace(AT_REST, may_propose_drop=False)),
    "case-rested": replace(CASE_RED, crisis=AT_REST),
    "case-drop-waits": replace(CASE_RED, crisis=WAITING),
    "case-own-drop-waits": replace(CASE_RED, crisis=NO_LEVEL_PROPOSED),
    "case-level-at-hospital": replace(
        CASE_AT_HOSPITAL,
        case=replace(CASE_AT_HOSPITAL.case, level=CrisisLevel.YELLOW),
        crisis=CrisisLines(level=CrisisLevel.YELLOW),
    ),
    "case-levels-course": replace(CASE_WITHDRAWN, entries=entries(*FACTS)),
    "assess-crisis": ASSESS,
    "assess-crisis-wrong": replace(
        ASSESS,
        case=RED,
        form=Form(
            typed(
                crisis_level="none_found",
                methods=["screening_scale"],
                assessed_on="2026-03-12",
                assessed_time="09:30",
                why=" ",
            ),
            (
                FieldError(field="methods", code="scale_is_a_lead"),
                FieldError(field="saw_child", code="required"),
                FieldError(field="assessed_at", code="in_future"),
                FieldError(field="why", code="required"),
            ),
        ),
    ),
    "drop-level": DROP,
    "drop-level-early": replace(
        DROP,
        crisis=replace(AT_REST, assessed=replace(levels.FOUND_ORANGE, level=None)),
        form=Form(
            typed(why="好多了。"),
            (FieldError(field="", code="level_not_at_rest", parameters={"days": 14}),),
        ),
    ),
    "settle-drop": SETTLE,
    "settle-drop-own": replace(SETTLE, crisis=NO_LEVEL_PROPOSED),
    "settle-drop-settled": replace(
        SETTLE,
        crisis=AT_REST,
        form=Form({}, (FieldError(field="", code="level_drop_settled"),)),
    ),
}
