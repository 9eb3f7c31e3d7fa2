"""The pages of data breaches: reported in a minute, seen with their clock, ended step by step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from api.view_models.forms import Choice, Form
from api.view_models.moments import Urgency
from application.privacy.breaches import Breach
from domain.breaches.facts import BreachReported, GuardianLeftUntold, ToldBy
from domain.shared import ChildId

_HOUR, _MINUTE = 3600, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """By when the authority is told; `if_large` while nobody has graded the breach.

    It stops when the authority was told; told too late stays overdue.
    """

    due_at: datetime
    now: datetime
    told_at: datetime | None = None
    if_large: bool = False

    @property
    def is_late(self) -> bool:
        """Return whether the authority was told too late, or is not told although it is time."""
        return (self.told_at or self.now) > self.due_at

    @property
    def hours(self) -> int:
        """Return the whole hours left, or those by which it is late."""
        return self._seconds // _HOUR

    @property
    def minutes(self) -> int:
        """Return the minutes beside the whole hours."""
        return self._seconds % _HOUR // _MINUTE

    @property
    def urgency(self) -> Urgency:
        """Return how loudly the page says it."""
        if self.is_late:
            return Urgency.OVERDUE
        return Urgency.CALM if self.told_at else Urgency.SOON

    @property
    def _seconds(self) -> int:
        return int(abs(self.due_at - (self.told_at or self.now)).total_seconds())


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachLine:
    """One breach in a list; `clock` None where its grade asks for no report to the authority."""

    breach: Breach
    office: str
    reporter: str
    clock: Clock | None

    @property
    def urgency(self) -> str:
        """Return how loudly the row says that something is due."""
        if self.breach.state.closed is not None and not (self.clock and self.clock.is_late):
            return ""
        return self.clock.urgency if self.clock else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachesPage:
    """The breaches for which one's offices answer; `next_skip` None on the last page.

    `unreadable` names the offices whose records are damaged.
    """

    template: ClassVar[str] = "breaches.html"
    lines: tuple[BreachLine, ...]
    unreadable: tuple[str, ...] = ()
    skip: int = 0
    next_skip: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBreachPage:
    """Fields: breach_id (hidden), breach_kind, breach_office, detected_on, detected_time
    (detected_at), breach_text.
    """

    template: ClassVar[str] = "report_breach.html"
    breach_id: UUID
    form: Form
    offices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachReportedPage:
    """The receipt of a report, and what to do now."""

    template: ClassVar[str] = "breach_reported.html"
    reported: BreachReported
    receipt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachPage:
    """One breach: its clock, its steps, and page by page the families still to be told or not.

    `by` holds the names of those who took the steps.
    """

    template: ClassVar[str] = "breach.html"
    line: BreachLine
    graded_by: str = ""
    notified_by: str = ""
    proposed_by: str = ""
    closed_by: str = ""
    is_own_proposal: bool = False
    may_open_children: bool = False
    untold: tuple[ChildId, ...] = ()
    left_untold: tuple[GuardianLeftUntold, ...] = ()
    skip: int = 0
    next_skip: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeBreachPage:
    """Fields: request_id (hidden), breach_grade."""

    template: ClassVar[str] = "grade_breach.html"
    line: BreachLine
    request_id: UUID
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifyAuthorityPage:
    """Fields: notified_on, notified_time (notified_at), authority_way, reference."""

    template: ClassVar[str] = "notify_authority.html"
    line: BreachLine
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedPage:
    """Fields: request_id (hidden), child_ids; to search: reader, grant_id, since_on, until_on.

    `found` None = nothing was asked yet; `seen` names the list that is confirmed;
    `may_search` tells that the person may ask who read what; `left_to_others` counts the children
    whose families others tell.
    """

    template: ClassVar[str] = "breach_children.html"
    line: BreachLine
    request_id: UUID
    form: Form
    readers: tuple[Choice, ...] = ()
    may_search: bool = False
    found: tuple[ChildId, ...] | None = None
    further: int = 0
    left_to_others: Mapping[ToldBy, int] = field(default_factory=dict)
    seen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyPage:
    """Fields: spoken_by, consent_means, told_on; of the other form: untold_reason, sure.

    `told_alike` are those of the `others`, who wait to be told, that were told in the same way.
    """

    template: ClassVar[str] = "breach_family.html"
    line: BreachLine
    child_id: ChildId
    form: Form
    left_untold: bool = False
    others: tuple[ChildId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosurePage:
    """Fields: request_id (hidden), lessons; to close it: proposal (hidden).

    `may_close` = somebody else proposed it.
    """

    template: ClassVar[str] = "breach_closure.html"
    line: BreachLine
    request_id: UUID
    form: Form
    proposed_by: str = ""
    may_close: bool = False
