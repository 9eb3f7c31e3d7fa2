"""The page on which a carer, where a child lives and where it learns are stated anew."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from api.view_models.care_files.children import ChildHead
from api.view_models.forms import Choice, ChoiceGroup, Form
from domain.care.facts import NotInSchoolReason
from domain.children.facts import CarerStanding
from domain.shared import VerifiedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedLines:
    """What stands, or shall stand: None where nothing does."""

    carer_name: str | None = None
    relation_code: str | None = None
    standing: CarerStanding | None = None
    carer_phone: str | None = None
    village: str | None = None
    residence_from_on: date | None = None
    school: str | None = None
    school_class: str | None = None
    boarding: bool | None = None
    not_in_school_reason: NotInSchoolReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedMeanwhile:
    """What somebody else stated since the page was opened: `fact` is its class name."""

    fact: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateFilePage:
    """Fields: update_id, carer_id, seen_carer, seen_residence, seen_schooling (hidden), carer_name,
    relation_code, standing, carer_phone, village_id, residence_from_on, in_school (yes|no),
    school_id, class_id, boarding, not_in_school_reason, as_of_on, verified_by, step (back), sure.

    With `shall` the changes are shown, to be confirmed, with `as_of_on` and `verified_by`, and the
    form is sent along unseen.
    `carers` are those on file, to change another one of them.
    """

    template: ClassVar[str] = "update_file.html"
    child: ChildHead
    form: Form
    update_id: UUID
    carer_id: UUID
    carers: tuple[Choice, ...]
    villages: tuple[ChoiceGroup, ...]
    schools: tuple[ChoiceGroup, ...]
    classes: tuple[ChoiceGroup, ...]
    now: StatedLines = StatedLines()
    shall: StatedLines | None = None
    as_of_on: date | None = None
    verified_by: VerifiedBy | None = None
    meanwhile: tuple[StatedMeanwhile, ...] = ()
