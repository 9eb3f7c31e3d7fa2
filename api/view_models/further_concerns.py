"""The form on which a further worry is said to be another matter."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from api.view_models.cases import CaseHead
from api.view_models.forms import Form
from api.view_models.further_lines import FurtherLine


@dataclass(frozen=True, slots=True, kw_only=True)
class PartConcernPage:
    """Fields: why."""

    template: ClassVar[str] = "part_concern.html"
    case: CaseHead
    now: datetime
    further: FurtherLine
    form: Form
