"""The pages about duties that one person proposes and another approves, and that end soon."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from api.view_models.forms import FieldError, Form
from domain.shared import DutyId, PersonId
from domain.staff.facts import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalLine:
    """A proposed duty; `is_mine`: whoever looks proposed it, `is_me`: it would be theirs.

    `needs_other`: whoever looks cannot give it, because nobody responsible has signed; `refused`
    tells why else they would not be let give it, `may_decline` whether they may decline it.
    """

    duty_id: DutyId
    person_id: PersonId
    name: str
    role: Role
    organisation: str
    from_on: date
    to_on: date
    proposed_by: str
    proposed_as: Role
    proposed_on: date
    employer: str | None = None
    is_mine: bool = False
    is_me: bool = False
    needs_other: bool = False
    refused: FieldError | None = None
    may_decline: bool = True

    @property
    def is_offered(self) -> bool:
        """Whether it is for whoever looks to approve, where they may approve at all."""
        return not (self.is_mine or self.is_me or self.needs_other or self.refused)

    @property
    def key(self) -> str:
        """The value by which a form names it."""
        return f"{self.person_id}.{self.duty_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalsPage:
    """Fields: duty, the keys of those chosen. `next_cursor` continues the list (?cursor=).

    With `are_chosen` all that the person may approve is chosen on this page, and on no other;
    `approved` counts those that were given a moment ago; `none_chosen` says that none was chosen.
    """

    template: ClassVar[str] = "proposals.html"
    lines: tuple[ProposalLine, ...]
    total: int
    valid_days: int
    next_cursor: str | None = None
    cursor: str | None = None
    may_approve: bool = False
    are_chosen: bool = False
    approved: int = 0
    none_chosen: bool = False

    @property
    def offered(self) -> int:
        """How many of this page the person may approve."""
        return sum(line.is_offered for line in self.lines) if self.may_approve else 0

    @property
    def query_to_choose(self) -> dict[str, str]:
        """The query by which all of this page is chosen, or nothing any more."""
        here = {"cursor": self.cursor} if self.cursor else {}
        return here if self.are_chosen else {**here, "chosen": "true"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveDutiesPage:
    """Fields: duty, the keys of those to approve; `refused` tells for each key why it was not.

    `without_line` why not of those that wait no more; `approved` counts those that were given a
    moment ago.
    """

    template: ClassVar[str] = "approve_duties.html"
    lines: tuple[ProposalLine, ...]
    refused: Mapping[str, FieldError]
    without_line: tuple[FieldError, ...] = ()
    approved: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineDutyPage:
    """Fields: reason; whoever proposed it takes it back without one."""

    template: ClassVar[str] = "decline_duty.html"
    line: ProposalLine
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingLine:
    """A duty that ends soon and goes no further."""

    duty_id: DutyId
    person_id: PersonId
    name: str
    role: Role
    organisation: str
    to_on: date
    days_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingDutiesPage:
    """The duties that end soon; `next_cursor` continues the list (?cursor=)."""

    template: ClassVar[str] = "ending_duties.html"
    lines: tuple[EndingLine, ...]
    total: int
    within_days: int
    next_cursor: str | None = None
    is_first_page: bool = True
