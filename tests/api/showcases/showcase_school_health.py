"""Example values for the pages about health vice principals."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.view_models.forms import FieldError, Form, typed
from api.view_models.school_health import (
    HealthDutyLine,
    HealthDutyPage,
    HealthPostsPage,
    OwnSchoolCard,
    OwnSchoolsPage,
    PostLine,
    SchoolLogPage,
    VoidHealthDutyPage,
)
from api.view_models.shell import PageModel
from application.crisis.desk.stages import CaseStage
from application.school_health.health_posts import PostStage
from domain.advising.facts import Audience, HealthDutyKind, HealthDutyVoidReason, Present
from domain.advising.rhythm import Expectation, SemesterProgress
from domain.ruleset.semesters import Semester
from tests import examples as e
from tests.advising_examples import CORRECTION, LESSON, TAUGHT, TRAINED, TRAINING
from tests.api.showcases.showcase import LONG_NAME, MARKUP
from tests.api.showcases.showcase_screening import WAITING

SPRING = Semester(date(2026, 2, 20), date(2026, 7, 5))
PROGRESS = tuple(
    SemesterProgress(expectation=each, done=done, wanted=wanted, due_on=due_on)
    for each, done, wanted, due_on in (
        (Expectation.VISIT, 0, 4, date(2026, 3, 31)),
        (Expectation.LESSON, 1, 2, SPRING.last_on),
        (Expectation.MEETING, 0, 0, SPRING.last_on),
        (Expectation.LECTURE, 3, 1, SPRING.last_on),
    )
)
LINE = HealthDutyLine(
    health_duty_id=LESSON,
    kind=TAUGHT.kind,
    held_on=TAUGHT.held_on,
    done_by="示例医生",
    duty=TAUGHT,
    corrected_on=(e.TODAY, e.TODAY),
    may_change=True,
    may_void=True,
)
TRAINED_LINE = HealthDutyLine(
    health_duty_id=TRAINING,
    kind=TRAINED.kind,
    held_on=TRAINED.held_on,
    done_by=LONG_NAME + MARKUP,
    duty=replace(
        TRAINED,
        what="怎样看出学生可能有心理危机" * 20 + MARKUP,
        present=tuple(Present(each, 9_999) for each in Audience),
    ),
    learned_on=e.TODAY,
    may_void=True,
)
VOID_LINE = HealthDutyLine(
    health_duty_id=LESSON,
    kind=HealthDutyKind.MEETING,
    held_on=TAUGHT.held_on,
    done_by="",
    voided=HealthDutyVoidReason.NAMED_A_PUPIL,
)
CARD = OwnSchoolCard(
    school_id=e.SCHOOL,
    name="示例小学",
    to_on=date(2026, 4, 1),
    days_left=22,
    progress=PROGRESS,
    cases=((CaseStage.UNTAKEN, 1), (CaseStage.TAKEN, 12), (CaseStage.ISSUED, 2)),
    latest=(LINE, TRAINED_LINE, VOID_LINE),
    trainings=(TRAINED_LINE,),
    interviews=WAITING,
)
CALM_CARD = OwnSchoolCard(
    school_id=e.OTHER_SCHOOL,
    name="示例二小" + MARKUP,
    to_on=None,
    days_left=None,
    progress=PROGRESS,
    cases=(),
)
BROKEN_CARD = replace(CALM_CARD, progress=(), cases=None, is_unreadable=True)
POSTS = HealthPostsPage(
    semester=SPRING,
    lines=(
        PostLine(
            school_id=e.OTHER_SCHOOL, school="示例二小", above="示例镇", stage=PostStage.VACANT
        ),
        PostLine(
            school_id=e.SCHOOL,
            school="示例小学" + MARKUP,
            above="示例镇",
            stage=PostStage.ENDING,
            holders=("示例医生", LONG_NAME),
            ends_on=date(2026, 4, 1),
            days_left=22,
            progress=PROGRESS,
        ),
        PostLine(
            school_id=e.SCHOOL,
            school="示例三小",
            above="",
            stage=PostStage.FILLED,
            holders=("",),
            progress=PROGRESS,
        ),
    ),
    total=120,
    vacant=1,
    ending=1,
    within_days=30,
    may_propose=True,
    next_cursor="9999-12-31_x",
)
LOG = SchoolLogPage(
    school_id=e.SCHOOL,
    school="示例小学",
    semester=SPRING,
    lines=(LINE, TRAINED_LINE, VOID_LINE),
    may_log=True,
    earlier_on=date(2025, 9, 1),
    later_on=date(2026, 9, 1),
)
NEW = HealthDutyPage(
    school_id=e.SCHOOL,
    school="示例小学",
    health_duty_id=LESSON,
    form=Form(typed(held_on="2026-03-10")),
)
WRONG = replace(
    NEW,
    form=Form(
        typed(held_on="2026-03-10", kind="crisis_training", what="示例", pupils="0"),
        (
            FieldError(field="", code="health_duty_already_logged"),
            FieldError(field="pupils", code="people_out_of_range", parameters={"at_most": 99_999}),
            FieldError(field="teachers", code="required"),
        ),
    ),
)
CORRECTING = replace(
    NEW,
    correction_id=CORRECTION,
    version=3,
    form=Form(typed(held_on="2026-03-10", kind="mental_health", what="示例", pupils="44")),
)

PAGES: Mapping[str, PageModel] = {
    "own-schools": OwnSchoolsPage(semester=SPRING, schools=(CARD,)),
    "own-schools-two": OwnSchoolsPage(semester=SPRING, schools=(CALM_CARD, BROKEN_CARD)),
    "health-posts": POSTS,
    "health-posts-none": replace(
        POSTS, lines=(), total=0, vacant=0, ending=0, next_cursor=None, is_first_page=False
    ),
    "school-log": LOG,
    "school-log-office": replace(
        LOG, lines=(replace(LINE, may_change=False), TRAINED_LINE, VOID_LINE), may_log=False
    ),
    "school-log-none": replace(LOG, lines=(), may_log=False, earlier_on=None, later_on=None),
    "health-duty": NEW,
    "health-duty-wrong": WRONG,
    "health-duty-correct": CORRECTING,
    "void-health-duty": VoidHealthDutyPage(
        school_id=e.SCHOOL, school="示例小学", line=LINE, form=Form()
    ),
    "void-health-duty-of-another": VoidHealthDutyPage(
        school_id=e.SCHOOL, school="示例小学", line=TRAINED_LINE, form=Form(), is_own=False
    ),
}
