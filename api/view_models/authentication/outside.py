"""The pages of the doors beside the password."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from api.view_models.forms import Choice, Form
from domain.accounts.outside_facts import RecoveryFinding, TokenScope
from domain.shared import ApiTokenId, LinkId, PersonId, RecoveryId


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderRefusedPage:
    """Signing in by the provider did not work: what to do instead."""

    template: ClassVar[str] = "provider_refused.html"
    code: str
    retry: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderInvitedPage:
    """Fields: login, code; asked of whom the provider named and nobody is linked to."""

    template: ClassVar[str] = "provider_invited.html"
    form: Form = field(default_factory=Form)
    wait_minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceSignInPage:
    """Fields: pin; the script fills in device_id, challenge and signature."""

    template: ClassVar[str] = "device_sign_in.html"
    form: Form = field(default_factory=Form)
    back: str = "/"
    left: int | None = None
    refused: str | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolledLine:
    """A device that signs for whoever looks."""

    device_id: UUID
    device: str
    enrolled_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolDevicePage:
    """Fields: pin, again; the script fills in public_key."""

    template: ClassVar[str] = "enrol_device.html"
    device_id: UUID
    form: Form = field(default_factory=Form)
    devices: tuple[EnrolledLine, ...] = ()
    done: bool = False
    pin_at_least: int
    wrong_pins_at_most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NightSignInPage:
    """Fields: login, code."""

    template: ClassVar[str] = "night_sign_in.html"
    ends_hour: int
    form: Form = field(default_factory=Form)
    refused: bool = False
    wait_minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindLockedOutPage:
    """Fields: login. `may_review` leads to what was given before."""

    template: ClassVar[str] = "night_find.html"
    form: Form = field(default_factory=Form)
    may_review: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveNightCodePage:
    """Fields: identified_by. The telephone is the one that was registered, or none."""

    template: ClassVar[str] = "night_give.html"
    login: str
    person_id: PersonId
    recovery_id: UUID
    name: str
    phone: str | None = field(repr=False)
    form: Form = field(default_factory=Form)


@dataclass(frozen=True, slots=True, kw_only=True)
class NightCodePage:
    """The code, shown this once."""

    template: ClassVar[str] = "night_code.html"
    name: str
    login: str
    code: str | None = field(repr=False)
    expires_at: datetime
    ends_hour: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryLine:
    """A code given at night, and what became of it."""

    recovery_id: RecoveryId
    person: str
    given_by: str
    given_at: datetime
    used_at: datetime | None
    finding: RecoveryFinding | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NightRecoveriesPage:
    """What was given at night, what nobody has looked into first."""

    template: ClassVar[str] = "night_recoveries.html"
    lines: tuple[RecoveryLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenLine:
    """A token as it is listed: how it begins, never what follows."""

    token_id: ApiTokenId
    person_id: PersonId
    machine: str
    prefix: str
    scopes: tuple[TokenScope, ...]
    expires_on: date
    last_used_on: date | None
    opens: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiTokensPage:
    """Fields: person_id, scopes, expires_on."""

    template: ClassVar[str] = "api_tokens.html"
    token_id: UUID
    lines: tuple[TokenLine, ...] = ()
    machines: tuple[Choice, ...] = ()
    form: Form = field(default_factory=Form)
    last_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiTokenPage:
    """The token, shown this once."""

    template: ClassVar[str] = "api_token.html"
    machine: str
    token: str | None = field(repr=False)
    expires_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeTokenPage:
    """Fields: reason."""

    template: ClassVar[str] = "revoke_token.html"
    line: TokenLine
    form: Form = field(default_factory=Form)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderLinkPage:
    """Fields: subject. `linked` is the link in force; whoever may only unlink may not link."""

    template: ClassVar[str] = "provider_link.html"
    person_id: PersonId
    link_id: UUID
    name: str
    issuer: str
    linked: LinkId | None = None
    form: Form = field(default_factory=Form)
    may_link: bool = False
