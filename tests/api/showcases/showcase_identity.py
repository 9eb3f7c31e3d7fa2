"""Example values for putting right who a child is: the form, what waits, and it seen by each."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.view_models.care_files.history import Fact
from api.view_models.care_files.identity import (
    IdentityLine,
    IdentityPage,
    OwnCorrectionLine,
    WaitingCorrection,
)
from api.view_models.forms import FieldError, Form, typed
from api.view_models.shell import PageModel
from application.proposed_numbers import NumberStage
from domain.children.facts import (
    ChildIdentity,
    CorrectionBasis,
    CorrectionExplained,
    IdentityConfirmationFailed,
    IdentityCorrected,
    IdentityCorrectionDeclined,
    IdentityCorrectionProposed,
    IdentityCorrectionWithdrawn,
    WhyNotCorrected,
)
from domain.codelists import Sex
from domain.shared import RightsId
from tests import examples as e
from tests.api.showcases import showcase_particulars, showcase_rights_answers, showcase_updating
from tests.api.showcases.showcase import CHILD, FILE, LONG_NAME, MARKUP

CORRECTION = e.CORRECTION_ID
NOW = IdentityLine(name=CHILD.name, sex=Sex.MALE, born_on=e.BORN_ON, number_end="0011")
FRESH = IdentityPage(child=CHILD, now=NOW, correction_id=CORRECTION, version=4, form=Form())
UNNUMBERED = replace(
    FRESH, now=replace(NOW, number_end=None), rights_id=RightsId(e.example_id(462))
)
REFUSED = replace(
    FRESH,
    form=Form(
        typed(name=f"{LONG_NAME}{MARKUP}", born_on="2015-03-21", why_corrected="户口本上是这样。"),
        (
            FieldError(field="", code="changed_meanwhile"),
            FieldError(field="born_on", code="number_on_file_tells_another_birth_day"),
            FieldError(field="rests_on", code="required"),
            FieldError(field="sure", code="required"),
        ),
    ),
    meanwhile=(showcase_rights_answers.OF_IDENTITY, showcase_rights_answers.OF_NAME),
)
WAITING = WaitingCorrection(
    correction_id=CORRECTION,
    shall=IdentityLine(name=CHILD.name, sex=Sex.MALE, born_on=date(2015, 3, 21), number_end=""),
    rests_on=CorrectionBasis.DOCUMENT_SEEN,
    proposed_by="示例老师",
    words=f"户口本上是 21 日。{MARKUP}",
    may_settle=True,
    is_proposer=False,
)
TO_SETTLE = replace(FRESH, waiting=WAITING)
MISTYPED = replace(
    TO_SETTLE,
    form=Form(
        typed(settling="confirm", typed_number="99999920150312"),
        (FieldError(field="typed_number", code="not_the_proposed_number", parameters={"left": 4}),),
    ),
)
OVERTAKEN = replace(
    TO_SETTLE,
    form=Form(
        typed(correction_id=str(CORRECTION), name=f"覃再示例{MARKUP}", sex="female"),
        (FieldError(field="", code="changed_meanwhile"),),
    ),
)
PROPOSED = replace(
    FRESH,
    waiting=replace(
        WAITING,
        may_settle=False,
        is_proposer=True,
        shall=replace(WAITING.shall, number_end="0036"),
    ),
)
TAKING_AWAY = replace(
    FRESH,
    waiting=replace(
        WAITING,
        words=None,
        shall=replace(NOW, number_end=None),
    ),
)
PAGES: Mapping[str, PageModel] = {
    **showcase_updating.PAGES,
    **showcase_particulars.PAGES,
    "identity": FRESH,
    "identity-unnumbered": UNNUMBERED,
    "identity-refused": REFUSED,
    "identity-waiting": TO_SETTLE,
    "identity-mistyped": MISTYPED,
    "identity-overtaken": OVERTAKEN,
    "identity-proposed": PROPOSED,
    "identity-taking-away": TAKING_AWAY,
    "child-file-waiting": replace(
        FILE, correction_waits=True, allowed=replace(FILE.allowed, correct_identity=True)
    ),
    "child-file-waiting-mine": replace(
        FILE,
        correction_waits=True,
        correction_is_mine=True,
        allowed=replace(FILE.allowed, correct_identity=True),
    ),
    "identity-declined": replace(
        FRESH,
        last=OwnCorrectionLine(
            stage=NumberStage.DECLINED,
            settled_on=e.TODAY,
            settled_by=f"示例校长{MARKUP}",
            why=WhyNotCorrected.PROOF_MISSING,
        ),
    ),
    "identity-guessed": replace(
        FRESH,
        form=Form(
            typed(settling="confirm", typed_number="99999920150312"),
            (FieldError(field="", code="correction_guessed_too_often"),),
        ),
    ),
    "identity-corrected": replace(
        FRESH,
        last=OwnCorrectionLine(
            stage=NumberStage.CONFIRMED, settled_on=e.TODAY, settled_by=f"示例校长{MARKUP}"
        ),
    ),
    "child-file-correcting": replace(FILE, allowed=replace(FILE.allowed, correct_identity=True)),
}

_IDENTITY = ChildIdentity(name=e.CHILD_NAME, sex=Sex.MALE, born_on=e.BORN_ON, id_number=e.ID_NUMBER)
FACTS: tuple[Fact, ...] = (
    *showcase_particulars.FACTS,
    IdentityCorrected(
        child_id=e.CHILD,
        correction_id=CORRECTION,
        identity=_IDENTITY,
        rests_on=CorrectionBasis.DOCUMENT_SEEN,
        proposed_by=e.TEACHER,
        rights_id=RightsId(e.example_id(462)),
    ),
    CorrectionExplained(child_id=e.CHILD, correction_id=CORRECTION, words=f"写错了。{MARKUP}"),
    IdentityCorrectionProposed(
        child_id=e.CHILD,
        correction_id=CORRECTION,
        identity=_IDENTITY,
        rests_on=CorrectionBasis.SCHOOL_REGISTER,
        proposed_by=e.TEACHER,
    ),
    IdentityConfirmationFailed(child_id=e.CHILD, correction_id=CORRECTION, failures=2),
    IdentityCorrectionDeclined(
        child_id=e.CHILD, correction_id=CORRECTION, why=WhyNotCorrected.PROOF_TELLS_OTHERWISE
    ),
    IdentityCorrectionWithdrawn(child_id=e.CHILD, correction_id=CORRECTION),
)
