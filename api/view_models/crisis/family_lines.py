"""The family and who is with the child, as the page of a case tells it."""

from dataclasses import dataclass
from datetime import datetime

from domain.referrals.family.guardian_facts import (
    ConsentRefused,
    GuardianInformed,
    GuardianNotificationWithheld,
    GuardianNotReached,
    OtherGuardianNotTold,
)
from domain.shared import CompanyId


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyLine:
    """Somebody who is with the child: of staff by `name`, else of the family by relation."""

    company_id: CompanyId
    since_at: datetime
    name: str = ""
    relation_code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyLines:
    """What the family was told and answered, an escort under way, and who is with the child.

    `told_name` and `refused_by` may be untold; `refused` None = nobody did, or agreed since.
    `unsure` is a refusal by whom a report may mean: nobody has to wait because of it.
    `has_arrived` tells that whoever was escorted is at a hospital by now, `was_accompanied` that
    anybody was recorded as being with the child: what the reporter said is old then.
    `may_be_meant` tells that a report may mean guardian or carer: nobody is sent to their door.
    """

    informed: GuardianInformed | None = None
    told_name: str = ""
    not_reached: GuardianNotReached | None = None
    withheld: GuardianNotificationWithheld | None = None
    omission: OtherGuardianNotTold | None = None
    refused: ConsentRefused | None = None
    refused_by: str = ""
    unsure: ConsentRefused | None = None
    escorted_by: str | None = None
    escort_hospital: str = ""
    escort_started_at: datetime | None = None
    has_arrived: bool = False
    company: tuple[CompanyLine, ...] = ()
    was_accompanied: bool = False
    may_be_meant: bool = False
    may_tell: bool = False
    may_accompany: bool = False
    may_end: bool = False
