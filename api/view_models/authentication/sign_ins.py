"""Sign-ins on record as pages show them."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from api.view_models.authentication.devices import Device
from domain.reads.sign_ins import SessionEnd, SignInDoor
from domain.shared import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInLine:
    """One sign-in; without `how` it goes on while it `is_open`, and ran out otherwise.

    `is_known` of the browser, None where that was not asked; `by` who ended it, if somebody else.
    """

    opened_at: datetime
    door: SignInDoor
    device: Device
    is_known: bool | None = None
    is_open: bool = False
    how: SessionEnd | None = None
    ended_at: datetime | None = None
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInsPage:
    """The sign-ins of one person, the newest first."""

    template: ClassVar[str] = "sign_ins.html"
    person_id: PersonId
    name: str
    lines: tuple[SignInLine, ...]
    next_before: int | None = None
    is_first_page: bool = True
