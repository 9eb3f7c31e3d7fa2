"""Lists that somebody uploaded: the form, what is kept, one list row by row, its deletion."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from api.view_models.forms import Form
from application.survey.staging_ports import RowsRecorded
from domain.survey.outcomes import RowOutcome, RowReason

ROWS_A_PAGE = 100

FIRST_FOR_A_PERSON = (
    RowOutcome.REJECT,
    RowOutcome.ACCEPT_FLAGGED,
    RowOutcome.REVIEW,
    RowOutcome.LEAD,
)
"""What somebody has to look at, in the order in which it is shown; the rest comes after, folded."""

FOLDED = (RowOutcome.ACCEPT, RowOutcome.DUPLICATE_ROW, RowOutcome.IGNORE)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterLine:
    """One list that is kept; no file name = it cannot be read any more."""

    roster_id: UUID
    file_name: str = field(repr=False)
    uploaded_at: datetime
    gone_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RostersPage:
    """The form to upload a list, and the lists that the person uploaded within a day.

    Hidden: request_id. A refusal of the file is shown beside the field `file`.
    """

    template: ClassVar[str] = "rosters.html"
    request_id: UUID
    form: Form
    lists: tuple[RosterLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLine:
    """One row as the list tells it, never as a file that is kept; the number by its end only."""

    number: int
    sheet: str = ""
    name: str | None = field(default=None, repr=False)
    born_on: date | None = field(default=None, repr=False)
    about_years: int | None = None
    id_number_end: str | None = field(default=None, repr=False)
    carer: str | None = field(default=None, repr=False)
    place: str | None = field(default=None, repr=False)
    school: str | None = None
    is_of_a_child: bool = True
    why: RowReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowGroup:
    """One page of the rows of which the same becomes; pages are counted from 1."""

    outcome: RowOutcome
    count: int
    rows: tuple[RowLine, ...]
    page: int = 1
    is_open: bool = True

    @property
    def pages(self) -> int:
        """Return how many pages the group has."""
        return pages_of(self.count)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterPage:
    """What would become of each row of one list; `returned` is how many go back to the office."""

    template: ClassVar[str] = "roster.html"
    roster: RosterLine
    total: int
    returned: int
    groups: tuple[RowGroup, ...]

    @property
    def for_a_person(self) -> Iterable[RowGroup]:
        """Return the groups that somebody has to look at."""
        return tuple(each for each in self.groups if each.outcome in FIRST_FOR_A_PERSON)

    @property
    def folded(self) -> Iterable[RowGroup]:
        """Return the groups that need nobody."""
        return tuple(each for each in self.groups if each.outcome in FOLDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRosterPage:
    """The question which rows to record; `counts` are those that were not recorded yet."""

    template: ClassVar[str] = "record_roster.html"
    roster: RosterLine
    form: Form
    counts: tuple[tuple[RowOutcome, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterProgressPage:
    """How far the recording has come, and at the end what came of it."""

    template: ClassVar[str] = "roster_progress.html"
    roster: RosterLine
    told: RowsRecorded


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteRosterPage:
    """The question before a list is deleted."""

    template: ClassVar[str] = "delete_roster.html"
    roster: RosterLine


def pages_of(count: int) -> int:
    """Return how many pages so many rows fill."""
    return max(1, -(-count // ROWS_A_PAGE))
