"""Example values for the forms about a child: empty, filled in to correct, and with errors."""

from dataclasses import replace
from datetime import UTC, datetime

from api.view_models.care_files.opening import OpenFilePage
from api.view_models.care_files.visits import (
    Correcting,
    SealedKind,
    SealedWords,
    SealedWordsPage,
    TalkPage,
    VisitPage,
    new_talk_form,
    new_visit_form,
    talk_form,
    visit_form,
)
from api.view_models.forms import Choice, ChoiceGroup, FieldError, Form, typed
from tests import examples as e
from tests.api.showcases.showcase import CHILD, MARKUP

VILLAGES = (
    ChoiceGroup(label="示例县 · 示例镇", choices=(Choice(value=str(e.VILLAGE), label="示例村"),)),
    ChoiceGroup(
        label="示例区 · 另一镇", choices=(Choice(value=str(e.OTHER_VILLAGE), label="石塘村"),)
    ),
)
SCHOOLS = (ChoiceGroup(label="示例镇", choices=(Choice(value=str(e.SCHOOL), label="示例小学"),)),)
CLASSES = (
    ChoiceGroup(
        label="示例小学",
        key=str(e.SCHOOL),
        choices=(Choice(value=str(e.SCHOOL_CLASS), label="五(2)班"),),
    ),
)
OPEN_FILE = OpenFilePage(
    child_id=e.OTHER_CHILD, form=Form(), villages=VILLAGES, schools=SCHOOLS, classes=CLASSES
)
OPEN_FILE_WRONG = replace(
    OPEN_FILE,
    form=Form(
        typed(
            name=e.CHILD_NAME,
            born_on="2027-01-01",
            sex="male",
            in_school="no",
            category_1="left_behind",
            level="4",
        ),
        (
            FieldError(field="born_on", code="in_future"),
            FieldError(field="village_id", code="required"),
            FieldError(field="categories", code="stated_twice"),
            FieldError(field="basis", code="required"),
        ),
    ),
)

PEOPLE = (
    Choice(value=str(e.TEACHER), label="示例老师(我)"),
    Choice(value=str(e.COMMUNITY_WORKER), label="示例主任"),
)
VISIT = VisitPage(
    child=CHILD, visit_id=e.VISIT_ID, form=new_visit_form(e.NOW, e.TEACHER), visitors=PEOPLE
)
CORRECTING = Correcting(
    correction_id=e.CORRECTION_ID,
    version=3,
    first_learned_at=datetime(2026, 3, 9, 12, 4, tzinfo=UTC),
    first_entered_by="示例老师",
)
FILLED_VISIT = replace(VISIT, form=visit_form(e.HOME_VISIT), correcting=CORRECTING)
VISIT_WRONG = replace(
    VISIT,
    form=Form(
        {**visit_form(e.HOME_VISIT).entries, **typed(minutes="600", words="想妈妈,过年能不能回来")},
        (
            FieldError(field="started_at", code="in_future"),
            FieldError(field="minutes", code="minutes_out_of_range", parameters={"at_most": 480}),
            FieldError(field="", code="changed_meanwhile"),
        ),
    ),
    visitors=PEOPLE[:1],
)
TALK = TalkPage(
    child=CHILD, talk_id=e.TALK_ID, form=new_talk_form(e.NOW, e.TEACHER), talkers=PEOPLE
)
FILLED_TALK = replace(TALK, form=talk_form(e.TALK), correcting=CORRECTING)

WORDS = SealedWordsPage(
    child=CHILD,
    kind=SealedKind.CHILD_WORDS,
    happened_at=e.HOME_VISIT.started_at,
    words=(
        SealedWords(
            text=f"想妈妈,\n过年能不能回来。{MARKUP}", recorded_at=e.NOW, recorded_by="示例老师"
        ),
    ),
)
