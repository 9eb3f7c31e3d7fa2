"""The pages on which a second person confirms who signed in for the first time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from api.view_models.forms import FieldError, Form
from api.view_models.staffing.proposals import ProposalLine
from api.view_models.staffing.staff import DutyLine
from domain.shared import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSignInLine:
    """Somebody who set up an account; `phone` is the registered one, None where there is none.

    `key` names the person and which sign-in is meant.
    """

    person_id: PersonId
    key: str
    name: str
    set_up_at: datetime
    phone: str | None = field(default=None, repr=False)
    duties: tuple[DutyLine, ...] = ()
    proposed: tuple[ProposalLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSignInsPage:
    """Fields: first, the keys of those chosen. `next_cursor` continues the list (?cursor=).

    `none_chosen` says that somebody went on without choosing anybody.
    """

    template: ClassVar[str] = "first_sign_ins.html"
    lines: tuple[FirstSignInLine, ...]
    total: int
    next_cursor: str | None = None
    is_first_page: bool = True
    none_chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmFirstSignInsPage:
    """Fields: first, the keys of those to confirm; identified_by.

    `refused` tells for each key why it was not, `confirmed` counts those that were a moment ago;
    `may_call` when all of them have a registered telephone.
    """

    template: ClassVar[str] = "confirm_first_sign_ins.html"
    lines: tuple[FirstSignInLine, ...]
    form: Form = field(default_factory=Form)
    refused: Mapping[str, FieldError] = field(default_factory=dict)
    confirmed: int = 0
    may_call: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DenyFirstSignInPage:
    """Fields: first, the key of the sign-in that was not the person's."""

    template: ClassVar[str] = "deny_first_sign_in.html"
    line: FirstSignInLine
    form: Form = field(default_factory=Form)
