"""Correcting a home visit: the whole new content and why, beside the first record."""

from dataclasses import replace

import pytest

from domain.shared import CorrectionId
from domain.visits.facts import (
    ChildWordsRecorded,
    HomeVisitConflictKept,
    HomeVisitCorrected,
    HomeVisitLogged,
    VisitsEvent,
)
from domain.visits.rules import Answer, correct_home_visit
from domain.visits.state import (
    NO_VISITS,
    ChildOnFile,
    ContactRecord,
    CorrectHomeVisit,
    VisitsState,
    evolve,
    fold,
)
from tests.examples import (
    BORN_ON,
    CHILD,
    CHILD_WORDS,
    CORRECTION_ID,
    HOME_VISIT,
    NOW,
    RULES,
    VISIT_ID,
    example_id,
)
from tests.spec import Rule, Spec

VISITS: Spec[VisitsState, VisitsEvent] = Spec(evolve, NO_VISITS)

VISIT_LOGGED = HomeVisitLogged(child_id=CHILD, visit_id=VISIT_ID, visit=HOME_VISIT)
RIGHT = replace(HOME_VISIT, minutes=45)
CORRECT_VISIT = CorrectHomeVisit(
    child_id=CHILD,
    visit_id=VISIT_ID,
    correction_id=CORRECTION_ID,
    visit=RIGHT,
    why=" 时间记错了。 ",
)
VISIT_CORRECTED = HomeVisitCorrected(
    child_id=CHILD,
    visit_id=VISIT_ID,
    correction_id=CORRECTION_ID,
    visit=RIGHT,
    why="时间记错了。",
)
CORRECTED_WORDS = ChildWordsRecorded(
    child_id=CHILD, visit_id=VISIT_ID, words=CHILD_WORDS, correction_id=CORRECTION_ID
)


def correcting(request: CorrectHomeVisit) -> Rule[VisitsState, VisitsEvent]:
    def rule(state: VisitsState) -> Answer:
        child = ChildOnFile(born_on=BORN_ON, file_is_open=True)
        return correct_home_visit(state, request, child=child, now=NOW, rules=RULES)

    return rule


def test_a_visit_is_corrected_with_the_reason() -> None:
    VISITS.given(VISIT_LOGGED).when(correcting(CORRECT_VISIT)).then(VISIT_CORRECTED)


def test_words_corrected_are_a_fact_apart() -> None:
    with_words = replace(CORRECT_VISIT, words=CHILD_WORDS)
    VISITS.given(VISIT_LOGGED).when(correcting(with_words)).then(VISIT_CORRECTED, CORRECTED_WORDS)


def test_a_visit_is_corrected_a_second_time() -> None:
    again = CorrectionId(example_id(698))
    VISITS.given(VISIT_LOGGED, VISIT_CORRECTED).when(
        correcting(replace(CORRECT_VISIT, correction_id=again))
    ).then(replace(VISIT_CORRECTED, correction_id=again))


def test_a_visit_that_does_not_exist_is_not_corrected() -> None:
    VISITS.given().when(correcting(CORRECT_VISIT)).then_refused("home_visit_not_found")


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        (replace(CORRECT_VISIT, why=" "), "required", "why"),
        (replace(CORRECT_VISIT, why="示" * 501), "too_long", "why"),
        (
            replace(CORRECT_VISIT, visit=replace(RIGHT, minutes=601)),
            "minutes_out_of_range",
            "minutes",
        ),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    wrong: CorrectHomeVisit, code: str, field: str
) -> None:
    VISITS.given(VISIT_LOGGED).when(correcting(wrong)).then_refused(code, field=field)


def test_the_same_correction_sent_twice_is_recorded_once() -> None:
    VISITS.given(VISIT_LOGGED, VISIT_CORRECTED).when(correcting(CORRECT_VISIT)).then_known(
        VISIT_CORRECTED
    )
    VISITS.given(VISIT_LOGGED, VISIT_CORRECTED, CORRECTED_WORDS).when(
        correcting(replace(CORRECT_VISIT, words=CHILD_WORDS))
    ).then_known(VISIT_CORRECTED, CORRECTED_WORDS)


def test_another_correction_of_the_same_id_is_refused() -> None:
    other = replace(CORRECT_VISIT, why="另一个原因。")
    VISITS.given(VISIT_LOGGED, VISIT_CORRECTED).when(correcting(other)).then_refused(
        "correction_already_recorded"
    )


def test_history_is_folded_even_where_no_rule_would_have_let_it_come_about() -> None:
    words = ChildWordsRecorded(child_id=CHILD, visit_id=VISIT_ID, words=CHILD_WORDS)
    kept = HomeVisitConflictKept(child_id=CHILD, visit_id=VISIT_ID, visit=HOME_VISIT)
    conflicting = replace(words, with_conflict=True)
    assert fold([CORRECTED_WORDS]).visits == {
        VISIT_ID: ContactRecord(corrections={CORRECTION_ID: (CORRECTED_WORDS,)})
    }
    assert fold([conflicting, kept]).visits == {
        VISIT_ID: ContactRecord(conflicts=((conflicting,), (kept,)))
    }
    assert fold([words]).visits == {VISIT_ID: ContactRecord(logged=(words,))}
