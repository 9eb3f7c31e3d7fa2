"""Pages for the gallery on which a child goes on leave and comes back to school."""

from collections.abc import Mapping
from dataclasses import replace

from api.view_models.cases import CaseActions
from api.view_models.forms import FieldError, Form, typed
from api.view_models.leave import LeavePage
from api.view_models.return_lines import ReturnLines
from api.view_models.shell import PageModel
from tests import examples as e
from tests.api.showcase_cases import CASE_RECEIVED, HEAD, entries
from tests.leave_examples import OFF_LEAVE, ON_LEAVE

LEAVE = LeavePage(
    case=HEAD,
    now=e.NOW,
    leave_id=ON_LEAVE.leave_id,
    form=Form(typed(leave_from_on="2026-03-10", agreed_on="2026-03-10")),
    days_at_most=180,
)

PAGES: Mapping[str, PageModel] = {
    "leave": LEAVE,
    "leave-refused": replace(
        LEAVE,
        form=Form(
            typed(asked_by="school"),
            (
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
        actions=CaseActions(follow_up=True, leave=True),
    ),
}
