"""The form that opens a care file: sections A, B, C, D and G on one page."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from api.view_models.forms import ChoiceGroup, Form

CATEGORY_ROWS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFilePage:
    """The fields by section; a blank optional field means: not known.

    A  name, sex, born_on, village_id; id_number, student_number, ethnicity_code, address,
       residence_from_on
    B  carer_name, relation_code, standing, carer_phone, verified_by, carer_as_of_on
    C  in_school (yes|no), school_id, class_id, boarding (yes|no|""), not_in_school_reason
    D  for n in 1..3: category_n, standard_n, stated_by_n, evidence_n, category_from_on_n; a row
       without category_n is ignored
    G  level (1..5|"" = not assessed), basis, next_review_on

    Hidden: child_id, which is the request id too. A refusal is shown beside the field of its name:
    write carer_ before name, phone and as_of_on of the carer; categories and category_from_on stand
    above the rows; any other name is shown at the top only.
    """

    template: ClassVar[str] = "open_file.html"
    child_id: UUID
    form: Form
    villages: tuple[ChoiceGroup, ...]
    schools: tuple[ChoiceGroup, ...]
    classes: tuple[ChoiceGroup, ...]

    @property
    def category_rows(self) -> range:
        """Return the numbers of the category rows on the page."""
        return range(1, CATEGORY_ROWS + 1)
