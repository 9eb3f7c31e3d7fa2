"""The pages about a hospital's liaison without an account: named, told, let in."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from api.view_models.cases import CaseHead
from api.view_models.forms import Form
from domain.shared import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonLine:
    """Somebody whose link opens the referral; `has_entered` = with the code, in one browser."""

    liaison_id: PersonId
    name: str
    function: str
    phone: str
    ends_at: datetime
    has_entered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLiaisonPage:
    """Fields: liaison_name, liaison_function, liaison_phone; naming_id (hidden).

    `may_name` is no where nobody can be named any more: then there is no form.
    """

    template: ClassVar[str] = "name_liaison.html"
    case: CaseHead
    now: datetime
    naming_id: UUID
    hospital: str
    days: int
    open: tuple[LiaisonLine, ...] = ()
    may_name: bool = True
    form: Form = field(default_factory=Form)


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonGivenPage:
    """The link and the code, this once; without a code they were shown before."""

    template: ClassVar[str] = "liaison_given.html"
    case: CaseHead
    now: datetime
    name: str
    link: str = field(repr=False)
    code: str | None = field(repr=False)
    days: int


class Entry(StrEnum):
    """What whoever follows a link is told; a link that opens nothing does not say why."""

    ASKED = "asked"
    WRONG = "wrong"
    OVER = "over"
    DONE = "done"
    SIGNED_IN = "signed_in"


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonEntryPage:
    """Fields: code."""

    template: ClassVar[str] = "liaison_entry.html"
    entry: Entry
    form: Form = field(default_factory=Form)
