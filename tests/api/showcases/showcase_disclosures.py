"""Example values for the register of what was handed to others, and the desk of what is due."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from api.view_models.forms import Choice, FieldError, Form, typed
from api.view_models.privacy.disclosure_register import ChildLine, DisclosureRegisterPage
from api.view_models.privacy.disclosures import (
    DisclosureLine,
    DisclosuresPage,
    NewDisclosurePage,
    TellDisclosurePage,
)
from api.view_models.privacy.privacy_desk import FamilyDue, PrivacyDeskPage, RightsToVerifyPage
from api.view_models.shell import PageModel
from application.privacy.disclosure_register import Recipient
from application.privacy.disclosures import Disclosure
from application.reads.reading_rows import QuestionRow, QuestionStage
from domain.codelists import ConsentMeans, LegalBasis, Processing, SpokenBy
from domain.disclosures.facts import DataDisclosed, DataKind, DisclosureTold
from domain.reads.facts import Doubt
from domain.rights.facts import RightsKind
from domain.shared import DisclosureId, QuestionId
from tests import examples as e
from tests.api.showcases import showcase_breaches, showcase_grants
from tests.api.showcases.showcase import CHILD, LONG_NAME, MARKUP, due

ID = DisclosureId(e.example_id(872))


def disclosed(basis: LegalBasis, *, tell_by_on: date | None = None) -> DataDisclosed:
    """Return what was handed to a hospital."""
    return DataDisclosed(
        child_id=e.CHILD,
        disclosure_id=ID,
        recipient=f"示例市人民医院{MARKUP}",
        recipient_id=None,
        kinds=(DataKind.IDENTITY, DataKind.CONTACT, DataKind.HEALTH),
        basis=basis,
        reference="急救单2026-31",
        disclosed_on=date(2026, 3, 6),
        keep_until_on=date(2029, 3, 6),
        tell_by_on=tell_by_on,
    )


TOLD = DisclosureTold(
    child_id=e.CHILD,
    disclosure_id=ID,
    spoken_by=SpokenBy.GUARDIAN,
    means=ConsentMeans.PHONE_TWO_STAFF,
    told_on=date(2026, 3, 9),
)
OWED = DisclosureLine(
    disclosure=Disclosure(
        disclosed=disclosed(LegalBasis.EMERGENCY, tell_by_on=date(2026, 3, 11)),
        told=None,
        awaits_telling=True,
        recorded_by=e.TEACHER,
    ),
    by="示例老师",
    due=due(1, 0),
)
DONE = DisclosureLine(
    disclosure=Disclosure(
        disclosed=disclosed(LegalBasis.CONSENT),
        told=TOLD,
        awaits_telling=False,
        recorded_by=e.TEACHER,
    ),
    by=LONG_NAME,
)
NEW = NewDisclosurePage(
    child=CHILD,
    disclosure_id=ID,
    form=Form(typed(disclosed_on="2026-03-10")),
    uses=(Processing.SHARING_WITH_HOSPITAL, Processing.SHARING_WITH_CHARITY),
    hospitals=(Choice(value=str(e.SCHOOL), label="示例市人民医院"),),
)
QUESTION = QuestionRow(
    question_id=QuestionId(e.example_id(50)),
    reader_id=e.TEACHER,
    doubt=Doubt.MANY_CHILDREN,
    read_on=e.TODAY,
    child_count=61,
    questioned_at=e.NOW - timedelta(hours=3),
    stage=QuestionStage.ANSWERED,
)
PERIOD = Form(typed(since_on="2026-01-01", until_on="2026-03-10"))
HOSPITAL = Recipient(
    recipient=e.example_id(873),
    name=f"示例市人民医院{MARKUP}",
    times=3,
    children=2,
    last_on=date(2026, 3, 6),
)
FOUNDATION = replace(HOSPITAL, recipient=e.example_id(874), name=LONG_NAME, times=1, children=1)
CHOICES = tuple(
    Choice(value=str(each.recipient), label=each.name) for each in (HOSPITAL, FOUNDATION)
)

PAGES: Mapping[str, PageModel] = {
    "disclosures": DisclosuresPage(child=CHILD, lines=(OWED, DONE), may_record=True, next_skip=50),
    "disclosures-none": DisclosuresPage(child=CHILD, lines=()),
    "disclosure-new": NEW,
    "disclosure-new-wrong": NewDisclosurePage(
        child=CHILD,
        disclosure_id=ID,
        form=Form(
            typed(recipient=MARKUP, disclosed_on="2026-03-11"),
            (
                FieldError(field="data_kinds", code="required"),
                FieldError(field="legal_basis", code="required"),
                FieldError(field="reference", code="required"),
                FieldError(field="disclosed_on", code="in_future"),
            ),
        ),
    ),
    "disclosure-tell": TellDisclosurePage(
        child=CHILD, line=OWED, form=Form(typed(told_on="2026-03-10"))
    ),
    "disclosure-register": DisclosureRegisterPage(
        form=PERIOD,
        kept={},
        recipients=(HOSPITAL, FOUNDATION),
        choices=CHOICES,
        may_export=True,
        unreadable=1,
    ),
    "disclosure-register-one": DisclosureRegisterPage(
        form=PERIOD,
        kept={},
        recipients=(HOSPITAL, FOUNDATION),
        choices=CHOICES,
        chosen=HOSPITAL,
        lines=(
            ChildLine(line=OWED, child_id=e.CHILD, name=LONG_NAME),
            ChildLine(line=DONE, child_id=e.OTHER_CHILD),
        ),
        may_export=True,
        next_skip=50,
    ),
    "disclosure-register-none": DisclosureRegisterPage(form=PERIOD, kept={}),
    "disclosure-register-wrong": DisclosureRegisterPage(
        form=Form(
            typed(since_on="2026-03-10", until_on="2026-01-01"),
            (FieldError(field="until_on", code="before_start"),),
        ),
        kept={},
    ),
    "privacy-desk": PrivacyDeskPage(
        breaches=(showcase_breaches.NEW, showcase_breaches.LATE),
        glass=(showcase_grants.GLASS,),
        rights=(
            FamilyDue(child_id=e.CHILD, due=due(-2, 0), kind=RightsKind.ACCESS, is_proven=True),
            FamilyDue(
                child_id=e.CHILD,
                due=due(4, 0),
                kind=RightsKind.CORRECT,
                is_proven=True,
                is_own=True,
            ),
            FamilyDue(child_id=e.OTHER_CHILD, due=due(9, 0), kind=RightsKind.DELETE),
        ),
        tellings=(FamilyDue(child_id=e.CHILD, due=due(1, 0)),),
        questions=((QUESTION, "示例老师"),),
        has_more=True,
    ),
    "privacy-desk-empty": PrivacyDeskPage(),
    "rights-to-verify": RightsToVerifyPage(
        rights=(
            FamilyDue(child_id=e.CHILD, due=due(-2, 0), kind=RightsKind.ACCESS),
            FamilyDue(child_id=e.OTHER_CHILD, due=due(9, 0), kind=RightsKind.DELETE),
        ),
        has_more=True,
    ),
    "rights-to-verify-none": RightsToVerifyPage(),
}
