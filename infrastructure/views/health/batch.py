"""The cases of the view `health` while a batch of facts is folded, and what comes to its tables."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from application.crisis.desk.stages import CaseStage
from domain.alerts.bringing import Brought
from domain.referrals.levels.level_facts import CrisisLevel
from infrastructure.views.health.marks import LevelFact, MarkFact, RefusalEnd, level_after
from infrastructure.views.health.tables import Content

_NOTHING_READABLE = Content(situation=None, is_with_child=False)


@dataclass(slots=True)
class Case:
    """One case while it is folded; `sealed` is what stands in its row already.

    `marks` are the facts that are marked and do not stand in there yet.
    """

    child: UUID
    position: int
    raised_at: datetime
    sealed: bytes | None = None
    content: Content = _NOTHING_READABLE
    marks: tuple[MarkFact | RefusalEnd, ...] = ()
    is_withdrawn: bool = False
    is_restored: bool = False
    is_closed: bool = False
    is_joined: bool = False
    waits_anew: bool = False
    looks_again: bool = False
    referral: CaseStage | None = None
    place: UUID | None = None
    owner: UUID | None = None
    hospital: UUID | None = None
    is_urgent: bool | None = None
    issued_at: datetime | None = None
    issued_position: int | None = None
    received_at: datetime | None = None
    has_gap: bool = False
    reached_nobody: bool = False
    alerted: bool = False
    changed_at: int = 0
    standing_changed_at: int = 0
    last_changed_on: date = date.min
    appealed_on: date | None = None
    level: CrisisLevel | None = None

    def mark(self, fact: MarkFact | RefusalEnd) -> None:
        """Take in a fact that the desk marks."""
        self.marks = (*self.marks, fact)
        if isinstance(fact, LevelFact):
            self.level = level_after(self.level, fact)

    @property
    def standing(self) -> tuple[bool, ...]:
        """What whoever raised it is told: whether somebody heard of it, has it, and it is over."""
        return self.alerted, self.reached_nobody, self.owner is None, self.waits_anew, self.is_over

    @property
    def is_over(self) -> bool:
        """Whether nobody has to do anything about it any more."""
        return self.is_withdrawn or self.is_restored or self.is_closed or self.is_joined

    @property
    def stage(self) -> CaseStage:
        """Where nobody answers for it, or a report waits, it is untaken again; else as it was."""
        if self.is_over:
            return self._end
        if self.owner is None or self.waits_anew:
            return CaseStage.UNTAKEN
        return self.referral or CaseStage.TAKEN

    @property
    def _end(self) -> CaseStage:
        if self.looks_again:
            return CaseStage.LOOK_AGAIN
        if self.is_withdrawn:
            return CaseStage.WITHDRAWN
        if self.is_restored:
            return CaseStage.RESTORED
        if self.is_closed:
            is_waited_for = self.referral is CaseStage.ISSUED
            return CaseStage.TAKEN_BACK if is_waited_for else CaseStage.CLOSED
        return CaseStage.JOINED


@dataclass(slots=True)
class Batch:
    """What a batch of facts says: its cases whole, of the other tables what comes to them.

    `gone` are cases that were about another child, `strangers` who raised none after all; `brought`
    holds to whom a case was brought and until when it is open to them, as it stands now.
    """

    cases: dict[UUID, Case]
    people: set[tuple[UUID, UUID, str]] = field(default_factory=set)
    kept_posts: set[tuple[UUID, str]] = field(default_factory=set)
    places: set[tuple[UUID, UUID]] = field(default_factory=set)
    gone: set[UUID] = field(default_factory=set)
    strangers: set[tuple[UUID, UUID, str]] = field(default_factory=set)
    brought: dict[tuple[UUID, UUID], Brought] = field(default_factory=dict)
