"""What is recorded of a hospital's liaison without an account, let in to one referral by a link."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.shared import CaseId, ChildId, ContactId, OrganisationId, PersonId


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


class LinkWay(StrEnum):
    """By which way a link or its code goes out; the codes are permanent."""

    EMAIL = "email"
    SMS = "sms"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideLinkSent:
    """Link and code are sent to somebody of the hospital's directory: the one by mail, the other
    by text message, to where the directory has them at that moment.
    """

    case_id: CaseId
    child_id: ChildId
    liaison_id: PersonId
    contact_id: ContactId


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideLinkUndelivered:
    """Link or code did not go out in time: `passed_on` to the next of the hospital in this commit.

    Else nobody is left to whom it goes by itself, and the school is told to telephone.
    """

    case_id: CaseId
    child_id: ChildId
    liaison_id: PersonId
    by: LinkWay
    passed_on: bool


LiaisonEvent = (
    OutsideLiaisonNamed
    | OutsideLiaisonEntered
    | OutsideCodeRefused
    | OutsideLiaisonEnded
    | OutsideLinkSent
    | OutsideLinkUndelivered
)
