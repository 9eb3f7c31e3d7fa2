"""Example values for the pages of readings: who looked, by day and person, and questions."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from api.view_models.forms import FieldError, Form, typed
from api.view_models.numbers import child_number
from api.view_models.readings import (
    LookerLine,
    QuestionLine,
    QuestionPage,
    QuestionsPage,
    ReaderLine,
    ReaderPage,
    ReadersPage,
    ReadingLine,
    WhoLookedPage,
)
from api.view_models.shell import PageModel
from application.reads.emergencies import Emergency
from application.reads.reading_rows import QuestionStage, ReadingFilter
from domain.grants.facts import GlassReason
from domain.reads.facts import Doubt, Explanation, Finding, Reading
from domain.shared import ChildId, GrantId, Purpose, QuestionId
from domain.staff.facts import Role
from tests import examples as e
from tests.api.showcases.showcase import CHILD, LONG_NAME

OTHER = ChildId(e.example_id(320))
FILE = ReadingLine(
    read_at=e.NOW,
    what=Reading.CARE_FILE,
    purpose=Purpose.CARE,
    who="示例老师",
    role=Role.CLASS_TEACHER,
    organisation="示例小学五(2)班",
)
LINES = (
    FILE,
    replace(
        FILE,
        read_at=e.NOW - timedelta(hours=9),
        what=Reading.READINGS,
        purpose=Purpose.SUPERVISION,
        who="示例督导",
        role=Role.TOWNSHIP_SUPERVISOR,
        organisation="示例镇",
        at_night=True,
    ),
    replace(FILE, what=Reading.DESK, who=LONG_NAME, role=None, organisation=None),
    replace(FILE, what=Reading.HISTORY, who="", by_grant=True),
    replace(FILE, what=Reading.CASE, purpose=Purpose.CRISIS, role=None, brought_on=e.TODAY),
)
LOOKER = LookerLine(
    who="示例老师",
    purpose=Purpose.CARE,
    role=Role.CLASS_TEACHER,
    organisation="示例小学五(2)班",
    times=1_204,
    first_at=e.NOW - timedelta(days=400),
    last_at=e.NOW,
)
WHO_LOOKED = WhoLookedPage(
    child_id=CHILD.child_id,
    child=CHILD,
    is_whole=False,
    lines=LINES,
    next_before=17,
    lookers=(LOOKER, replace(LOOKER, who=LONG_NAME, times=1, role=None)),
    more_lookers=True,
)
WHO_LOOKED_NUMBER = replace(WHO_LOOKED, child=None, is_whole=True, next_before=None)
WHO_LOOKED_NOTHING = replace(
    WHO_LOOKED, lines=(), lookers=(), next_before=None, is_first_page=False
)

READERS = ReadersPage(
    on=e.TODAY,
    today=e.TODAY,
    lines=(
        ReaderLine(person_id=e.SUPERVISOR, name="示例督导", reads=42, children=310, at_night=3),
        ReaderLine(person_id=e.TEACHER, name=LONG_NAME, reads=1, children=1, at_night=0),
    ),
    next_skip=50,
)
READERS_NONE = replace(READERS, lines=(), next_skip=None)

SHOWN = tuple((each, child_number(each)) for each in (CHILD.child_id, OTHER))
READER = ReaderPage(
    person_id=e.TEACHER,
    name="示例老师",
    chosen=ReadingFilter(on=e.TODAY),
    form=Form(typed(on=e.TODAY.isoformat())),
    today=e.TODAY,
    lines=(
        replace(FILE, numbers=SHOWN[:1]),
        replace(LINES[1], what=Reading.DESK, children=2, numbers=SHOWN),
    ),
    next_query={"from_on": e.TODAY.isoformat(), "before": "17"},
)
READER_NOTHING = replace(READER, lines=(), next_query=None)
READER_WRONG = replace(
    READER_NOTHING,
    form=Form(typed(from_on="2026-02-30"), (FieldError(field="from_on", code="not_a_day"),)),
)

OPEN = QuestionLine(
    question_id=QuestionId(e.example_id(50)),
    who="示例老师",
    doubt=Doubt.MANY_CHILDREN,
    read_on=e.TODAY,
    child_count=131,
    stage=QuestionStage.OPEN,
)
SETTLED_LINE = replace(OPEN, doubt=Doubt.AT_NIGHT, child_count=1, stage=QuestionStage.SETTLED)
ANSWERED_LINE = replace(OPEN, who=LONG_NAME, stage=QuestionStage.ANSWERED)
QUESTIONS_OWN = QuestionsPage(own=(OPEN, SETTLED_LINE))
QUESTIONS_ALL = QuestionsPage(own=(), others=(ANSWERED_LINE, OPEN))
QUESTIONS_DONE = QuestionsPage(
    own=(), others=(SETTLED_LINE,), settled=True, next_after=SETTLED_LINE.question_id
)
QUESTIONS_NONE = QuestionsPage(own=(), others=())

QUESTION = QuestionPage(
    line=OPEN,
    person_id=e.TEACHER,
    lines=LINES[:2],
    form=Form(),
    answer_until=date(2026, 3, 17),
    may_answer=True,
)
QUESTION_WRONG = replace(
    QUESTION,
    form=Form(typed(explanation="other"), (FieldError(field="words", code="required"),)),
)
QUESTION_WAITS = replace(QUESTION, may_answer=False, waits=True, may_watch=True)
QUESTION_OF_GLASS = replace(
    QUESTION,
    emergencies=(
        Emergency(
            child_id=e.CHILD,
            grant_id=GrantId(e.example_id(831)),
            reason=GlassReason.CHILD_MISSING,
            why="放学后没有到家，电话打不通。",
        ),
    ),
)
QUESTION_TO_SETTLE = replace(
    QUESTION,
    line=ANSWERED_LINE,
    may_answer=False,
    may_settle=True,
    may_watch=True,
    explanation=Explanation.PREPARING,
    words="核对全校名单,周一报镇里。",
)
QUESTION_SETTLED = replace(
    QUESTION_TO_SETTLE, line=SETTLED_LINE, may_settle=False, finding=Finding.REMINDED, lines=()
)

PAGES: Mapping[str, PageModel] = {
    "who-looked": WHO_LOOKED,
    "who-looked-number": WHO_LOOKED_NUMBER,
    "who-looked-nothing": WHO_LOOKED_NOTHING,
    "readers": READERS,
    "readers-none": READERS_NONE,
    "reader": READER,
    "reader-nothing": READER_NOTHING,
    "reader-wrong": READER_WRONG,
    "questions": QUESTIONS_OWN,
    "questions-all": QUESTIONS_ALL,
    "questions-done": QUESTIONS_DONE,
    "questions-none": QUESTIONS_NONE,
    "question": QUESTION,
    "question-wrong": QUESTION_WRONG,
    "question-waits": QUESTION_WAITS,
    "question-to-settle": QUESTION_TO_SETTLE,
    "question-of-glass": QUESTION_OF_GLASS,
    "question-settled": QUESTION_SETTLED,
}
