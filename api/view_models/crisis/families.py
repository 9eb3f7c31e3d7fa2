"""What the page of a case tells of the family and of who is with the child, and the forms."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from api.view_models.crisis.cases import CaseHead
from api.view_models.crisis.hospitals import HospitalLine
from api.view_models.forms import Choice, Form


class TellingOutcome(StrEnum):
    """What came of telling the family."""

    INFORMED = "informed"
    NOT_REACHED = "not_reached"
    REFUSED = "refused"
    WITHHELD = "withheld"
    OTHER_NOT_TOLD = "other_not_told"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianPage:
    """Fields: telling_outcome; relation_code, told_on, told_time but for withheld; telling_means
    for informed and not_reached; family_name, is_guardian (yes) for informed and refused;
    not_suspected (yes) for both; consent_means, witness_id for refused; other_reason for
    other_not_told; why for refused, withheld and other_not_told; hidden telling_id.

    `may_be_meant` tells that a report speaks of guardian or carer, `asks_not_to_tell` that one asks
    to tell no guardian yet, `is_other_owed` that one is kept from, refused or was not reached.
    """

    template: ClassVar[str] = "guardian.html"
    case: CaseHead
    now: datetime
    telling_id: UUID
    form: Form
    witnesses: tuple[Choice, ...] = ()
    may_be_meant: bool = False
    asks_not_to_tell: bool = False
    may_withhold: bool = False
    is_other_owed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyPage:
    """Fields: with_kind (staff, family), with_id, relation_code, not_suspected (yes), since_on,
    since_time; hidden company_id."""

    template: ClassVar[str] = "company.html"
    case: CaseHead
    now: datetime
    company_id: UUID
    form: Form
    people: tuple[Choice, ...] = ()
    may_be_meant: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EscortPage:
    """Fields: hospital_id, escorted_by, started_on, started_time, danger; hidden escort_id."""

    template: ClassVar[str] = "escort.html"
    case: CaseHead
    now: datetime
    escort_id: UUID
    form: Form
    people: tuple[Choice, ...] = ()
    hospitals: tuple[Choice, ...] = ()
    known: tuple[HospitalLine, ...] = ()
