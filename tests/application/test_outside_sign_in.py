"""Signing in by a provider outside while its name is taken away."""

import pytest

from application.authentication.links import Named
from application.authentication.outside_sign_in import Said, let_in
from application.authentication.signing_in import Door, SignInRefused, Source
from domain.ruleset import RULES_1
from domain.shared import LinkId
from tests.engines import LedgerDatabases
from tests.examples import NOW, OPERATOR, example_id
from tests.infrastructure.authentication.keeping import accounts_on
from tests.signing import give_account

DESK = Source(address="192.0.2.7", device="computer")
SAID = Said(issuer="https://idp.example", subject="u-1", roles=None, factor_shown=True)
NAMED = Named(OPERATOR, LinkId(example_id(1801)), is_own=True)


def test_whoever_is_let_in_just_as_the_name_is_unlinked_is_left_no_session(
    ledger: LedgerDatabases,
) -> None:
    accounts = accounts_on(ledger)
    give_account(accounts, OPERATOR, "wu", NOW)
    door = Door(accounts=accounts, rules=RULES_1, now=NOW)

    def unlinked() -> None:
        # Whoever unlinks has ended the sessions that were there: this one came too late.
        assert len(accounts.sessions.of_person(OPERATOR, NOW)) == 1

    with pytest.raises(SignInRefused):
        let_in(door, NAMED, SAID, DESK, unlinked)
    assert accounts.sessions.of_person(OPERATOR, NOW) == []
    let_in(door, NAMED, SAID, DESK, lambda: NAMED)
    assert len(accounts.sessions.of_person(OPERATOR, NOW)) == 1
