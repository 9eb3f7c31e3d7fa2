"""Who may be invited, and when an account may be closed, opened or unlocked."""

from datetime import datetime, timedelta

from domain.accounts.facts import (
    AccountActivated,
    AccountDisabled,
    AccountEnabled,
    AccountInvited,
    AccountsEvent,
    AccountUnlocked,
    DisablingReason,
    FactorKind,
    RecoveryCodesIssued,
    SecondFactorEnrolled,
    SecondFactorRemoved,
)
from domain.accounts.state import AccountState
from domain.errors import RuleBroken
from domain.ruleset import RuleSet
from domain.shared import PersonId

Facts = tuple[AccountsEvent, ...]


def invite(
    state: AccountState, person_id: PersonId, *, by: PersonId, now: datetime, rules: RuleSet
) -> Facts:
    """Return the invitation; of a person who signs in already it voids what they sign in with.

    Raises: RuleBroken for people who would invite themselves, and for a closed account.
    """
    if by == person_id:
        raise RuleBroken("account_of_oneself")
    if state.disabled is not None:
        raise RuleBroken("account_disabled")
    expires_at = now + timedelta(hours=rules.invitation_valid_hours)
    void = (SecondFactorRemoved(person_id=person_id, kind=kind) for kind in sorted(state.factors))
    return (*void, AccountInvited(person_id=person_id, expires_at=expires_at))


def enrol(state: AccountState, person_id: PersonId, kind: FactorKind, codes: int) -> Facts:
    """Return that a second factor was shown and recovery codes issued; at first it activates."""
    enrolled = SecondFactorEnrolled(person_id=person_id, kind=kind)
    issued = RecoveryCodesIssued(person_id=person_id, count=codes)
    if state.is_active:
        return enrolled, issued
    return enrolled, issued, AccountActivated(person_id=person_id)


def disable(
    state: AccountState, person_id: PersonId, reason: DisablingReason, *, by: PersonId
) -> Facts:
    """Return that the account is closed, nothing where it is closed already.

    Raises: RuleBroken for people who would close their own.
    """
    if by == person_id:
        raise RuleBroken("account_of_oneself")
    if state.disabled is not None:
        return ()
    return (AccountDisabled(person_id=person_id, reason=reason),)


def enable(state: AccountState, person_id: PersonId, *, by: PersonId) -> Facts:
    """Return that a closed account is open again, nothing where it was not closed.

    Raises: RuleBroken for people who would open their own.
    """
    if by == person_id:
        raise RuleBroken("account_of_oneself")
    return (AccountEnabled(person_id=person_id),) if state.disabled is not None else ()


def unlock(person_id: PersonId, *, by: PersonId) -> Facts:
    """Return that a lock is lifted.

    Raises: RuleBroken for people who would unlock their own.
    """
    if by == person_id:
        raise RuleBroken("account_of_oneself")
    return (AccountUnlocked(person_id=person_id),)
