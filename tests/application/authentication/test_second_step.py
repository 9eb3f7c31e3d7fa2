"""The second step of signing in: what it opens, which codes count, and what it locks."""

from datetime import datetime, timedelta

import pytest

from application.authentication.account_ports import Narrowed, Stage
from application.authentication.accounts import create_account
from application.authentication.enrolling import choose_password, step
from application.authentication.open_sessions import signed_in
from application.authentication.signing_in import (
    Door,
    NotSignedIn,
    SignedIn,
    Source,
    enter,
    sign_in,
)
from application.authentication.stepping_up import show_factor
from application.authentication.throttling import SignInLocked, SignInRefused, account_lock
from application.ports import Actor
from domain.accounts.facts import AccountLocked, RecoveryCodeUsed
from domain.reads.sign_ins import SessionEnded
from domain.ruleset import RULES_1
from domain.shared import ANONYMOUS, DeviceId
from infrastructure.authentication.accounts import Accounts
from tests.application.signing_ins import reopen_office
from tests.engines import FoundedLedger, LedgerDatabases
from tests.examples import NOW, TEACHER, VOLUNTEER, example_id
from tests.infrastructure.authentication.keeping import accounts_on, code_at, ending_at, reads_of
from tests.signing import PASSWORD, give_account, recovery_code

MINUTE = timedelta(minutes=1)
THIEVES = DeviceId(example_id(1903))
SCHOOL = Source(address="192.0.2.7", device="phone")
ELSEWHERE = Source(address="198.51.100.9")


@pytest.fixture
def accounts(sqlite_ledger: LedgerDatabases) -> Accounts:
    """Give accounts in which one person has a password and nothing else."""
    made = accounts_on(sqlite_ledger)
    create_account(made, TEACHER, "chen", PASSWORD, now=NOW, rules=RULES_1)
    return made


def door(accounts: Accounts, at: datetime = NOW, *, password_alone: bool = True) -> Door:
    return Door(
        accounts=accounts,
        rules=RULES_1,
        now=at,
        reads=reads_of(accounts),
        password_alone=password_alone,
    )


@pytest.fixture
def secured(accounts: Accounts) -> Accounts:
    """Give accounts in which another person has a second factor and recovery codes."""
    give_account(accounts, VOLUNTEER, "li", NOW)
    return accounts


def first_step(accounts: Accounts, at: datetime = NOW) -> SignedIn:
    return sign_in(door(accounts, at, password_alone=False), "li", PASSWORD, SCHOOL)


def second_step(accounts: Accounts, token: str, code: str, at: datetime = NOW) -> SignedIn:
    return show_factor(door(accounts, at, password_alone=False), token, code, SCHOOL)


def test_after_the_password_a_session_opens_nothing_but_the_second_step(secured: Accounts) -> None:
    half = first_step(secured)
    assert (half.stage, half.expires_at) == (Stage.SECOND_FACTOR, NOW + 10 * MINUTE)
    assert signed_in(door(secured, password_alone=False), half.token) is None
    with pytest.raises(NotSignedIn):
        second_step(secured, half.token, recovery_code("li", 0), NOW + 10 * MINUTE)


def test_the_second_step_opens_the_session_under_another_token(secured: Accounts) -> None:
    half = first_step(secured)
    whole = second_step(secured, half.token, code_at(secured, VOLUNTEER, NOW))
    assert (whole.stage, whole.token == half.token) == (Stage.OPEN, False)
    assert secured.sessions.of(half.token) is None
    assert signed_in(door(secured), whole.token) == Actor(
        person_id=VOLUNTEER, device="phone", factor_at=NOW
    )


def test_without_a_second_factor_one_has_to_be_enrolled_before_anything_else(
    accounts: Accounts,
) -> None:
    entered = sign_in(door(accounts, password_alone=False), "chen", PASSWORD, SCHOOL)
    assert entered.stage is Stage.ENROLMENT
    assert signed_in(door(accounts, password_alone=False), entered.token) is None
    with pytest.raises(NotSignedIn):
        second_step(accounts, entered.token, "000000")


