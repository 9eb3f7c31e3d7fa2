"""Example values for putting right what else a child is registered with."""

from collections.abc import Mapping
from dataclasses import replace

from api.view_models.care_files.history import Fact
from api.view_models.care_files.particulars import ParticularsLine, ParticularsPage
from api.view_models.forms import FieldError, Form, typed
from api.view_models.shell import PageModel
from domain.children.facts import ChildParticulars, CorrectionBasis, ParticularsCorrected
from domain.shared import RightsId
from tests import examples as e
from tests.api.showcases import showcase_rights_answers
from tests.api.showcases.showcase import CHILD, FILE, LONG_NAME, MARKUP

NOW = ParticularsLine(
    student_number_end="0012", ethnicity_code="08", address=f"示例镇示例村{MARKUP}一组"
)
FRESH = ParticularsPage(child=CHILD, now=NOW, correction_id=e.CORRECTION_ID, version=1, form=Form())
REFUSED = replace(
    FRESH,
    form=Form(
        typed(
            student_number="G99999920150312003X",
            ethnicity_code="01",
            removes_address="yes",
            address=f"{LONG_NAME}{MARKUP}",
        ),
        (
            FieldError(field="", code="changed_meanwhile"),
            FieldError(field="student_number", code="student_number_of_another"),
            FieldError(field="address", code="new_and_none"),
            FieldError(field="rests_on", code="required"),
            FieldError(field="sure", code="required"),
        ),
    ),
    meanwhile=(
        replace(
            showcase_rights_answers.OF_NAME,
            correction=replace(
                showcase_rights_answers.OF_NAME.correction, changed=("student_number", "address")
            ),
        ),
    ),
)
PAGES: Mapping[str, PageModel] = {
    "particulars": FRESH,
    "particulars-missing": replace(
        FRESH,
        now=ParticularsLine(student_number_end=None, ethnicity_code=None, address=None),
        rights_id=RightsId(e.example_id(462)),
    ),
    "particulars-refused": REFUSED,
    "particulars-waiting": replace(
        FRESH,
        form=Form(
            typed(student_number="G99999920150312003X"),
            (FieldError(field="student_number", code="student_number_waits"),),
        ),
    ),
    "particulars-holding-another": replace(FRESH, holds_another_number=True),
    "child-file-holding-another": replace(
        FILE,
        holds_another_number=True,
        allowed=replace(FILE.allowed, correct_identity=True),
    ),
}
FACTS: tuple[Fact, ...] = (
    ParticularsCorrected(
        child_id=e.CHILD,
        correction_id=e.CORRECTION_ID,
        particulars=ChildParticulars(
            student_number="***************0036",
            ethnicity_code="01",
            address=f"示例镇示例村二组{MARKUP}",
        ),
        rests_on=CorrectionBasis.SCHOOL_REGISTER,
        rights_id=RightsId(e.example_id(462)),
    ),
    ParticularsCorrected(
        child_id=e.CHILD,
        correction_id=e.CORRECTION_ID,
        particulars=ChildParticulars(),
        rests_on=CorrectionBasis.GUARDIANS_WORD,
    ),
)
