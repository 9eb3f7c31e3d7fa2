"""Raising a worry about a pupil, what follows, and the telephone numbers that always help."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from api.view_models.care_files.children import ChildHead
from api.view_models.forms import Choice, ChoiceGroup, Form, typed
from application.crisis.worries.officials import Official
from domain.referrals.facts import MayTellGuardian, Situation
from domain.shared import CaseId, ChildId

NOT_LISTED = "other"
"""What the list of children sends for one who is not in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telephone:
    """A published number and whose it is."""

    number: str
    whose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorryPage:
    """The form of a worry.

    Fields: child_id (one of the list, or `other`), name, school_id, described_as; situation; signs
    and involved, involved_ids (several of both), heard, is_with_child (yes), may_tell_guardian.
    Hidden: case_id, and told_child_id for a child who is told by hand; both are minted once for a
    form. entered_at is when it was first to be sent, by the clock of the telephone.

    With `child_id` the child is given by the address; `child` None then = it cannot be read now.
    `screening_id` is that of the lead from which it was opened, and tells whoever sees no file who
    the child is. `has_more` tells that the list ends before the last child. `is_copy` = it is kept
    on a telephone for when there is no network: it lists no child, and its ids are drawn there.
    """

    template: ClassVar[str] = "worry.html"
    case_id: UUID
    told_child_id: UUID
    form: Form
    child_id: ChildId | None = None
    child: ChildHead | None = None
    screening_id: UUID | None = None
    children: tuple[Choice, ...] = ()
    has_more: bool = False
    schools: tuple[ChoiceGroup, ...] = ()
    telephones: tuple[Telephone, ...] = ()
    officials: tuple[Official, ...] = ()
    is_copy: bool = False

    @property
    def is_told_by_hand(self) -> bool:
        """Return whether there is no child to choose."""
        return self.child_id is None and not self.children


class Standing(StrEnum):
    """How a worry stands, as far as whoever raised it is told."""

    SENT = "sent"
    TOLD = "told"
    NOBODY = "nobody"
    TAKEN = "taken"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorrySentPage:
    """That a worry arrived, whether somebody has it, and what to do meanwhile.

    `came_again` = the same form came with other content, and both are kept; `may_redirect` = they
    may say that it is about another child; `was_redirected` = somebody else did; `is_missing` =
    nobody finds the child; `is_by_volunteer` = they are asked for the first thing to do alone.
    """

    template: ClassVar[str] = "worry_sent.html"
    case_id: CaseId
    situation: Situation
    receipt: str
    raised_at: datetime
    standing: Standing
    came_again: bool = False
    is_with_child: bool = False
    is_missing: bool = False
    may_redirect: bool = False
    was_redirected: bool = False
    is_by_volunteer: bool = False
    telephones: tuple[Telephone, ...] = ()


NO_ID = UUID(int=0)
"""Stands in a copy of a form where the telephone puts an id of its own (api/static/worry.js)."""


class Offline(StrEnum):
    """What the copy of the numbers that a telephone keeps says of the page that did not come."""

    UNTOLD = "untold"
    PAGE = "page"
    WORRY = "worry"


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpNumbersPage:
    """The numbers to call; `offline` is said of the copy that a telephone keeps alone."""

    template: ClassVar[str] = "help_numbers.html"
    telephones: tuple[Telephone, ...] = ()
    offline: Offline | None = None


def new_worry_form(school_id: UUID | None = None) -> Form:
    """Return an empty form that proposes the school of whoever fills it in."""
    return Form(
        typed(
            may_tell_guardian=MayTellGuardian.UNKNOWN,
            school_id=str(school_id) if school_id else None,
        )
    )
