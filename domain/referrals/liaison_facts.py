"""What is recorded of a hospital's liaison without an account, let in to one referral by a link."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.shared import CaseId, ChildId, OrganisationId, PersonId


class LiaisonEnd(StrEnum):
    """Why a link lets nobody in any more before its day; the codes are permanent."""

    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    WRONG_CODES = "wrong_codes"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideLiaisonNamed:
    """Somebody of the hospital may act on this referral by a link, and a code told another way.

    `liaison_id` stands for them in all that they read and do, and is nobody's account. Who they are
    is as `named_by` says. The digest can be made by the key store alone.
    """

    case_id: CaseId
    child_id: ChildId
    liaison_id: PersonId
    hospital_id: OrganisationId
    named_by: PersonId
    name: str
    function: str
    phone: str
    code_digest: str
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideLiaisonEntered:
    """The link and the code were used, in the one browser that it opens for from now on."""

    case_id: CaseId
    child_id: ChildId
    liaison_id: PersonId
    browser_digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideCodeRefused:
    """Somebody had the link and typed a wrong code."""

    case_id: CaseId
    child_id: ChildId
    liaison_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideLiaisonEnded:
    """The link lets nobody in any more; None for whom it was ended by: too many wrong codes."""

    case_id: CaseId
    child_id: ChildId
    liaison_id: PersonId
    reason: LiaisonEnd
    ended_by: PersonId | None = None


LiaisonEvent = (
    OutsideLiaisonNamed | OutsideLiaisonEntered | OutsideCodeRefused | OutsideLiaisonEnded
)
