"""Example values for what a class teacher is told of a pupil in acute danger."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from api.view_models.crisis.risk_notices import RiskNoticePage, RiskNoticesPage
from api.view_models.forms import FieldError, Form
from api.view_models.shell import PageModel, Shell
from domain.shared import CaseId, CompanyId
from tests import examples as e
from tests.api.shells import INSIDE
from tests.api.showcases.showcase import LONG_NAME, MARKUP
from tests.api.showcases.showcase_worries import CASE, TELEPHONES

NOTICE = RiskNoticePage(
    case_id=CASE,
    cause_id=e.example_id(810),
    pupil="韦示例",
    class_name="五(2)班",
    told_at=e.NOW - timedelta(minutes=2),
    read_at=None,
    here_id=None,
    since_at=None,
    telephones=TELEPHONES,
    reading_id=e.example_id(811),
    company_id=e.example_id(812),
    form=Form(),
)
ANSWERED = replace(
    NOTICE,
    pupil=LONG_NAME + MARKUP,
    read_at=e.NOW - timedelta(minutes=1),
    here_id=CompanyId(e.example_id(813)),
    since_at=e.NOW,
)
NAMELESS = replace(
    NOTICE,
    pupil=None,
    class_name=None,
    telephones=(),
    form=Form({}, (FieldError(field="", code="accompanying_already_ended", parameters={}),)),
)
NOTICES = RiskNoticesPage(
    case_ids=(CASE, CaseId(e.example_id(814))), is_whole=True, telephones=TELEPHONES
)
NO_NOTICES = replace(NOTICES, case_ids=())
UNTOLD = replace(NO_NOTICES, is_whole=False)
PAGES: Mapping[str, tuple[PageModel, Shell]] = {
    "risk-notice": (NOTICE, INSIDE),
    "risk-notice-answered": (ANSWERED, INSIDE),
    "risk-notice-nameless": (NAMELESS, INSIDE),
    "risk-notices": (NOTICES, INSIDE),
    "risk-notices-none": (NO_NOTICES, INSIDE),
    "risk-notices-untold": (UNTOLD, INSIDE),
}
