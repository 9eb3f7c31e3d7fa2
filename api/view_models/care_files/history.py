"""A child's history: every fact with both its times, now or as known on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from api.view_models.authorisation.opened_by import OpenedBy
from api.view_models.care_files.children import ChildHead
from domain.care.facts import CareEvent
from domain.children.facts import ChildrenEvent
from domain.consent.facts import ConsentEvent
from domain.pairing.facts import MentorPaired, PairingEvent
from domain.shared import PairingId
from domain.staff.facts import Role
from domain.visits.facts import VisitsEvent

Fact = ChildrenEvent | CareEvent | PairingEvent | VisitsEvent | ConsentEvent


class Mark(StrEnum):
    """What a reader must know about how a fact reached the log."""

    CORRECTION = "correction"
    CORRECTED = "corrected"
    LATE = "late"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One fact. `fact` None = it is known to be there but not for this person, or cannot be read.

    `kind` is the class name of the fact, given even when the fact is withheld. `happened_at` is the
    time where the fact has one, `happened_on` the day; both None = only the learned time is known.
    `correct` and `words` are addresses, None = not offered.
    """

    position: int
    kind: str
    learned_at: datetime
    who: str
    role: Role | None = None
    organisation: str | None = None
    happened_on: date | None = None
    happened_at: datetime | None = None
    marks: tuple[Mark, ...] = ()
    fact: Fact | None = None
    receipt: str | None = None
    correct: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """The timeline, the latest learned first.

    `as_of` is the day asked for, None = now; `names` gives people and organisations their names by
    id; `may_see_phone`, `may_see_number` as in the file; `asked` and `error` (a code) keep what was
    typed when it was no day that can be shown.
    """

    template: ClassVar[str] = "history.html"
    child: ChildHead
    entries: tuple[TimelineEntry, ...]
    names: Mapping[UUID, str]
    today: date
    as_of: date | None = None
    may_see_phone: bool = False
    may_see_number: bool = False
    asked: str = ""
    error: str | None = None
    opened_by: OpenedBy | None = None

    def named(self, subject_id: UUID) -> str:
        """Return the name of a person or organisation, empty when it is not known."""
        return self.names.get(subject_id, "")

    def mentor_of(self, pairing_id: PairingId) -> str:
        """Return the mentor's name of a pairing that stands in the timeline, else nothing."""
        paired = (each.fact for each in self.entries if isinstance(each.fact, MentorPaired))
        mentors = {fact.pairing_id: fact.mentor_id for fact in paired}
        return self.named(mentors[pairing_id]) if pairing_id in mentors else ""

    @property
    def yesterday(self) -> date:
        """Return the day before today."""
        return self.today - timedelta(days=1)

    @property
    def month_ago(self) -> date:
        """Return the day thirty days before today."""
        return self.today - timedelta(days=30)
