"""A case whose owner answers for it no more waits for somebody again, and people are told once."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from application.crisis.cases.left_cases import ask_for_left_cases
from application.crisis.clocks.case_clocks import deadlines_of
from application.crisis.desk.duty_desk import duty_desk
from application.crisis.desk.stages import CaseStage
from application.crisis.worries.referrals import withdraw_concern
from application.said_lately import SaidLately
from domain.clocks.facts import Step
from domain.clocks.timing import Deadline
from domain.referrals.facts import WithdrawalReason
from domain.referrals.joining.joining_facts import AskedAnew, TakingAskedAnew
from domain.referrals.state import WithdrawConcern
from domain.shared import DutyId, OrganisationId, PersonId
from domain.staff.facts import DutyEnded, DutyEndReason, Role
from tests import examples as given
from tests.application.casework import CASE, raised, reopen_casework, taken
from tests.application.crisis.telling.test_escalating import follow, machine, pass_until, told
from tests.application.levels import RED, assessed
from tests.application.telling import (
    DUTY_TOLD,
    HEAD_TOLD,
    employ,
    history_of,
    know,
    state_of,
)
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER
from tests.engines import FoundedLedger
from tests.office import Office, acting

LEFT = DutyEnded(
    person_id=CRISIS_LEAD,
    duty_id=DutyId(given.example_id(1290)),
    ended_on=given.TODAY - timedelta(days=1),
    reason=DutyEndReason.LEFT,
)


@pytest.fixture
def on_each(founded_ledger: FoundedLedger) -> Office:
    return had(reopen_casework(founded_ledger))


@pytest.fixture
def office(founded_on_sqlite: FoundedLedger) -> Office:
    return had(reopen_casework(founded_on_sqlite))


def had(office: Office) -> Office:
    """Let the crisis lead have a case."""
    raised(office)
    follow(office, 0)
    taken(office)
    assert office.opened.projector.catch_up(wait_ms=10_000)
    return office


def asked(office: Office, *closed: PersonId) -> int:
    """Look once for cases that were left; these people cannot sign in."""

    def reachable(people: Collection[PersonId]) -> frozenset[PersonId]:
        return frozenset(people).difference(closed)

    ledger = replace(office.ledger, reachable=reachable)
    return ask_for_left_cases(ledger, machine(office), given.NOW, SaidLately())


def said(office: Office) -> list[TakingAskedAnew]:
    found = history_of(office).recorded
    return [each.fact for each in found if isinstance(each.fact, TakingAskedAnew)]


def steps(office: Office) -> tuple[Deadline, ...]:
    return deadlines_of(office.ledger, history_of(office), CASE)


def shown(office: Office) -> list[tuple[CaseStage, PersonId | None]]:
    """Return how the case stands on the desk of the county, and who has it."""
    desk = duty_desk(office.ledger, acting(DUTY_OFFICER), given.NOW, read_id=uuid4())
    return [(each.stage, each.owner_id) for each in desk.page.rows]


ANSWERS_NO_MORE = TakingAskedAnew(
    case_id=CASE,
    child_id=given.CHILD,
    had_by=CRISIS_LEAD,
    reason=AskedAnew.ANSWERS_NO_MORE,
)


def test_it_waits_again_once_who_has_it_is_gone_and_the_line_hears_of_it_once(
    on_each: Office,
) -> None:
    office = on_each
    assert asked(office) == 0
    know(office, LEFT)
    assert (asked(office), asked(office)) == (1, 0)
    assert said(office) == [ANSWERS_NO_MORE]
    follow(office, 1)
    follow(office, 1)
    assert told(office)[1:] == [(HEAD_TOLD,)]
    assert state_of(office).owner_id is None
    waits = [each.step for each in steps(office) if each.is_running]
    assert Step.TAKEN in waits
    assert shown(office) == [(CaseStage.UNTAKEN, None)]
    # As with any that nobody takes, the next in line hear of it in time.
    pass_until(office, 60 * 24 * 3)
    assert DUTY_TOLD in told(office)[-1]


def test_nobody_is_told_where_somebody_took_it_meanwhile(office: Office) -> None:
    know(office, LEFT)
    assert asked(office) == 1
    taken(office, ADVISER)
    follow(office, 1)
    assert told(office)[1:] == []


def test_the_last_day_of_a_duty_still_counts_and_the_day_after_does_not(office: Office) -> None:
    know(office, replace(LEFT, ended_on=given.TODAY))
    assert asked(office) == 0
    tomorrow = given.NOW + timedelta(days=1)
    assert ask_for_left_cases(office.ledger, machine(office), tomorrow, SaidLately()) == 1


def test_who_cannot_sign_in_any_more_has_it_no_more(office: Office) -> None:
    assert asked(office, CRISIS_LEAD) == 1
    assert said(office) == [ANSWERS_NO_MORE]


@pytest.mark.parametrize(
    ("role", "place_id", "found"),
    [
        (Role.SCHOOL_LEADER, given.SCHOOL, 0),
        (Role.TEACHER, given.SCHOOL, 1),
        (Role.CRISIS_LEAD, given.OTHER_SCHOOL, 1),
    ],
)
def test_another_post_lets_them_answer_for_it_still_where_it_is_one_of_the_childs(
    office: Office, role: Role, place_id: OrganisationId, found: int
) -> None:
    employ(office, CRISIS_LEAD, role, place_id)
    know(office, LEFT)
    assert asked(office) == found


def test_a_case_that_is_over_waits_for_nobody(office: Office) -> None:
    over = WithdrawConcern(case_id=CASE, reason=WithdrawalReason.UNFOUNDED, why="听错了。")
    withdraw_concern(office.ledger, acting(CRISIS_LEAD), over, given.NOW)
    know(office, LEFT)
    assert asked(office) == 0


def test_a_life_in_danger_is_told_to_the_county_too(office: Office) -> None:
    assessed(office, RED, CRISIS_LEAD)
    follow(office, 0)
    before = len(told(office))
    know(office, LEFT)
    asked(office)
    follow(office, 1)
    assert told(office)[before:] == [(DUTY_TOLD, HEAD_TOLD)]
