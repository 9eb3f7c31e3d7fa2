"""A child of no school: its township's supervisor has the case; of a pupil's they learn nothing."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from application.crisis.cases.cases import standings_for_case
from application.crisis.desk.duty_desk import duty_desk
from application.crisis.worries.referrals import pass_concern_on, people_who_may_answer
from domain.access.table import Request, Standing
from domain.errors import NotFound, RuleBroken
from domain.referrals.facts import Involved
from domain.referrals.state import PassConcernOn
from domain.shared import PassId, PersonId
from tests import crisis
from tests import examples as given
from tests.application.casework import CASE, raised, reopen_casework, taken, told
from tests.crisis import CRISIS_LEAD, DUTY_OFFICER
from tests.engines import FoundedLedger
from tests.office import Office, acting
from tests.signing import give_account

PUPIL = crisis.worry_about(CASE)
AT_HOME = replace(PUPIL, school_id=None, village_id=given.VILLAGE)
PASS_ON = PassConcernOn(
    case_id=CASE,
    pass_id=PassId(given.example_id(703)),
    to_id=given.SUPERVISOR,
    why="请您去看看孩子。",
)


@pytest.fixture
def at_work(founded_ledger: FoundedLedger) -> Office:
    office = reopen_casework(founded_ledger)
    give_account(office.opened.accounts, given.SUPERVISOR, "supervisor")
    return office


def standings(office: Office, person: PersonId, days: int = 0) -> frozenset[Standing]:
    now = given.NOW + timedelta(days=days)
    try:
        found, _case = standings_for_case(office.ledger, acting(person), CASE, now)
    except NotFound:
        return frozenset()
    return found.held if found.allow(Request.READ_CASE) else frozenset()


def listed(office: Office, person: PersonId) -> int:
    return duty_desk(office.ledger, acting(person), given.NOW, read_id=uuid4()).page.total


def sees_nothing(office: Office, person: PersonId) -> bool:
    return not standings(office, person) and not listed(office, person)


def test_the_supervisor_has_the_case_of_a_child_of_no_school_that_was_brought_to_them(
    at_work: Office,
) -> None:
    raised(at_work, AT_HOME)
    assert (standings(at_work, given.SUPERVISOR), listed(at_work, given.SUPERVISOR)) == (
        frozenset(),
        0,
    )
    told(at_work)
    supervises = {Standing.TOWNSHIP_SUPERVISOR, Standing.NEXT_IN_LINE}
    assert standings(at_work, given.SUPERVISOR) == supervises
    assert listed(at_work, given.SUPERVISOR) == 1
    taken(at_work, by=given.SUPERVISOR)
    # Theirs as long as they have it, and for some days once they passed it on.
    assert standings(at_work, given.SUPERVISOR, days=40) == supervises
    pass_concern_on(
        at_work.ledger, acting(given.SUPERVISOR), replace(PASS_ON, to_id=DUTY_OFFICER), given.NOW
    )
    taken(at_work, by=DUTY_OFFICER)
    assert standings(at_work, given.SUPERVISOR, days=7) == supervises
    assert standings(at_work, given.SUPERVISOR, days=8) == frozenset()


def test_the_case_of_a_pupil_is_neither_told_nor_passed_on_to_an_office(at_work: Office) -> None:
    raised(at_work, PUPIL)
    told(at_work)
    taken(at_work)
    assert (standings(at_work, given.SUPERVISOR), listed(at_work, given.SUPERVISOR)) == (
        frozenset(),
        0,
    )
    lead = acting(CRISIS_LEAD)
    assert given.SUPERVISOR not in people_who_may_answer(at_work.ledger, lead, CASE, given.NOW)
    with pytest.raises(RuleBroken):
        pass_concern_on(at_work.ledger, lead, PASS_ON, given.NOW)
    assert standings(at_work, given.SUPERVISOR) == frozenset()


def test_a_supervisor_who_may_be_involved_hears_nothing(at_work: Office) -> None:
    named = replace(AT_HOME, involved=(Involved.OFFICIAL,), involved_ids=(given.SUPERVISOR,))
    raised(at_work, named)
    told(at_work)
    assert (standings(at_work, given.SUPERVISOR), listed(at_work, given.SUPERVISOR)) == (
        frozenset(),
        0,
    )
    assert standings(at_work, DUTY_OFFICER) == {Standing.COUNTY_DUTY_OFFICER}
