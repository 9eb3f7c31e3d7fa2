"""Who may say that it was the invited person who signed in, and that it was not."""

from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

from domain.access.table import TABLE, Request
from domain.accounts.confirming import (
    confirm_at_founding,
    confirm_first_sign_in,
    deny_first_sign_in,
)
from domain.accounts.facts import (
    AccountActivated,
    AccountDisabled,
    AccountInvited,
    AccountsEvent,
    DisablingReason,
    FirstSignInConfirmed,
    FirstSignInConfirmedAtFounding,
    FirstSignInDenied,
)
from domain.accounts.outside_facts import IdentifiedBy
from domain.accounts.state import fold
from domain.errors import RuleBroken
from domain.shared import PersonId
from tests.examples import OPERATOR, SUPERVISOR, TEACHER, VOLUNTEER

INVITED = AccountInvited(person_id=TEACHER, expires_at=datetime(2026, 3, 10, tzinfo=UTC))
ACTIVATED = AccountActivated(person_id=TEACHER)
CLOSED = AccountDisabled(person_id=TEACHER, reason=DisablingReason.LEFT)
SIGNED_IN = (INVITED, ACTIVATED)
SEEN = FirstSignInConfirmed(person_id=TEACHER, identified_by=IdentifiedBy.SEEN_IN_PERSON)


def confirming(
    known: Iterable[AccountsEvent],
    *,
    by: PersonId = SUPERVISOR,
    means: IdentifiedBy = IdentifiedBy.SEEN_IN_PERSON,
    has_telephone: bool = True,
) -> tuple[AccountsEvent, ...]:
    return confirm_first_sign_in(
        fold(known), TEACHER, means, by=by, invited_by=OPERATOR, has_telephone=has_telephone
    )


def test_whoever_neither_invited_nor_is_the_person_confirms_a_first_sign_in() -> None:
    assert confirming(SIGNED_IN) == (SEEN,)


def test_nobody_is_confirmed_twice_and_everybody_anew_after_another_invitation() -> None:
    assert confirming((*SIGNED_IN, SEEN)) == ()
    assert confirming((*SIGNED_IN, SEEN, *SIGNED_IN)) == (SEEN,)
    assert not fold((*SIGNED_IN, SEEN, INVITED)).is_confirmed


@pytest.mark.parametrize(
    ("known", "by", "code"),
    [
        (SIGNED_IN, TEACHER, "account_of_oneself"),
        (SIGNED_IN, OPERATOR, "confirmed_by_inviter"),
        ((INVITED,), SUPERVISOR, "not_signed_in_yet"),
        ((*SIGNED_IN, SEEN, INVITED), SUPERVISOR, "not_signed_in_yet"),
        ((*SIGNED_IN, CLOSED), SUPERVISOR, "account_disabled"),
    ],
)
def test_whoever_holds_the_code_confirms_nothing_and_nothing_is_confirmed_too_early(
    known: tuple[AccountsEvent, ...], by: PersonId, code: str
) -> None:
    with pytest.raises(RuleBroken, match=code):
        confirming(known, by=by)
    with pytest.raises(RuleBroken, match=code):
        deny_first_sign_in(fold(known), TEACHER, by=by, invited_by=OPERATOR)


def test_nobody_is_called_who_has_no_registered_telephone() -> None:
    with pytest.raises(RuleBroken, match="no_telephone_registered"):
        confirming(SIGNED_IN, means=IdentifiedBy.CALLED_BACK, has_telephone=False)
    assert confirming(SIGNED_IN, has_telephone=False) == (SEEN,)


def test_an_account_that_another_set_up_is_closed_at_once() -> None:
    assert deny_first_sign_in(fold(SIGNED_IN), TEACHER, by=VOLUNTEER, invited_by=OPERATOR) == (
        FirstSignInDenied(person_id=TEACHER),
        AccountDisabled(person_id=TEACHER, reason=DisablingReason.MISUSED),
    )


def test_what_somebody_confirmed_nobody_denies_afterwards() -> None:
    with pytest.raises(RuleBroken, match="first_sign_in_confirmed"):
        deny_first_sign_in(fold((*SIGNED_IN, SEEN)), TEACHER, by=VOLUNTEER, invited_by=OPERATOR)


def test_the_operator_vouches_only_while_nobody_else_can() -> None:
    state = fold(SIGNED_IN)
    founded = FirstSignInConfirmedAtFounding(person_id=TEACHER)
    assert confirm_at_founding(state, TEACHER, others_may_confirm=False) == (founded,)
    assert confirm_at_founding(fold((*SIGNED_IN, founded)), TEACHER, others_may_confirm=True) == ()
    with pytest.raises(RuleBroken, match="others_may_confirm"):
        confirm_at_founding(state, TEACHER, others_may_confirm=True)
    with pytest.raises(RuleBroken, match="not_signed_in_yet"):
        confirm_at_founding(fold((INVITED,)), TEACHER, others_may_confirm=False)


def test_nobody_who_may_invite_may_vouch_for_whoever_comes() -> None:
    inviting = TABLE[Request.INVITE_PERSON].by | TABLE[Request.MANAGE_ACCOUNTS].by
    assert not inviting & TABLE[Request.CONFIRM_FIRST_SIGN_IN].by
