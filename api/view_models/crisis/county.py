"""The page of a county's numbers, of which none tells of a child."""

from dataclasses import dataclass
from typing import ClassVar

from api.view_models.crisis.duty import Elapsed, case_number
from application.county.numbers import CountyNumbers, CountyStep
from application.crisis.desk.stages import CaseStage
from domain.referrals.levels.level_facts import CrisisLevel
from domain.shared import CaseId, Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyNumbersPage:
    """The numbers; smaller ones than `shown_from` are not told."""

    template: ClassVar[str] = "county_numbers.html"
    numbers: CountyNumbers
    shown_from: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyCaseLine:
    """One case: neither who the child is nor what it is about."""

    case_id: CaseId
    stage: CaseStage
    raised: Elapsed
    level: CrisisLevel | None = None
    place: str | None = None
    is_overdue: bool = False
    is_refused: bool = False

    @property
    def number(self) -> str:
        """Return the number by which the case is spoken of."""
        return case_number(self.case_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyCasesPage:
    """One page of the list; nothing is listed until a `purpose` of those offered is stated."""

    template: ClassVar[str] = "county_cases.html"
    purposes: tuple[Purpose, ...]
    purpose: Purpose | None = None
    level: CrisisLevel | None = None
    step: CountyStep | None = None
    lines: tuple[CountyCaseLine, ...] = ()
    next_cursor: str | None = None
    is_first_page: bool = True

    def query(self, **other: object) -> dict[str, str]:
        """Return the address of this list, but for what is said otherwise."""
        asked = {"purpose": self.purpose, "level": self.level, "step": self.step, **other}
        return {key: f"{value}" for key, value in asked.items() if value}
