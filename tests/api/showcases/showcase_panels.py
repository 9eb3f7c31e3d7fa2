"""Example values for panels: the form, and support at school on the page of a case."""

from collections.abc import Mapping
from dataclasses import replace

from api.view_models.crisis.panels import PanelPage
from api.view_models.forms import Choice, FieldError, Form, typed
from api.view_models.shell import DutyLabel, PageModel
from domain.referrals.school.panel_facts import PanelDecided, PanelDecision
from domain.shared import PanelId
from domain.staff.facts import Role
from tests import examples as e
from tests.api.showcases.showcase import LONG_NAME
from tests.api.showcases.showcase_cases import CASE_WITHDRAWN, LEAD, NAMES, entries
from tests.api.showcases.showcase_duty import HOSPITAL_NAME
from tests.api.showcases.showcase_levels import CASE_RED, RED

DECIDED = PanelDecided(
    case_id=RED.case_id,
    child_id=e.CHILD,
    panel_id=PanelId(e.example_id(766)),
    member_ids=(LEAD, e.TEACHER),
    met_at=e.NOW,
    decision=PanelDecision.IN_SCHOOL_SUPPORT,
    why="家里有人陪，愿意每周谈一次。",
    supported_by=LEAD,
    review_on=e.TODAY,
)
REFERRED = replace(DECIDED, decision=PanelDecision.REFER, supported_by=None, review_on=None)
PANEL = PanelPage(
    case=RED,
    now=e.NOW,
    panel_id=DECIDED.panel_id,
    form=Form(typed(member_ids=[str(LEAD)], met_on="2026-03-10", met_time="09:30")),
    people=(
        Choice(
            value=str(LEAD),
            label="示例危机负责人",
            posts=(DutyLabel(role=Role.CRISIS_LEAD, organisation="示例小学"),),
        ),
        Choice(value=str(e.VOLUNTEER), label=LONG_NAME),
    ),
    review_days=7,
)

PAGES: Mapping[str, PageModel] = {
    "panel": PANEL,
    "panel-support": replace(
        PANEL,
        form=Form(typed(decision="in_school_support")),
        decisions=frozenset(PanelDecision) - {PanelDecision.WITHDRAW},
        not_yet=("level_falls_first",),
    ),
    "panel-wrong": replace(
        PANEL,
        hospital=HOSPITAL_NAME,
        form=Form(
            typed(decision="withdraw", met_on="2026-03-12", met_time="09:30", why=" "),
            (
                FieldError(field="member_ids", code="too_few_members"),
                FieldError(field="met_at", code="in_future"),
                FieldError(field="withdrawal_reason", code="required"),
                FieldError(field="why", code="required"),
            ),
        ),
    ),
    "panel-while-referred": replace(
        PANEL,
        hospital=HOSPITAL_NAME,
        decisions=frozenset({PanelDecision.WITHDRAW}),
        not_yet=("referral_already_issued",),
    ),
    "panel-unassessed": replace(
        PANEL,
        decisions=frozenset(PanelDecision) - {PanelDecision.IN_SCHOOL_SUPPORT},
        not_yet=("assess_crisis_first",),
    ),
    "panel-voluntary": replace(PANEL, decisions=frozenset({PanelDecision.IN_SCHOOL_SUPPORT})),
    "case-before-panel": replace(CASE_RED, before_panel="level_falls_first"),
    "panel-refer": replace(PANEL, form=Form(typed(decision="refer"))),
    "case-supported": replace(
        CASE_RED,
        crisis=replace(CASE_RED.crisis, support=DECIDED),
        actions=replace(CASE_RED.actions, withdraw=False, decide=True),
        names=NAMES,
    ),
    "case-panels-course": replace(CASE_WITHDRAWN, entries=entries(DECIDED, REFERRED)),
}
