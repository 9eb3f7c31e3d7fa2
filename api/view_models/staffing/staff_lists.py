"""Lists of staff: the form, one list row by row, what became of a portion with its slips."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from api.view_models.forms import Form
from api.view_models.staffing.rosters import RosterLine
from application.staffing.renewed_slips import PortionToRenew, ToRenew
from application.staffing.staff_lists import Slip
from domain.errors import Parameter
from domain.staff.facts import Role
from domain.staff.listed import ListedProblem

ROWS_A_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffListsPage:
    """The form to upload a list of staff, and those that the person uploaded within a day.

    Hidden: request_id. A refusal of the file is shown beside the field `file`.
    """

    template: ClassVar[str] = "staff_lists.html"
    request_id: UUID
    form: Form
    lists: tuple[RosterLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRowLine:
    """One row: what the list tells, and either the duty that is proposed or what is wrong."""

    number: int
    name: str | None = field(default=None, repr=False)
    place: str | None = None
    role: Role | None = None
    told_role: str | None = None
    is_known: bool = False
    is_done: bool = False
    problem: ListedProblem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffListPage:
    """What would become of each row of a list: counts, one page of rows, and where to begin.

    `new` and `known` count rows that are still to be taken, `done` those that need it no more;
    `people` are those of the new rows.
    """

    template: ClassVar[str] = "staff_list.html"
    roster: RosterLine
    new: int
    people: int
    known: int
    refused: int
    rows: Sequence[StaffRowLine]
    is_refused: bool
    page: int = 1
    done: int = 0
    next_row: int = 1

    @property
    def pages(self) -> int:
        """Return how many pages the shown rows have."""
        count = self.refused if self.is_refused else self.new + self.known + self.done
        return max(1, -(-count // ROWS_A_PAGE))


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRow:
    """A row that could not be recorded, and the sentence that says why."""

    number: int
    name: str | None = field(default=None, repr=False)
    code: str
    parameters: Mapping[str, Parameter] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class NextSlips:
    """Whose slips are made anew next: of a portion those who were invited before a moment.

    Hidden: rows, before.
    """

    portion: PortionToRenew
    before: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewSlipsPage:
    """Whose slips may be made anew, by portions to choose from; the codes of one end with new ones.

    Fields: rows, of a portion. Hidden: before.
    """

    template: ClassVar[str] = "renew_slips.html"
    roster_id: UUID
    to_renew: ToRenew
    before: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffSlipsPage:
    """The slips of a portion, shown this once, and where the list goes on.

    Hidden: from_row, when something is left; of slips that are made anew those of NextSlips.
    """

    template: ClassVar[str] = "staff_slips.html"
    roster_id: UUID
    address: str
    slips: Sequence[Slip] = field(repr=False)
    taken: int
    refused: Sequence[RefusedRow]
    next_row: int | None
    left: int
    is_broken_off: bool = False
    is_renewed: bool = False
    next_slips: NextSlips | None = None
