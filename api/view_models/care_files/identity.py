"""The page on which it is put right who a child is, at once or by two people."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from api.view_models.care_files.children import ChildHead
from api.view_models.forms import Form
from api.view_models.privacy.rights import CorrectionLine
from application.proposed_numbers import NumberStage
from domain.children.facts import CorrectionBasis, WhyNotCorrected
from domain.codelists import Sex


class Settling(StrEnum):
    """What somebody does with a number that waits."""

    CONFIRM = "confirm"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityLine:
    """Who the child is, or shall be; `number_end` None = no number, empty = one not to be seen."""

    name: str
    sex: Sex
    born_on: date
    number_end: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingCorrection:
    """What somebody proposed, and whether whoever sees it settles it or may take it back."""

    correction_id: UUID
    shall: IdentityLine
    rests_on: CorrectionBasis
    proposed_by: str
    words: str | None
    may_settle: bool
    is_proposer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCorrectionLine:
    """What became of the last number that whoever looks proposed: when, by whom, and why not."""

    stage: NumberStage
    settled_on: date
    settled_by: str
    why: WhyNotCorrected | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityPage:
    """Fields: correction_id, version, rights_id (hidden), name, sex, born_on, id_number,
    removes_id_number, rests_on, why_corrected, sure; while something waits: settling,
    typed_number, why_not_corrected. `meanwhile` is what others put right since it was opened.
    """

    template: ClassVar[str] = "identity.html"
    child: ChildHead
    now: IdentityLine
    correction_id: UUID
    version: int
    form: Form
    rights_id: UUID | None = None
    waiting: WaitingCorrection | None = None
    last: OwnCorrectionLine | None = None
    meanwhile: tuple[CorrectionLine, ...] = ()
