"""The gallery's pages on which a worry about the wrong child is put right."""

from collections.abc import Mapping
from dataclasses import replace

from api.view_models.crisis.redirecting import RedirectPage
from api.view_models.forms import Choice, FieldError, Form, typed
from api.view_models.shell import PageModel
from tests import examples as e
from tests.api.showcases.showcase import LONG_NAME
from tests.api.showcases.showcase_cases import CASE

OWN = RedirectPage(
    case_id=CASE.case.case_id,
    told_child_id=e.example_id(775),
    is_own=True,
    form=Form(),
    children=(
        Choice(value=str(e.CHILD), label=f"{LONG_NAME} · 五（2）班 · 石塘村"),
        Choice(value=str(e.example_id(776)), label="示例学生 · 三（1）班"),
    ),
    has_more=True,
)
BY_HOLDER = replace(
    OWN,
    is_own=False,
    children=(),
    has_more=False,
    form=Form(typed(child_id="other"), (FieldError(field="name", code="required"),)),
)
TOO_LATE = replace(BY_HOLDER, lacks="family_knows_of_it", form=Form())
PAGES: Mapping[str, PageModel] = {
    "redirect-concern": OWN,
    "redirect-concern-wrong": BY_HOLDER,
    "redirect-concern-too-late": TOO_LATE,
}
