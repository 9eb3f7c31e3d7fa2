"""Who comes to a case and who is kept out of it, whatever post they hold."""

from dataclasses import replace

import pytest

from application.crisis.cases.cases import standings_for_case
from application.crisis.desk.duty_desk import duty_desk
from application.crisis.reading.case_reading import case
from application.crisis.worries.own_concerns import own_concern
from application.crisis.worries.referrals import pass_concern_on
from application.ports import Commit
from domain.access.rows import HEALTH
from domain.access.table import TABLE, Request, Standing
from domain.errors import ConflictKept, NotFound, NotPermitted
from domain.pairing.facts import MentorPaired
from domain.referrals.facts import Involved
from domain.referrals.state import PassConcernOn, RaiseConcern
from domain.shared import PairingId, PassId, PersonId, RequestId
from tests import examples as given
from tests.application.casework import (
    CASE,
    REPORTER,
    WORRY,
    asked,
    issued,
    look_id,
    raised,
    reopen_casework,
    taken,
    told,
)
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER, LIAISON
from tests.engines import FoundedLedger
from tests.office import ADMINISTRATOR, AUDITOR, LEADER, OFFICER, STRANGER, Office, acting


@pytest.fixture
def at_work(founded_on_sqlite: FoundedLedger) -> Office:
    return reopen_casework(founded_on_sqlite)


def standings(office: Office, person: PersonId) -> frozenset[Standing]:
    try:
        found, _case = standings_for_case(office.ledger, acting(person), CASE, given.NOW)
    except NotFound:
        return frozenset()
    return found.held


def on_desk(office: Office, person: PersonId) -> int:
    number = look_id(person, 77)
    desk = duty_desk(office.ledger, acting(person), given.NOW, read_id=number)
    return len(desk.page.rows)


def mentor_too(office: Office, person: PersonId) -> None:
    """Pair a second mentor with the child."""
    paired = MentorPaired(
        child_id=given.CHILD,
        pairing_id=PairingId(given.example_id(503)),
        mentor_id=person,
        mentor_kind=given.MENTOR_PAIRED.mentor_kind,
        is_lead=False,
        from_on=given.TODAY,
    )
    office.ledger.log.append(
        Commit(
            facts=(paired,),
            expected={office.opened.mapper.stream_of(paired): 1},
            request_id=RequestId(given.example_id(907)),
            actor_id=LEADER,
            recorded_at=given.NOW,
        )
    )
    office.ledger.catch_up()


def test_those_in_post_come_to_a_case_and_nobody_else(at_work: Office) -> None:
    raised(at_work)
    told(at_work)
    found = {
        person: standings(at_work, person)
        for person in (
            CRISIS_LEAD,
            ADVISER,
            DUTY_OFFICER,
            REPORTER,
            given.TEACHER,
            given.VOLUNTEER,
            LEADER,
            OFFICER,
            ADMINISTRATOR,
            AUDITOR,
            STRANGER,
            LIAISON,
        )
    }
    assert {person: held for person, held in found.items() if held} == {
        CRISIS_LEAD: {Standing.CRISIS_LEAD},
        ADVISER: {Standing.HEALTH_VICE_PRINCIPAL},
        DUTY_OFFICER: {Standing.COUNTY_DUTY_OFFICER},
        REPORTER: {Standing.RAISED_THE_CONCERN},
    }


def test_a_head_of_school_comes_in_by_what_was_passed_on(at_work: Office) -> None:
    raised(at_work)
    assert standings(at_work, LEADER) == frozenset()
    request = PassConcernOn(
        case_id=CASE, pass_id=PassId(given.example_id(703)), to_id=LEADER, why="我今天不在。"
    )
    pass_concern_on(at_work.ledger, acting(CRISIS_LEAD), request, given.NOW)
    assert Standing.NEXT_IN_LINE in standings(at_work, LEADER)


def test_a_hospital_comes_in_by_the_referral_alone(at_work: Office) -> None:
    raised(at_work)
    taken(at_work)
    assert standings(at_work, LIAISON) == frozenset()
    issued(at_work)
    assert standings(at_work, LIAISON) == {Standing.HOSPITAL_LIAISON}


@pytest.mark.parametrize(
    "worry",
    [
        replace(WORRY, involved_ids=(CRISIS_LEAD,)),
        replace(WORRY, involved=(Involved.SCHOOL_LEADER,)),
        replace(WORRY, involved=(Involved.MENTOR,)),
    ],
    ids=["by name", "by post", "by pairing"],
)
def test_whoever_may_be_involved_learns_nothing_of_the_case(
    at_work: Office, worry: RaiseConcern
) -> None:
    mentor_too(at_work, CRISIS_LEAD)
    raised(at_work, worry)
    told(at_work)
    assert standings(at_work, CRISIS_LEAD) == frozenset()
    assert on_desk(at_work, CRISIS_LEAD) == 0
    for look in (case, own_concern):
        with pytest.raises(NotFound, match="case_not_found"):
            look(at_work.ledger, asked(CRISIS_LEAD))
    with pytest.raises(NotFound, match="case_not_found"):
        taken(at_work)
    assert standings(at_work, DUTY_OFFICER) == {Standing.COUNTY_DUTY_OFFICER}
    assert on_desk(at_work, DUTY_OFFICER) == 1


def test_whoever_is_named_in_a_later_repeat_is_kept_out_as_well(at_work: Office) -> None:
    raised(at_work)
    told(at_work)
    assert standings(at_work, CRISIS_LEAD)
    with pytest.raises(ConflictKept):
        raised(at_work, replace(WORRY, involved_ids=(CRISIS_LEAD,)))
    assert standings(at_work, CRISIS_LEAD) == frozenset()


def test_whoever_may_be_involved_sees_of_an_own_worry_no_more_than_others(at_work: Office) -> None:
    raised(at_work, replace(WORRY, involved_ids=(CRISIS_LEAD,)), by=CRISIS_LEAD)
    found, _case = standings_for_case(at_work.ledger, acting(CRISIS_LEAD), CASE, given.NOW)
    assert found.is_recused
    assert {each for each in Request if found.allow(each) and TABLE[each].opens & HEALTH} == {
        Request.RAISE_CONCERN,
        Request.READ_OWN_CONCERN,
        # A result that they know already: to refuse it would tell of the case (ADR 38).
        Request.RECORD_SCREENING,
    }
    assert own_concern(at_work.ledger, asked(CRISIS_LEAD)).case_id == CASE
    with pytest.raises(NotPermitted):
        case(at_work.ledger, asked(CRISIS_LEAD))


def test_a_case_that_nobody_raised_is_not_there(at_work: Office) -> None:
    assert standings(at_work, CRISIS_LEAD) == frozenset()
