"""Example values for what hospitals say of a referral: the forms, and the page of the case."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from api.view_models.crisis.aftercare import ClosingPage, FollowUpPage
from api.view_models.crisis.cases import CaseActions
from api.view_models.crisis.feedback import FeedbackPage
from api.view_models.crisis.hospital import DeclinePage, VisitPage
from api.view_models.crisis.hospital_lines import DeclineLine, HospitalLines
from api.view_models.crisis.referring import EarlierConsent
from api.view_models.forms import Choice, FieldError, Form, typed
from api.view_models.shell import PageModel
from application.crisis.desk.stages import CaseStage
from domain.referrals.hospital.hospital_facts import DeclineReason
from domain.shared import OrganisationId
from tests import examples as e
from tests.api.showcases.showcase import LONG_NAME, MARKUP
from tests.api.showcases.showcase_answering import REFER
from tests.api.showcases.showcase_cases import (
    CASE_AT_HOSPITAL,
    CASE_ISSUED,
    CASE_RECEIVED,
    CASE_WITHDRAWN,
    HEAD,
    HOSPITAL,
    NAMES,
    entries,
)
from tests.api.showcases.showcase_duty import HOSPITAL_NAME
from tests.api.showcases.showcase_returning import PAGES as RETURNING_PAGES
from tests.api.showcases.showcase_signing import PAGES as SIGNING_PAGES
from tests.domain.referrals.test_aftercare import CLOSED as CASE_ENDED
from tests.domain.referrals.test_aftercare import DECLINED as DECLINED_END
from tests.domain.referrals.test_aftercare import PROPOSED, STEADY, WORSE
from tests.feedback_examples import NO_STATEMENT, RESTORED, SUPPORT_NEEDED
from tests.hospital_examples import (
    APPOINTED,
    ATTENDED,
    DECLINED,
    NOT_ATTENDED,
    REROUTED,
    SCOPE,
)

OTHER_NAME = "示例市妇幼保健院"
OTHERS: Mapping[UUID, str] = {REROUTED.hospital_id: OTHER_NAME, SCOPE.hospital_ids[0]: LONG_NAME}
FULL = DeclineLine(hospital=HOSPITAL_NAME, declined=DECLINED)
CLOSED = DeclineLine(
    hospital=OTHER_NAME,
    declined=replace(DECLINED, reason=DeclineReason.OTHER, why="门诊楼停电。" + MARKUP),
)
DECLINE = DeclinePage(case=HEAD, now=e.NOW, decline_id=DECLINED.decline_id, form=Form())
VISIT = VisitPage(
    case=HEAD,
    now=e.NOW,
    visit_id=APPOINTED.appointment_id,
    form=Form(typed(visit_on="2026-03-11", visit_time="09:30")),
    chase_days=1,
)
FEEDBACK_FORM = FeedbackPage(
    case=HEAD,
    now=e.NOW,
    feedback_id=SUPPORT_NEEDED.feedback_id,
    form=Form(typed(let_on="2026-03-10", let_time="09:30")),
)
FOLLOW_UP = FollowUpPage(
    case=HEAD,
    now=e.NOW,
    follow_up_id=STEADY.follow_up_id,
    form=Form(typed(follow_up_on="2026-03-12", follow_up_time="09:30")),
)
CLOSING = ClosingPage(case=HEAD, now=e.NOW, closing_id=PROPOSED.closing_id, form=Form())
HOSPITAL_DOES = CaseActions(decline=True, arrange=True)
AT_HOSPITAL_NOW = replace(
    CASE_AT_HOSPITAL,
    case=replace(CASE_AT_HOSPITAL.case, stage=CaseStage.ACKNOWLEDGED),
    actions=HOSPITAL_DOES,
)

PAGES: Mapping[str, PageModel] = {
    **RETURNING_PAGES,
    **SIGNING_PAGES,
    "case-hospital-may-decline": replace(
        CASE_AT_HOSPITAL, actions=CaseActions(acknowledge=True, decline=True)
    ),
    "case-declined": replace(
        CASE_ISSUED,
        case=replace(HEAD, stage=CaseStage.DECLINED),
        referral=None,
        hospital=HospitalLines(declines=(CLOSED, FULL), stands_declined=FULL),
        actions=CaseActions(pass_on=True, issue=True, withdraw=True),
    ),
    "case-rerouted": replace(
        CASE_ISSUED,
        hospital=HospitalLines(declines=(FULL,), went_on=True, also_named=(OTHER_NAME, LONG_NAME)),
    ),
    "case-went-past": replace(
        CASE_ISSUED, hospital=HospitalLines(went_on=True, went_past=OTHER_NAME)
    ),
    "case-hospital-received": AT_HOSPITAL_NOW,
    "case-hospital-missed": replace(AT_HOSPITAL_NOW, hospital=HospitalLines(missed=NOT_ATTENDED)),
    "case-appointed": replace(CASE_RECEIVED, hospital=HospitalLines(appointment_at=APPOINTED.at)),
    "case-missed": replace(CASE_RECEIVED, hospital=HospitalLines(missed=NOT_ATTENDED)),
    "case-attended": replace(CASE_RECEIVED, hospital=HospitalLines(attended=ATTENDED)),
    "case-hospital-course": replace(
        CASE_WITHDRAWN,
        names={**NAMES, **OTHERS},
        entries=entries(
            *(SCOPE, replace(DECLINED, hospital_id=HOSPITAL), CLOSED.declined, REROUTED),
            *(APPOINTED, NOT_ATTENDED, ATTENDED),
        ),
    ),
    "case-needs-support": replace(
        CASE_RECEIVED,
        hospital=HospitalLines(attended=ATTENDED, feedback=SUPPORT_NEEDED, let_by=LONG_NAME),
    ),
    "case-no-statement": replace(
        CASE_RECEIVED, hospital=HospitalLines(attended=ATTENDED, feedback=NO_STATEMENT)
    ),
    "case-restored": replace(
        CASE_RECEIVED,
        case=replace(HEAD, stage=CaseStage.RESTORED),
        hospital=HospitalLines(attended=ATTENDED, restored=RESTORED, let_by="示例母亲"),
        entries=entries(SUPPORT_NEEDED, NO_STATEMENT, RESTORED),
        actions=CaseActions(decide=True),
    ),
    "case-hospital-may-tell": replace(
        AT_HOSPITAL_NOW,
        hospital=HospitalLines(attended=ATTENDED),
        actions=CaseActions(arrange=True, tell=True),
    ),
    "feedback": FEEDBACK_FORM,
    "feedback-family-meant": replace(
        FEEDBACK_FORM,
        may_be_meant=True,
        form=Form(
            typed(feedback_outcome="fit_to_attend"),
            (FieldError(field="let_sure", code="make_sure_with_school"),),
        ),
    ),
    "feedback-needs-support": replace(
        FEEDBACK_FORM,
        form=Form(
            typed(feedback_outcome="needs_support", relation_code="62"),
            (
                FieldError(field="supports", code="required"),
                FieldError(field="relation_code", code="not_theirs_to_authorise"),
            ),
        ),
    ),
    "feedback-restored": replace(FEEDBACK_FORM, form=Form(typed(feedback_outcome="restored"))),
    "case-follow-ups": replace(
        CASE_RECEIVED,
        hospital=HospitalLines(attended=ATTENDED, feedback=NO_STATEMENT, closing_by=LONG_NAME),
        entries=entries(
            replace(STEADY, note="愿意说话了。" + MARKUP), WORSE, PROPOSED, DECLINED_END, CASE_ENDED
        ),
        actions=CaseActions(follow_up=True, close=True),
    ),
    "case-closed": replace(
        CASE_RECEIVED, case=replace(HEAD, stage=CaseStage.CLOSED), actions=CaseActions()
    ),
    "follow-up": FOLLOW_UP,
    "follow-up-worse": replace(
        FOLLOW_UP,
        form=Form(
            typed(follow_up_outcome="needs_assessment"),
            (
                FieldError(field="saw_child", code="required"),
                FieldError(field="follow_up_at", code="in_future"),
            ),
        ),
    ),
    "closing": CLOSING,
    "closing-waits": replace(CLOSING, proposer=LONG_NAME, why=PROPOSED.why, may_close=True),
    "closing-takes-back": replace(CLOSING, waiting_hospital=HOSPITAL_NAME),
    "case-taken-back": replace(
        CASE_WITHDRAWN, case=replace(HEAD, stage=CaseStage.TAKEN_BACK), for_hospital=True
    ),
    "closing-undecided": replace(
        CLOSING,
        proposer=LONG_NAME,
        why=PROPOSED.why,
        may_close=True,
        form=Form({}, (FieldError(field="decision", code="required"),)),
    ),
    "closing-own": replace(CLOSING, proposer="示例危机负责人", why=PROPOSED.why),
    "decline": DECLINE,
    "decline-in-danger": replace(
        DECLINE,
        in_danger=True,
        form=Form(typed(decline_reason="other"), (FieldError(field="why", code="required"),)),
    ),
    "visit-at-hospital": VISIT,
    "visit-at-hospital-missed": replace(
        VISIT,
        appointment_at=APPOINTED.at,
        missed_at=APPOINTED.at,
        form=Form(typed(visit_outcome="not_attended")),
    ),
    "visit-at-hospital-wrong": replace(
        VISIT,
        appointment_at=APPOINTED.at + timedelta(days=1),
        form=Form(
            typed(visit_outcome="appointed", visit_on="2026-03-09"),
            (FieldError(field="visit_at", code="in_past"),),
        ),
    ),
    "refer-again": replace(
        REFER,
        earlier=EarlierConsent(
            consent_id=SCOPE.consent_id,
            giver="示例奶奶",
            relation_code="62",
            hospitals=(OTHER_NAME, LONG_NAME),
        ),
        hospitals=(
            Choice(value=str(HOSPITAL), label=HOSPITAL_NAME),
            Choice(value=str(OrganisationId(e.example_id(769))), label=OTHER_NAME),
        ),
        form=Form(typed(referral_basis="earlier")),
    ),
}
