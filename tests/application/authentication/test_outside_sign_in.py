"""Signing in by a provider outside while its name is taken away."""

from dataclasses import replace

import pytest

from application.authentication.links import Named
from application.authentication.outside_sign_in import Said, let_in
from application.authentication.signing_in import Door, SignInRefused, Source
from domain.errors import Unavailable
from domain.ruleset import RULES_1
from domain.shared import LinkId
from tests.engines import LedgerDatabases
from tests.examples import NOW, OPERATOR, example_id
from tests.infrastructure.authentication.keeping import accounts_on, open_now, reads_of
from tests.signing import give_account, opened_session

DESK = Source(address="192.0.2.7", device="computer")
SAID = Said(issuer="https://idp.example", subject="u-1", roles=None, factor_shown=True)
NAMED = Named(OPERATOR, LinkId(example_id(1801)), is_own=True)


def test_whoever_is_let_in_just_as_the_name_is_unlinked_is_left_no_session(
    ledger: LedgerDatabases,
) -> None:
    accounts = accounts_on(ledger)
    give_account(accounts, OPERATOR, "wu", NOW)
    door = Door(accounts=accounts, rules=RULES_1, now=NOW, reads=reads_of(accounts))

    def unlinked() -> Named | None:
        # Whoever unlinks has ended the sessions that were there: one opened since came too late.
        return None if open_now(accounts, OPERATOR) else NAMED

    def untold() -> Named | None:
        if unlinked() is None:
            raise Unavailable("log_unreachable")
        return NAMED

    for asked, refusal in ((unlinked, SignInRefused), (untold, Unavailable)):
        with pytest.raises(refusal):
            let_in(door, NAMED, SAID, DESK, asked)
        assert open_now(accounts, OPERATOR) == []
    let_in(door, NAMED, SAID, DESK, lambda: NAMED)
    assert len(open_now(accounts, OPERATOR)) == 1


def test_a_name_that_stands_no_more_leaves_no_trace_of_a_sign_in(ledger: LedgerDatabases) -> None:
    accounts = accounts_on(ledger)
    give_account(accounts, OPERATOR, "wu", NOW)
    door = Door(accounts=accounts, rules=RULES_1, now=NOW, reads=reads_of(accounts))
    former = opened_session(accounts, "wu", NOW)
    before = accounts.account(OPERATOR)

    def untold() -> None:
        raise Unavailable("log_unreachable")

    for asked, refusal in ((lambda: None, SignInRefused), (untold, Unavailable)):
        with pytest.raises(refusal):
            let_in(door, NAMED, SAID, replace(DESK, replaces=former), asked)
    assert accounts.account(OPERATOR) == before
    assert len(open_now(accounts, OPERATOR)) == 1
