"""The page that puts right what else a child is registered with: at once, by one person."""

from uuid import UUID

from fastapi import APIRouter, Response

from api import paths
from api.pages.care_files.taking_corrections import Correcting, correcting, take_correction
from api.pages.care_files.versions_seen import ticked_for, version_seen
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.people_names import head
from api.pages.privacy.rights_lines import correction_line
from api.pages.typed_fields import Fields
from api.view_models.care_files.particulars import ParticularsLine, ParticularsPage
from api.view_models.forms import Form
from application.care_files.particulars_corrections import correct_particulars
from application.care_files.particulars_seen import particulars_to_correct
from application.showing import SHOWN_CHARACTERS
from domain.children.facts import ChildRegistered, CorrectionBasis
from domain.children.state import CorrectParticulars
from domain.days import local_day

router = APIRouter(include_in_schema=False)


@router.get(paths.PARTICULARS)
def particulars(child_id: UUID, visitor: VisitorDep, rights_id: UUID | None = None) -> Response:
    """Show what stands, to be put right; for a request of the family where it names one."""
    return visitor.page(_page(visitor, correcting(child_id, rights_id=rights_id), Form()))


@router.post(paths.PARTICULARS)
def correct(child_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Record what the child is registered with, unless somebody put it right meanwhile."""
    return take_correction(visitor, fields, child_id, _request, correct_particulars, _page)


def _request(fields: Fields, this: Correcting) -> CorrectParticulars:
    return CorrectParticulars(
        child_id=this.child_id,
        correction_id=this.correction_id,
        rests_on=fields.one_of("rests_on", CorrectionBasis),
        student_number=fields.maybe("student_number"),
        removes_student_number=fields.yes("removes_student_number"),
        ethnicity_code=fields.maybe("ethnicity_code"),
        removes_ethnicity=fields.yes("removes_ethnicity"),
        address=fields.maybe("address"),
        removes_address=fields.yes("removes_address"),
        words=fields.maybe("why_corrected"),
        rights_id=this.rights_id,
    )


def _page(visitor: Visitor, this: Correcting, form: Form) -> ParticularsPage:
    call = visitor.call
    found = particulars_to_correct(call.ledger, visitor.asked(this.child_id), version_seen(form))
    return ParticularsPage(
        child=head(found.head, local_day(call.now), call.ledger.rules),
        now=_line(found.registered),
        correction_id=this.correction_id,
        version=found.version,
        form=ticked_for(form, found.version),
        rights_id=this.rights_id,
        holds_another_number=found.holds_another_number,
        meanwhile=tuple(correction_line(found.names, each) for each in found.meanwhile.corrections),
    )


def _line(registered: ChildRegistered) -> ParticularsLine:
    return ParticularsLine(
        student_number_end=(registered.student_number or "")[-SHOWN_CHARACTERS:] or None,
        ethnicity_code=registered.ethnicity_code,
        address=registered.address,
    )
