"""A grant of health leads to the child's cases, and tells nobody that they are named in one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.authorisation.grant_reading import GrantShown, open_grant
from domain.shared import Compartment
from tests import examples as given
from tests.application.casework import CASE, WORRY, raised, told
from tests.application.granting import (
    ASK_HEALTH,
    GRANT,
    LAWYER,
    approved,
    asked,
    look_at,
    open_granting,
    reopen_granting,
)
from tests.crisis import CRISIS_LEAD
from tests.engines import FoundedLedger
from tests.office import Office


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    office = reopen_granting(founded_ledger(open_granting))
    asked(office, ASK_HEALTH)
    approved(office, CRISIS_LEAD, (Compartment.HEALTH,))
    return office


def page(office: Office, seconds: int) -> GrantShown:
    return open_grant(office.ledger, look_at(LAWYER, GRANT, given.NOW + timedelta(seconds=seconds)))


def test_it_leads_to_the_case(office: Office) -> None:
    raised(office)
    told(office)
    assert page(office, 1).cases == (CASE,)


def test_whoever_is_named_since_is_told_what_is_told_where_there_is_no_case(
    office: Office,
) -> None:
    before = page(office, 1)
    raised(office, replace(WORRY, involved_ids=(LAWYER,)))
    told(office)
    after = page(office, 2)
    assert (before.cases, after.cases) == ((), ())
    assert replace(after.row, is_news=True) == before.row
