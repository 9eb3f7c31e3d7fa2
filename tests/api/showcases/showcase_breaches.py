"""Example values for data breaches: the form, the receipt, the list with its clocks, each step."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from api.view_models.forms import Choice, FieldError, Form, typed
from api.view_models.privacy.breaches import (
    AffectedPage,
    BreachesPage,
    BreachLine,
    BreachPage,
    BreachReportedPage,
    Clock,
    ClosurePage,
    FamilyPage,
    GradeBreachPage,
    NotifyAuthorityPage,
    ReportBreachPage,
)
from api.view_models.shell import DutyLabel, PageModel
from application.privacy.breaches import Breach
from domain.breaches.facts import BreachKind, ToldBy
from domain.breaches.state import BreachState, fold
from domain.shared import BreachId
from domain.staff.facts import Role
from tests import breach_examples as b
from tests import examples as e
from tests.api.showcases import showcase_left_families
from tests.api.showcases.showcase import LONG_NAME, MARKUP

REQUEST = e.example_id(871)
FORM = Form()


def line(state: BreachState, clock: Clock | None, *, who: str = "示例老师") -> BreachLine:
    """Return the line of a breach as it stands."""
    assert state.reported is not None
    found = Breach(
        breach_id=state.reported.breach_id,
        reported=state.reported,
        state=state,
        is_overdue=clock is not None and clock.is_late,
    )
    return BreachLine(breach=found, office="示例县教育局", reporter=who, clock=clock)


CLOCK = Clock(due_at=b.REPORTED.authority_due_at, now=e.NOW)
DESCRIBED = replace(b.DESCRIBED, text=f"手机丢在班车上了。{MARKUP}")
NEW = line(fold([b.REPORTED, DESCRIBED]), replace(CLOCK, if_large=True))
RUNNING = line(fold([b.REPORTED, DESCRIBED, b.GRADED, b.LISTED]), CLOCK)
LATE = line(
    fold([replace(b.REPORTED, kind=BreachKind.EXPOSED), b.DESCRIBED, b.GRADED, b.LISTED]),
    replace(CLOCK, now=e.NOW + timedelta(hours=7, minutes=20)),
    who=LONG_NAME,
)
LEFT = line(fold([b.REPORTED, b.DESCRIBED, b.GENERAL, b.LEFT]), None)
OF_NOBODY = replace(LEFT, breach=replace(LEFT.breach, of_nobody=1))
SMALL = line(fold([b.REPORTED, b.DESCRIBED, b.GENERAL, b.LISTED, b.UNTOLD]), None)
DONE_FACTS = (b.REPORTED, b.DESCRIBED, b.GRADED, b.LISTED, b.AUTHORITY, b.GUARDIAN, b.PROPOSED)
TOLD = replace(CLOCK, told_at=b.AUTHORITY.notified_at)
PROPOSED = line(fold(DONE_FACTS), TOLD)
CLOSED = line(fold([*DONE_FACTS, b.CLOSED]), TOLD)
CLOSED_LATE = line(
    fold([*DONE_FACTS, b.CLOSED]),
    replace(CLOCK, told_at=CLOCK.due_at + timedelta(hours=2)),
)
OFFICES = (Choice(value=str(e.COUNTY_OFFICE), label="示例县教育局"),)
TWO_OFFICES = (*OFFICES, Choice(value=str(e.BUREAU), label="示例市教育局"))
REPORT = ReportBreachPage(
    breach_id=BreachId(REQUEST),
    form=Form(typed(detected_on="2026-03-10", detected_time="09:00")),
    offices=OFFICES,
)
REPORT_WRONG = replace(
    REPORT,
    offices=TWO_OFFICES,
    form=Form(
        typed(detected_on="2026-03-12", detected_time="09:00", breach_text=MARKUP),
        (
            FieldError(field="breach_kind", code="required"),
            FieldError(field="detected_at", code="in_future"),
            FieldError(field="breach_office", code="required"),
        ),
    ),
)
GRADE = GradeBreachPage(line=NEW, request_id=REQUEST, form=FORM)
AUTHORITY = NotifyAuthorityPage(
    line=RUNNING, form=Form(typed(notified_on="2026-03-10", notified_time="10:00"))
)
AFFECTED = AffectedPage(
    line=RUNNING,
    request_id=REQUEST,
    form=Form(typed(reader=str(e.TEACHER), since_on="2026-02-10", until_on="2026-03-10")),
    readers=(
        Choice(
            value=str(e.TEACHER),
            label="示例老师",
            posts=(DutyLabel(role=Role.CLASS_TEACHER, organisation="示例小学 五(2)班"),),
        ),
    ),
    may_search=True,
)
FAMILY = FamilyPage(
    line=RUNNING,
    child_id=e.CHILD,
    form=Form(typed(told_on="2026-03-10", told_alike=str(e.OTHER_CHILD))),
    others=(e.OTHER_CHILD,),
)
CLOSURE = ClosurePage(line=SMALL, request_id=REQUEST, form=FORM)

PAGES: Mapping[str, PageModel] = {
    "breach-report": REPORT,
    "breach-report-wrong": REPORT_WRONG,
    "breach-report-nowhere": replace(REPORT, offices=()),
    "breach-reported": BreachReportedPage(reported=b.REPORTED, receipt="1203-9fa34c02"),
    "breach-reported-sent": BreachReportedPage(
        reported=replace(b.REPORTED, kind=BreachKind.SENT_WRONGLY), receipt="1203-9fa34c02"
    ),
    "breaches": BreachesPage(lines=(NEW, RUNNING, LATE, SMALL, CLOSED, CLOSED_LATE), next_skip=50),
    "breaches-none": BreachesPage(lines=()),
    "breaches-damaged": BreachesPage(lines=(), unreadable=("示例县教育局",)),
    "breach-new": BreachPage(line=NEW),
    "breach": BreachPage(
        line=RUNNING, graded_by="示例保护负责人", untold=(e.CHILD,), may_open_children=True
    ),
    "breach-late": BreachPage(line=LATE, graded_by="示例保护负责人", untold=(e.CHILD,)),
    "breach-untold": BreachPage(line=SMALL, left_untold=(b.UNTOLD,)),
    "breach-of-nobody": BreachPage(line=OF_NOBODY, graded_by="示例保护负责人"),
    "breach-proposed": BreachPage(line=PROPOSED, proposed_by="示例保护负责人"),
    "breach-closed": BreachPage(
        line=CLOSED, notified_by="示例保护负责人", proposed_by="示例保护负责人", closed_by="示例甲"
    ),
    "breach-grade": GRADE,
    "breach-grade-wrong": replace(
        GRADE, form=Form({}, (FieldError(field="breach_grade", code="required"),))
    ),
    "breach-authority": AUTHORITY,
    "breach-authority-wrong": replace(
        AUTHORITY,
        form=Form(
            typed(notified_on="2026-03-10", notified_time="10:00"),
            (FieldError(field="reference", code="required"),),
        ),
    ),
    "breach-children": AFFECTED,
    "breach-children-found": replace(
        AFFECTED,
        found=(e.CHILD, e.OTHER_CHILD),
        further=1,
        seen="5f0c",
        left_to_others={ToldBy.HEALTH: 2, ToldBy.OTHER_OFFICE: 1},
    ),
    "breach-children-wrong": replace(
        AFFECTED,
        may_search=False,
        form=Form(
            typed(child_ids=MARKUP), (FieldError(field="child_ids", code="not_a_child_number"),)
        ),
    ),
    "breach-family": FAMILY,
    "breach-family-wrong": replace(
        FAMILY,
        left_untold=False,
        form=Form(
            typed(told_on="2026-03-10"),
            (
                FieldError(field="untold_reason", code="required"),
                FieldError(field="sure", code="required"),
            ),
        ),
    ),
    "breach-left": BreachPage(line=LEFT, graded_by="示例保护负责人"),
    "breach-closure-left": replace(CLOSURE, line=LEFT),
    **showcase_left_families.PAGES,
    "breach-closure": CLOSURE,
    "breach-closure-own": replace(CLOSURE, line=PROPOSED, proposed_by="示例保护负责人"),
    "breach-closure-other": replace(
        CLOSURE, line=PROPOSED, proposed_by="示例保护负责人", may_close=True
    ),
}
