"""What is recorded of an account; never a login, a password, a code or where somebody sat."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.accounts.outside_facts import IdentifiedBy
from domain.shared import PersonId


class FactorKind(StrEnum):
    """What is shown besides the password."""

    TOTP = "totp"


class PasswordChangeReason(StrEnum):
    """Why there is a new password."""

    FIRST = "first"
    CHOSEN = "chosen"
    DUE = "due"
    RESET_BY_OPERATOR = "reset_by_operator"


class DisablingReason(StrEnum):
    """Why an account was closed."""

    LEFT = "left"
    DEVICE_LOST = "device_lost"
    MISUSED = "misused"
    NOT_NEEDED = "not_needed"
    DUTY_OVER = "duty_over"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountInvited:
    """A person was given a code to sign in with for the first time, good until `expires_at`.

    Whatever the person signed in with before holds no longer.
    """

    person_id: PersonId
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountActivated:
    """The person chose what to sign in with; the account can be used from now on."""

    person_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChanged:
    """The account has a new password."""

    person_id: PersonId
    reason: PasswordChangeReason


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorEnrolled:
    """The person showed a second factor for the first time; it takes the place of the last one."""

    person_id: PersonId
    kind: FactorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorRemoved:
    """A second factor counts no longer."""

    person_id: PersonId
    kind: FactorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryCodesIssued:
    """So many codes that each stand in once for the second factor; earlier ones are void."""

    person_id: PersonId
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryCodeUsed:
    """One of those codes was used, and `left` of them are left."""

    person_id: PersonId
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLocked:
    """Too many sign-ins, or second factors in open sessions, failed: no more until `until_at`."""

    person_id: PersonId
    until_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountUnlocked:
    """A lock was lifted before its time."""

    person_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountDisabled:
    """The account was closed and whoever was signed in with it is out."""

    person_id: PersonId
    reason: DisablingReason


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEnabled:
    """A closed account was opened again."""

    person_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsEnded:
    """So many devices that were signed in are out, by the will of the person or of another."""

    person_id: PersonId
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSignInConfirmed:
    """Who acts made sure that it was the person who set up what the account is opened with.

    Until then whoever held the code of the invitation may have done it, and no duty counts.
    """

    person_id: PersonId
    identified_by: IdentifiedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSignInConfirmedAtFounding:
    """The operator vouched for the person, while there was nobody else who could."""

    person_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSignInDenied:
    """Who acts found that it was not the person; the account is closed with it."""

    person_id: PersonId


AccountsEvent = (
    AccountInvited
    | AccountActivated
    | PasswordChanged
    | SecondFactorEnrolled
    | SecondFactorRemoved
    | RecoveryCodesIssued
    | RecoveryCodeUsed
    | AccountLocked
    | AccountUnlocked
    | AccountDisabled
    | AccountEnabled
    | SessionsEnded
    | FirstSignInConfirmed
    | FirstSignInConfirmedAtFounding
    | FirstSignInDenied
)
