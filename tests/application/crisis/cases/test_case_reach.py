"""A hospital comes in by the referral alone; whoever raised a worry learns nothing by it."""

from dataclasses import replace

import pytest

from application.crisis.cases.cases import standings_for_case
from application.crisis.reading.case_reading import case
from application.crisis.worries.own_concerns import own_concern
from domain.access.table import Standing
from domain.alerts.facts import Gap, GapReason
from domain.errors import NotFound
from domain.shared import PersonId
from domain.staff.facts import Role
from tests import crisis
from tests import examples as given
from tests.application.casework import (
    CASE,
    REPORTER,
    WORRY,
    asked,
    raised,
    referred,
    reopen_casework,
    told,
)
from tests.crisis import CRISIS_LEAD, HOSPITAL, LIAISON
from tests.engines import FoundedLedger
from tests.infrastructure.authentication.keeping import ending_at
from tests.office import Office, acting

ELSEWHERE = crisis.worry_about(CASE)


@pytest.fixture
def at_work(founded_on_sqlite: FoundedLedger) -> Office:
    return reopen_casework(founded_on_sqlite)


def standings(office: Office, person: PersonId) -> frozenset[Standing]:
    try:
        return standings_for_case(office.ledger, acting(person), CASE, given.NOW)[0].held
    except NotFound:
        return frozenset()


def desk(office: Office, person: PersonId) -> int:
    return office.ledger.health.page(person, given.TODAY, limit=10).total


def test_a_hospital_that_is_named_as_the_place_sees_nothing_before_the_referral(
    at_work: Office,
) -> None:
    raised(at_work, replace(ELSEWHERE, school_id=None, village_id=HOSPITAL))
    told(at_work)
    assert standings(at_work, LIAISON) == frozenset()
    assert desk(at_work, LIAISON) == 0


def test_a_liaison_who_raises_a_worry_sees_no_more_of_it_than_anybody(at_work: Office) -> None:
    raised(at_work, replace(ELSEWHERE, school_id=None), by=LIAISON)
    told(at_work)
    assert standings(at_work, LIAISON) == {Standing.RAISED_THE_CONCERN}
    assert desk(at_work, LIAISON) == 0


def test_whoever_raised_a_worry_does_not_learn_where_the_child_belongs(at_work: Office) -> None:
    raised(at_work)
    concern = own_concern(at_work.ledger, asked(REPORTER)).concern
    assert (concern.class_id, concern.school_id, concern.village_id) == (None, None, None)
    assert concern.heard == WORRY.heard


def test_that_a_referral_reached_nobody_at_the_hospital_is_shown(at_work: Office) -> None:
    at_work.opened.accounts.disable(crisis.LIAISON, [], ending_at())
    referred(at_work)
    told(at_work)
    gap = Gap(role=Role.HOSPITAL_LIAISON, reason=GapReason.UNREACHABLE, organisation_id=HOSPITAL)
    assert gap in case(at_work.ledger, asked(CRISIS_LEAD)).gaps
