"""What a page says after a request: saved, kept beside an earlier one, refused, or try again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from api.view_models.care_files.children import ChildHead
from api.view_models.moments import Due
from domain.errors import Parameter
from domain.visits.facts import Outcome


class Saved(StrEnum):
    """What was saved."""

    VISIT = "visit"
    TALK = "talk"
    CORRECTION = "correction"
    FILE = "file"
    PROPOSED_CORRECTION = "proposed_correction"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptPage:
    """That it is saved for good, with the number, and what comes next.

    `outcome` when it was a visit or talk; `next_due` the next home visit or talk; `may_pair` after
    opening.
    """

    template: ClassVar[str] = "receipt.html"
    child: ChildHead
    saved: Saved
    receipt: str
    recorded_at: datetime
    outcome: Outcome | None = None
    next_due: Due | None = None
    may_pair: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictPage:
    """That the same id came before with other content: both are kept."""

    template: ClassVar[str] = "conflict.html"
    child: ChildHead
    saved: Saved
    receipt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage:
    """A request that could not be answered.

    `status` has the title, `code` the sentence; without a code the status has one too. `was_form` =
    something was sent, so that its address cannot just be asked for again; `retry_seconds` says
    when to try again; `number` is what to tell the person on duty; `child_id` is the child whom the
    person may not see, if there is one.
    """

    template: ClassVar[str] = "error.html"
    status: int
    code: str | None = None
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    was_form: bool = False
    retry_seconds: int | None = None
    number: str | None = None
    child_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WelcomePage:
    """The first page of a person without a desk: what they can open, if anything yet."""

    template: ClassVar[str] = "welcome.html"
    name: str
