"""Pages about whoever has no account and is let in by a link and a code: told, and coming in."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from api.view_models.crisis.worries import Telephone
from api.view_models.forms import Form
from application.outsiders.links import Door
from domain.codelists import Body
from domain.referrals.hospital.liaison_facts import LinkWay
from domain.shared import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsiderLine:
    """Somebody whose link opens something; `has_entered` = with the code, in one browser.

    `end` is where the link is taken back; `body` of whom it is, of a report. `is_sent` = link and
    code went to them by mail and text message, of which `undelivered` did not go out.
    """

    person_id: PersonId
    name: str
    function: str
    phone: str
    ends_at: datetime
    has_entered: bool
    end: str
    body: Body | None = None
    is_sent: bool = False
    undelivered: LinkWay | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkGivenPage:
    """The link and the code, this once; without a code they were shown before.

    `back` is the page of the matter to which they lead.
    """

    template: ClassVar[str] = "link_given.html"
    door: Door
    back: str
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
class LinkEntryPage:
    """Fields: code. It does not tell to what the link leads; `telephones` where it is over."""

    template: ClassVar[str] = "link_entry.html"
    entry: Entry
    form: Form = field(default_factory=Form)
    telephones: tuple[Telephone, ...] = ()
