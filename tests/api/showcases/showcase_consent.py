"""Example values for notices to families and their consent."""

from dataclasses import replace
from datetime import date

from api.view_models.forms import Choice, FieldError, Form, typed
from api.view_models.privacy.agreed import AgreedLine
from api.view_models.privacy.consent import (
    AnswersPage,
    ConsentPage,
    NoticesPage,
    StillAgreed,
    WithdrawConsentPage,
)
from api.view_models.shell import DutyLabel
from domain.codelists import ConsentMeans, Processing, SpokenBy
from domain.consent.facts import ASKED_FOR, NoticePublished, Said
from domain.consent.state import Agreement
from domain.shared import NoticeId
from domain.staff.facts import Role
from tests import examples as e
from tests.api.showcases.showcase import AGREED, CHILD, MARKUP, TODAY

NOTICE = NoticePublished(
    organisation_id=e.COUNTY_OFFICE,
    notice_id=NoticeId(e.example_id(801)),
    version=2,
    title="关于孩子信息的告知书",
    text="我们登记孩子的情况，是为了照护孩子。\n拍照、心理筛查、把情况提供给医院或公益组织，都要先问您。",
    processings=ASKED_FOR,
    from_on=date(2026, 3, 1),
    published_by=e.SUPERVISOR,
)
WITNESSES = (
    Choice(
        value=str(e.SUPERVISOR),
        label="示例督导员",
        posts=(
            DutyLabel(role=Role.TOWNSHIP_SUPERVISOR, organisation="示例镇"),
            DutyLabel(role=Role.VILLAGE_DIRECTOR, organisation=f"示例村{MARKUP}"),
        ),
    ),
)
CONSENT = ConsentPage(
    child=CHILD,
    agreed=AGREED,
    notices=(NOTICE,),
    told_at=e.NOW,
    may_record=True,
    today=TODAY,
)
STILL_AGREED = replace(
    CONSENT, still_agreed=StillAgreed(processing=Processing.PHOTOS, said_at=e.NOW)
)
UNASKED = replace(
    CONSENT,
    agreed=tuple(AgreedLine(processing=each, agreement=Agreement.NOT_ASKED) for each in ASKED_FOR),
    notices=(),
    told_at=None,
)
ANSWERS = AnswersPage(
    child=CHILD,
    consent_id=e.example_id(802),
    form=Form(typed(said_on="2026-03-10", said_time="09:30")),
    notices=(NOTICE,),
    witnesses=WITNESSES,
    carers=("示例奶奶", MARKUP),
)
ANSWERS_WRONG = replace(
    ANSWERS,
    form=Form(
        typed(
            spoken_by="entrusted_carer",
            speaker_name=MARKUP,
            relation_code="61",
            consent_means="phone_two_staff",
            said_on="2026-03-11",
            said_time="09:30",
            answer_photos="yes",
        ),
        (
            FieldError(field="notice", code="required"),
            FieldError(field="authorised_on", code="carer_not_authorised"),
            FieldError(field="witness_id", code="required"),
            FieldError(field="said_at", code="in_future"),
        ),
    ),
)
WITHDRAW = WithdrawConsentPage(
    child=CHILD,
    processing=Processing.PHOTOS,
    consent_id=e.example_id(803),
    form=Form(typed(said_on="2026-03-10", said_time="09:30")),
    witnesses=WITNESSES,
)
WITHDRAW_AS_BEFORE = replace(
    WITHDRAW,
    before=Said(
        spoken_by=SpokenBy.GUARDIAN,
        means=ConsentMeans.IN_PERSON,
        said_at=e.NOW,
        relation_code="52",
    ),
    speaker="示例妈妈" + MARKUP,
)
NO_NOTICES = NoticesPage(
    notice_id=e.example_id(804),
    form=Form(typed(from_on="2026-03-10")),
    organisations=(Choice(value=str(e.COUNTY_OFFICE), label="示例县教育局"),),
)
NOTICES = replace(
    NO_NOTICES, notices=(("示例县教育局", NOTICE), ("示例县教育局", replace(NOTICE, version=1)))
)
