"""How severe a crisis is, on the page of its case and on the forms that assess and lower it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from api.view_models.crisis.cases import CaseHead
from api.view_models.crisis.crisis import CrisisLines
from api.view_models.forms import Choice, Form
from domain.referrals.levels.level_facts import CrisisLevel

NONE_FOUND = "none_found"
"""What is chosen where the assessor found no crisis."""


class DropDecision(StrEnum):
    """What another person says to a drop, or its proposer who takes it back."""

    CONFIRM = "confirm"
    DECLINE = "decline"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessCrisisPage:
    """Fields: crisis_level (one of them or none_found), methods, saw_child (yes, no), assessed_on,
    assessed_time, why; hidden assessment_id."""

    template: ClassVar[str] = "assess_crisis.html"
    case: CaseHead
    now: datetime
    assessment_id: UUID
    form: Form


class DropGround(StrEnum):
    """Why a level falls: the child is better, or it was set by error, and by which."""

    RESTED = "rested"
    WRONG_LEVEL = "wrong_level"
    OTHER_CHILD = "other_child"
    UNFOUNDED = "unfounded"


@dataclass(frozen=True, slots=True, kw_only=True)
class DropLevelPage:
    """Fields: drop_ground (of `grounds`), why; hidden drop_id.

    `days` of rest are asked for, over since `from_on`. An error leads to `without_error`, by a
    panel where it `takes_panel`.
    """

    template: ClassVar[str] = "drop_level.html"
    case: CaseHead
    now: datetime
    drop_id: UUID
    crisis: CrisisLines
    days: int
    from_on: date
    grounds: frozenset[DropGround]
    without_error: CrisisLevel | None
    takes_panel: bool
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleDropPage:
    """Fields: decision, why where it is declined, member_ids (of `people`) where a panel agrees."""

    template: ClassVar[str] = "settle_drop.html"
    case: CaseHead
    now: datetime
    drop_id: UUID
    crisis: CrisisLines
    people: tuple[Choice, ...]
    form: Form
