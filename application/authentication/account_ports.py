"""What is kept of accounts and sessions, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from application.ports import Actor
from domain.accounts.addresses import AddressEvent
from domain.accounts.facts import AccountsEvent
from domain.accounts.outside_facts import OutsideEvent
from domain.reads.sign_ins import SessionEnded, SignInDoor
from domain.shared import DeviceId, LinkId, OrganisationId, PersonId, SessionId


class Stage(StrEnum):
    """How far a session has come; only an open one opens anything but its own next step.

    In one that is CHOOSING a password has to be chosen.
    """

    SECOND_FACTOR = "second_factor"
    CHOOSING = "choosing"
    ENROLMENT = "enrolment"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What is stored of a session whose account is not disabled.

    `factor_at` is when a second factor was last shown in it; `previous_at` and `failed_before` are
    when the person had signed in before, and how often that failed since. Without `is_confirmed`
    nobody has made sure yet who set up the account. `door` is that of a half one.
    """

    session_id: SessionId
    person_id: PersonId
    stage: Stage
    device: str | None
    opened_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    factor_at: datetime | None = None
    previous_at: datetime | None = None
    failed_before: int = 0
    roles: frozenset[str] | None = None
    is_confirmed: bool = True
    door: SignInDoor = SignInDoor.CREDENTIAL

    @property
    def actor(self) -> Actor:
        """Whose session it is, as an actor."""
        return Actor(
            person_id=self.person_id,
            device=self.device,
            factor_at=self.factor_at,
            roles=self.roles,
            is_confirmed=self.is_confirmed,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a sign-in comes from.

    `replaces` is the token of the session it takes the place of; `browser` what the browser was
    given when somebody signed in there before.
    """

    address: str = field(repr=False)
    device: str | None = None
    replaces: str | None = field(default=None, repr=False)
    browser: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """How a session is narrower than one that password and second factor opened.

    `roles` are all that a provider confirmed; `linked` is its name for the person and `enrolled`
    the device that signed for it, with which it ends; `ends_at` when it ends at the latest.
    """

    roles: frozenset[str] | None = None
    linked: LinkId | None = None
    enrolled: DeviceId | None = None
    ends_at: datetime | None = None

    @property
    def shows_no_factor(self) -> bool:
        """Whether somebody came in by a device or on another's word, without a second factor."""
        return any(each is not None for each in (self.linked, self.enrolled, self.ends_at))

    @property
    def door(self) -> SignInDoor:
        """By what somebody comes in so."""
        if self.linked is not None:
            return SignInDoor.PROVIDER
        if self.enrolled is not None:
            return SignInDoor.DEVICE
        return SignInDoor.CREDENTIAL if self.ends_at is None else SignInDoor.NIGHT_CODE


NOT_NARROWED = Narrowed()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAtMost:
    """So many sessions one person may have open; those unused since then count no more."""

    count: int
    unused_since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSession:
    """A session to open; without `at_most` it ends no other."""

    session_id: SessionId
    person_id: PersonId
    stage: Stage
    device: str | None
    now: datetime
    expires_at: datetime
    factor_at: datetime | None = None
    previous_at: datetime | None = None
    failed_before: int = 0
    narrowed: Narrowed = NOT_NARROWED
    at_most: OpenAtMost | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account as it stands now; without `password_set_at` its password is for one use.

    `set_up_at` is when it was activated last, `confirmed_at` when somebody made sure by whom.
    """

    person_id: PersonId
    login: str
    has_password: bool
    has_factor: bool
    is_active: bool
    password_set_at: datetime | None = None
    invited_until: datetime | None = None
    set_up_at: datetime | None = None
    confirmed_at: datetime | None = None
    disabled_at: datetime | None = None
    signed_in_at: datetime | None = None
    codes_left: int = 0

    @property
    def is_in_use(self) -> bool:
        """Whether its person chose what to sign in with, and nobody closed it."""
        return self.is_active and self.disabled_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Whether the password was right, and whose login it is where there is one."""

    passed: bool
    person_id: PersonId | None


@dataclass(frozen=True, slots=True)
class Failing:
    """What failures are counted by: a `login`, an `address`, a `browser` or an open `session`.

    Or by the `factor` of a login, in all its open sessions. It is stored as a keyed digest only.
    """

    kind: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Failures as they were kept together; a database may give a dropped one's number again."""

    by: Sequence[Failing]
    at: datetime
    numbers: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A fact of an account that its rows say already and one of the logs has still to say.

    It is kept in the transaction that changes the rows, and said once, under its own id.
    """

    note_id: UUID
    fact: AccountsEvent | OutsideEvent | AddressEvent | SessionEnded
    actor_id: PersonId
    device: str | None = None


Notes = Sequence[Note]


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitePerson:
    """Invite a registered person whose account was `seen` like that, None where there was none."""

    person_id: PersonId
    login: str = field(repr=False)
    seen: Account | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """The code of an invitation, kept as a keyed digest only."""

    login: str
    code: str = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSignIn:
    """Somebody set up an account at `set_up_at`, and nobody has made sure yet who it was."""

    person_id: PersonId
    set_up_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """For whom somebody may vouch: those who belong to these places, and to no other.

    `places` are with all below them where it is said so; None stands for all there are. Who
    belongs to a place has a duty there on the day `on` or later, or one proposed since `since`.
    Without the places below a proposal is not enough there, and none may wait elsewhere.
    """

    places: frozenset[OrganisationId] | None
    with_below: bool
    on: date
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DevicesGone:
    """From when on no device and no night code lets a person in any more, and by whose will."""

    at: datetime
    by: Actor
