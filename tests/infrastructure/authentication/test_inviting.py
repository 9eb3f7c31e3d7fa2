"""Inviting while others act on the same account: what was not seen is not voided."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from application.authentication.account_ports import Account, Invitation, InvitePerson, Stage
from domain.errors import RuleBroken
from domain.shared import PersonId
from infrastructure.authentication.accounts import Accounts
from tests.examples import NOW, TEACHER, example_id
from tests.infrastructure.authentication.keeping import add, check, ending_at, invite, opened
from tests.signing import PASSWORD

INVITED = PersonId(example_id(190))
AT_ONCE = 4


def invitation(number: int) -> Invitation:
    until = NOW + timedelta(hours=12, seconds=number)
    return Invitation(login="ren", code=f"CODE{number}", expires_at=until)


def send(accounts: Accounts, request: InvitePerson, number: int) -> bool:
    """Return whether it was taken, not refused because of another."""
    try:
        accounts.invite(request, invitation(number), [], ending_at())
    except RuleBroken as refused:
        if refused.code != "account_changed_meanwhile":
            raise
        return False
    return True


def sent_at_once(accounts: Accounts, request: InvitePerson) -> list[int]:
    """Return which of several requests that saw the same account were taken."""
    barrier = Barrier(AT_ONCE)

    def one(number: int) -> bool:
        barrier.wait()
        return send(accounts, request, number)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [number for number, taken in enumerate(pool.map(one, range(AT_ONCE))) if taken]


@pytest.mark.parametrize("is_there", [False, True])
def test_of_invitations_at_once_one_is_taken_and_its_code_holds(
    accounts: Accounts, is_there: bool
) -> None:
    if is_there:
        accounts.invite(invite(accounts, INVITED, "ren"), invitation(99), [], ending_at())
    (taken,) = sent_at_once(accounts, invite(accounts, INVITED, "ren"))
    assert accounts.redeem("ren", f"CODE{taken}", NOW) == INVITED


def choose_password(accounts: Accounts) -> None:
    half = accounts.sessions.of(opened(accounts, stage=Stage.CHOOSING))
    assert half is not None
    with accounts.turn() as turn:
        hashed = turn.hash("another long one")
    later = ending_at(NOW + timedelta(hours=1))
    assert accounts.keep_password(TEACHER, hashed, [], half.session_id, later)


def reset_password(accounts: Accounts) -> None:
    with accounts.turn() as turn:
        accounts.reset_password(TEACHER, turn.hash("another long one"), [], ending_at())


def close(accounts: Accounts) -> None:
    accounts.disable(TEACHER, [], ending_at())


@pytest.mark.parametrize("act", [choose_password, reset_password, close])
@pytest.mark.parametrize("was_invited", [False, True])
def test_what_became_of_an_account_since_it_was_seen_is_kept(
    accounts: Accounts, act: Callable[[Accounts], None], was_invited: bool
) -> None:
    if was_invited:
        accounts.invite(invite(accounts, TEACHER), invitation(99), [], ending_at())
    before = invite(accounts, TEACHER)
    act(accounts)
    now: Account | None = accounts.account(TEACHER)
    assert not send(accounts, before, 1)
    assert accounts.account(TEACHER) == now
    assert check(accounts, now.login if now else "", "another long one").passed is (act != close)


def test_an_account_that_is_used_is_voided_where_it_was_seen_so(accounts: Accounts) -> None:
    assert send(accounts, invite(accounts, TEACHER), 1)
    assert not check(accounts, "ren", PASSWORD).passed
    assert accounts.redeem("ren", "CODE1", NOW) == TEACHER
    add(accounts, INVITED, "chen")
