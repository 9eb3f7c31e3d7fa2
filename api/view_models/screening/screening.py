"""The pages of the list of pupils whose screening asks for a talk."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from api.view_models.care_files.children import ChildHead
from api.view_models.forms import ChoiceGroup, Form
from domain.screening.facts import (
    InterviewHeld,
    InterviewMissed,
    ScreeningScale,
    WorryRaisedInstead,
)
from domain.shared import CaseId, ChildId, ScreeningId


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewRow:
    """One pupil on the list; without a `name` the record cannot be read.

    Without a `scale` the family took its consent back (`agrees` is False), or it is over since.
    `school` is told where the reader stands in for psychology teachers (`in_turn`).
    """

    child_id: ChildId
    screening_id: ScreeningId
    due_on: date
    days_over: int
    name: str | None = None
    school: str | None = None
    class_name: str | None = None
    in_turn: bool = False
    scale: ScreeningScale | None = None
    screened_on: date | None = None
    tried: int = 0
    agrees: bool = True
    held: InterviewHeld | None = None
    instead: WorryRaisedInstead | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolCount:
    """How many wait at a school; `nobody_talks` = no psychology teacher is in post.

    With `passed_on` of them the next in line talks, with `unattended` nobody can; of `unclear` more
    nobody can tell. `dropped` were taken off the list without a talk.
    """

    school: str
    waiting: int
    overdue: int
    nobody_talks: bool
    passed_on: int = 0
    unattended: int = 0
    unclear: int = 0
    dropped: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewsPage:
    """The list, or for whoever sees no pupil of it the numbers alone (`lines` None).

    Beside the list the numbers are those of schools of whose pupils there is none.
    `stands_in` tells that psychology teachers see those whom they talk with on lists of their own.
    `is_over` shows those who were talked with; `behind` is how many events the list lacks.
    `was_known` tells that a result was brought just now that had been before.
    """

    template: ClassVar[str] = "interviews.html"
    lines: tuple[InterviewRow, ...] | None
    counts: tuple[SchoolCount, ...] = ()
    total: int = 0
    overdue: int = 0
    behind: int = 0
    is_over: bool = False
    was_known: bool = False
    stands_in: bool = False
    may_record: bool = False
    skip: int = 0
    next_skip: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtLine:
    """How many results somebody brought on a day, with which list or by hand, and dropped."""

    day: date
    who: str | None
    school: str | None
    list_number: str | None
    brought: int
    dropped: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtPage:
    """Who brought results, the newest first."""

    template: ClassVar[str] = "screenings_brought.html"
    lines: tuple[BroughtLine, ...]
    is_first_page: bool = True
    next_skip: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordScreeningPage:
    """Fields: name, class_id, id_number, scale, screened_on; hidden screening_id."""

    template: ClassVar[str] = "record_screening.html"
    screening_id: UUID
    classes: tuple[ChoiceGroup, ...]
    talk_within_days: int
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewPage:
    """One pupil and what a talk led to.

    Fields of the talk: talked_on, interview_outcome; hidden interview_id and case_id. Of one that
    did not take place: tried_on, missed_reason, interview_id. Of one to drop: drop_reason.
    `raised_at` is when the worry of `case_id` was raised. What became of it (`missed`, `held`,
    `instead`) is told while the family agrees; `is_over` tells that something did all the same.
    """

    template: ClassVar[str] = "interview.html"
    child: ChildHead
    screening_id: ScreeningId
    interview_id: UUID
    case_id: CaseId
    scale: ScreeningScale | None
    screened_on: date | None
    due_on: date
    days_over: int
    agrees: bool
    missed: tuple[InterviewMissed, ...]
    held: InterviewHeld | None
    instead: WorryRaisedInstead | None
    is_over: bool
    raised_at: datetime | None
    today: date
    form: Form
