"""Example values for consents that are signed later or taken back, and for letters by number."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from api.view_models.crisis.hospital_lines import HospitalLines, SignatureLine
from api.view_models.crisis.letters import LetterNumberPage
from api.view_models.crisis.signing import SignConsentPage
from api.view_models.forms import FieldError, Form, typed
from api.view_models.shell import PageModel
from application.crisis.cases.sharing import SharingEnded
from domain.codelists import ConsentMeans
from tests import examples as e
from tests.api.showcases.showcase import MARKUP
from tests.api.showcases.showcase_cases import CASE_AT_HOSPITAL, CASE_ISSUED, HEAD, entries
from tests.domain.referrals.test_signing import SIGNED, UNSIGNED

SIGNATURES = {
    "case-signature-owed": SignatureLine(due_on=e.TODAY + timedelta(days=5), may_sign=True),
    "case-signature-late": SignatureLine(
        declined=replace(UNSIGNED, why="不愿写字。" + MARKUP),
        due_on=e.TODAY - timedelta(days=1),
        is_late=True,
        may_sign=True,
    ),
    "case-signed-later": SignatureLine(signed=SIGNED),
}
SIGN = SignConsentPage(
    case=HEAD,
    now=e.NOW,
    consent_id=SIGNED.consent_id,
    giver="示例奶奶",
    relation_code="62",
    means=ConsentMeans.PHONE_TWO_STAFF,
    given_at=e.NOW,
    due_on=e.TODAY + timedelta(days=5),
    form=Form(typed(signature_outcome="signed", signature_on="2026-03-10")),
)

WITHHELD = SharingEnded(at=e.NOW, is_withheld=True)
PAGES: Mapping[str, PageModel] = {
    "letter-number": LetterNumberPage(form=Form()),
    "letter-number-wrong": LetterNumberPage(
        form=Form(
            typed(letter_number="ABCD-2345"),
            (FieldError(field="letter_number", code="letter_not_found"),),
        )
    ),
    "case-sharing-ended": replace(CASE_ISSUED, hospital=HospitalLines(sharing=WITHHELD)),
    "case-sharing-in-danger": replace(
        CASE_ISSUED, hospital=HospitalLines(sharing=replace(WITHHELD, is_withheld=False))
    ),
    "case-hospital-sharing-ended": replace(
        CASE_AT_HOSPITAL,
        case=replace(CASE_AT_HOSPITAL.case, pupil=None, now=None),
        worry=replace(CASE_AT_HOSPITAL.worry, signs=(), heard=None),
        hospital=HospitalLines(sharing=WITHHELD),
    ),
    **{
        name: replace(CASE_ISSUED, hospital=HospitalLines(signature=line))
        for name, line in SIGNATURES.items()
    },
    "case-signature-course": replace(CASE_ISSUED, entries=entries(UNSIGNED, SIGNED)),
    "sign-consent": SIGN,
    "sign-consent-not-signed": replace(
        SIGN,
        form=Form(
            typed(signature_outcome="not_signed", signature_on="2026-03-10", why=" "),
            (FieldError(field="why", code="required"),),
        ),
    ),
}
