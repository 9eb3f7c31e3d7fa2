"""The pages of lists of results of screenings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar
from uuid import UUID

from api.view_models.forms import Form
from api.view_models.staffing.rosters import RosterLine
from domain.errors import Parameter
from domain.screening.facts import ScreeningScale
from domain.screening.listed import ResultProblem

ROWS_A_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningListsPage:
    """Fields: file; hidden request_id, minted once for a form. Lists of the last day."""

    template: ClassVar[str] = "screening_lists.html"
    request_id: UUID
    form: Form
    lists: tuple[RosterLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """One row that asks for a talk: taken, done, or why not."""

    row: int
    name: str | None
    class_name: str | None
    scale: ScreeningScale | None
    screened_on: date | None
    problem: ResultProblem | None
    is_done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedResult:
    """A row that was refused when it was to be recorded, and why."""

    row: int
    name: str | None
    code: str
    parameters: Mapping[str, Parameter] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningListPage:
    """What would become of each row; `taken` tells how many were recorded just now.

    `no_talk` rows ask for no talk; `in_danger` speak of danger to life.
    """

    template: ClassVar[str] = "screening_list.html"
    roster: RosterLine
    rows: tuple[ResultLine, ...]
    total: int
    waiting: int
    done: int
    refused: int
    no_talk: int
    in_danger: int
    page: int = 1
    taken: int | None = None
    is_broken_off: bool = False
    not_taken: tuple[RefusedResult, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // ROWS_A_PAGE))
