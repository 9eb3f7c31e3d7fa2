"""Example values for what an office is told of a child in danger whose family refuses help."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from api.view_models.crisis.refusal_notices import RefusalNoticePage, RefusalNoticesPage
from api.view_models.shell import PageModel, Shell
from domain.shared import CaseId
from tests import examples as e
from tests.api.shells import INSIDE
from tests.api.showcases.showcase import LONG_NAME, MARKUP
from tests.api.showcases.showcase_worries import CASE, TELEPHONES

NOTICE = RefusalNoticePage(
    case_id=CASE,
    child="韦示例",
    refused_at=e.NOW - timedelta(minutes=40),
    by_guardian=True,
    owner="示例老师",
    telephones=TELEPHONES,
)
NAMELESS = replace(NOTICE, child=None, by_guardian=False, owner=None, telephones=())
LONG = replace(NOTICE, child=LONG_NAME + MARKUP, owner="")
NOTICES = RefusalNoticesPage(
    case_ids=(CASE, CaseId(e.example_id(814))), is_whole=True, telephones=TELEPHONES
)
NO_NOTICES = replace(NOTICES, case_ids=())
UNTOLD = replace(NO_NOTICES, is_whole=False)
PAGES: Mapping[str, tuple[PageModel, Shell]] = {
    "refusal-notice": (NOTICE, INSIDE),
    "refusal-notice-long": (LONG, INSIDE),
    "refusal-notice-nameless": (NAMELESS, INSIDE),
    "refusal-notices": (NOTICES, INSIDE),
    "refusal-notices-none": (NO_NOTICES, INSIDE),
    "refusal-notices-untold": (UNTOLD, INSIDE),
}
