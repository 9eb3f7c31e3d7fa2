"""The duty log of a school: who writes it, what can stand there, and how it is put right."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.advising.facts import (
    Audience,
    HealthDutiesEvent,
    HealthDuty,
    HealthDutyVoidReason,
    Present,
)
from domain.advising.rules import correct_health_duty, log_health_duty, void_health_duty
from domain.advising.state import (
    NO_HEALTH_DUTIES,
    CorrectHealthDuty,
    HealthDutiesState,
    LogHealthDuty,
    VoidHealthDuty,
    evolve,
    fold,
)
from domain.shared import CorrectionId, HealthDutyId, PersonId
from tests.advising_examples import (
    CORRECT,
    CORRECTED,
    LESSON,
    LOG,
    LOG_TRAINING,
    LOGGED,
    RIGHT,
    TAUGHT,
    TRAINED,
    VOID,
    VOIDED,
)
from tests.crisis import ADVISER
from tests.examples import RULES, TODAY, example_id
from tests.spec import Rule, Spec

ADVISING: Spec[HealthDutiesState, HealthDutiesEvent] = Spec(evolve, NO_HEALTH_DUTIES)
APPOINTED_ON = date(2026, 1, 9)
SUCCESSOR = PersonId(example_id(954))


def there(audience: Audience, people: int) -> HealthDuty:
    return replace(TAUGHT, present=(Present(audience, people),))


def logging(request: LogHealthDuty = LOG) -> Rule[HealthDutiesState, HealthDutiesEvent]:
    return lambda state: log_health_duty(
        state,
        request,
        by=ADVISER,
        served_on=lambda on: on >= APPOINTED_ON,
        today=TODAY,
        rules=RULES,
    )


def correcting(
    request: CorrectHealthDuty = CORRECT, by: PersonId = ADVISER
) -> Rule[HealthDutiesState, HealthDutiesEvent]:
    return lambda state: correct_health_duty(
        state,
        request,
        by=by,
        served_on=lambda on: on >= APPOINTED_ON,
        today=TODAY,
        rules=RULES,
    )


def voiding(
    request: VoidHealthDuty = VOID, by: PersonId = ADVISER
) -> Rule[HealthDutiesState, HealthDutiesEvent]:
    return lambda state: void_health_duty(state, request, by=by)


def test_what_was_done_is_logged_once_with_whoever_did_it() -> None:
    ADVISING.given().when(logging()).then(LOGGED)
    ADVISING.given(LOGGED).when(logging()).then_known(LOGGED)


def test_the_same_id_with_anything_else_is_refused_and_what_stands_there_stays() -> None:
    other = replace(LOG, duty=replace(TAUGHT, minutes=41))
    ADVISING.given(LOGGED).when(logging(other)).then_refused("health_duty_already_logged")
    # Also where it is just what the correction says now: what was sent first is another thing.
    said_now = replace(LOG, duty=RIGHT)
    corrected = ADVISING.given(LOGGED, CORRECTED)
    corrected.when(logging(said_now)).then_refused("health_duty_already_logged")
    corrected.when(logging()).then_known(LOGGED)


def test_the_words_are_trimmed_and_who_was_there_stands_in_one_order() -> None:
    backwards = replace(TAUGHT, what=f"  {TAUGHT.what} ", present=TAUGHT.present[::-1])
    ADVISING.given().when(logging(replace(LOG, duty=backwards))).then(LOGGED)


@pytest.mark.parametrize(
    ("impossible", "code", "field"),
    [
        (replace(TAUGHT, what=" "), "required", "what"),
        (replace(TAUGHT, what="课" * 501), "too_long", "what"),
        (replace(TAUGHT, what="课\n课"), "unseen_character", "what"),
        (replace(TAUGHT, held_on=TODAY + timedelta(days=1)), "in_future", "held_on"),
        (replace(TAUGHT, minutes=0), "minutes_out_of_range", "minutes"),
        (replace(TAUGHT, minutes=601), "minutes_out_of_range", "minutes"),
        (there(Audience.PUPILS, 0), "people_out_of_range", "pupils"),
        (there(Audience.PARENTS, 10**5), "people_out_of_range", "parents"),
    ],
)
def test_content_that_cannot_be_is_refused_in_its_field(
    impossible: HealthDuty, code: str, field: str
) -> None:
    ADVISING.given().when(logging(replace(LOG, duty=impossible))).then_refused(code, field=field)
    corrected = replace(CORRECT, duty=impossible)
    ADVISING.given(LOGGED).when(correcting(corrected)).then_refused(code, field=field)


def test_of_a_training_in_seeing_a_crisis_it_is_told_how_many_teachers_were_there() -> None:
    alone = replace(LOG_TRAINING, duty=replace(TRAINED, present=(Present(Audience.PARENTS, 3),)))
    ADVISING.given().when(logging(alone)).then_refused("required", field="teachers")


def test_nothing_is_logged_of_a_day_on_which_they_were_not_appointed_to_the_school() -> None:
    before = replace(LOG, duty=replace(TAUGHT, held_on=APPOINTED_ON - timedelta(days=1)))
    refusal = ADVISING.given().when(logging(before)).then_refused("not_appointed_on_that_day")
    assert refusal.parameters == {"field": "held_on"}
    there = replace(CORRECT, duty=before.duty)
    ADVISING.given(LOGGED).when(correcting(there)).then_refused("not_appointed_on_that_day")


def test_an_entry_is_corrected_whole_by_who_made_it_and_the_last_word_holds() -> None:
    ADVISING.given(LOGGED).when(correcting()).then(CORRECTED)
    ADVISING.given(LOGGED, CORRECTED).when(correcting()).then_known(CORRECTED)
    assert fold([LOGGED, CORRECTED]).records[LESSON].duty == RIGHT
    back = replace(CORRECT, correction_id=CorrectionId(example_id(955)), duty=TAUGHT)
    said = replace(CORRECTED, correction_id=back.correction_id, duty=TAUGHT)
    ADVISING.given(LOGGED, CORRECTED).when(correcting(back)).then(said)


@pytest.mark.parametrize(
    ("given", "request_", "code"),
    [
        ([], CORRECT, "health_duty_not_found"),
        ([LOGGED], replace(CORRECT, duty=TAUGHT), "health_duty_unchanged"),
        ([LOGGED, VOIDED], CORRECT, "health_duty_voided"),
        ([LOGGED, CORRECTED], replace(CORRECT, why="别的"), "correction_already_recorded"),
    ],
)
def test_a_correction_of_what_is_not_there_or_changes_nothing_is_refused(
    given: list[HealthDutiesEvent], request_: CorrectHealthDuty, code: str
) -> None:
    ADVISING.given(*given).when(correcting(request_)).then_refused(code)


def test_a_correction_says_why() -> None:
    silent = replace(CORRECT, why=" ")
    ADVISING.given(LOGGED).when(correcting(silent)).then_refused("required", field="why")


def test_what_was_entered_in_error_is_taken_back_and_counts_no_longer() -> None:
    ADVISING.given(LOGGED).when(voiding()).then(VOIDED)
    ADVISING.given(LOGGED, VOIDED).when(voiding()).then_known(VOIDED)
    twice = replace(VOID, reason=HealthDutyVoidReason.ENTERED_TWICE)
    ADVISING.given(LOGGED, VOIDED).when(voiding(twice)).then_refused("health_duty_voided")
    unknown = replace(VOID, health_duty_id=HealthDutyId(example_id(956)))
    ADVISING.given(LOGGED).when(voiding(unknown)).then_refused("health_duty_not_found")
    assert fold([LOGGED]).counting == (fold([LOGGED]).records[LESSON],)
    assert fold([LOGGED, CORRECTED, VOIDED]).counting == ()


def test_nobody_changes_what_another_logged_not_even_the_successor() -> None:
    known = ADVISING.given(LOGGED)
    known.when(correcting(by=SUCCESSOR)).then_refused("health_duty_of_another")
    twice = replace(VOID, reason=HealthDutyVoidReason.ENTERED_TWICE)
    known.when(voiding(twice, by=SUCCESSOR)).then_refused("health_duty_of_another")


def test_whoever_serves_the_school_takes_back_what_names_a_pupil() -> None:
    ADVISING.given(LOGGED).when(voiding(by=SUCCESSOR)).then(VOIDED)
