"""The pages that pair mentors with a child."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from api.view_models.care_files.children import ChildHead
from api.view_models.forms import ChoiceGroup, Form
from domain.pairing.facts import MentorKind
from domain.shared import ChildId, PairingId


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadWarning:
    """That a mentor already has many children; a warning, not a refusal.

    `advised` is lower when one of them is at a high level, which the page does not say.
    """

    mentor: str
    children: int
    advised: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PairingLine:
    """A current or ended pairing; `days_left` is told near its end, below 0 when it is over."""

    pairing_id: PairingId
    mentor: str
    kind: MentorKind
    is_lead: bool
    from_on: date
    ended_on: date | None = None
    until_on: date | None = None
    days_left: int | None = None
    arranged_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairingPage:
    """Fields: mentor_id, mentor_kind, is_lead (yes), from_on, until_on, vetted_on.

    Hidden is pairing_id. With `warning` the form comes back filled in and carries load_seen=yes, so
    that sending it again pairs.
    """

    template: ClassVar[str] = "pairing.html"
    child: ChildHead
    pairing_id: UUID
    form: Form
    mentors: tuple[ChoiceGroup, ...]
    pairings: tuple[PairingLine, ...] = ()
    warning: LoadWarning | None = None
    may_pair: bool = True

    @property
    def current(self) -> tuple[PairingLine, ...]:
        """Return the pairings that have not ended, the lead first."""
        going_on = [line for line in self.pairings if line.ended_on is None]
        return tuple(sorted(going_on, key=lambda line: not line.is_lead))

    @property
    def ended(self) -> tuple[PairingLine, ...]:
        """Return the pairings that have ended."""
        return tuple(line for line in self.pairings if line.ended_on is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndPairingPage:
    """Fields: ended_on, reason, next_lead (a pairing id, when the lead ends)."""

    template: ClassVar[str] = "end_pairing.html"
    child: ChildHead
    pairing: PairingLine
    form: Form
    others: tuple[PairingLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendPairingPage:
    """Fields: until_on."""

    template: ClassVar[str] = "extend_pairing.html"
    child: ChildHead
    pairing: PairingLine
    form: Form
    days_at_most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingPairingLine:
    """A pairing that ends soon; the child is named on the page it leads to."""

    child_id: ChildId
    mentor: str
    is_lead: bool
    ends_on: date
    days_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingPairingsPage:
    """The pairings that end soon; `next_cursor` continues the list (?cursor=)."""

    template: ClassVar[str] = "ending_pairings.html"
    lines: tuple[EndingPairingLine, ...]
    total: int
    within_days: int
    next_cursor: str | None = None
    is_first_page: bool = True
