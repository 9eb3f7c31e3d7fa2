"""The page of security events."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from api.view_models.forms import Form
from domain.shared import PersonId
from domain.staff.facts import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityLine:
    """One event: `sentence` names its sentence, into which the rest is put where it has a place.

    `by` is who did it, None for nobody known; `accounts` are ids with names, empty ones unknown.
    """

    noted_at: datetime
    sentence: str
    who: str = ""
    by: str | None = None
    role: Role | None = None
    place: str | None = None
    why: StrEnum | None = None
    count: int | None = None
    until_at: datetime | None = None
    since_at: datetime | None = None
    addresses: int | None = None
    accounts: tuple[tuple[PersonId, str], ...] = ()
    more_accounts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityEventsPage:
    """Security events; fields: topic, from_on, to_on."""

    template: ClassVar[str] = "security_events.html"
    lines: tuple[SecurityLine, ...]
    form: Form
    today: date
    next_query: dict[str, str] | None = None
    is_first_page: bool = True
    is_narrowed: bool = False
