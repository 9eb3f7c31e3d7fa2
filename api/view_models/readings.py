"""The pages about who looked at whom, and about questions of readings."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from api.view_models.care_files.children import ChildHead
from api.view_models.forms import Form
from api.view_models.numbers import child_number
from application.reads.emergencies import Emergency
from application.reads.reading_rows import QuestionStage, ReadingFilter
from domain.reads.facts import Doubt, Explanation, Finding, Reading
from domain.shared import ChildId, GrantId, PersonId, Purpose, QuestionId
from domain.staff.facts import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLine:
    """One reading: `role` None = by a relation to the child, such as a pairing.

    `numbers` are the children's ids, each with the number that is shown. `grant` leads to the
    access it rests on; `brought_on` is when the case was brought to them, where that opened it.
    """

    read_at: datetime
    what: Reading
    purpose: Purpose
    who: str = ""
    role: Role | None = None
    organisation: str | None = None
    by_grant: bool = False
    grant: tuple[ChildId, GrantId] | None = None
    at_night: bool = False
    brought_on: date | None = None
    children: int = 1
    numbers: tuple[tuple[ChildId, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LookerLine:
    """How often one person looked for one purpose in all; `role` None = by a relation."""

    who: str
    purpose: Purpose
    role: Role | None
    organisation: str | None
    times: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoLookedPage:
    """Who looked at a child; `child` None = the asker is shown a number only.

    `is_whole` is false where readings that tell of a case are left out, also where there are none.
    `lookers` count all readings, also those of other pages; `more_lookers`: others did so earlier;
    `may_ask` for access to the child.
    """

    template: ClassVar[str] = "who_looked.html"
    child_id: ChildId
    child: ChildHead | None
    lines: tuple[ReadingLine, ...]
    is_whole: bool = True
    next_before: int | None = None
    is_first_page: bool = True
    lookers: tuple[LookerLine, ...] = ()
    more_lookers: bool = False
    may_ask: bool = False

    @property
    def number(self) -> str:
        """The child's number."""
        return child_number(self.child_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderLine:
    """What one person read on a day, in numbers."""

    person_id: PersonId
    name: str
    reads: int
    children: int
    at_night: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadersPage:
    """Who read on a day; fields: on."""

    template: ClassVar[str] = "readers.html"
    on: date
    today: date
    lines: tuple[ReaderLine, ...]
    skip: int = 0
    next_skip: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderPage:
    """What one person read; fields: from_on, to_on, what, purpose, at_night."""

    template: ClassVar[str] = "reader.html"
    person_id: PersonId
    name: str
    chosen: ReadingFilter
    form: Form
    today: date
    lines: tuple[ReadingLine, ...]
    next_query: dict[str, str] | None = None
    is_first_page: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLine:
    """One question in a list."""

    question_id: QuestionId
    who: str
    doubt: Doubt
    read_on: date
    child_count: int
    stage: QuestionStage


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsPage:
    """The questions that somebody was asked, and those about others: waiting, or `settled`."""

    template: ClassVar[str] = "questions.html"
    own: tuple[QuestionLine, ...]
    others: tuple[QuestionLine, ...] | None = None
    settled: bool = False
    is_first_page: bool = True
    next_after: QuestionId | None = None

    def query(self, after: QuestionId | None = None) -> dict[str, str]:
        """Return the query of the same list behind a question."""
        asked = {"done": "yes"} if self.settled else {}
        return {**asked, "after": str(after)} if after else asked


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPage:
    """One question; fields: explanation, words; or finding, for whoever may settle it.

    `emergencies` are for what the glass was broken, in words for whoever wrote them.
    """

    template: ClassVar[str] = "question.html"
    line: QuestionLine
    person_id: PersonId
    lines: tuple[ReadingLine, ...]
    form: Form
    answer_until: date
    explanation: Explanation | None = None
    words: str | None = None
    finding: Finding | None = None
    may_answer: bool = False
    may_settle: bool = False
    waits: bool = False
    may_watch: bool = False
    emergencies: tuple[Emergency, ...] = ()
