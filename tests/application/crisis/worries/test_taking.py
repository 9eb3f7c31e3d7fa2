"""A case is taken by a press of a button that may come late, and come more than once."""

from dataclasses import replace

import pytest

from application.crisis.worries.referrals import take_concern
from domain.errors import RuleBroken
from domain.referrals.state import TakeConcern
from domain.shared import TakingId
from tests import examples as given
from tests.application.casework import CASE, raised, reopen_casework, taken
from tests.application.crisis.worries.test_referrals import PASS, passed_on, state_of
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER
from tests.engines import FoundedLedger
from tests.infrastructure.authentication.keeping import ending_at
from tests.office import LEADER, acting


def test_a_press_that_comes_again_late_takes_a_case_back_from_nobody(
    founded_ledger: FoundedLedger,
) -> None:
    office = reopen_casework(founded_ledger)
    raised(office)
    first = taken(office)
    passed_on(office)
    assert taken(office) == replace(first, fresh=False)
    assert state_of(office).owner_id is None
    taken(office, ADVISER)
    assert taken(office) == replace(first, fresh=False)
    assert state_of(office).owner_id == ADVISER


def test_another_press_by_whoever_has_the_case_is_answered_with_how_it_was_taken(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = reopen_casework(founded_on_sqlite)
    raised(office)
    first = taken(office)
    assert taken(office, number=2) == replace(first, fresh=False)


def test_each_press_is_answered_with_its_own_receipt_when_a_case_came_back(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = reopen_casework(founded_on_sqlite)
    raised(office)
    first = taken(office)
    passed_on(office)
    second = taken(office, number=2)
    assert second.fresh
    assert taken(office) == replace(first, fresh=False)
    assert taken(office, number=2) == replace(second, fresh=False)


@pytest.mark.parametrize("used", [TakingId(CASE), TakingId(PASS.pass_id)])
def test_an_id_that_stands_for_something_else_takes_no_case(
    founded_on_sqlite: FoundedLedger, used: TakingId
) -> None:
    office = reopen_casework(founded_on_sqlite)
    raised(office)
    passed_on(office)
    request = TakeConcern(case_id=CASE, taking_id=used)
    with pytest.raises(RuleBroken, match="taking_already_recorded"):
        take_concern(office.ledger, acting(CRISIS_LEAD), request, given.NOW)


def test_whoever_has_a_case_and_can_sign_in_no_more_stands_in_nobodys_way(
    founded_ledger: FoundedLedger,
) -> None:
    office = reopen_casework(founded_ledger)
    raised(office)
    taken(office)
    with pytest.raises(RuleBroken, match="concern_already_taken"):
        taken(office, DUTY_OFFICER)
    office.opened.accounts.disable(CRISIS_LEAD, [], ending_at())
    assert taken(office, DUTY_OFFICER).fresh
    assert state_of(office).owner_id == DUTY_OFFICER


def test_whoever_has_a_case_and_has_no_account_stands_in_nobodys_way(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = reopen_casework(founded_on_sqlite)
    raised(office)
    passed_on(office, replace(PASS, to_id=LEADER))
    taken(office, LEADER)
    assert taken(office, DUTY_OFFICER).fresh
