"""How a child is named at the top of a page, and the child's file on one page."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from api.view_models.authorisation.opened_by import OpenedBy
from api.view_models.moments import Due
from api.view_models.numbers import child_number
from api.view_models.privacy.agreed import AgreedLine
from domain.care.facts import Category, Evidence, NotInSchoolReason, Standard, StatedBy
from domain.children.facts import CarerStanding
from domain.codelists import Sex
from domain.pairing.facts import MentorKind
from domain.shared import ChildId, VerifiedBy
from domain.visits.facts import Need, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildHead:
    """Who the page is about; places are names, None when not recorded.

    `opens`: the care file opens for whoever sees the page, so that a link may lead to it.
    """

    child_id: ChildId
    name: str
    age: int | None = None
    school: str | None = None
    school_class: str | None = None
    village: str | None = None
    opens: bool = True

    @property
    def number(self) -> str:
        """The short number to read out or to copy."""
        return child_number(self.child_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityLines:
    """Section A. `id_number_end` is the last four characters, None when there is no number;
    `may_see_number` false hides even those."""

    sex: Sex
    born_on: date
    id_number_end: str | None = None
    may_see_number: bool = False
    student_number: str | None = None
    ethnicity_code: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CarerLine:
    """Section B. `may_see_phone` false says that there is one without showing it."""

    name: str
    relation_code: str
    standing: CarerStanding
    as_of_on: date
    verified_by: VerifiedBy
    phone: str | None = None
    may_see_phone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolingLine:
    """Section C."""

    as_of_on: date
    school: str | None = None
    school_class: str | None = None
    boarding: bool | None = None
    not_in_school_reason: NotInSchoolReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryLine:
    """Section D."""

    category: Category
    standard: Standard
    stated_by: StatedBy
    evidence: Evidence
    from_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelLine:
    """Section G."""

    level: int
    basis: str
    assessed_by: str
    next_review_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorLine:
    """A current pairing."""

    name: str
    kind: MentorKind
    is_lead: bool
    from_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLines:
    """The last contacts and the next ones due; None when there were none or none is due."""

    last_visit_on: date | None = None
    last_visit_outcome: Outcome | None = None
    next_visit: Due | None = None
    last_talk_on: date | None = None
    next_talk: Due | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentLine:
    """One line of the short history; `fact` is the class name, e.g. HomeVisitLogged."""

    happened_on: date
    fact: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedHere:
    """What the person may do with this child: the actions of others are not drawn."""

    log_visit: bool = False
    log_talk: bool = False
    pair: bool = False
    see_history: bool = False
    see_readings: bool = False
    see_consent: bool = False
    record_consent: bool = False
    see_rights: bool = False
    see_disclosures: bool = False
    correct_identity: bool = False
    update_file: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildFilePage:
    """The care file on one page. `needs` are those mentioned at the last contacts, with the day.

    `identity` None = not for this person; `correction_waits` = another ID number waits for a second
    person; `holds_another_number` = the student number holds an ID number that is not the child's.
    """

    template: ClassVar[str] = "child_file.html"
    child: ChildHead
    opened_on: date | None
    kept_by: str | None
    identity: IdentityLines | None
    carers: tuple[CarerLine, ...] = ()
    village_since_on: date | None = None
    schooling: SchoolingLine | None = None
    categories: tuple[CategoryLine, ...] = ()
    level: LevelLine | None = None
    needs: tuple[tuple[Need, date], ...] = ()
    mentors: tuple[MentorLine, ...] = ()
    contacts: ContactLines = ContactLines()
    recent: tuple[RecentLine, ...] = ()
    agreed: tuple[AgreedLine, ...] = ()
    correction_waits: bool = False
    correction_is_mine: bool = False
    holds_another_number: bool = False
    opened_by: OpenedBy | None = None
    allowed: AllowedHere = AllowedHere()
