"""The cases of a county as the view tells them: how far they are, and no word of why."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol

from application.crisis.desk.stages import CaseStage
from domain.referrals.levels.level_facts import CrisisLevel
from domain.shared import CaseId, ChildId, OrganisationId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyCase:
    """One case that is not over.

    `level` is as assessed, until then provisional by what was reported; None where nothing runs.
    `is_refused` tells that the family is to be talked with again after it refused.
    """

    case_id: CaseId
    child_id: ChildId
    place_id: OrganisationId | None
    position: int
    stage: CaseStage
    level: CrisisLevel | None
    raised_at: datetime
    hospital_id: OrganisationId | None
    issued_at: datetime | None
    received_at: datetime | None
    is_overdue: bool
    is_refused: bool


class AskedOfCounty(NamedTuple):
    """Who asks about the cases of which places, and when."""

    person_id: PersonId
    places: frozenset[OrganisationId]
    on: date
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyFilter:
    """Which cases are asked for: of one level, and in one of these stages; None = of all."""

    level: CrisisLevel | None = None
    stages: tuple[CaseStage, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyPage:
    """One page of a county's cases, the gravest first."""

    rows: tuple[CountyCase, ...]
    next_cursor: str | None


class CountyCases(Protocol):
    """The cases of children who belong to some places."""

    def open_in(self, asked: AskedOfCounty) -> tuple[CountyCase, ...]:
        """Return every case that is not over, the first raised first; one question.

        None of a child from one of whose cases the person is kept out. Raises: Unavailable.
        """
        ...

    def listed(
        self,
        asked: AskedOfCounty,
        chosen: CountyFilter,
        *,
        limit: int,
        cursor: str | None = None,
    ) -> CountyPage:
        """Return a page of the cases that are not over, the gravest and first raised first.

        Raises: Invalid for a cursor that is not this person's; Unavailable.
        """
        ...

    def apart(self, person_id: PersonId, on: date) -> frozenset[ChildId]:
        """Return from whose cases the person is kept out. Raises: Unavailable."""
        ...

    def cases_behind(self) -> int:
        """Return how many events the cases do not tell yet."""
        ...
