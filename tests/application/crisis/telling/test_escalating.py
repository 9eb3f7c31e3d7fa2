"""A step that is overdue brings the case to the next in line, until it is done."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from application.crisis.cases.cases import standings_for_case
from application.crisis.clocks.sweeping import say
from application.crisis.telling.followers import FOLLOWER
from application.ports import Actor
from application.staffing.reactions import introduce
from domain.access.table import Request as Asking
from domain.alerts.facts import Addressee, ConcernAlerted, GapReason
from domain.clocks.facts import StepOverdue
from domain.errors import NotFound
from domain.referrals.facts import Involved, Situation
from domain.referrals.state import RaiseConcern
from domain.shared import PersonId
from domain.staff.facts import Role
from infrastructure.log.tables import ALERTS
from infrastructure.reacting import Reactions
from tests import examples as given
from tests.application.casework import CASE, WORRY, issued, raised, reopen_casework, taken
from tests.application.telling import (
    ADVISER_TOLD,
    BUREAU_OFFICER,
    BUREAU_TOLD,
    DUTY_TOLD,
    HEAD_TOLD,
    LEAD_TOLD,
    LIAISON_TOLD,
    OFFICER_TOLD,
    alerts,
    all_but,
    employ,
    gap,
)
from tests.crisis import CRISIS_LEAD
from tests.engines import FoundedLedger
from tests.office import LEADER, OFFICER, Office, acting

IN_DANGER = replace(WORRY, situation=Situation.LIFE_IN_DANGER)
HARMED = replace(WORRY, situation=Situation.SUSPECTED_HARM)


@pytest.fixture
def at_work(founded_ledger: FoundedLedger) -> Office:
    return reopen_casework(founded_ledger)


def after(minutes: float) -> datetime:
    return given.NOW + timedelta(minutes=minutes)


def machine(office: Office) -> Actor:
    return introduce(office.ledger, office.opened.ledger_id, given.NOW)


def follow(office: Office, minutes: float) -> None:
    """Let everybody who holds a post be reachable, with an account or without."""
    opened = office.opened
    assert Reactions(
        opened.ledger,
        opened.recorder,
        opened.mapper,
        actor=lambda: machine(office),
        reachable=all_but(),
        clock=lambda: after(minutes),
    ).follow()


def pass_until(office: Office, minutes: float) -> None:
    """Let the deadlines be swept at that minute, and what follows be told then."""
    say(office.ledger, machine(office), CASE, after(minutes))
    follow(office, minutes)
    assert office.opened.projector.catch_up(wait_ms=10_000)


def told(office: Office) -> list[tuple[Addressee, ...]]:
    return [each.addressees for each in alerts(office)]


def let_pass(office: Office, worry: RaiseConcern, *minutes: float) -> None:
    raised(office, worry)
    for each in (0, *minutes):
        pass_until(office, each)


def sees(office: Office, person_id: PersonId) -> bool:
    try:
        standings, _case = standings_for_case(office.ledger, acting(person_id), CASE, given.NOW)
    except NotFound:
        return False
    return standings.allow(Asking.READ_CASE)


def test_a_worry_that_nobody_takes_goes_up_the_line_tier_by_tier_and_on(at_work: Office) -> None:
    employ(at_work, BUREAU_OFFICER, Role.BUREAU_OFFICER, given.BUREAU)
    let_pass(at_work, HARMED, 121, 182, 243, 304, 365)
    assert told(at_work) == [
        (LEAD_TOLD, ADVISER_TOLD),
        (HEAD_TOLD,),
        (DUTY_TOLD,),
        (OFFICER_TOLD,),
        (BUREAU_TOLD,),
        (BUREAU_TOLD,),
    ]


def test_each_tier_is_an_event_of_its_own_with_a_row_for_each_and_its_cause(
    at_work: Office,
) -> None:
    let_pass(at_work, IN_DANGER, 11)
    (overdue,) = [
        each
        for each in at_work.opened.mapper.open_rows(at_work.opened.recorder.rows_after(0, 1_000))
        if isinstance(each.fact, StepOverdue)
    ]
    assert alerts(at_work)[-1] == ConcernAlerted(
        case_id=CASE,
        child_id=given.CHILD,
        cause_id=overdue.event_id,
        place_id=given.SCHOOL,
        addressees=(HEAD_TOLD,),
    )
    with at_work.opened.engine.connect() as connection:
        rows = connection.scalars(select(ALERTS.c.addressee).where(ALERTS.c.case_id == CASE))
        assert LEADER in set(rows)
    assert at_work.opened.recorder.max_tracking_id(FOLLOWER) == overdue.position


def test_whoever_is_next_in_line_sees_that_case_from_then_on_and_not_before(
    at_work: Office,
) -> None:
    let_pass(at_work, HARMED)
    assert not sees(at_work, LEADER)
    pass_until(at_work, 121)
    assert sees(at_work, LEADER)
    assert not sees(at_work, OFFICER)


def test_nobody_more_is_told_once_somebody_took_it(at_work: Office) -> None:
    let_pass(at_work, HARMED, 121)
    taken(at_work, LEADER)
    before = told(at_work)
    pass_until(at_work, 182)
    assert told(at_work) == before


def test_a_step_done_before_anybody_was_told_that_it_is_overdue_brings_it_to_nobody(
    at_work: Office,
) -> None:
    let_pass(at_work, HARMED)
    say(at_work.ledger, machine(at_work), CASE, after(121))
    taken(at_work)
    before = told(at_work)
    follow(at_work, 122)
    assert told(at_work) == before


def test_whoever_has_the_case_is_told_that_it_is_not_assessed(at_work: Office) -> None:
    let_pass(at_work, IN_DANGER)
    taken(at_work)
    pass_until(at_work, 61)
    # The guardian is not told by then either, of which the next in line hear.
    assert (HEAD_TOLD, LEAD_TOLD) in told(at_work)


def test_a_hospital_that_does_not_answer_is_told_again_and_the_line_beside_it(
    at_work: Office,
) -> None:
    let_pass(at_work, HARMED)
    taken(at_work)
    issued(at_work)
    pass_until(at_work, 1)
    assert told(at_work)[-1] == (LIAISON_TOLD,)
    # The end of the next working day; the assessment was overdue a while before.
    pass_until(at_work, 60 * 24 * 2)
    last = told(at_work)[-2:]
    assert {LIAISON_TOLD, LEAD_TOLD}.issubset({each for every in last for each in every})


def test_whoever_may_be_involved_is_passed_over_at_every_tier(at_work: Office) -> None:
    let_pass(at_work, replace(HARMED, involved=(Involved.SCHOOL_LEADER,)), 121)
    (first, last) = alerts(at_work)
    assert LEADER not in {each.person_id for told in (first, last) for each in told.addressees}
    assert CRISIS_LEAD not in {each.person_id for each in last.addressees}
    assert last.addressees == (OFFICER_TOLD,)
    assert gap(Role.SCHOOL_LEADER, GapReason.KEPT_OUT, given.SCHOOL) in last.gaps
    assert set(last.kept_out_ids) >= {LEADER, CRISIS_LEAD}
