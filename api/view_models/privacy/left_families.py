"""The pages of families that a breach leaves to somebody: which they are, told or left untold."""

from dataclasses import dataclass
from typing import ClassVar

from api.view_models.forms import Form
from application.privacy.left_families import LeftFamily
from domain.breaches.facts import GuardianNotified
from domain.children.facts import CarerRecorded


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftFamilyLine:
    """One family in a list: of which breach of which office, found how many days ago."""

    left: LeftFamily
    office: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftFamiliesPage:
    """The families left to somebody; `next_skip` None on the last page.

    `unreadable` names the offices whose records are damaged.
    """

    template: ClassVar[str] = "left_families.html"
    lines: tuple[LeftFamilyLine, ...]
    unreadable: tuple[str, ...] = ()
    skip: int = 0
    next_skip: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftFamilyPage:
    """Fields: spoken_by, consent_means, told_on, not_suspected; of the other form: untold_reason,
    sure.

    `carers` None = not theirs to see; `told` what was written down, None while nobody was told.
    """

    template: ClassVar[str] = "left_family.html"
    line: LeftFamilyLine
    form: Form
    carers: tuple[CarerRecorded, ...] | None = None
    told: GuardianNotified | None = None
    left_untold: bool = False
    may_mean_family: bool = False
    may_leave_untold: bool = False
    may_open_child: bool = False
    may_ask_access: bool = False
