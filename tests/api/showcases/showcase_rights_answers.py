"""Example values for the page on which a request about a child's data is answered."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from api.view_models.forms import FieldError, Form, typed
from api.view_models.privacy.rights import AnswerRightsPage, CorrectionLine
from api.view_models.shell import PageModel
from application.privacy.rights_corrections import Correction
from domain.rights.facts import RightsKind
from domain.shared import CorrectionId
from tests import examples as e
from tests.api.showcases import showcase_rights, showcase_rights_papers
from tests.api.showcases.showcase import CHILD, LONG_NAME, MARKUP
from tests.api.showcases.showcase_rights import ID, RECEIVED, REQUESTED, VERIFIED

ANSWER = AnswerRightsPage(child=CHILD, line=VERIFIED, form=Form(typed(answered_on="2026-03-10")))
_ASKED = replace(VERIFIED.request, requested=replace(REQUESTED, kind=RightsKind.CORRECT))
TO_CORRECT = replace(ANSWER, line=replace(VERIFIED, request=_ASKED), is_to_be_put_right=True)
_VISIT = Correction(
    correction_id=CorrectionId(e.example_id(876)),
    position=41,
    made_at=e.NOW - timedelta(hours=3),
    by=e.TEACHER,
    met_on=date(2026, 2, 27),
)
_IDENTITY = replace(
    _VISIT,
    correction_id=CorrectionId(e.example_id(877)),
    met_on=None,
    changed=("name", "id_number"),
    confirmed_by=e.SUPERVISOR,
    rights_id=ID,
)
OF_IDENTITY = CorrectionLine(correction=_IDENTITY, by="示例老师", confirmed_by=LONG_NAME)
OF_NAME = CorrectionLine(
    correction=replace(_IDENTITY, changed=("name",), confirmed_by=None), by="示例校长"
)
CORRECTED = replace(
    TO_CORRECT,
    form=Form(typed(answered_on="2026-03-10", correction_ids=str(_IDENTITY.correction_id))),
    corrections=(
        replace(OF_IDENTITY, is_for_this=True),
        CorrectionLine(correction=replace(_VISIT, is_talk=True), by=f"示例老师{MARKUP}"),
        CorrectionLine(correction=_VISIT, by=LONG_NAME),
    ),
    file_changed_at=e.NOW,
)
NONE_CHOSEN = replace(
    CORRECTED,
    form=Form(
        typed(outcome_of_request="fulfilled", answer_text="住址已改好。", answered_on="2026-03-10"),
        (FieldError(field="none_corrected", code="no_correction_chosen"),),
    ),
)
ANSWER_WRONG = replace(
    ANSWER,
    form=Form(
        typed(outcome_of_request="refused", answered_on="2026-03-10"),
        (
            FieldError(field="refusal_reason", code="required"),
            FieldError(field="answer_text", code="required"),
        ),
    ),
)
UNPROVEN = replace(ANSWER, line=RECEIVED, carers=(e.CARER_RECORDED,))
ANSWER_DELETION = replace(
    ANSWER,
    line=replace(
        VERIFIED,
        request=replace(
            VERIFIED.request,
            requested=replace(REQUESTED, kind=RightsKind.DELETE),
        ),
    ),
)

PAGES: Mapping[str, PageModel] = {
    **showcase_rights.PAGES,
    **showcase_rights_papers.PAGES,
    "rights-answer": ANSWER,
    "rights-answer-correct": CORRECTED,
    "rights-answer-none-chosen": NONE_CHOSEN,
    "rights-answer-not-corrected": TO_CORRECT,
    "rights-answer-wrong": ANSWER_WRONG,
    "rights-answer-unproven": UNPROVEN,
    "rights-answer-deletion": ANSWER_DELETION,
}
