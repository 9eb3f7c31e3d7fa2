"""Example values for stating anew who looks after a child, where it lives and where it learns."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.view_models.care_files.updating import StatedLines, StatedMeanwhile, UpdateFilePage
from api.view_models.forms import Choice, FieldError, Form, typed
from api.view_models.shell import PageModel
from domain.children.facts import CarerStanding
from domain.shared import VerifiedBy
from tests import examples as e
from tests.api.showcases.showcase import CHILD, FILE, LONG_NAME, MARKUP
from tests.api.showcases.showcase_forms import OPEN_FILE

_TYPED = typed(
    carer_name="示例奶奶",
    relation_code="62",
    standing="close_relative",
    carer_phone=e.PHONE,
    village_id=str(e.VILLAGE),
    residence_from_on="2020-01-01",
    in_school="yes",
    school_id=str(e.SCHOOL),
    class_id=str(e.SCHOOL_CLASS),
    boarding="no",
    as_of_on=e.TODAY.isoformat(),
)
_NOW = StatedLines(
    carer_name="示例奶奶",
    relation_code="62",
    standing=CarerStanding.CLOSE_RELATIVE,
    carer_phone=e.PHONE,
    village="示例村",
    residence_from_on=date(2020, 1, 1),
    school="示例小学",
    school_class="五(2)班",
    boarding=False,
)
UPDATE = UpdateFilePage(
    child=CHILD,
    form=Form(_TYPED),
    update_id=e.example_id(1_401),
    carer_id=e.GRANDMOTHER,
    carers=(
        Choice(value=str(e.example_id(1_402)), label=f"{LONG_NAME}{MARKUP}"),
        Choice(value="another", label=""),
    ),
    villages=OPEN_FILE.villages,
    schools=OPEN_FILE.schools,
    classes=OPEN_FILE.classes,
    now=_NOW,
)
WRONG = replace(
    UPDATE,
    form=Form(
        {**_TYPED, **typed(carer_phone="123", village_id=str(e.OTHER_VILLAGE))},
        (
            FieldError(field="carer_phone", code="not_a_phone"),
            FieldError(field="village_id", code="place_of_another_office"),
            FieldError(field="residence_from_on", code="since_when_there"),
            FieldError(field="class_id", code="class_of_another_school"),
            FieldError(field="verified_by", code="required"),
        ),
    ),
)
CONFIRM = replace(
    UPDATE,
    as_of_on=e.TODAY,
    verified_by=VerifiedBy.PHONED_CARER,
    shall=replace(
        _NOW,
        carer_name=f"{LONG_NAME}{MARKUP}",
        carer_phone=None,
        village="另一示例村",
        residence_from_on=date(2026, 3, 5),
        boarding=True,
    ),
)
LATE = replace(
    CONFIRM,
    form=Form(_TYPED, (FieldError(field="", code="changed_meanwhile"),)),
    meanwhile=(
        StatedMeanwhile(fact="CarerRecorded", who=f"示例校长{MARKUP}"),
        StatedMeanwhile(fact="ResidenceRecorded", who="示例老师"),
    ),
)
PAGES: Mapping[str, PageModel] = {
    "update-file": UPDATE,
    "update-file-first-carer": replace(UPDATE, carers=(), now=StatedLines(), form=Form()),
    "update-file-wrong": WRONG,
    "update-file-confirm": CONFIRM,
    "update-file-late": LATE,
    "child-file-updating": replace(FILE, allowed=replace(FILE.allowed, update_file=True)),
}
