"""What is recorded of who a child is and who looks after the child."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.codelists import Sex
from domain.shared import CarerId, ChildId, KeptBeside


class CarerStanding(StrEnum):
    """In what right somebody looks after the child (民法典 §27, §1045; 未成年人保护法 §22)."""

    GUARDIAN = "guardian"
    CLOSE_RELATIVE = "close_relative"
    ENTRUSTED_CARER = "entrusted_carer"


class VerifiedBy(StrEnum):
    """How a fact was checked."""

    SAW_CHILD = "saw_child"
    PHONED_CARER = "phoned_carer"
    HEARD = "heard"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildRegistered:
    """A child is known by name; the ID number may be missing, an invalid one is kept as it came."""

    child_id: ChildId
    name: str
    sex: Sex
    born_on: date
    id_number: str | None = None
    student_number: str | None = None
    ethnicity_code: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildRegisteredConflictKept(KeptBeside):
    """The same registration came again with other content, kept whole for a person to settle."""

    child_id: ChildId
    kept: ChildRegistered


@dataclass(frozen=True, slots=True, kw_only=True)
class CarerRecorded:
    """Who looks after the child as of `as_of_on`; `relation_code` is GB/T 4761."""

    child_id: ChildId
    carer_id: CarerId
    name: str
    relation_code: str
    standing: CarerStanding
    phone: str | None
    as_of_on: date
    verified_by: VerifiedBy


ChildrenEvent = ChildRegistered | ChildRegisteredConflictKept | CarerRecorded