@pytest.mark.parametrize("steps_off", [-1, 0, 1])
def test_a_clock_may_be_off_by_half_a_minute(secured: Accounts, steps_off: int) -> None:
    shown = code_at(secured, VOLUNTEER, NOW + steps_off * MINUTE / 2)
    assert second_step(secured, first_step(secured).token, shown).stage is Stage.OPEN


def test_of_a_password_alone_a_wrong_one_is_told_as_such(secured: Accounts) -> None:
    with pytest.raises(SignInRefused, match="password_wrong"):
        show_factor(door(secured), first_step(secured).token, "wrong", SCHOOL)


@pytest.mark.parametrize("steps_off", [-2, 2])
def test_a_clock_that_is_further_off_is_refused(secured: Accounts, steps_off: int) -> None:
    shown = code_at(secured, VOLUNTEER, NOW + steps_off * MINUTE / 2)
    with pytest.raises(SignInRefused, match="code_wrong"):
        second_step(secured, first_step(secured).token, shown)


def test_a_code_counts_once_and_so_does_every_code_before_it(secured: Accounts) -> None:
    now_shown, before = (code_at(secured, VOLUNTEER, at) for at in (NOW, NOW - MINUTE / 2))
    second_step(secured, first_step(secured).token, now_shown)
    for replayed in (now_shown, before):
        with pytest.raises(SignInRefused, match="code_wrong"):
            second_step(secured, first_step(secured).token, replayed)


def test_a_recovery_code_counts_once_however_it_is_typed_and_is_noted(secured: Accounts) -> None:
    typed = recovery_code("li", 7).lower()
    assert second_step(secured, first_step(secured).token, f" {typed[:4]}-{typed[4:]}").token
    (note,) = secured.notes.waiting(VOLUNTEER)
    assert (note.fact, note.actor_id) == (RecoveryCodeUsed(person_id=VOLUNTEER, left=39), VOLUNTEER)
    with pytest.raises(SignInRefused, match="code_wrong"):
        second_step(secured, first_step(secured).token, typed)


def test_codes_cannot_be_tried_out_also_not_by_giving_the_password_again(
    secured: Accounts,
) -> None:
    for _ in range(5):
        with pytest.raises(SignInRefused, match="code_wrong"):
            second_step(secured, first_step(secured).token, "000000")
    with pytest.raises(SignInLocked):
        first_step(secured)
    assert AccountLocked(person_id=VOLUNTEER, until_at=NOW + 15 * MINUTE) in [
        note.fact for note in secured.notes.waiting()
    ]


def by_device(accounts: Accounts, at: datetime = NOW) -> SignedIn:
    """Open a session as an enrolled device and its PIN do: without a factor."""
    account = accounts.account(VOLUNTEER)
    assert account is not None
    at_door = door(accounts, at, password_alone=False)
    return enter(at_door, account, SCHOOL, Stage.OPEN, narrowed=Narrowed(enrolled=THIEVES))


def guess(accounts: Accounts, times: int) -> None:
    """Guess the factor, each time in a session opened anew."""
    for _ in range(times):
        with pytest.raises(SignInRefused, match="code_wrong"):
            second_step(accounts, by_device(accounts).token, "000000")


def test_codes_cannot_be_tried_out_in_sessions_that_a_device_opens_again_and_again(
    secured: Accounts,
) -> None:
    guess(secured, RULES_1.factor_failures_at_most)
    with pytest.raises(SignInLocked):
        second_step(secured, by_device(secured).token, recovery_code("li", 0))
    noted = [each for each in secured.notes.waiting() if not isinstance(each.fact, SessionEnded)]
    assert [(note.fact, note.actor_id) for note in noted] == [
        (AccountLocked(person_id=VOLUNTEER, until_at=NOW + 15 * MINUTE), ANONYMOUS)
    ]
    later = NOW + 15 * MINUTE
    token = by_device(secured, later).token
    assert second_step(secured, token, recovery_code("li", 0), later).stage is Stage.OPEN


