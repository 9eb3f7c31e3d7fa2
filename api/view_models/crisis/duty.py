"""The duty desk: every case open to a person, the most urgent first, and posts nobody fills."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import ClassVar
from uuid import UUID

from api.view_models.crisis.clocks import ClockLine, PressingLines
from application.crisis.desk.agreeing import AgreementKind
from application.crisis.desk.marks import CrisisMarks
from application.crisis.desk.stages import CaseStage, DeskPart
from domain.referrals.facts import Situation
from domain.referrals.levels.level_facts import CrisisLevel
from domain.shared import CaseId
from domain.staff.facts import Role

LOUD = frozenset({Situation.LIFE_IN_DANGER, Situation.SUSPECTED_HARM})
"""What may be shown in red, always with its word."""


def case_number(case_id: CaseId) -> str:
    """Return how a case is spoken of: it tells nothing about the child, and is no key."""
    digest = sha256(case_id.bytes).digest()
    return f"{digest[0]:02X}-{int.from_bytes(digest[1:5], 'big') % 100_000:05}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Elapsed:
    """How long ago something was, told in whole minutes, hours or days."""

    at: datetime
    now: datetime

    @property
    def minutes(self) -> int:
        """Return the whole minutes that have passed, never fewer than none."""
        return max(0, int((self.now - self.at).total_seconds()) // 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine(CrisisMarks):
    """One case, without a name. `situation` None = not for this person, or it cannot be read.

    `owner` None = nobody answers for it. `has_gap` = a post was empty and the next in line was
    told; `reached_nobody` = nobody could be told at all. `staff_with` names the staff who are with
    the child, empty where a name is not known. `clock` is the step due first, `paused`
    are those whose clocks stand still. Hidden: taking_id and seen, as on the case's page.
    """

    case_id: CaseId
    taking_id: UUID
    stage: CaseStage
    part: DeskPart
    raised: Elapsed
    situation: Situation | None = None
    is_with_child: bool = False
    staff_with: tuple[str, ...] = ()
    owner: str | None = None
    is_mine: bool = False
    place: str | None = None
    hospital: str | None = None
    has_gap: bool = False
    reached_nobody: bool = False
    clock: ClockLine | None = None
    paused: tuple[ClockLine, ...] = ()
    unreadable: bool = False
    may_take: bool = False
    may_pass_on: bool = False
    may_acknowledge: bool = False
    seen: int = 0

    @property
    def number(self) -> str:
        """Return the number by which the case is spoken of."""
        return case_number(self.case_id)

    @property
    def is_loud(self) -> bool:
        """Return whether the row may be red."""
        is_red = self.situation in LOUD or self.level is CrisisLevel.RED
        return is_red and self.part in {DeskPart.UNTAKEN, DeskPart.RED, DeskPart.WORKING}


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptyPostLine:
    """A post in which nobody is today."""

    role: Role
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementLine:
    """One proposal that waits for the person: of which case, of what kind, and where it is."""

    kind: AgreementKind
    case_id: CaseId
    address: str
    since: Elapsed

    @property
    def number(self) -> str:
        """Return the number by which the case is spoken of."""
        return case_number(self.case_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementLines:
    """All that waits for the person to agree to; `rule_sets` are addresses of versions."""

    of_cases: tuple[AgreementLine, ...] = ()
    reports: int = 0
    rule_sets: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """Return how much that is."""
        return len(self.of_cases) + self.reports + len(self.rule_sets)


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthDeskPage:
    """One page of the desk; `parts`, `empty_posts_total` and `unreadable` tell of all pages.

    `unreadable` counts cases whose record cannot be read, `older_received` those that a hospital
    received and that did not change for `received_shown_days`: no page lists them.
    """

    template: ClassVar[str] = "health_desk.html"
    lines: tuple[CaseLine, ...]
    now: datetime
    total: int = 0
    parts: Mapping[DeskPart, int] = field(default_factory=dict)
    empty_posts: tuple[EmptyPostLine, ...] = ()
    empty_posts_total: int = 0
    older_received: int = 0
    received_shown_days: int = 0
    unreadable: int = 0
    next_cursor: str | None = None
    is_first_page: bool = True
    for_hospital: bool = False
    pressing: PressingLines = field(default_factory=PressingLines)
    agreements: AgreementLines = field(default_factory=AgreementLines)

    @property
    def sections(self) -> tuple[tuple[DeskPart, tuple[CaseLine, ...]], ...]:
        """Return the parts that have rows on this page, in their order."""
        readable = [line for line in self.lines if not line.unreadable]
        found = ((each, tuple(li for li in readable if li.part is each)) for each in DeskPart)
        return tuple((each, lines) for each, lines in found if lines)

    @property
    def unreadable_lines(self) -> tuple[CaseLine, ...]:
        """Return the cases of this page that cannot be read."""
        return tuple(line for line in self.lines if line.unreadable)

    @property
    def counted(self) -> tuple[tuple[DeskPart, int], ...]:
        """Return the parts that the person can have cases in, with how many there are."""
        shown = (DeskPart.AT_HOSPITAL, DeskPart.RECEIVED) if self.for_hospital else DeskPart
        return tuple((each, self.parts.get(each, 0)) for each in shown)
