"""Example values for the pages of screenings and the talks that follow."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.view_models.forms import Choice, ChoiceGroup, FieldError, Form, typed
from api.view_models.screening.screening import (
    BroughtLine,
    BroughtPage,
    InterviewPage,
    InterviewRow,
    InterviewsPage,
    RecordScreeningPage,
    SchoolCount,
)
from api.view_models.screening.screening_lists import (
    RefusedResult,
    ResultLine,
    ScreeningListPage,
    ScreeningListsPage,
)
from api.view_models.shell import PageModel
from api.view_models.staffing.rosters import RosterLine
from domain.screening.facts import InterviewOutcome, ScreeningScale
from domain.screening.listed import ResultProblem
from tests import examples as e
from tests.api.showcases.showcase import CHILD, LONG_NAME, MARKUP
from tests.screening_examples import CASE, HELD, LEFT, MISSED, SCREENING, TALK

WAITING = SchoolCount(
    school="示例小学",
    waiting=12,
    overdue=1,
    nobody_talks=False,
    passed_on=3,
    unattended=2,
    unclear=1,
    dropped=4,
)
EMPTY = SchoolCount(school="示例二小" + MARKUP, waiting=0, overdue=0, nobody_talks=True)
LINE = InterviewRow(
    child_id=e.CHILD,
    screening_id=SCREENING,
    due_on=date(2026, 3, 22),
    days_over=0,
    name="示例学生",
    class_name="五(2)班",
    scale=ScreeningScale.MHT,
    screened_on=date(2026, 3, 8),
    tried=2,
)
OVERDUE = replace(
    LINE, due_on=date(2026, 3, 4), days_over=6, name=LONG_NAME + MARKUP, class_name=None, tried=0
)
UNREADABLE = replace(LINE, name=None, class_name=None, scale=None, screened_on=None)
WITHDRAWN = replace(LINE, scale=None, screened_on=None, agrees=False)
TALKED = replace(LINE, held=HELD)
LEFT_TO_WORRY = replace(LINE, instead=LEFT)
LIST = InterviewsPage(
    lines=(OVERDUE, LINE, WITHDRAWN, UNREADABLE),
    total=64,
    overdue=1,
    behind=3,
    may_record=True,
    skip=50,
    next_skip=100,
)
OVER = replace(LIST, lines=(TALKED, LEFT_TO_WORRY), is_over=True, overdue=0, behind=0)
NOBODY = InterviewsPage(lines=(), may_record=True, was_known=True)
IN_TURN = replace(LINE, in_turn=True, school="示例小学" + MARKUP)
STANDING_IN = replace(LIST, lines=(IN_TURN,), stands_in=True, counts=(WAITING,))
BROUGHT = BroughtPage(
    lines=(
        BroughtLine(
            day=e.TODAY,
            who="示例心理老师" + MARKUP,
            school="示例小学" + MARKUP,
            list_number="1a2b3c4d",
            brought=41,
            dropped=0,
        ),
        BroughtLine(day=e.TODAY, who=None, school=None, list_number=None, brought=1, dropped=2),
    ),
    next_skip=50,
)
COUNTS = InterviewsPage(lines=None, counts=(WAITING, EMPTY), may_record=True)
RECORD = RecordScreeningPage(
    screening_id=SCREENING,
    classes=(
        ChoiceGroup(
            label="示例小学", choices=(Choice(value=str(e.SCHOOL_CLASS), label="五(2)班"),)
        ),
    ),
    talk_within_days=14,
    form=Form(typed(screened_on="2026-03-10")),
)
RECORD_WRONG = replace(
    RECORD,
    form=Form(
        typed(name="示例", screened_on="2026-03-10"),
        (
            FieldError(field="", code="no_consent_to_screening"),
            FieldError(field="class_id", code="pupil_too_little_told"),
        ),
    ),
)
ONE = InterviewPage(
    child=CHILD,
    screening_id=SCREENING,
    interview_id=TALK,
    case_id=CASE,
    scale=ScreeningScale.MHT,
    screened_on=date(2026, 3, 8),
    due_on=date(2026, 3, 22),
    days_over=0,
    agrees=True,
    missed=(MISSED,),
    held=None,
    instead=None,
    is_over=False,
    raised_at=None,
    today=e.TODAY,
    form=Form(typed(talked_on="2026-03-10", tried_on="2026-03-10")),
)
ONE_WRONG = replace(
    ONE,
    days_over=3,
    form=Form(
        typed(talked_on="2026-03-10"),
        (
            FieldError(field="", code="worry_not_raised_yet"),
            FieldError(field="interview_outcome", code="required"),
        ),
    ),
)
ONE_WITHDRAWN = replace(ONE, agrees=False, scale=None, screened_on=None, missed=())
ONE_LEFT = replace(ONE, instead=LEFT, is_over=True)
ONE_HELD = replace(ONE, held=replace(HELD, outcome=InterviewOutcome.SCHOOL_SUPPORT), is_over=True)
ONE_HELD_WITHDRAWN = replace(ONE_WITHDRAWN, is_over=True)
ONE_RAISED = replace(ONE, raised_at=e.NOW)

ROSTER = RosterLine(
    roster_id=e.example_id(3891), file_name="示例筛查.xlsx", uploaded_at=e.NOW, gone_at=e.NOW
)
LISTS = ScreeningListsPage(
    request_id=e.example_id(3892), form=Form(), lists=(ROSTER, replace(ROSTER, file_name=""))
)
NO_LISTS = replace(
    LISTS, lists=(), form=Form(errors=(FieldError(field="file", code="list_holds_answers"),))
)
RESULT = ResultLine(
    row=3,
    name="示例学生",
    class_name="五(2)班",
    scale=ScreeningScale.MHT,
    screened_on=date(2026, 3, 8),
    problem=None,
    is_done=False,
)
PREVIEW = ScreeningListPage(
    roster=ROSTER,
    rows=(
        replace(RESULT, row=4, name=LONG_NAME + MARKUP, problem=ResultProblem.SPEAKS_OF_DANGER),
        *(replace(RESULT, row=5 + at, problem=each) for at, each in enumerate(ResultProblem)),
        replace(RESULT, row=40, name=None, class_name=None, scale=None, is_done=True),
        RESULT,
    ),
    total=61,
    waiting=52,
    done=1,
    refused=14,
    no_talk=440,
    in_danger=1,
)
RECORDED = replace(
    PREVIEW,
    taken=48,
    waiting=2,
    page=2,
    in_danger=0,
    is_broken_off=True,
    not_taken=(RefusedResult(row=7, name="示例", code="no_consent_to_screening"),),
)
NOTHING_TO_TAKE = replace(PREVIEW, rows=(), total=0, waiting=0, refused=0, in_danger=0)

PAGES: Mapping[str, PageModel] = {
    "interviews": LIST,
    "interviews-over": OVER,
    "interviews-none": NOBODY,
    "interviews-counts": COUNTS,
    "interviews-standing-in": STANDING_IN,
    "screening-lists": LISTS,
    "screening-lists-none": NO_LISTS,
    "screening-list": PREVIEW,
    "screening-list-recorded": RECORDED,
    "screening-list-empty": NOTHING_TO_TAKE,
    "record-screening": RECORD,
    "record-screening-wrong": RECORD_WRONG,
    "interview": ONE,
    "interview-wrong": ONE_WRONG,
    "interview-withdrawn": ONE_WITHDRAWN,
    "interview-held": ONE_HELD,
    "interview-held-withdrawn": ONE_HELD_WITHDRAWN,
    "interview-left-to-worry": ONE_LEFT,
    "screenings-brought": BROUGHT,
    "screenings-brought-none": BroughtPage(lines=(), is_first_page=False),
    "interview-raised": ONE_RAISED,
}
