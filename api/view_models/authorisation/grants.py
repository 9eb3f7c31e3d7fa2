"""The pages of access beyond a duty: what is asked for, what waits, and what is open."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from api.view_models.authorisation.opened_by import minutes_left
from api.view_models.forms import ChoiceGroup, Form
from api.view_models.numbers import child_number
from api.view_models.readings import ReadingLine
from api.view_models.shell import DutyLabel
from application.authorisation.grant_rows import GrantState
from domain.days import last_day
from domain.grants.facts import DenialReason, GlassReason, RevocationReason, Verdict
from domain.shared import CaseId, ChildId, Compartment, GrantId, Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantLine:
    """One request or break-glass access in a list; a child is told by its number.

    `may_open` is false where somebody is told of it who neither decides nor reviews; `is_news` is
    true of what its holder has not opened since it was decided; `duties` are the holder's.

    Whom it is about is not told to its holder before it was opened: `child_id` is None; of what
    waits the holder is told their own `reason`.
    """

    child_id: ChildId | None
    grant_id: GrantId
    is_glass: bool
    state: GrantState
    who: str
    purpose: Purpose
    compartments: tuple[Compartment, ...]
    asked_at: datetime
    until_at: datetime
    due_at: datetime
    now: datetime
    verdict: Verdict | None = None
    may_open: bool = True
    is_news: bool = False
    duties: tuple[DutyLabel, ...] = ()
    reason: str = ""

    @property
    def child_number(self) -> str:
        """The short number of the child; empty where it is not told."""
        return "" if self.child_id is None else child_number(self.child_id)

    @property
    def last_on(self) -> date:
        """The last day of a grant, which counts whole."""
        return last_day(self.until_at)

    @property
    def is_in_force(self) -> bool:
        """Whether it opens anything now."""
        return self.state in (GrantState.GRANTED, GrantState.OPEN) and self.now < self.until_at

    @property
    def is_overdue(self) -> bool:
        """Whether it should have been decided on or reviewed by now."""
        return self.now > self.due_at

    @property
    def is_lapsed(self) -> bool:
        """Whether its time ran out by itself."""
        return self.now >= self.until_at

    @property
    def minutes_left(self) -> int:
        """How many minutes it still opens anything; a begun one counts."""
        return minutes_left(self.until_at, self.now)


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantsPage:
    """A list; `chosen` is which, `may_decide`, `may_revoke` and `may_review` which others lead on,
    `was_sent` that a request was sent a moment ago.

    The lists are called as their addresses in api/paths.py are.
    """

    template: ClassVar[str] = "grants.html"

    chosen: str
    lines: tuple[GrantLine, ...]
    next_cursor: str | None
    is_first_page: bool
    was_sent: bool = False
    may_ask: bool = False
    may_break_glass: bool = False
    may_decide: bool = False
    may_revoke: bool = False
    may_review: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAccessPage:
    """The form to ask for access, for one of the `purposes` that are the person's."""

    template: ClassVar[str] = "ask_access.html"

    grant_id: UUID
    form: Form
    schools: tuple[ChoiceGroup, ...]
    purposes: tuple[Purpose, ...]
    today: date
    days_at_most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakGlassPage:
    """The warning before the glass is broken, and the reasons to choose from."""

    template: ClassVar[str] = "break_glass.html"

    grant_id: UUID
    form: Form
    schools: tuple[ChoiceGroup, ...]
    minutes: int
    review_hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantDetailPage:
    """One request or break-glass access: who, why, what, until when, and what can be done.

    `cases` are those that it opens to its holder, None where it opens none.

    `is_reviewed_later` by whoever sees it, as soon as nobody reads by it any more.
    """

    template: ClassVar[str] = "grant.html"

    line: GrantLine
    child_name: str | None
    reason: str
    form: Form
    is_own: bool
    may_decide: bool
    may_revoke: bool
    may_review: bool
    is_reviewed_later: bool = False
    cases: tuple[CaseId, ...] | None = None
    glass_reason: GlassReason | None = None
    told: tuple[str, ...] = ()
    told_nobody: bool = False
    denied: DenialReason | None = None
    revoked: RevocationReason | None = None
    decided_by: str | None = None
    ended_at: datetime | None = None
    ended_by: str = ""
    duties: tuple[DutyLabel, ...] = ()
    places: tuple[str, ...] = ()
    readings: tuple[ReadingLine, ...] = ()
    is_whole: bool = False
    note: str | None = None

    @property
    def may_close(self) -> bool:
        """Whether its own user can say that they have read enough."""
        return self.is_own and self.line.is_glass and self.line.is_in_force

    @property
    def may_give_back(self) -> bool:
        """Whether its holder can take the request back or give the grant back."""
        waiting = self.line.state is GrantState.WAITING
        return self.is_own and not self.line.is_glass and (waiting or self.line.is_in_force)
