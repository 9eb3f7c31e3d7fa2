"""What is recorded of the family in a crisis, and of who is with the child.

Names stand in a fact of their own, which is identity data.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.codelists import ConsentMeans
from domain.shared import (
    CaseId,
    ChildId,
    CompanyId,
    EscortId,
    OrganisationId,
    PersonId,
    TellingId,
)


class TellingMeans(StrEnum):
    """How somebody of the family was told, or tried to be reached."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    MESSAGE = "message"


class WithholdingReason(StrEnum):
    """Why a guardian is not told (告知): telling them might harm the child."""

    SUSPECTED_OF_HARM = "suspected_of_harm"


class OtherGuardianReason(StrEnum):
    """Why no other guardian is told beside one who is kept from, refuses or is not reached."""

    NOBODY_ELSE = "nobody_else"
    MAY_BE_INVOLVED = "may_be_involved"
    ONLY_THROUGH_THEM = "only_through_them"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianInformed:
    """Somebody of the family was told (预防未成年人犯罪法 §19); who it was says FamilyMemberNamed.

    `relation_code` is GB/T 4761. `not_suspected` says that whoever told made sure that the report
    means somebody else; where it speaks of guardian or carer nobody is told without.
    """

    case_id: CaseId
    child_id: ChildId
    telling_id: TellingId
    informed_by: PersonId
    relation_code: str
    is_guardian: bool
    means: TellingMeans
    informed_at: datetime
    not_suspected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyMemberNamed:
    """Who was told or refused: identity data."""

    case_id: CaseId
    child_id: ChildId
    telling_id: TellingId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianNotReached:
    """Somebody of the family was tried and could not be reached; it has to be tried again."""

    case_id: CaseId
    child_id: ChildId
    telling_id: TellingId
    tried_by: PersonId
    relation_code: str
    means: TellingMeans
    tried_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianNotificationWithheld:
    """The guardian whom the report may mean is not told, and why; a safe parent still is."""

    case_id: CaseId
    child_id: ChildId
    withheld_by: PersonId
    reason: WithholdingReason
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherGuardianNotTold:
    """No other guardian is told, and why: beside one kept from, refusing or not reached.

    Nobody is ever told by way of whom a report may mean, nor by a telephone that they share
    (`only_through_them`). `not_reached` says that township and community were asked, too.
    """

    case_id: CaseId
    child_id: ChildId
    telling_id: TellingId
    said_by: PersonId
    reason: OtherGuardianReason
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRefused:
    """A guardian or close relative does not agree to a referral; `why` is what they gave as reason.

    A refusal is a state, to be talked about again; in danger nobody waits (精神卫生法 §28).
    `witness_id` is the second of staff who heard it by telephone, `not_suspected` as with
    GuardianInformed; earlier records do not tell it.
    """

    case_id: CaseId
    child_id: ChildId
    telling_id: TellingId
    recorded_by: PersonId
    relation_code: str
    is_guardian: bool
    means: ConsentMeans
    refused_at: datetime
    why: str
    not_suspected: bool | None
    witness_id: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyEscortStarted:
    """The child is stopped and brought to a hospital at once (精神卫生法 §28), and for what danger.

    No consent is waited for; the guardian is told in parallel.
    """

    case_id: CaseId
    child_id: ChildId
    escort_id: EscortId
    started_by: PersonId
    escorted_by: PersonId
    hospital_id: OrganisationId
    started_at: datetime
    danger: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildAccompanied:
    """Somebody is physically with the child: one of staff, or of the family by their relation.

    It says nothing of who answers for the case. `not_suspected` is as with GuardianInformed.
    """

    case_id: CaseId
    child_id: ChildId
    company_id: CompanyId
    said_by: PersonId
    since_at: datetime
    with_id: PersonId | None = None
    relation_code: str | None = None
    not_suspected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AccompanyingEnded:
    """Whoever was with the child is so no longer."""

    case_id: CaseId
    child_id: ChildId
    company_id: CompanyId
    said_by: PersonId
    ended_at: datetime


GuardianEvent = (
    GuardianInformed
    | FamilyMemberNamed
    | GuardianNotReached
    | GuardianNotificationWithheld
    | OtherGuardianNotTold
    | ConsentRefused
    | EmergencyEscortStarted
    | ChildAccompanied
    | AccompanyingEnded
)
