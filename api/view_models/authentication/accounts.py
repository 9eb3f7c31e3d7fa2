"""The pages on which people set up how they sign in, and see where they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from api.view_models.authentication.devices import Device
from api.view_models.authentication.outside import EnrolledLine
from api.view_models.authentication.sign_ins import SignInLine
from api.view_models.authentication.telephones import TelephoneToldLine
from api.view_models.forms import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondStepPage:
    """Fields: code, back. `wait_minutes` when there were too many attempts."""

    template: ClassVar[str] = "second_step.html"
    form: Form = field(default_factory=Form)
    back: str = "/"
    wait_minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepUpPage:
    """Fields: code, next, resend; `kept` is what was typed before, sent on when the code is right.

    `is_form` when something was sent, and is to be sent once more then; `written_by` whose it is.
    `asks_password` in the demo, whose people have no second factor.
    """

    template: ClassVar[str] = "step_up.html"
    next: str
    form: Form = field(default_factory=Form)
    kept: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    is_form: bool = False
    written_by: str = field(default="", repr=False)
    asks_password: bool = False
    wait_minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSignInPage:
    """Fields: login, code. `wait_minutes` when there were too many attempts."""

    template: ClassVar[str] = "first_sign_in.html"
    form: Form = field(default_factory=Form)
    wait_minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordRules:
    """What a password must be, as the page says it."""

    length: int
    kinds: int
    sentence_length: int
    not_reused: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoosePasswordPage:
    """Fields: old (in the account only), password, again. Passwords are never shown again.

    `is_first` right after an invitation, `is_due` when the old one has held for too long.
    """

    template: ClassVar[str] = "choose_password.html"
    rules: PasswordRules
    login: str
    form: Form = field(default_factory=Form)
    is_first: bool = False
    is_due: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolPage:
    """Fields: code. `secret` is typed in by whoever cannot take a picture of the code."""

    template: ClassVar[str] = "enrol.html"
    secret: str = field(repr=False)
    login: str
    form: Form = field(default_factory=Form)
    is_first: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryCodesPage:
    """The codes, shown this once."""

    template: ClassVar[str] = "recovery_codes.html"
    codes: tuple[str, ...] = field(repr=False)
    login: str
    on: str = "/"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceLine:
    """Where somebody is signed in."""

    session_id: UUID
    device: Device
    since: datetime
    last_seen_at: datetime
    is_this: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAccountPage:
    """Where I am signed in and how; `may_enrol`: a device may sign for me with a PIN.

    `telephone` tells that mine was changed lately.
    """

    template: ClassVar[str] = "own_account.html"
    login: str
    devices: tuple[DeviceLine, ...]
    has_factor: bool
    codes_left: int
    codes_few: int = 2
    previous_at: datetime | None = None
    failed_before: int = 0
    password_until: datetime | None = None
    is_demo: bool = False
    enrolled: tuple[EnrolledLine, ...] = ()
    may_enrol: bool = True
    phone: str | None = field(default=None, repr=False)
    telephone: TelephoneToldLine | None = None
    sign_ins: tuple[SignInLine, ...] = ()
    work_address: str | None = field(default=None, repr=False)
    address_damaged: bool = False
    mail_goes_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedInBeforePage:
    """Whether it was me who failed to sign in lately; `on` is where I was going.

    `telephone` tells that mine was changed lately.

    `codes_left` is told to whoever used up a recovery code; `codes_few` are so few that they need
    new ones.
    """

    template: ClassVar[str] = "signed_in_before.html"
    failed: int
    previous_at: datetime | None = None
    codes_left: int | None = None
    codes_few: int = 2
    telephone: TelephoneToldLine | None = None
    on: str = "/"
