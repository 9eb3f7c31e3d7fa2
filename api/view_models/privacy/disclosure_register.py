"""The page of what was handed to others of all children, recipient by recipient."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from api.view_models.forms import Choice, Form
from api.view_models.numbers import child_number
from api.view_models.privacy.disclosures import DisclosureLine
from application.privacy.disclosure_register import Recipient
from domain.shared import ChildId


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildLine:
    """One line of the register; the child is a number where `name` is empty."""

    line: DisclosureLine
    child_id: UUID
    name: str = ""

    @property
    def child_number(self) -> str:
        """Return the short number, by which the child is found again."""
        return child_number(ChildId(self.child_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureRegisterPage:
    """Recipients, or the lines of the `chosen` one. Fields: recipient, since_on, until_on.

    `kept` is the query that asks for the same again; `unreadable` counts children whose records
    are damaged; `is_cut` where the days hold more than is counted.
    """

    template: ClassVar[str] = "disclosure_register.html"
    form: Form
    kept: dict[str, str]
    recipients: tuple[Recipient, ...] = ()
    choices: tuple[Choice, ...] = ()
    chosen: Recipient | None = None
    lines: tuple[ChildLine, ...] = ()
    may_export: bool = False
    is_cut: bool = False
    unreadable: int = 0
    next_skip: int | None = None
    skip: int = 0

    def query(self, **more: str) -> dict[str, str]:
        """Return the query that asks for the same days, with more."""
        return {**self.kept, **more}
