"""Example values for requests about a child's data, and the copy that is handed out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from api.view_models.forms import FieldError, Form, typed
from api.view_models.rights import (
    NewRightsPage,
    RightsCopyPage,
    RightsLine,
    RightsPage,
    VerifyRightsPage,
)
from api.view_models.shell import PageModel
from application.privacy.consent import Agreed
from application.privacy.rights import RightsRequest
from application.privacy.rights_copy import CarerCopied, ChildCopy, ContactCopied, LevelCopied
from application.reads.looking import Names
from application.reads.who_looked import LookedCopied
from domain.children.facts import CarerStanding
from domain.codelists import ConsentMeans, Processing, SpokenBy
from domain.consent.state import Agreement
from domain.rights.facts import (
    ProvenBy,
    RefusalReason,
    RequesterNamed,
    RequesterVerified,
    RightsFulfilled,
    RightsKind,
    RightsRefused,
    RightsRequested,
)
from domain.rights.state import RightsStage
from domain.shared import Purpose, RightsId
from tests import examples as e
from tests.api import showcase_consent
from tests.api.showcase import CHILD, MARKUP, due

LOOKED = LookedCopied(
    organisation_id=e.SCHOOL,
    duty="class_teacher",
    purpose=Purpose.CARE,
    times=12,
    first_on=e.TODAY,
    last_on=e.TODAY,
)
ID = RightsId(e.example_id(861))
REQUESTED = RightsRequested(
    child_id=e.CHILD,
    rights_id=ID,
    kind=RightsKind.COPY,
    spoken_by=SpokenBy.GUARDIAN,
    relation_code="52",
    means=ConsentMeans.IN_PERSON,
    asked_on=date(2026, 3, 2),
    due_on=date(2026, 3, 23),
    received_by=e.TEACHER,
)
RECEIVED = RightsLine(
    request=RightsRequest(
        requested=REQUESTED,
        stage=RightsStage.RECEIVED,
        requester=RequesterNamed(child_id=e.CHILD, rights_id=ID, name="示例妈妈", phone=None),
        words=f"想要一份复印件{MARKUP}",
        verified=None,
        answered=None,
        answer=None,
    ),
    received_by="示例老师",
    due=due(13, 0),
    may_verify=True,
)
VERIFIED = replace(
    RECEIVED,
    request=replace(
        RECEIVED.request,
        stage=RightsStage.VERIFIED,
        verified=RequesterVerified(
            child_id=e.CHILD,
            rights_id=ID,
            proven_by=ProvenBy.DOCUMENT_SEEN,
            verified_by=e.TEACHER,
            verified_on=date(2026, 3, 3),
        ),
        may_answer=True,
    ),
    due=due(-2, 0),
    may_verify=False,
)
REFUSED = replace(
    VERIFIED,
    request=replace(
        VERIFIED.request,
        stage=RightsStage.REFUSED,
        answered=RightsRefused(
            child_id=e.CHILD,
            rights_id=ID,
            decided_by=e.SUPERVISOR,
            answered_on=date(2026, 3, 5),
            reason=RefusalReason.MUST_BE_KEPT,
        ),
        answer="按规定还要保存到孩子年满十八岁。",
        may_answer=False,
    ),
    decided_by="示例保护负责人",
    due=None,
)
DELETED = replace(
    REFUSED,
    request=replace(
        REFUSED.request,
        requested=replace(REQUESTED, kind=RightsKind.DELETE),
        stage=RightsStage.FULFILLED,
        answered=RightsFulfilled(
            child_id=e.CHILD,
            rights_id=ID,
            decided_by=e.SUPERVISOR,
            answered_on=date(2026, 3, 5),
        ),
        answer="同意删除。",
    ),
)
GRANTED = replace(
    DELETED,
    request=replace(DELETED.request, requested=REQUESTED, answer="已当面交给您。", may_copy=True),
)
RIGHTS = RightsPage(
    child=CHILD,
    lines=(RECEIVED, VERIFIED, GRANTED, REFUSED, DELETED),
    may_receive=True,
    may_open_file=True,
)
NO_RIGHTS = RightsPage(child=CHILD, lines=())
NEW = NewRightsPage(
    child=CHILD, rights_id=ID, form=Form(typed(asked_on="2026-03-10")), working_days=15
)
NEW_WRONG = replace(
    NEW,
    form=Form(
        typed(spoken_by="guardian", speaker_name=MARKUP, asked_on="2026-03-11"),
        (
            FieldError(field="rights_kind", code="required"),
            FieldError(field="relation_code", code="required"),
            FieldError(field="asked_on", code="in_future"),
        ),
    ),
)
VERIFY = VerifyRightsPage(child=CHILD, line=RECEIVED, form=Form(typed(verified_on="2026-03-10")))
COPY = RightsCopyPage(
    copy=ChildCopy(
        request=VERIFIED.request,
        made_at=e.NOW,
        registered=replace(
            e.CHILD_REGISTERED, id_number="**************0012", student_number="***************0012"
        ),
        carers=(
            CarerCopied(name="示例奶奶", relation_code="62", standing=CarerStanding.CLOSE_RELATIVE),
        ),
        opened=(e.CARE_FILE_OPENED,),
        residences=(e.RESIDENCE_RECORDED,),
        schoolings=(e.SCHOOLING_RECORDED,),
        categories=(e.LEFT_BEHIND_STATED,),
        levels=(LevelCopied(level=4, assessed_on=e.TODAY),),
        mentors=(e.MENTOR_PAIRED,),
        contacts=(
            ContactCopied(
                is_talk=False,
                started_at=e.NOW - timedelta(days=1),
                outcome=e.HOME_VISIT.outcome,
                by=e.TEACHER,
            ),
            ContactCopied(is_talk=True, started_at=e.NOW, outcome=e.TALK.outcome, by=e.TEACHER),
        ),
        agreed=(Agreed(processing=Processing.PHOTOS, agreement=Agreement.GRANTED),),
        words=(e.CHILD_WORDS,),
        looked=(
            LOOKED,
            replace(LOOKED, organisation_id=None, duty="lead_mentor", times=1),
        ),
        names=Names(people={}, organisations={}),
    ),
    names={
        e.TEACHER: "示例老师",
        e.VILLAGE: "示例村",
        e.SCHOOL: "示例小学",
        e.SCHOOL_CLASS: "五(2)班",
    },
    made_on=e.TODAY,
)

PAGES: Mapping[str, PageModel] = {
    "consent": showcase_consent.CONSENT,
    "consent-still-agreed": showcase_consent.STILL_AGREED,
    "consent-unasked": showcase_consent.UNASKED,
    "consent-answers": showcase_consent.ANSWERS,
    "consent-answers-wrong": showcase_consent.ANSWERS_WRONG,
    "consent-withdraw": showcase_consent.WITHDRAW,
    "consent-withdraw-as-before": showcase_consent.WITHDRAW_AS_BEFORE,
    "notices": showcase_consent.NOTICES,
    "notices-none": showcase_consent.NO_NOTICES,
    "rights": RIGHTS,
    "rights-none": NO_RIGHTS,
    "rights-new": NEW,
    "rights-new-wrong": NEW_WRONG,
    "rights-verify": VERIFY,
    "rights-copy": COPY,
}
