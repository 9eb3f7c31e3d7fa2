"""A browser in which somebody signed in before: no stranger's failures keep them out there."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from application.authentication.account_ports import Source, Stage
from application.authentication.accounts import create_account
from application.authentication.known_browsers import remember_browser
from application.authentication.links import Named
from application.authentication.outside_sign_in import Said, let_in
from application.authentication.signing_in import Door, SignedIn, sign_in
from application.authentication.stepping_up import show_factor
from application.authentication.throttling import SignInLocked, SignInRefused
from domain.ruleset import RULES_1
from domain.shared import LinkId
from infrastructure.authentication.accounts import Accounts
from tests.engines import LedgerDatabases
from tests.examples import NOW, OPERATOR, TEACHER, VOLUNTEER, example_id
from tests.infrastructure.authentication.keeping import accounts_on, ending_at, reads_of
from tests.signing import PASSWORD, give_account, recovery_code

MINUTE = timedelta(minutes=1)
DESK = Source(address="192.0.2.7", device="computer")
STRANGER = Source(address="198.51.100.9", device="computer")
AT_MOST = RULES_1.sign_in_failures_at_most


@pytest.fixture
def accounts(ledger: LedgerDatabases) -> Accounts:
    """Give accounts of two people who use one computer; the demo's way in is enough for them."""
    made = accounts_on(ledger)
    create_account(made, TEACHER, "chen", PASSWORD, now=NOW, rules=RULES_1)
    create_account(made, VOLUNTEER, "li", PASSWORD, now=NOW, rules=RULES_1)
    return made


def door(accounts: Accounts, at: datetime = NOW, *, demo: bool = True) -> Door:
    reads = reads_of(accounts)
    return Door(accounts=accounts, rules=RULES_1, now=at, reads=reads, password_alone=demo)


def enter(accounts: Accounts, source: Source, login: str = "chen", *, at: datetime = NOW) -> Source:
    """Sign in, and return the browser as it is known afterwards."""
    entered = sign_in(door(accounts, at), login, PASSWORD, source)
    known = remember_browser(door(accounts, at), entered, source)
    return source if known is None else replace(source, browser=known)


def fail(accounts: Accounts, times: int, source: Source, login: str = "chen") -> None:
    for _ in range(times):
        with pytest.raises(SignInRefused) as refused:
            sign_in(door(accounts), login, "wrong", source)
        assert refused.type is SignInRefused


def test_a_stranger_locks_strangers_out_and_not_the_browser_that_is_known(
    accounts: Accounts,
) -> None:
    known = enter(accounts, DESK)
    fail(accounts, AT_MOST, STRANGER)
    for source in (STRANGER, DESK):
        with pytest.raises(SignInLocked):
            enter(accounts, source)
    assert enter(accounts, known).browser != known.browser


def test_a_flood_from_the_same_address_does_not_lock_it_out_either(accounts: Accounts) -> None:
    known = enter(accounts, DESK)
    for number in range(RULES_1.sign_in_failures_per_address):
        fail(accounts, 1, DESK, f"guess{number}")
    with pytest.raises(SignInLocked):
        enter(accounts, DESK)
    enter(accounts, known)


def test_what_a_browser_holds_is_renewed_and_the_last_one_is_worth_nothing(
    accounts: Accounts,
) -> None:
    first = enter(accounts, DESK)
    second = enter(accounts, first)
    fail(accounts, AT_MOST, STRANGER)
    with pytest.raises(SignInLocked):
        enter(accounts, first)
    enter(accounts, second)


def test_a_known_browser_fails_a_few_times_by_itself_and_then_counts_as_any_other(
    accounts: Accounts,
) -> None:
    known = enter(accounts, DESK)
    fail(accounts, AT_MOST, known)
    enter(accounts, STRANGER)
    fail(accounts, AT_MOST, known)
    for source in (known, STRANGER):
        with pytest.raises(SignInLocked):
            enter(accounts, source)


def test_colleagues_at_one_computer_are_known_apart(accounts: Accounts) -> None:
    chen = enter(accounts, DESK)
    both = enter(accounts, chen, "li")
    fail(accounts, AT_MOST, STRANGER, "chen")
    fail(accounts, AT_MOST, STRANGER, "li")
    assert enter(accounts, enter(accounts, both, "chen"), "li").browser != both.browser


def test_a_colleague_who_signs_in_between_gets_no_more_guesses_at_another(
    accounts: Accounts,
) -> None:
    shared = enter(accounts, enter(accounts, DESK), "li")
    fail(accounts, AT_MOST, shared, "chen")
    shared = enter(accounts, shared, "li")
    fail(accounts, AT_MOST, shared, "chen")
    with pytest.raises(SignInLocked):
        enter(accounts, shared, "chen")


