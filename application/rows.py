"""What views return: plain rows, already opened, holding only what a screen shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from application.authorisation.grant_rows import GrantHeld
from application.crisis.desk.marks import CrisisMarks
from application.crisis.desk.stages import CaseStage, DeskPart
from domain.access.requests import Request
from domain.care.facts import Category
from domain.codelists import Sex
from domain.referrals.facts import Situation
from domain.shared import CaseId, ChildId, DutyId, OrganisationId, PairingId, PersonId
from domain.staff.facts import OrganisationKind, PersonKind, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """A duty that a person holds or held; `to_on` is its last day, also when it ended early."""

    duty_id: DutyId
    person_id: PersonId
    role: Role
    organisation_id: OrganisationId
    from_on: date
    to_on: date | None

    def holds_on(self, day: date) -> bool:
        """Return whether the duty holds on a day; its first and its last day count."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairingRow:
    """A mentor's pairing with a child; `ended_on` is its last day, of its term or before."""

    pairing_id: PairingId
    child_id: ChildId
    mentor_id: PersonId
    mentor_kind: str
    is_lead: bool
    from_on: date
    ended_on: date | None
    vetted_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """What connects a person and a child: the person's duties, the child's places and mentors.

    `chain` is the child's class, school, village and all above them; None without a care file.
    `grants` are those of the person for the child that nobody ended, whether or not their time is
    over; `grants_damaged` tells that they cannot be read, and so open nothing.
    """

    duties: tuple[DutyRow, ...]
    chain: frozenset[OrganisationId] | None
    pairings: tuple[PairingRow, ...]
    grants: tuple[GrantHeld, ...] = ()
    grants_damaged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthRow(CrisisMarks):
    """One case on the health desk: no name, what the worry is only where it can be opened.

    `is_brought_to_me` tells that the person was told to answer for it, or was passed it;
    `has_gap` that a post was empty when it was raised; `reached_nobody` that all were. All is told
    of it up to its event `changed_at`.
    """

    case_id: CaseId
    child_id: ChildId
    stage: CaseStage
    position: int
    raised_at: datetime
    situation: Situation | None
    is_with_child: bool
    owner_id: PersonId | None
    place_id: OrganisationId | None
    hospital_id: OrganisationId | None
    is_brought_to_me: bool
    part: DeskPart = DeskPart.UNTAKEN
    changed_at: int = field(default=0, compare=False)
    has_gap: bool = False
    reached_nobody: bool = False
    unreadable: bool = False


class Seen(NamedTuple):
    """How far changes of cases have been seen: alerts and the view each have a place of their own.

    `position` is where the view `health` stood, `alerted` the event of the last alert, `set_apart`
    the streams that the view cannot follow, `glass` when somebody was told last of broken glass.
    """

    position: int
    alerted: int
    set_apart: frozenset[UUID] = frozenset()
    glass: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesChanged:
    """Whose cases changed since some moment, and how far that was seen now."""

    person_ids: frozenset[PersonId]
    seen: Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptyPost:
    """A school, county office or hospital in whose post nobody is today."""

    organisation_id: OrganisationId
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthPage:
    """One page of the health desk; `untaken` counts all that nobody has taken.

    `older_received` counts those that a hospital received long ago, which no page lists;
    `empty_posts` are the first of `empty_posts_total` at the places the person is on duty for;
    `unreadable` counts cases whose record cannot be read, with those that are `lost`: of which
    nobody can tell whose they are, and the person has to hear of; `counts` all cases by stage,
    `parts` by where they stand on the desk.
    """

    rows: tuple[HealthRow, ...]
    next_cursor: str | None
    untaken: int
    total: int
    behind: int
    empty_posts: tuple[EmptyPost, ...] = ()
    empty_posts_total: int = 0
    older_received: int = 0
    lost: int = 0
    unreadable: int = 0
    counts: Mapping[CaseStage, int] = field(default_factory=dict)
    parts: Mapping[DeskPart, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRow:
    """An organisation as the directory knows it."""

    organisation_id: OrganisationId
    kind: OrganisationKind
    name: str
    area_code: str | None
    parent_id: OrganisationId | None
    duty_telephone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person as the directory knows them, with the duties recorded so far."""

    person_id: PersonId
    kind: PersonKind
    name: str
    duties: tuple[DutyRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRow:
    """One child on a caseworker's desk; one whose log cannot be read has no name but is shown."""

    child_id: ChildId
    name: str | None
    sex: Sex | None
    born_on: date | None
    care_level: int | None
    categories: tuple[Category, ...]
    school_id: OrganisationId | None
    class_id: OrganisationId | None
    village_id: OrganisationId | None
    opened_on: date | None
    last_visit_on: date | None
    next_visit_due_on: date | None
    visit_overdue_after_on: date | None
    last_talk_on: date | None
    next_talk_due_on: date | None
    talk_overdue_after_on: date | None
    unreadable: bool = False


class DueFilter(StrEnum):
    """Which children of a desk are asked for: all, those due within a week, those overdue."""

    ALL = "all"
    WEEK = "week"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage:
    """One page of a desk, most urgent first; `next_cursor` continues after its last row.

    `total` counts all children of the desk, `counts` those of each filter; `behind` is how many
    events the view still lacks; `allowed` what the person may do with each child shown; of the
    `least` only given name, school and what is due are told.
    """

    rows: tuple[DeskRow, ...]
    next_cursor: str | None
    total: int
    behind: int
    counts: Mapping[DueFilter, int] = field(default_factory=dict)
    allowed: Mapping[ChildId, frozenset[Request]] = field(default_factory=dict)
    least: frozenset[ChildId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """A stream that a view could not read, with the place and a reason code."""

    view: str
    stream_id: UUID
    position: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildNumbered:
    """By what a child is told of on the file; the school tells apart who share the number."""

    number: str
    school_id: OrganisationId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildDescribed:
    """By what a child is told of; the birth date tells apart who has name and school in common."""

    name: str
    school_id: OrganisationId
    born_on: date | None = None
