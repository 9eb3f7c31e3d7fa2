"""A child comes back from leave by a panel, and by others of the county where one appeals."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.crisis.reading.case_reading import case
from application.crisis.school.returning import (
    appeal_return,
    request_return,
    review_return,
    sitting_on_return,
)
from application.crisis.telling.outside import alerts_for
from application.ports import Receipt
from domain.clocks.facts import Step
from domain.errors import NotPermitted, RuleBroken
from domain.referrals.returning.return_facts import DeferralReason, ReturnPlanned, ReturnReviewed
from domain.referrals.returning.return_state import (
    AppealReturn,
    DeferReturn,
    PlanReturn,
    RequestReturn,
    ReviewReturn,
)
from domain.shared import PersonId, ReturnId, ReviewId
from tests import examples as given
from tests.application.casework import CASE, asked, referred, reopen_casework
from tests.application.crisis.school.test_leave import on_leave, steps_of
from tests.application.crisis.telling.test_escalating import follow
from tests.application.outside import by_mail
from tests.application.telling import DUTY_TOLD, OFFICER_TOLD, alerts, history_of
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER, LIAISON
from tests.engines import FoundedLedger
from tests.office import Office, acting

RETURN = ReturnId(given.example_id(742))
DEFER = DeferReturn(
    reason=DeferralReason.SUPPORT_NOT_ARRANGED, look_again_on=given.TODAY + timedelta(days=7)
)
REVIEW = ReviewReturn(
    case_id=CASE,
    return_id=RETURN,
    review_id=ReviewId(given.example_id(743)),
    member_ids=(CRISIS_LEAD, ADVISER),
    met_at=given.NOW,
    outcome=PlanReturn(first_on=given.TODAY + timedelta(days=1), met_by=ADVISER),
)


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    office = reopen_casework(founded_ledger)
    referred(office)
    on_leave(office)
    return office


def requested(office: Office, by: PersonId = CRISIS_LEAD) -> Receipt:
    request = RequestReturn(
        case_id=CASE,
        return_id=RETURN,
        relation_code="52",
        is_guardian=False,
        requested_on=given.TODAY,
    )
    return request_return(office.ledger, acting(by), request, given.NOW)


def reviewed(office: Office, request: ReviewReturn = REVIEW, by: PersonId = CRISIS_LEAD) -> Receipt:
    return review_return(office.ledger, acting(by), request, given.NOW)


def appealed(office: Office) -> Receipt:
    request = AppealReturn(
        case_id=CASE,
        return_id=RETURN,
        relation_code="52",
        is_guardian=False,
        appealed_on=given.TODAY,
    )
    return appeal_return(office.ledger, acting(CRISIS_LEAD), request, given.NOW)


def test_a_panel_agrees_with_a_plan_in_one_commit_and_its_clocks_follow(office: Office) -> None:
    for person in (ADVISER, LIAISON):
        with pytest.raises(NotPermitted):
            requested(office, by=person)
    assert [requested(office).fresh for _time in range(2)] == [True, False]
    assert Step.RETURN_REVIEWED in steps_of(office)
    with pytest.raises(NotPermitted):
        reviewed(office, by=ADVISER)
    assert [reviewed(office).fresh for _time in range(2)] == [True, False]
    *_before, review, plan = history_of(office).recorded
    assert isinstance(review.fact, ReturnReviewed)
    assert isinstance(plan.fact, ReturnPlanned)
    assert {review.request_id, plan.request_id} == {REVIEW.review_id}
    assert review.context.rules == office.ledger.rules.version
    steps = steps_of(office)
    assert (Step.RETURN_REVIEWED in steps, Step.FOLLOWED_UP in steps) == (False, True)


def test_an_appeal_is_decided_by_the_county_with_nobody_of_before(office: Office) -> None:
    requested(office)
    reviewed(office, replace(REVIEW, outcome=DEFER))
    assert [appealed(office).fresh for _time in range(2)] == [True, False]
    assert Step.APPEAL_REVIEWED in steps_of(office)
    again = replace(REVIEW, review_id=ReviewId(given.example_id(744)))
    with pytest.raises(RuleBroken, match="county_decides_appeal"):
        reviewed(office, again)
    county = sitting_on_return(office.ledger, acting(DUTY_OFFICER), CASE, given.NOW)
    assert DUTY_OFFICER in county.of_county
    assert CRISIS_LEAD not in county.of_county
    others = sorted(county.of_county - {DUTY_OFFICER})
    decided = replace(
        again,
        member_ids=(DUTY_OFFICER, others[0]),
        outcome=PlanReturn(first_on=given.TODAY, met_by=ADVISER),
    )
    assert reviewed(office, decided, by=DUTY_OFFICER).fresh
    assert Step.APPEAL_REVIEWED not in steps_of(office)


def test_a_hospital_hears_of_no_return(office: Office) -> None:
    requested(office)
    reviewed(office)
    shown = case(office.ledger, asked(LIAISON))
    assert shown.state.at_school.returns.plan is None
    told = {type(each.fact).__name__ for each in shown.entries}
    assert not {"ReturnRequested", "ReturnReviewed", "ReturnPlanned"} & told
    assert ADVISER in case(office.ledger, asked(CRISIS_LEAD)).names.people


def test_the_county_is_told_at_once_that_a_guardian_appealed(office: Office) -> None:
    requested(office)
    reviewed(office, replace(REVIEW, outcome=DEFER))
    follow(office, 1)
    before = alerts(office)
    appealed(office)
    follow(office, 2)
    (told,) = alerts(office)[len(before) :]
    assert told.addressees == (DUTY_TOLD,)
    assert CRISIS_LEAD not in told.kept_out_ids
    cause = next(each for each in history_of(office).recorded if each.event_id == told.cause_id)
    ledger = replace(office.ledger, outlets=by_mail)
    (alert,) = alerts_for(ledger, cause, told, history_of(office))
    assert [each.minutes for each in alert.outside] == [0]


def test_who_of_the_county_deferred_it_is_passed_over_and_the_next_is_told(office: Office) -> None:
    requested(office)
    reviewed(office, replace(REVIEW, member_ids=(CRISIS_LEAD, DUTY_OFFICER), outcome=DEFER))
    appealed(office)
    follow(office, 2)
    told = alerts(office)[-1]
    assert told.addressees == (OFFICER_TOLD,)
    assert DUTY_OFFICER not in told.kept_out_ids
