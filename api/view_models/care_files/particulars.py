"""The page on which it is put right what else a child is registered with."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from api.view_models.care_files.children import ChildHead
from api.view_models.forms import Form
from api.view_models.privacy.rights import CorrectionLine


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticularsLine:
    """What stands, each None where nothing does; of the student number only how it ends."""

    student_number_end: str | None
    ethnicity_code: str | None
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticularsPage:
    """Fields: correction_id, version, rights_id (hidden), student_number, removes_student_number,
    ethnicity_code, removes_ethnicity, address, removes_address, rests_on, why_corrected, sure.

    `holds_another_number`: the student number holds an ID number that is not the child's.
    `meanwhile` is what others put right since it was opened.
    """

    template: ClassVar[str] = "particulars.html"
    child: ChildHead
    now: ParticularsLine
    correction_id: UUID
    version: int
    form: Form
    rights_id: UUID | None = None
    holds_another_number: bool = False
    meanwhile: tuple[CorrectionLine, ...] = ()
