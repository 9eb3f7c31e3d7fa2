"""What the rules keep in mind of one person's account."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from typing import assert_never

from domain.accounts.facts import (
    AccountActivated,
    AccountDisabled,
    AccountEnabled,
    AccountInvited,
    AccountLocked,
    AccountsEvent,
    AccountUnlocked,
    DisablingReason,
    FactorKind,
    FirstSignInConfirmed,
    FirstSignInConfirmedAtFounding,
    FirstSignInDenied,
    PasswordChanged,
    RecoveryCodesIssued,
    RecoveryCodeUsed,
    SecondFactorEnrolled,
    SecondFactorRemoved,
    SessionsEnded,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountState:
    """One account; `is_active` once its person chose what to sign in with, `was_active` if ever.

    `is_confirmed` once somebody else made sure that it was they who did.
    """

    invited_until: datetime | None = None
    is_active: bool = False
    was_active: bool = False
    is_confirmed: bool = False
    disabled: DisablingReason | None = None
    locked_until: datetime | None = None
    factors: frozenset[FactorKind] = frozenset()


NO_ACCOUNT = AccountState()


def evolve(state: AccountState, event: AccountsEvent) -> AccountState:
    """Return what the rules know after one more fact."""
    match event:
        case AccountInvited():
            return replace(
                state,
                invited_until=event.expires_at,
                is_active=False,
                is_confirmed=False,
                locked_until=None,
                factors=frozenset(),
            )
        case AccountActivated():
            return replace(state, invited_until=None, is_active=True, was_active=True)
        case SecondFactorEnrolled():
            return replace(state, factors=state.factors | {event.kind})
        case SecondFactorRemoved():
            return replace(state, factors=state.factors - {event.kind})
        case PasswordChanged() | RecoveryCodesIssued() | RecoveryCodeUsed() | SessionsEnded():
            return state
        case _:
            return _after_a_door(state, event)


def _after_a_door(
    state: AccountState,
    event: AccountLocked
    | AccountUnlocked
    | AccountDisabled
    | AccountEnabled
    | FirstSignInConfirmed
    | FirstSignInConfirmedAtFounding
    | FirstSignInDenied,
) -> AccountState:
    """Return what the rules know after an account was closed for a while, for good, or opened."""
    match event:
        case FirstSignInConfirmed() | FirstSignInConfirmedAtFounding():
            return replace(state, is_confirmed=True)
        case FirstSignInDenied():
            return state
        case AccountLocked():
            return replace(state, locked_until=event.until_at)
        case AccountUnlocked():
            return replace(state, locked_until=None)
        case AccountDisabled():
            return replace(state, disabled=event.reason)
        case AccountEnabled():
            return replace(state, disabled=None)
        case _:
            assert_never(event)


def fold(facts: Iterable[AccountsEvent]) -> AccountState:
    """Return what the rules know after these facts of one account."""
    return reduce(evolve, facts, NO_ACCOUNT)