def test_such_guesses_keep_nobody_from_signing_in_and_are_told_to_who_does(
    secured: Accounts,
) -> None:
    guess(secured, RULES_1.factor_failures_at_most)
    whole = second_step(secured, first_step(secured).token, recovery_code("li", 0))
    assert whole.failed_before == RULES_1.factor_failures_at_most
    again = second_step(secured, whole.token, recovery_code("li", 1))
    assert (again.stage, first_step(secured).failed_before) == (Stage.OPEN, 0)


def test_an_administrator_lifts_that_lock_with_the_one_of_the_login(secured: Accounts) -> None:
    guess(secured, RULES_1.factor_failures_at_most)
    account = secured.account(VOLUNTEER)
    assert account is not None
    assert account_lock(secured, account, NOW, RULES_1) == NOW + 15 * MINUTE
    secured.failed.lift("li", NOW, ())
    assert account_lock(secured, account, NOW, RULES_1) is None
    second_step(secured, by_device(secured).token, recovery_code("li", 0))


def test_a_device_that_lets_in_clears_no_guesses_at_the_password(secured: Accounts) -> None:
    for _ in range(RULES_1.sign_in_failures_at_most):
        with pytest.raises(SignInRefused):
            sign_in(door(secured, password_alone=False), "li", "wrong", ELSEWHERE)
        by_device(secured)
    with pytest.raises(SignInLocked):
        first_step(secured)


def test_whoever_comes_in_learns_how_often_that_failed_since_the_last_time(
    secured: Accounts,
) -> None:
    second_step(secured, first_step(secured).token, recovery_code("li", 0))
    for minute in (1, 2):
        with pytest.raises(SignInRefused):
            sign_in(door(secured, NOW + minute * MINUTE), "li", "wrong", ELSEWHERE)
    entered = first_step(secured, NOW + 3 * MINUTE)
    whole = second_step(secured, entered.token, recovery_code("li", 1), NOW + 3 * MINUTE)
    session = secured.sessions.of(whole.token)
    assert session is not None
    assert (session.previous_at, session.failed_before) == (NOW, 2)


def test_a_password_that_held_too_long_has_to_be_changed_first(secured: Accounts) -> None:
    later = NOW + timedelta(days=RULES_1.password_valid_days)
    half = first_step(secured, later)
    shown = second_step(secured, half.token, recovery_code("li", 0), later)
    assert shown.stage is Stage.CHOOSING


def test_an_invited_or_disabled_account_is_answered_like_a_wrong_password(
    secured: Accounts,
) -> None:
    secured.disable(VOLUNTEER, [], ending_at())
    with pytest.raises(SignInRefused) as refused:
        first_step(secured)
    assert (refused.type, refused.value.code) == (SignInRefused, "sign_in_failed")


def test_a_new_password_leaves_a_session_as_narrow_as_it_was(
    founded_on_sqlite: FoundedLedger,
) -> None:
    opened = reopen_office(founded_on_sqlite)
    due = NOW + timedelta(days=RULES_1.password_valid_days)
    at_the_door = Door(accounts=opened.accounts, rules=RULES_1, now=due, reads=opened.ledger.reads)
    account = opened.accounts.account(TEACHER)
    assert account is not None
    narrowed = Narrowed(roles=frozenset({"class_teacher"}))
    entered = enter(at_the_door, account, SCHOOL, Stage.CHOOSING, factor_at=due, narrowed=narrowed)
    at = step(at_the_door, entered.token, Stage.CHOOSING)
    chosen = choose_password(opened.ledger, at_the_door, at, "Lamp-post 1977")
    actor = signed_in(at_the_door, chosen.token)
    assert (chosen.stage, actor and actor.roles) == (Stage.OPEN, narrowed.roles)
