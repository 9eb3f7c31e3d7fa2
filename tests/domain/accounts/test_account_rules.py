"""An account is one person's own: nobody invites, closes, opens or unlocks themself."""

from collections.abc import Callable
from datetime import timedelta

import pytest

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
from domain.accounts.rules import disable, enable, enrol, invite, unlock
from domain.accounts.state import NO_ACCOUNT, AccountState, evolve, fold
from domain.errors import RuleBroken
from domain.shared import PersonId
from tests.examples import NOW, RULES, SUPERVISOR, TEACHER

TOTP = FactorKind.TOTP
CODES = 10
INVITED = AccountInvited(
    person_id=TEACHER, expires_at=NOW + timedelta(hours=RULES.invitation_valid_hours)
)
ENROLLED = SecondFactorEnrolled(person_id=TEACHER, kind=TOTP)
ACTIVATED = AccountActivated(person_id=TEACHER)
MISUSED = AccountDisabled(person_id=TEACHER, reason=DisablingReason.MISUSED)
IN_USE = fold((INVITED, ENROLLED, ACTIVATED))
CLOSED = evolve(IN_USE, MISUSED)

Act = Callable[[AccountState, PersonId], tuple[AccountsEvent, ...]]
ACTS: dict[str, Act] = {
    "invites": lambda state, by: invite(state, TEACHER, by=by, now=NOW, rules=RULES),
    "closes": lambda state, by: disable(state, TEACHER, DisablingReason.MISUSED, by=by),
    "opens": lambda state, by: enable(state, TEACHER, by=by),
    "unlocks": lambda _state, by: unlock(TEACHER, by=by),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", [NO_ACCOUNT, IN_USE, CLOSED], ids=["none", "in use", "closed"])
def test_nobody_does_it_for_themself(act: str, state: AccountState) -> None:
    with pytest.raises(RuleBroken, match="account_of_oneself"):
        ACTS[act](state, TEACHER)


@pytest.mark.parametrize(
    ("act", "state", "facts"),
    [
        ("invites", NO_ACCOUNT, (INVITED,)),
        ("invites", IN_USE, (SecondFactorRemoved(person_id=TEACHER, kind=TOTP), INVITED)),
        ("closes", IN_USE, (MISUSED,)),
        ("closes", CLOSED, ()),
        ("opens", CLOSED, (AccountEnabled(person_id=TEACHER),)),
        ("opens", IN_USE, ()),
        ("unlocks", IN_USE, (AccountUnlocked(person_id=TEACHER),)),
    ],
)
def test_somebody_else_does(
    act: str, state: AccountState, facts: tuple[AccountsEvent, ...]
) -> None:
    assert ACTS[act](state, SUPERVISOR) == facts


def test_a_closed_account_is_opened_before_anybody_is_invited_to_it() -> None:
    with pytest.raises(RuleBroken, match="account_disabled"):
        ACTS["invites"](CLOSED, SUPERVISOR)


def test_the_first_factor_activates_the_account_and_a_later_one_does_not() -> None:
    issued = RecoveryCodesIssued(person_id=TEACHER, count=CODES)
    assert enrol(fold((INVITED,)), TEACHER, TOTP, CODES) == (ENROLLED, issued, ACTIVATED)
    assert enrol(IN_USE, TEACHER, TOTP, CODES) == (ENROLLED, issued)


def test_an_invitation_leaves_nothing_to_sign_in_with_and_nobody_confirmed() -> None:
    invited = evolve(IN_USE, INVITED)
    assert (invited.is_active, invited.is_confirmed, invited.factors) == (False, False, frozenset())