def test_a_browser_of_somebody_else_is_a_stranger(accounts: Accounts) -> None:
    other = enter(accounts, DESK, "li")
    fail(accounts, AT_MOST, STRANGER)
    with pytest.raises(SignInLocked):
        enter(accounts, other, "chen")
    enter(accounts, other, "li")


@pytest.mark.parametrize("made_up", ["", "made up", "\udcff\x00", "a" * 5_000])
def test_what_no_browser_was_given_is_no_use(accounts: Accounts, made_up: str) -> None:
    enter(accounts, DESK)
    fail(accounts, AT_MOST, replace(STRANGER, browser=made_up))
    with pytest.raises(SignInLocked):
        enter(accounts, replace(STRANGER, browser=made_up))


def test_it_is_known_as_long_as_a_password_lasts(accounts: Accounts) -> None:
    known = enter(accounts, DESK)
    later = NOW + timedelta(days=RULES_1.password_valid_days)
    for at, is_known in ((later, True), (later + MINUTE, False)):
        found = accounts.browsers.find(
            known.browser or "", "chen", at - timedelta(days=RULES_1.password_valid_days)
        )
        assert (found is not None) is is_known


def test_a_person_is_known_in_a_few_browsers_only_the_latest(accounts: Accounts) -> None:
    browsers = [
        enter(accounts, DESK, at=NOW + number * MINUTE)
        for number in range(RULES_1.known_browsers_at_most + 2)
    ]
    found = [accounts.browsers.find(each.browser or "", "chen", NOW) for each in browsers]
    assert [each is not None for each in found] == [False] * 2 + [True] * 8


def test_a_program_and_half_a_sign_in_make_no_browser_known(accounts: Accounts) -> None:
    program = replace(DESK, device="program")
    assert enter(accounts, program).browser is None
    give_account(accounts, OPERATOR, "wu", NOW)
    at_door = door(accounts, demo=False)
    half = sign_in(at_door, "wu", PASSWORD, DESK)
    assert half.stage is Stage.SECOND_FACTOR
    assert remember_browser(at_door, half, DESK) is None
    whole = show_factor(at_door, half.token, recovery_code("wu", 0), DESK)
    assert remember_browser(at_door, whole, DESK) is not None


def test_on_the_word_of_a_provider_no_browser_is_known_also_where_no_roles_are_asked(
    accounts: Accounts,
) -> None:
    said = Said(issuer="https://idp.example", subject="u-1", roles=None, factor_shown=True)
    named = Named(OPERATOR, LinkId(example_id(1801)), is_own=True)
    give_account(accounts, OPERATOR, "wu", NOW)
    at_door = door(accounts, demo=False)
    entered = let_in(at_door, named, said, DESK, lambda: named)
    assert entered.stage is Stage.OPEN
    assert remember_browser(at_door, entered, DESK) is None


def test_the_second_step_is_taken_in_a_known_browser_while_strangers_are_locked_out(
    accounts: Accounts,
) -> None:
    give_account(accounts, OPERATOR, "wu", NOW)
    at_door = door(accounts, demo=False)

    def both_steps(source: Source, code: int) -> SignedIn:
        half = sign_in(at_door, "wu", PASSWORD, source)
        return show_factor(at_door, half.token, recovery_code("wu", code), source)

    token = remember_browser(at_door, both_steps(DESK, 0), DESK)
    for _ in range(AT_MOST):
        with pytest.raises(SignInRefused):
            sign_in(at_door, "wu", "wrong", STRANGER)
    opened = both_steps(replace(DESK, browser=token), 1)
    assert opened.stage is Stage.OPEN
    # Nor is what is done within the session: the factor shown again counts by itself.
    again = show_factor(at_door, opened.token, recovery_code("wu", 2), STRANGER)
    assert again.stage is Stage.OPEN


@pytest.mark.parametrize("how", ["password", "reset", "disabled"])
def test_no_browser_is_known_after_what_voids_the_password(accounts: Accounts, how: str) -> None:
    known = enter(accounts, DESK)
    session = sign_in(door(accounts), "chen", PASSWORD, DESK)
    match how:
        case "password":
            found = accounts.sessions.of(session.token)
            assert found is not None
            assert accounts.keep_password(TEACHER, "new", (), found.session_id, ending_at())
        case "reset":
            accounts.reset_password(TEACHER, "new", (), ending_at())
        case _:
            accounts.disable(TEACHER, (), ending_at())
    assert accounts.browsers.find(known.browser or "", "chen", NOW) is None
