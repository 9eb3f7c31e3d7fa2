"""What is recorded of a body's officer without an account, let in to one report by a link."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.codelists import Body
from domain.shared import ChildId, PersonId, ReportId


class OfficerEnd(StrEnum):
    """Why a link lets nobody in any more before its day; the codes are permanent."""

    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    WRONG_CODES = "wrong_codes"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideOfficerNamed:
    """Somebody of a body that was told may read this report by a link, and a code told another way.

    `officer_id` stands for them in all that they read and do, and is nobody's account. Who they are
    is as `named_by` says. The digest can be made by the key store alone.
    """

    report_id: ReportId
    child_id: ChildId
    officer_id: PersonId
    body: Body
    named_by: PersonId
    name: str
    function: str
    phone: str
    code_digest: str
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideOfficerEntered:
    """The link and the code were used, in the one browser that it opens for from now on."""

    report_id: ReportId
    child_id: ChildId
    officer_id: PersonId
    browser_digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerCodeRefused:
    """Somebody had the link and typed a wrong code."""

    report_id: ReportId
    child_id: ChildId
    officer_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideOfficerEnded:
    """The link lets nobody in any more; None for whom it was ended by: too many wrong codes."""

    report_id: ReportId
    child_id: ChildId
    officer_id: PersonId
    reason: OfficerEnd
    ended_by: PersonId | None = None


OfficerEvent = (
    OutsideOfficerNamed | OutsideOfficerEntered | OfficerCodeRefused | OutsideOfficerEnded
)
