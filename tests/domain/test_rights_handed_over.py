"""A written answer is handed over once, after it was given."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.rights.facts import AnswerHandedOver, HandingMeans, RightsEvent
from domain.rights.rules import hand_over_answer
from domain.rights.state import HandOverAnswer, RightsState
from domain.shared import PersonId
from tests.domain.test_rights import FULFILLED, ID, REFUSED, REQUESTED, RIGHTS, VERIFIED, WRITTEN
from tests.examples import CHILD, SUPERVISOR, TEACHER, TODAY
from tests.spec import Rule

HAND_OVER = HandOverAnswer(
    child_id=CHILD, rights_id=ID, handed_on=TODAY, means=HandingMeans.BY_POST
)
HANDED_OVER = AnswerHandedOver(
    child_id=CHILD, rights_id=ID, handed_on=TODAY, means=HandingMeans.BY_POST, handed_by=TEACHER
)
ANSWERED = (REQUESTED, VERIFIED, FULFILLED, WRITTEN)


def handing(request: HandOverAnswer, by: PersonId = TEACHER) -> Rule[RightsState, RightsEvent]:
    return lambda state: hand_over_answer(state, request, by=by, today=TODAY)


@pytest.mark.parametrize("decided", [FULFILLED, REFUSED])
def test_a_written_answer_is_handed_over(decided: RightsEvent) -> None:
    RIGHTS.given(REQUESTED, decided, WRITTEN).when(handing(HAND_OVER)).then(HANDED_OVER)


def test_nothing_is_handed_over_before_it_is_answered() -> None:
    RIGHTS.given().when(handing(HAND_OVER)).then_refused("rights_not_found")
    RIGHTS.given(REQUESTED, VERIFIED).when(handing(HAND_OVER)).then_refused("answer_first")


def test_the_same_is_recorded_once_by_whomever() -> None:
    RIGHTS.given(*ANSWERED, HANDED_OVER).when(handing(HAND_OVER, SUPERVISOR)).then_known(
        HANDED_OVER
    )
    other = replace(HAND_OVER, means=HandingMeans.IN_PERSON)
    RIGHTS.given(*ANSWERED, HANDED_OVER).when(handing(other)).then_refused(
        "answer_already_handed_over"
    )


@pytest.mark.parametrize(("days", "code"), [(1, "in_future"), (-1, "before_earlier_step")])
def test_no_day_ahead_and_none_before_the_answer(days: int, code: str) -> None:
    wrong = replace(HAND_OVER, handed_on=TODAY + timedelta(days=days))
    RIGHTS.given(*ANSWERED).when(handing(wrong)).then_refused(code, field="handed_on")
