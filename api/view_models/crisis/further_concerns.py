"""The forms on which a further worry is said to be another matter, or another case the same."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from api.view_models.crisis.cases import CaseHead
from api.view_models.crisis.further_lines import FurtherLine
from api.view_models.forms import Form
from domain.referrals.facts import Situation
from domain.shared import CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherCaseLine:
    """Another case, by how it is spoken of."""

    case_id: CaseId
    number: str
    situation: Situation
    raised_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PartConcernPage:
    """Fields: why."""

    template: ClassVar[str] = "part_concern.html"
    case: CaseHead
    now: datetime
    further: FurtherLine
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinConcernPage:
    """Fields: further_id, why. `others` are the other open cases of the child that one has."""

    template: ClassVar[str] = "join_concern.html"
    case: CaseHead
    now: datetime
    others: tuple[OtherCaseLine, ...]
    form: Form
