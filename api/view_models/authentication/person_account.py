"""The pages on which administrators invite a person and close, open or unlock an account."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from api.view_models.forms import Form
from domain.shared import PersonId


class AccountStanding(StrEnum):
    """How an account stands, in one word."""

    NONE = "none"
    INVITED = "invited"
    INVITATION_OVER = "invitation_over"
    UNCONFIRMED = "unconfirmed"
    IN_USE = "in_use"
    LOCKED = "locked"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAccountPage:
    """How a person's account stands; `until` is when the invitation or the lock ends.

    `may_close` also for whoever may only take away: close it, end sessions and links.

    `has_provider` when a provider outside can let people in, too; `pin_devices` can by a PIN.
    """

    template: ClassVar[str] = "person_account.html"
    person_id: PersonId
    name: str
    standing: AccountStanding
    login: str | None = None
    until: datetime | None = None
    has_factor: bool = False
    signed_in_at: datetime | None = None
    sessions: int = 0
    may_invite: bool = False
    may_manage: bool = False
    may_close: bool = False
    has_provider: bool = False
    pin_devices: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitePage:
    """Fields: login; hidden as_of, which tells a form that is sent once more.

    `voids` when the person signs in already, with what will hold no longer.

    `without_duty` is the code of why nothing could be done with the account today.
    """

    template: ClassVar[str] = "invite_person.html"
    person_id: PersonId
    name: str
    form: Form = field(default_factory=Form)
    as_of: str = ""
    voids: bool = False
    without_duty: str | None = None
    begins_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationPage:
    """The slip to hand over, shown this once."""

    template: ClassVar[str] = "invitation.html"
    person_id: PersonId
    name: str
    login: str
    code: str = field(repr=False)
    expires_at: datetime
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisableAccountPage:
    """Fields: reason."""

    template: ClassVar[str] = "disable_account.html"
    person_id: PersonId
    name: str
    form: Form = field(default_factory=Form)
