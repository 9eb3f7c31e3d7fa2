"""The lists of proposed numbers that wait for a second person, never with the number itself."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from application.proposed_numbers import NumberKind, NumberStage


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberLine:
    """One proposal: whose number, by whom, since when and until when; empty names are unreadable.

    `until` None = it waits until somebody decides.
    """

    subject_id: UUID
    name: str
    proposed_by: str
    proposed_on: date
    until: date | None
    stage: NumberStage


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersPage:
    """`lines` wait for whoever looks, the oldest first; `own` are what became of their own.

    `valid_days` None = what waits does so until somebody decides.
    """

    template: ClassVar[str] = "numbers_waiting.html"
    kind: NumberKind
    lines: tuple[NumberLine, ...] = ()
    own: tuple[NumberLine, ...] = ()
    total: int = 0
    valid_days: int | None = None
    cursor: str | None = None
    next_cursor: str | None = None
