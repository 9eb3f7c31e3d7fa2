"""Pages for the gallery on which a child goes on leave and comes back to school."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from api.view_models.crisis.cases import CaseActions
from api.view_models.crisis.clocks import ClockLine
from api.view_models.crisis.leave import LeavePage
from api.view_models.crisis.return_lines import ReturnLines
from api.view_models.crisis.returning import ReturnRequestPage, ReturnReviewPage
from api.view_models.forms import FieldError, Form, typed
from api.view_models.shell import PageModel
from domain.clocks.facts import Step
from domain.referrals.levels.level_facts import CrisisLevel
from tests import examples as e
from tests.api.showcases.showcase_cases import CASE_RECEIVED, HEAD, entries
from tests.api.showcases.showcase_panels import PANEL
from tests.leave_examples import OFF_LEAVE, ON_LEAVE
from tests.return_examples import AGREED, APPEALED, ASKED, DEFERRED, PLANNED

LEAVE = LeavePage(
    case=HEAD,
    now=e.NOW,
    leave_id=ON_LEAVE.leave_id,
    form=Form(typed(leave_from_on="2026-03-10", agreed_on="2026-03-10")),
    days_at_most=180,
)

REQUEST = ReturnRequestPage(
    case=HEAD,
    now=e.NOW,
    return_id=ASKED.return_id,
    form=Form(typed(asked_on="2026-03-10")),
    within_days=5,
)
REVIEW = ReturnReviewPage(
    case=HEAD,
    now=e.NOW,
    return_id=ASKED.return_id,
    review_id=AGREED.review_id,
    form=Form(typed(met_on="2026-03-10", met_time="09:30")),
    people=PANEL.people,
    meeting=PANEL.people,
    asked_on=ASKED.requested_on,
    first_day_within_days=14,
    deferral_days_at_most=14,
)

IN_HOLIDAYS = ClockLine(
    step=Step.FOLLOWED_UP,
    level=CrisisLevel.ORANGE,
    now=e.NOW,
    soon_at=e.NOW + timedelta(days=120),
    due_at=e.NOW + timedelta(days=125),
    for_duty_teacher=True,
)

PAGES: Mapping[str, PageModel] = {
    "leave": LEAVE,
    "leave-refused": replace(
        LEAVE,
        may_be_meant=True,
        form=Form(
            typed(asked_by="school"),
            (
                FieldError(field="not_suspected", code="guardian_may_be_suspected"),
                FieldError(field="leave_until_on", code="leave_too_long", parameters={"days": 180}),
                FieldError(field="relation_code", code="guardian_decides_on_leave"),
            ),
        ),
    ),
    "leave-running": replace(LEAVE, running=ON_LEAVE, form=Form(typed(leave_step="end"))),
    "leave-longer": replace(LEAVE, running=ON_LEAVE, form=Form(typed(leave_step="longer"))),
    "case-on-leave": replace(
        CASE_RECEIVED,
        returning=ReturnLines(leave=ON_LEAVE),
        entries=entries(ON_LEAVE, OFF_LEAVE),
        actions=CaseActions(follow_up=True, leave=True, ask_return=True),
    ),
    "return-request": REQUEST,
    "return-appeal": replace(
        REQUEST,
        within_days=10,
        may_be_meant=True,
        deferred=DEFERRED,
        form=Form(
            typed(asked_on="2026-03-10"),
            (
                FieldError(field="", code="guardian_decides_on_leave"),
                FieldError(field="relation_code", code="required"),
            ),
        ),
    ),
    "return-review": REVIEW,
    "return-agreed": replace(REVIEW, form=Form(typed(return_decision="agreed"))),
    "return-deferred": replace(
        REVIEW,
        on_appeal=True,
        may_be_meant=True,
        form=Form(
            typed(return_decision="deferred"),
            (
                FieldError(
                    field="look_again_on", code="deferred_too_long", parameters={"days": 14}
                ),
                FieldError(field="member_ids", code="too_few_members"),
            ),
        ),
    ),
    "case-return-asked": replace(
        CASE_RECEIVED,
        returning=ReturnLines(leave=ON_LEAVE, asked=ASKED),
        actions=CaseActions(follow_up=True, leave=True, review_return=True),
    ),
    "case-return-deferred": replace(
        CASE_RECEIVED,
        returning=ReturnLines(leave=ON_LEAVE, asked=ASKED, deferred=DEFERRED),
        entries=entries(ASKED, DEFERRED),
        actions=CaseActions(follow_up=True, leave=True, review_return=True, appeal_return=True),
    ),
    "case-return-appealed": replace(
        CASE_RECEIVED,
        returning=ReturnLines(leave=ON_LEAVE, asked=ASKED, deferred=DEFERRED, appeal=APPEALED),
        entries=entries(DEFERRED, APPEALED, replace(DEFERRED, on_appeal=True)),
        actions=CaseActions(follow_up=True, leave=True),
    ),
    "case-return-planned": replace(
        CASE_RECEIVED,
        returning=ReturnLines(leave=ON_LEAVE, plan=PLANNED),
        clocks=(IN_HOLIDAYS, replace(IN_HOLIDAYS, for_duty_teacher=None)),
        entries=entries(AGREED, PLANNED),
        actions=CaseActions(follow_up=True, leave=True),
    ),
}
