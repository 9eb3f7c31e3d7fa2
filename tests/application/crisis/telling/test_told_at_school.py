"""Whoever has to act on what a school or its panel decided is told, and whoever decided is not."""

from dataclasses import replace

import pytest

from application.crisis.clocks.case_clocks import clocks_stream
from application.crisis.school.families import inform_guardian, record_refusal
from application.crisis.telling.outside import alerts_for
from application.ports import History
from domain.alerts.facts import Addressee
from domain.clocks.facts import Step, StepOverdue
from domain.referrals.returning.return_state import PlanReturn
from domain.referrals.school.panel_facts import PanelDecided
from domain.shared import ReviewId
from tests import examples as given
from tests.application.casework import CASE, raised, reopen_casework, taken, told
from tests.application.crisis.school.test_leave import back, on_leave
from tests.application.crisis.school.test_returning import (
    DEFER,
    REVIEW,
    appealed,
    requested,
    reviewed,
)
from tests.application.crisis.telling.test_escalating import follow, pass_until
from tests.application.families import INFORM, REFUSE
from tests.application.levels import assessed
from tests.application.outside import by_mail
from tests.application.panels import decided
from tests.application.telling import (
    ADVISER_TOLD,
    DUTY_TOLD,
    HEAD_TOLD,
    LEAD_TOLD,
    OFFICER_TOLD,
    alerts,
    cause_of,
    history_of,
)
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER
from tests.engines import FoundedLedger
from tests.office import LEADER, Office, acting


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    office = reopen_casework(founded_ledger)
    raised(office)
    told(office)
    taken(office)
    assessed(office)
    told(office)
    return office


def told_since(office: Office, before: int, minutes: float = 1) -> list[tuple[Addressee, ...]]:
    follow(office, minutes)
    return [each.addressees for each in alerts(office)[before:]]


def test_who_supports_a_child_is_told_and_by_the_day_of_review_the_line(office: Office) -> None:
    before = len(alerts(office))
    decided(office)
    assert told_since(office, before) == [(ADVISER_TOLD,)]
    ledger = replace(office.ledger, outlets=by_mail)
    cause = cause_of(office, PanelDecided)
    (alert,) = alerts_for(ledger, cause, alerts(office)[-1], history_of(office))
    assert [each.minutes for each in alert.outside] == [0]
    pass_until(office, 8 * 24 * 60)
    assert [LEAD_TOLD in each for each in _said_of(office, Step.SUPPORT_REVIEWED)] == [True]


def test_a_return_reaches_who_answers_for_the_case_and_who_meets_the_child(office: Office) -> None:
    on_leave(office)
    before = len(alerts(office))
    requested(office, by=DUTY_OFFICER)
    later = replace(REVIEW, review_id=ReviewId(given.example_id(744)))
    by_county = replace(REVIEW, member_ids=(DUTY_OFFICER, LEADER), outcome=DEFER)
    reviewed(office, by_county, by=DUTY_OFFICER)
    plan = PlanReturn(first_on=given.TODAY, met_by=LEADER)
    reviewed(office, replace(later, member_ids=(DUTY_OFFICER, LEADER), outcome=plan), DUTY_OFFICER)
    assert told_since(office, before) == [(LEAD_TOLD,), (LEAD_TOLD,), (LEAD_TOLD, HEAD_TOLD)]


def test_who_recorded_it_is_not_told_of_their_own_doing(office: Office) -> None:
    on_leave(office)
    before = len(alerts(office))
    requested(office)
    reviewed(office)
    assert told_since(office, before) == [(ADVISER_TOLD,)]


def test_an_appeal_that_waits_too_long_goes_up_the_county_and_never_to_the_school(
    office: Office,
) -> None:
    on_leave(office)
    requested(office)
    reviewed(office, replace(REVIEW, member_ids=(CRISIS_LEAD, ADVISER), outcome=DEFER))
    appealed(office)
    # Nobody else was told of anything yet: the line of the school would begin with its head.
    inform_guardian(office.ledger, acting(CRISIS_LEAD), INFORM, given.NOW)
    follow(office, 2)
    pass_until(office, 15 * 24 * 60)
    assert _said_of(office, Step.APPEAL_REVIEWED) == [(OFFICER_TOLD,)]
    # That nobody decided what becomes of the child is told to the line of the school all the same.
    assert [LEAD_TOLD in each for each in _said_of(office, Step.DECIDED)] == [True]


def test_the_county_is_told_beside_the_line_that_nobody_talked_with_a_family_that_refused(
    office: Office,
) -> None:
    record_refusal(office.ledger, acting(CRISIS_LEAD), REFUSE, given.NOW)
    follow(office, 2)
    pass_until(office, 25 * 60)
    # At red the hour to decide is over, too: so the line has come further.
    assert _said_of(office, Step.TALKED_AGAIN) == [(OFFICER_TOLD, LEAD_TOLD, DUTY_TOLD)]


def test_the_county_is_told_that_a_leave_ended_while_an_appeal_waited(office: Office) -> None:
    on_leave(office)
    requested(office)
    reviewed(office, replace(REVIEW, outcome=DEFER))
    appealed(office)
    follow(office, 2)
    before = len(alerts(office))
    back(office, by=CRISIS_LEAD)
    assert told_since(office, before, 3) == [(DUTY_TOLD,)]


def test_of_a_leave_that_ended_while_nothing_waited_nobody_is_told(office: Office) -> None:
    on_leave(office)
    before = len(alerts(office))
    back(office)
    assert told_since(office, before) == []


def _said_of(office: Office, step: Step) -> list[tuple[Addressee, ...]]:
    """Return who was told, each time, that this step is overdue."""
    said = office.ledger.log.load([clocks_stream(CASE)])
    assert isinstance(said, History)
    overdue = {
        each.event_id
        for each in said.recorded
        if isinstance(each.fact, StepOverdue) and each.fact.step is step
    }
    return [each.addressees for each in alerts(office) if each.cause_id in overdue]
