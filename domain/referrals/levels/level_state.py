"""What is asked about how severe a crisis is, and what the rules keep in mind of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import reduce
from types import MappingProxyType
from typing import assert_never

from domain.referrals.levels.level_facts import (
    AssessmentMethod,
    CrisisAssessed,
    CrisisLevel,
    LevelDropConfirmed,
    LevelDropDeclined,
    LevelDropProposed,
    LevelError,
    LevelEvent,
)
from domain.shared import AssessmentId, CaseId, DropId, PersonId

_SEVERITY: Mapping[CrisisLevel | None, int] = MappingProxyType(
    {None: 0, CrisisLevel.YELLOW: 1, CrisisLevel.ORANGE: 2, CrisisLevel.RED: 3}
)


def is_more_severe(level: CrisisLevel | None, than: CrisisLevel | None) -> bool:
    """Return whether one level is more severe than another; None is no crisis."""
    return _SEVERITY[level] > _SEVERITY[than]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessCrisis:
    """Say how severe the crisis is (评估危机等级); `level` None = none was found."""

    case_id: CaseId
    assessment_id: AssessmentId
    level: CrisisLevel | None
    methods: tuple[AssessmentMethod, ...]
    child_seen: bool
    assessed_at: datetime
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeLevelDrop:
    """Say that what the last assessment found is enough (提出降级)."""

    case_id: CaseId
    drop_id: DropId
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeLevelError:
    """Say that the level was set by error (撤回评错的等级): it falls without days of rest."""

    case_id: CaseId
    drop_id: DropId
    error: LevelError
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmLevelDrop:
    """Agree that a less severe level holds (同意降级); `member_ids` where a panel does."""

    case_id: CaseId
    drop_id: DropId
    member_ids: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineLevelDrop:
    """Leave the level as it is, or take one's own proposal back (不同意降级)."""

    case_id: CaseId
    drop_id: DropId
    why: str


Settled = LevelDropConfirmed | LevelDropDeclined


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """The level that holds, None = none; `assessed` is the last assessment to be recorded.

    `waiting` is the drop that waits for another person. Where the child was worse again neither is
    of the time before that, which was found at `reopened_at`. `findings` are the assessments since
    the level rose to what it is, from what was `below`, the first the one by which it rose; none
    where it holds by anything else. Those `in_error` count no more.
    """

    level: CrisisLevel | None = None
    assessed: CrisisAssessed | None = None
    reopened_at: datetime | None = None
    assessments: Mapping[AssessmentId, CrisisAssessed] = field(default_factory=dict)
    waiting: LevelDropProposed | None = None
    drops: Mapping[DropId, LevelDropProposed] = field(default_factory=dict)
    settled: Mapping[DropId, Settled] = field(default_factory=dict)
    findings: tuple[CrisisAssessed, ...] = ()
    below: "Levels | None" = None
    in_error: frozenset[AssessmentId] = frozenset()

    @property
    def standing(self) -> tuple[CrisisAssessed, ...]:
        """Every assessment that was not recorded in error."""
        every = self.assessments.values()
        return tuple(each for each in every if each.assessment_id not in self.in_error)

    @property
    def holding(self) -> tuple[CrisisAssessed, ...]:
        """The assessments by which the level rose to what it is, and that found it again."""
        return tuple(each for each in self.findings if each.level is self.level)

    @property
    def found_at(self) -> datetime | None:
        """When the level that holds, or a more severe one, was found last: its rest began then.

        A child who was worse again was not at rest, whatever its level.
        """
        if self.level is None:
            return None
        found = (each for each in self.standing if each.level is not None)
        at = [e.assessed_at for e in found if not is_more_severe(self.level, e.level)]
        return max((*at, *([self.reopened_at] if self.reopened_at else [])), default=None)

    @property
    def is_to_be_assessed_anew(self) -> bool:
        """Return whether the child was worse again and nobody assessed it since."""
        return self.reopened_at is not None and self.assessed is None


NO_LEVELS = Levels()


def back_at_assessment(levels: Levels, at: datetime) -> Levels:
    """Return what is known of the level of a child who is worse again: no more but that it holds.

    What was found before, and less severe, is no reason any more to lower it.
    """
    last_at = max(at, levels.reopened_at or at)
    anew = replace(levels, assessed=None, waiting=None, reopened_at=last_at)
    return replace(anew, findings=(), below=None)


def at_no_level(levels: Levels) -> Levels:
    """Return what is known of the level of a child in whom no disorder was found: none holds."""
    return replace(levels, level=None, waiting=None, findings=(), below=None)


def without_holding(levels: Levels) -> Levels:
    """Return what would be known had nobody found the level that holds since it rose to it."""
    wrong = {each.assessment_id for each in levels.holding}
    others = (each for each in levels.findings if each.assessment_id not in wrong)
    before = replace(
        levels.below or NO_LEVELS,
        assessments=levels.assessments,
        waiting=None,
        drops=levels.drops,
        settled=levels.settled,
        in_error=levels.in_error | wrong,
    )
    return reduce(_assessed, others, before)


def evolve_levels(levels: Levels, event: LevelEvent) -> Levels:
    """Return what is known of the level after one more fact."""
    match event:
        case CrisisAssessed():
            return _assessed(levels, event)
        case LevelDropProposed():
            return replace(levels, waiting=event, drops={**levels.drops, event.drop_id: event})
        case LevelDropConfirmed():
            return _fallen(levels, event)
        case LevelDropDeclined():
            return _without_waiting(levels, event)
        case _:
            assert_never(event)


def _fallen(levels: Levels, event: LevelDropConfirmed) -> Levels:
    drop = levels.drops.get(event.drop_id)
    if drop is not None and drop.error is not None:
        return replace(_without_waiting(without_holding(levels), event), level=event.level)
    agreed = _without_waiting(levels, event)
    return replace(agreed, level=event.level, findings=(), below=None)


def _assessed(levels: Levels, event: CrisisAssessed) -> Levels:
    before, known = levels, {**levels.assessments, event.assessment_id: event}
    levels = replace(levels, assessed=event, assessments=known)
    waiting = levels.waiting
    if waiting is not None and is_more_severe(event.level, waiting.to_level):
        # What was proposed no longer fits what was found since: it must be proposed anew.
        levels = replace(levels, waiting=None)
    if is_more_severe(event.level, levels.level):
        return replace(levels, level=event.level, findings=(event,), below=before)
    return replace(levels, findings=(*levels.findings, event)) if levels.findings else levels


def _without_waiting(levels: Levels, event: Settled) -> Levels:
    return replace(levels, waiting=None, settled={**levels.settled, event.drop_id: event})
