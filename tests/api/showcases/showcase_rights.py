"""Example values for requests about a child's data."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.view_models.forms import FieldError, Form, typed
from api.view_models.privacy.rights import (
    NewRightsPage,
    RightsLine,
    RightsPage,
    VerifyRightsPage,
)
from api.view_models.shell import PageModel
from application.privacy.rights import RightsRequest
from domain.codelists import ConsentMeans, SpokenBy
from domain.rights.facts import (
    AnswerHandedOver,
    HandingMeans,
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
from domain.shared import RightsId
from tests import examples as e
from tests.api.showcases import showcase_consent
from tests.api.showcases.showcase import CHILD, MARKUP, due

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
        may_hand_over=True,
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
    request=replace(
        DELETED.request,
        requested=REQUESTED,
        answer="已当面交给您。",
        handed_over=AnswerHandedOver(
            child_id=e.CHILD,
            rights_id=ID,
            handed_on=date(2026, 3, 6),
            means=HandingMeans.IN_PERSON,
            handed_by=e.TEACHER,
        ),
        may_copy=True,
        may_hand_over=True,
    ),
    handed_by="示例老师",
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
    "rights-verify": replace(VERIFY, carers=(e.CARER_RECORDED,)),
    "rights-verify-no-carer": replace(VERIFY, carers=()),
}
