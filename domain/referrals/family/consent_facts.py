"""What is recorded of a consent to a referral: who agreed, how, and what the pupil wishes."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.codelists import ConsentMeans
from domain.shared import CaseId, ChildId, ConsentId, OrganisationId, PersonId


class PupilWish(StrEnum):
    """What the pupil wishes, or why they were not asked; a no is heard, and blocks nothing."""

    WANTS = "wants"
    DOES_NOT_WANT = "does_not_want"
    TOO_YOUNG = "too_young"
    IN_NO_STATE = "in_no_state"
    NOT_THERE = "not_there"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRecorded:
    """A guardian or close relative agrees that this hospital sees the child (精神卫生法 §27, §28).

    `relation_code` is GB/T 4761; `is_guardian` holds for a guardian who is no relative, too;
    `witness_id` is the second of staff who heard it, `not_suspected` as with GuardianInformed;
    `wish` is the pupil's own. Earlier records tell neither. Who gave it says ConsentGiverNamed.
    """

    case_id: CaseId
    child_id: ChildId
    consent_id: ConsentId
    hospital_id: OrganisationId
    relation_code: str
    is_guardian: bool
    means: ConsentMeans
    given_at: datetime
    not_suspected: bool | None
    wish: PupilWish | None
    witness_id: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentGiverNamed:
    """Who gave a consent: identity data."""

    case_id: CaseId
    child_id: ChildId
    consent_id: ConsentId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralConsentSigned:
    """Whoever gave a consent by word or message signed it on paper afterwards (补签).

    `paper` says which paper it is, so that it can be found: it stays where papers are kept.
    """

    case_id: CaseId
    child_id: ChildId
    consent_id: ConsentId
    recorded_by: PersonId
    signed_on: date
    paper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralSigningDeclined:
    """Whoever gave a consent would not sign it, and did not take it back: it goes on to hold.

    Taking it back is ConsentRefused, and is said apart.
    """

    case_id: CaseId
    child_id: ChildId
    consent_id: ConsentId
    recorded_by: PersonId
    said_on: date
    why: str


SignatureEvent = ReferralConsentSigned | ReferralSigningDeclined
