"""Who may be named on the form of a worry: those in posts above, of the reporter's own places."""

from dataclasses import replace

import pytest

from application.crisis.worries.officials import Official, officials_around
from application.crisis.worries.worrying import places_around
from domain.referrals.facts import Involved
from domain.shared import PersonId
from domain.staff.facts import Role
from tests import examples as given
from tests.application.casework import WORRY, raised, reopen_casework, told
from tests.application.telling import BUREAU_OFFICER, alerts, employ
from tests.crisis import ADVISER, DUTY_OFFICER
from tests.engines import FoundedLedger
from tests.office import OFFICER, Office, acting


@pytest.fixture
def at_work(founded_ledger: FoundedLedger) -> Office:
    return reopen_casework(founded_ledger)


@pytest.fixture
def on_sqlite(founded_on_sqlite: FoundedLedger) -> Office:
    return reopen_casework(founded_on_sqlite)


def offered(office: Office, by: PersonId) -> tuple[Official, ...]:
    places = places_around(office.ledger, acting(by), given.NOW)
    return officials_around(office.ledger, acting(by), places, given.NOW)


def test_those_in_posts_above_ones_own_places_are_offered_and_whoever_is_chosen_hears_nothing(
    at_work: Office,
) -> None:
    here = {each.person_id: each.role for each in offered(at_work, given.TEACHER)}
    assert here[DUTY_OFFICER] is Role.COUNTY_DUTY_OFFICER
    assert here[OFFICER] is Role.COUNTY_OFFICER
    raised(
        at_work, replace(WORRY, involved=(Involved.OFFICIAL,), involved_ids=(DUTY_OFFICER, ADVISER))
    )
    told(at_work)
    (alert,) = alerts(at_work)
    assert alert.kept_out_ids == tuple(sorted((DUTY_OFFICER, ADVISER)))
    assert not {DUTY_OFFICER, ADVISER} & {each.person_id for each in alert.addressees}


def test_nobody_is_offered_to_whoever_has_no_place_nor_oneself_nor_anybody_of_another_school(
    on_sqlite: Office,
) -> None:
    assert DUTY_OFFICER not in {each.person_id for each in offered(on_sqlite, DUTY_OFFICER)}
    employ(on_sqlite, BUREAU_OFFICER, Role.SCHOOL_LEADER, given.SCHOOL)
    assert BUREAU_OFFICER not in {each.person_id for each in offered(on_sqlite, given.TEACHER)}
    assert offered(on_sqlite, PersonId(given.example_id(757))) == ()
    # A community worker of a village sees the county above, and nobody of a school beside it.
    assert ADVISER not in {each.person_id for each in offered(on_sqlite, given.COMMUNITY_WORKER)}
