"""Who may say that it was the invited person who signed in, and that it was not."""

from domain.accounts.facts import (
    AccountDisabled,
    AccountsEvent,
    DisablingReason,
    FirstSignInConfirmed,
    FirstSignInConfirmedAtFounding,
    FirstSignInDenied,
)
from domain.accounts.outside_facts import IdentifiedBy
from domain.accounts.state import AccountState
from domain.errors import RuleBroken
from domain.shared import PersonId

Facts = tuple[AccountsEvent, ...]


def confirm_first_sign_in(
    state: AccountState,
    person_id: PersonId,
    identified_by: IdentifiedBy,
    *,
    by: PersonId,
    invited_by: PersonId | None,
    has_telephone: bool,
) -> Facts:
    """Return that somebody made sure of the person, nothing where somebody did already.

    Raises: RuleBroken for oneself, for whoever gave out the invitation, while nobody signed in
    with it, for a closed account, and for a call where no telephone is registered.
    """
    _require_another(state, person_id, by=by, invited_by=invited_by)
    if state.is_confirmed:
        return ()
    if identified_by is IdentifiedBy.CALLED_BACK and not has_telephone:
        raise RuleBroken("no_telephone_registered", field="identified_by")
    return (FirstSignInConfirmed(person_id=person_id, identified_by=identified_by),)


def confirm_at_founding(
    state: AccountState, person_id: PersonId, *, others_may_confirm: bool
) -> Facts:
    """Return that the operator vouches for the person; at the beginning there is nobody else.

    Raises: RuleBroken once somebody else may confirm, while nobody signed in, and for a closed
    account.
    """
    _require_signed_in(state)
    if state.is_confirmed:
        return ()
    if others_may_confirm:
        raise RuleBroken("others_may_confirm")
    return (FirstSignInConfirmedAtFounding(person_id=person_id),)


def deny_first_sign_in(
    state: AccountState, person_id: PersonId, *, by: PersonId, invited_by: PersonId | None
) -> Facts:
    """Return that it was not the person, and that the account is closed at once.

    Raises: RuleBroken as for confirming, and once somebody made sure that it was.
    """
    _require_another(state, person_id, by=by, invited_by=invited_by)
    if state.is_confirmed:
        raise RuleBroken("first_sign_in_confirmed")
    closed = AccountDisabled(person_id=person_id, reason=DisablingReason.MISUSED)
    return FirstSignInDenied(person_id=person_id), closed


def _require_another(
    state: AccountState, person_id: PersonId, *, by: PersonId, invited_by: PersonId | None
) -> None:
    if by == person_id:
        raise RuleBroken("account_of_oneself")
    if by == invited_by:
        raise RuleBroken("confirmed_by_inviter")
    _require_signed_in(state)


def _require_signed_in(state: AccountState) -> None:
    if state.disabled is not None:
        raise RuleBroken("account_disabled")
    if not state.is_active:
        raise RuleBroken("not_signed_in_yet")
