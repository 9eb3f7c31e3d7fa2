"""What is asked about a referral on its way: proposed, issued on consent or danger, received."""

from dataclasses import dataclass
from datetime import datetime

from domain.codelists import ConsentMeans
from domain.referrals.family.consent_facts import PupilWish
from domain.shared import CaseId, ConsentId, OrganisationId, PersonId, ReferralId


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeReferral:
    """Say that a hospital should see the child (拟转介)."""

    case_id: CaseId
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Who agreed, what they are to the child, how, when, who heard it, for which hospitals.

    `wish` is the pupil's own.
    """

    consent_id: ConsentId
    name: str
    relation_code: str
    is_guardian: bool
    means: ConsentMeans
    given_at: datetime
    wish: PupilWish
    witness_id: PersonId | None = None
    also_for: tuple[OrganisationId, ...] = ()
    not_suspected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueReferral:
    """Refer the child to a hospital, on `consent`, on one from before, or on the `danger`."""

    case_id: CaseId
    hospital_id: OrganisationId
    referral_id: ReferralId
    consent: Consent | None = None
    consent_id: ConsentId | None = None
    danger: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeReferral:
    """Say for the hospital that the referral has been received."""

    case_id: CaseId
