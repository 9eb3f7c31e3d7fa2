"""The cases of a county as the view tells them: how far they are, and no word of why."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

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


class CountyCases(Protocol):
    """The cases of children who belong to some places."""

    def open_in(
        self,
        person_id: PersonId,
        on: date,
        now: datetime,
        *,
        places: Collection[OrganisationId],
    ) -> tuple[CountyCase, ...]:
        """Return every case that is not over, the first raised first; one question.

        None of a child from one of whose cases the person is kept out. Raises: Unavailable.
        """
        ...

    def apart(self, person_id: PersonId, on: date) -> frozenset[ChildId]:
        """Return from whose cases the person is kept out. Raises: Unavailable."""
        ...

    def cases_behind(self) -> int:
        """Return how many events the cases do not tell yet."""
        ...
