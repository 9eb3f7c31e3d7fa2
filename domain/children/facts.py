"""What is recorded of who a child is and who looks after the child."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.codelists import Sex
from domain.shared import CarerId, ChildId, CorrectionId, KeptBeside, PersonId, RightsId, VerifiedBy


class CarerStanding(StrEnum):
    """In what right somebody looks after the child (民法典 §27, §1045; 未成年人保护法 §22)."""

    GUARDIAN = "guardian"
    CLOSE_RELATIVE = "close_relative"
    ENTRUSTED_CARER = "entrusted_carer"


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


class CorrectionBasis(StrEnum):
    """On what a correction of who a child is rests, as whoever entered it saw or heard it."""

    DOCUMENT_SEEN = "document_seen"
    SCHOOL_REGISTER = "school_register"
    CIVIL_AFFAIRS_REGISTER = "civil_affairs_register"
    GUARDIANS_WORD = "guardians_word"
    SLIP_OF_THE_PEN = "slip_of_the_pen"


class WhyNotCorrected(StrEnum):
    """Why a second person did not confirm another ID number; the last is given by the rules."""

    RIGHT_AS_IT_STANDS = "right_as_it_stands"
    PROOF_MISSING = "proof_missing"
    PROOF_TELLS_OTHERWISE = "proof_tells_otherwise"
    OTHER_NUMBERS_TYPED = "other_numbers_typed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildIdentity:
    """Who a child is by name and number; without an ID number there is none on file."""

    name: str
    sex: Sex
    born_on: date
    id_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityCorrected:
    """Who the child is from now on, whole; what stood before stays readable in the log.

    `proposed_by` is the first of two people where a number on file was changed; `rights_id` the
    request of the family that it answers (个人信息保护法 §46).
    """

    child_id: ChildId
    correction_id: CorrectionId
    identity: ChildIdentity
    rests_on: CorrectionBasis
    proposed_by: PersonId | None = None
    rights_id: RightsId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityCorrectionProposed:
    """Another ID number than the one on file shall stand, once a second person confirms it."""

    child_id: ChildId
    correction_id: CorrectionId
    identity: ChildIdentity
    rests_on: CorrectionBasis
    proposed_by: PersonId
    rights_id: RightsId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityConfirmationFailed:
    """Somebody who typed the number again did not let it stand: so often by now, by all together.

    What was typed is kept nowhere.
    """

    child_id: ChildId
    correction_id: CorrectionId
    failures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityCorrectionDeclined:
    """Another person than the proposer left everything as it stands, or failed to type it again."""

    child_id: ChildId
    correction_id: CorrectionId
    why: WhyNotCorrected


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityCorrectionWithdrawn:
    """Whoever proposed it took it back."""

    child_id: ChildId
    correction_id: CorrectionId


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildParticulars:
    """What else a child is registered with; each may be unknown. `address` is in words."""

    student_number: str | None = None
    ethnicity_code: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticularsCorrected:
    """What else the child is registered with from now on, whole: by one person, at once.

    What stood before stays readable in the log; `rights_id` is as in `IdentityCorrected`.
    """

    child_id: ChildId
    correction_id: CorrectionId
    particulars: ChildParticulars
    rests_on: CorrectionBasis
    rights_id: RightsId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionExplained:
    """What whoever asked for a correction added in words; it may name people."""

    child_id: ChildId
    correction_id: CorrectionId
    words: str


def identity_in(fact: ChildRegistered | IdentityCorrected) -> ChildRegistered | ChildIdentity:
    """Return who the child is from this fact on."""
    return fact.identity if isinstance(fact, IdentityCorrected) else fact


IdentityAsked = IdentityCorrected | IdentityCorrectionProposed
CorrectionAsked = IdentityAsked | ParticularsCorrected
CorrectionSettled = IdentityCorrected | IdentityCorrectionDeclined | IdentityCorrectionWithdrawn
CorrectionEvent = CorrectionAsked | CorrectionSettled | CorrectionExplained
ChildrenEvent = (
    ChildRegistered
    | ChildRegisteredConflictKept
    | CarerRecorded
    | CorrectionEvent
    | IdentityConfirmationFailed
)
