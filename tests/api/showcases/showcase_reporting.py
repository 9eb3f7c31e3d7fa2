"""Example values for the pages of reports of harm."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from api.view_models.crisis.worries import NO_ID
from api.view_models.forms import FieldError, Form, typed
from api.view_models.reporting.reporting import (
    CallLine,
    MayReport,
    OutcomeLine,
    OwnReportLine,
    OwnReportPage,
    ReportFormPage,
    ReportLine,
    ReportPage,
    ReportsPage,
    ReportStanding,
)
from api.view_models.shell import PageModel, Shell
from domain.codelists import Body, HarmKind
from domain.reporting.facts import ReportStep, Suspect
from domain.shared import CaseId
from tests import examples as e
from tests.api.shells import COPIED, INSIDE, ON_DUTY, UNASSIGNED
from tests.api.showcases.showcase import LONG_NAME, MARKUP
from tests.api.showcases.showcase_forms import SCHOOLS
from tests.api.showcases.showcase_worries import CHILDREN, TELEPHONES
from tests.report_examples import CALL, CALLED_AT, FILED, OTHER_CALL, REPORT, SEEN

TODAY = Form(typed(called_on=e.TODAY.isoformat(), returned_on=e.TODAY.isoformat()))
OWN_LINE = OwnReportLine(
    report_id=REPORT, number="1284", reported_at=e.NOW - timedelta(days=3), is_closed=True
)
REPORT_FORM = ReportFormPage(
    report_id=REPORT,
    told_child_id=e.OTHER_CHILD,
    form=TODAY,
    children=CHILDREN,
    has_more=True,
    schools=SCHOOLS,
    telephones=TELEPHONES,
    own=(OWN_LINE,),
)
REPORT_BY_HAND = replace(REPORT_FORM, children=(), has_more=False, telephones=(), own=())
REPORT_COPY = replace(
    REPORT_BY_HAND, report_id=NO_ID, told_child_id=NO_ID, form=Form({}), is_copy=True
)
REPORT_OF_CASE = replace(REPORT_BY_HAND, case_id=CaseId(e.example_id(801)))
REPORT_WRONG = replace(
    REPORT_FORM,
    form=Form(
        typed(child_id="other", called_time="9", harm_seen=SEEN, suspects="guardian"),
        (
            FieldError(field="name", code="required"),
            FieldError(field="harm_kind", code="required"),
            FieldError(field="called_time", code="not_a_time"),
        ),
    ),
)
POLICE = CallLine(
    call_id=CALL,
    body=Body.POLICE,
    called_at=CALLED_AT,
    answered_by="接警员",
    number="示例-0310-07",
    is_late=False,
)
CIVIL_AFFAIRS = CallLine(
    call_id=OTHER_CALL,
    body=Body.CIVIL_AFFAIRS,
    called_at=CALLED_AT,
    answered_by=None,
    number=None,
    is_late=True,
)
OWN = OwnReportPage(
    report_id=REPORT,
    receipt="1284-7f3a9c02",
    reported_at=e.NOW,
    standing=ReportStanding.ANSWERED,
    calls=(POLICE, CIVIL_AFFAIRS),
    untold=(),
    outcomes=(FILED,),
    call_id=e.example_id(877),
    form=TODAY,
    telephones=TELEPHONES,
)
OWN_UNTOLD = replace(
    OWN,
    standing=ReportStanding.NOBODY,
    calls=(),
    untold=(Body.POLICE, Body.EDUCATION),
    outcomes=(),
    came_again=True,
    form=Form(typed(body=""), (FieldError(field="body", code="required"),)),
)
WAITING = ReportLine(
    report_id=REPORT,
    number="1284",
    kind=HarmKind.SIGNS_OF_VIOLENCE,
    place="示例小学",
    reported_at=e.NOW,
    untold=(Body.POLICE, Body.CIVIL_AFFAIRS),
    waits_for=ReportStep.ACKNOWLEDGED,
    due=e.NOW - timedelta(minutes=10),
    is_overdue=True,
    is_closing_proposed=False,
)
REPORTS = ReportsPage(
    lines=(
        WAITING,
        replace(
            WAITING,
            kind=HarmKind.MISSING_OR_TRAFFICKED,
            untold=(),
            waits_for=ReportStep.OUTCOME,
            due=e.NOW + timedelta(days=2),
            is_overdue=False,
        ),
        replace(WAITING, place=None, untold=(), waits_for=None, due=None, is_closing_proposed=True),
    ),
    unreadable=1,
    next_after=1284,
)
NO_REPORTS = ReportsPage(lines=())
PAGE = ReportPage(
    report_id=REPORT,
    number="1284",
    kind=HarmKind.SIGNS_OF_VIOLENCE,
    at_school=True,
    child=LONG_NAME + MARKUP,
    described_as="五(2)班，短发",
    place="示例小学",
    seen=SEEN,
    suspects=(Suspect.GUARDIAN,),
    suspect_names=("示例教师",),
    repeats=1,
    reported_at=e.NOW,
    calls=(POLICE, CIVIL_AFFAIRS),
    untold=(Body.EDUCATION,),
    waits_for=ReportStep.OUTCOME,
    due=e.NOW + timedelta(days=3),
    is_overdue=False,
    received_by="示例值班员",
    outcomes=(OutcomeLine(outcome=FILED, recorded_by="示例值班员"),),
    closing_why=None,
    closing_by=None,
    is_closed=False,
    may=MayReport(answer=True, close=True),
    form=TODAY,
    new_ids=(e.example_id(877), e.example_id(878), e.example_id(879)),
    is_by_link=True,
    case_id=CaseId(e.example_id(801)),
)
PAGE_NEW = replace(
    PAGE,
    child=None,
    calls=(),
    outcomes=(),
    received_by=None,
    waits_for=ReportStep.ACKNOWLEDGED,
    due=e.NOW - timedelta(minutes=1),
    is_overdue=True,
    may=MayReport(receive=True),
)
PAGE_TO_AGREE = replace(
    PAGE,
    untold=(),
    waits_for=None,
    due=None,
    closing_why="走访两次，未发现侵害。",
    closing_by="示例值班员",
    may=MayReport(answer=True, agree=True),
)

PAGES: Mapping[str, tuple[PageModel, Shell]] = {
    "report": (REPORT_FORM, INSIDE),
    "report-by-hand": (REPORT_BY_HAND, UNASSIGNED),
    "report-of-case": (REPORT_OF_CASE, INSIDE),
    "report-wrong": (REPORT_WRONG, INSIDE),
    "report-copy": (REPORT_COPY, COPIED),
    "report-own": (OWN, INSIDE),
    "report-own-untold": (OWN_UNTOLD, INSIDE),
    "reports": (REPORTS, ON_DUTY),
    "reports-none": (NO_REPORTS, ON_DUTY),
    "report-page": (PAGE, ON_DUTY),
    "report-page-new": (PAGE_NEW, ON_DUTY),
    "report-page-to-agree": (PAGE_TO_AGREE, ON_DUTY),
}
