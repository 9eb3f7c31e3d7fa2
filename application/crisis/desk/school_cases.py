"""Which cases belong to which school, for counting them, and which of them have whom."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from application.crisis.desk.county_rows import CountyCases
from application.crisis.desk.stages import CaseStage
from domain.shared import CaseId, ChildId, OrganisationId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolCase:
    """One case of a pupil of a school: how far it is, and nothing of it."""

    school_id: OrganisationId
    child_id: ChildId
    stage: CaseStage


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnedCase:
    """One case that is not over and who has it; `by_post` = who answers by a post there today."""

    case_id: CaseId
    owner_id: PersonId
    by_post: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class YellowCase:
    """One yellow case: how far it is, and who has it."""

    case_id: CaseId
    child_id: ChildId
    place_id: OrganisationId | None
    stage: CaseStage
    raised_at: datetime
    owner_id: PersonId | None


class SchoolCases(CountyCases, Protocol):
    """The cases of schools, and whose they are."""

    def at_schools(
        self, person_id: PersonId, school_ids: Collection[OrganisationId], on: date
    ) -> tuple[SchoolCase, ...]:
        """Return the cases of these schools that are open to a person on a day, as their desk has.

        Raises: Unavailable.
        """
        ...

    def yellow(self, person_id: PersonId, on: date) -> tuple[YellowCase, ...]:
        """Return the yellow cases open to a person as who answers, the first raised first.

        Raises: Unavailable.
        """
        ...

    def is_near(self) -> bool:
        """Return whether all cases of a child are known: not while the view is far behind."""
        ...

    def owned(self, on: date) -> tuple[OwnedCase, ...]:
        """Return every case that somebody has, as far as the view knows, the first first."""
        ...


class ReferredAt(SchoolCases, Protocol):
    """Finds a case by where its referral stands in the log, too, and those of a hospital."""

    def cases_at_hospital(self, hospital_id: OrganisationId) -> tuple[CaseId, ...]:
        """Return the cases that a hospital has and that the view does not know to be over."""
        ...

    def referred_at(self, person_id: PersonId, on: date, position: int) -> CaseId | None:
        """Return the case that was referred to a hospital of a person's at a place in the log."""
        ...
