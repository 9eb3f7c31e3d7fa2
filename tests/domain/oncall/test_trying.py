"""The number of a place is tried each semester, and marked until somebody is reached by it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.errors import RuleBroken
from domain.oncall.facts import (
    CallOutcome,
    DutyTelephoneTested,
    DutyTelephoneUntested,
    OnCallEvent,
)
from domain.oncall.state import NOBODY_ON_CALL, OnCallState, TryTelephone, evolve, fold
from domain.oncall.trying import (
    is_failed,
    is_untested,
    last_call,
    tell_untested,
    try_telephone,
)
from domain.ruleset.semesters import semester_of
from domain.shared import TrialId
from tests.examples import RULES, SCHOOL, TODAY, example_id
from tests.office import LEADER
from tests.spec import Rule, Spec

ON_CALL: Spec[OnCallState, OnCallEvent] = Spec(evolve, NOBODY_ON_CALL)
NUMBER, OTHER_NUMBER = "13000000077", "13000000078"
TRY = TryTelephone(
    organisation_id=SCHOOL,
    trial_id=TrialId(example_id(964)),
    telephone=NUMBER,
    outcome=CallOutcome.REACHED,
    called_on=TODAY,
)
TRIED = DutyTelephoneTested(
    organisation_id=SCHOOL,
    trial_id=TRY.trial_id,
    telephone=NUMBER,
    outcome=CallOutcome.REACHED,
    called_on=TODAY,
    called_by=LEADER,
)
FAILED = replace(TRIED, trial_id=TrialId(example_id(965)), outcome=CallOutcome.WRONG_NUMBER)
SPRING = semester_of(TODAY, RULES.terms)
DUE_ON = SPRING.first_on + timedelta(days=RULES.on_call.test_call_days)
LATE_ON = DUE_ON + timedelta(days=1)
UNTESTED = DutyTelephoneUntested(
    organisation_id=SCHOOL, since_on=SPRING.first_on, told_ids=(LEADER,)
)


def trying(
    request: TryTelephone = TRY, published: str | None = NUMBER
) -> Rule[OnCallState, OnCallEvent]:
    return lambda state: try_telephone(
        state, request, published=published, by=LEADER, today=TODAY, rules=RULES
    )


def test_a_call_is_recorded_once_and_of_the_number_that_is_published() -> None:
    ON_CALL.given().when(trying()).then(TRIED)
    ON_CALL.given(TRIED).when(trying()).then_known(TRIED)
    ON_CALL.given(TRIED).when(trying(published=OTHER_NUMBER)).then_known(TRIED)
    other = replace(TRY, outcome=CallOutcome.NOT_REACHED)
    ON_CALL.given(TRIED).when(trying(other)).then_refused("call_already_recorded")
    ON_CALL.given().when(trying(published=OTHER_NUMBER)).then_refused("duty_telephone_changed")
    ON_CALL.given().when(trying(published=None)).then_refused("no_duty_telephone")


@pytest.mark.parametrize(("days", "code"), [(1, "in_future"), (-32, "call_too_long_ago")])
def test_a_call_was_made_lately(days: int, code: str) -> None:
    wrong = replace(TRY, called_on=TODAY + timedelta(days=days))
    ON_CALL.given().when(trying(wrong)).then_refused(code, field="called_on")
    ON_CALL.given().when(trying(replace(TRY, called_on=TODAY - timedelta(days=31)))).then(
        replace(TRIED, called_on=TODAY - timedelta(days=31))
    )


def test_a_number_is_marked_until_somebody_is_reached_or_another_is_published() -> None:
    earlier = replace(TRIED, called_on=TODAY - timedelta(days=1))
    for facts, failed in (
        ((), False),
        ((FAILED,), True),
        ((TRIED, FAILED), True),
        ((FAILED, TRIED), False),
        # Told later, but it was before.
        ((FAILED, earlier), True),
    ):
        assert is_failed(last_call(fold(facts), NUMBER)) == failed
    assert last_call(fold((FAILED,)), OTHER_NUMBER) is None


def test_a_number_is_untested_when_nobody_was_reached_in_time_in_the_semester() -> None:
    def untested(*facts: OnCallEvent, on: date = LATE_ON, published: str | None = NUMBER) -> bool:
        return is_untested(fold(facts), published, SPRING, on, RULES)

    assert (untested(on=DUE_ON), untested()) == (False, True)
    assert (untested(TRIED), untested(FAILED)) == (False, True)
    autumn = replace(TRIED, called_on=SPRING.first_on - timedelta(days=1))
    assert untested(autumn)
    assert untested(TRIED, published=OTHER_NUMBER)
    assert not untested(published=None)


def test_that_nobody_tried_is_told_once_a_semester() -> None:
    assert tell_untested(NOBODY_ON_CALL, SCHOOL, SPRING.first_on, [LEADER]) == (UNTESTED,)
    for state, told_ids in ((fold((UNTESTED,)), [LEADER]), (NOBODY_ON_CALL, [])):
        with pytest.raises(RuleBroken, match="untested_told"):
            tell_untested(state, SCHOOL, SPRING.first_on, told_ids)
    later = date(2026, 9, 1)
    assert tell_untested(fold((UNTESTED,)), SCHOOL, later, [LEADER]) == (
        replace(UNTESTED, since_on=later),
    )
