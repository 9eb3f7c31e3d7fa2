"""Many children are asked about by what is usual for each duty, and anew at twice as many."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from domain.reads.facts import Doubt, ReadingQuestioned
from domain.reads.unusual import (
    Look,
    Readings,
    asked_anew,
    ids_of_steps,
    question_id,
    questions,
)
from domain.shared import ChildId, QuestionId, ReadId
from tests import examples as e
from tests.domain.test_reading_questions import ASKED, DAY, NOON, asked_of, look

STEPS = [question_id(e.TEACHER, Doubt.MANY_CHILDREN, DAY, step) for step in range(4)]


def many(count: int) -> ReadingQuestioned:
    return replace(ASKED, question_id=STEPS[0], doubt=Doubt.MANY_CHILDREN, child_count=count)


def asked_in_turn(counts: Sequence[int]) -> list[ReadingQuestioned]:
    """What is on the log after readings that showed so many children, one after another."""
    before: dict[QuestionId, ReadingQuestioned] = {}
    for count in counts:
        before |= {each.question_id: each for each in asked_anew([many(count)], before)}
    return list(before.values())


def test_whoever_was_asked_about_many_children_is_asked_anew_at_each_doubling() -> None:
    counts = [301, 350, 601, 602, 603, 1_203, 1_204, 2_407]
    assert asked_in_turn(counts) == [
        many(301),
        replace(many(602), question_id=STEPS[1]),
        replace(many(1_204), question_id=STEPS[2]),
    ]


def test_the_first_question_of_a_day_has_the_id_it_always_had() -> None:
    assert str(STEPS[0]) == "f14170fe-65b9-5708-9ea5-ef9bbb5279fa"
    assert len(set(STEPS)) == len(STEPS)


def test_the_same_question_is_not_asked_twice() -> None:
    first = replace(many(602), question_id=STEPS[1])
    before = {STEPS[0]: many(301), STEPS[1]: first}
    assert asked_anew([many(602)], before) == []
    assert asked_anew([many(602)], {STEPS[0]: many(301)}) == [first]


@pytest.mark.parametrize("doubt", [each for each in Doubt if each is not Doubt.MANY_CHILDREN])
def test_anything_else_is_asked_once_a_day_of_however_many_children(doubt: Doubt) -> None:
    first = replace(ASKED, question_id=question_id(e.TEACHER, doubt, DAY), doubt=doubt)
    later = replace(first, child_count=900)
    assert asked_anew([later], {}) == [later]
    assert asked_anew([later], {first.question_id: first}) == []
    assert ids_of_steps(later) == (first.question_id,)


@for_all(st.lists(st.integers(1, 5_000), min_size=1).map(sorted))
def test_twice_as_many_children_as_were_asked_about_are_never_left_unasked(
    counts: list[int],
) -> None:
    said = [each.child_count for each in asked_in_turn(counts)]
    assert counts[-1] < 2 * said[-1]
    assert all(later >= 2 * earlier for earlier, later in pairwise(said))


def by(duty: str, hours: float, children: range, number: int) -> Look:
    """A reading so many hours before noon that showed these children."""
    one = look(NOON - timedelta(hours=hours), duty, number=number)
    shown = tuple(ChildId(e.example_id(50_000 + n)) for n in children)
    return replace(one, read=replace(one.read, child_ids=shown))


CLASS = range(45)
DESK = by("class_teacher", 3, CLASS, 2)


def told(*looks: Look) -> list[tuple[int, ReadId]]:
    """Of how many children it is asked and from which reading on."""
    return [(each.child_count, each.first_read_id) for each in asked_of(*looks)]


def test_a_class_teacher_who_is_a_mentor_too_opens_the_class_and_is_not_asked() -> None:
    assert told(DESK, by("lead_mentor", 0, range(1), 3)) == []
    assert told(by("class_teacher", 0.1, CLASS, 2), by("lead_mentor", 0, range(1), 3)) == []


def test_by_each_standing_no_more_is_read_unasked_in_an_hour_than_others_read_by_it() -> None:
    usual, more = (by("lead_mentor", 0, range(100, 100 + n), 3) for n in (20, 21))
    assert told(DESK, usual) == []
    assert told(DESK, more) == [(21, more.read.read_id)]


def test_by_each_standing_no_more_is_read_unasked_in_a_day_than_others_read_by_it() -> None:
    first = by("lead_mentor", 2, range(100, 120), 3)
    usual, more = (by("lead_mentor", 0, range(120, 120 + n), 4) for n in (10, 11))
    assert told(DESK, first, usual) == []
    assert told(DESK, first, more) == [(45 + 31, DESK.read.read_id)]


def test_all_standings_together_read_no_more_unasked_than_the_widest_of_them() -> None:
    desk = by("class_teacher", 0.1, range(70), 2)
    usual, more = (by("lead_mentor", 0, range(100, 100 + n), 3) for n in (10, 11))
    assert told(desk, usual) == []
    assert told(desk, more) == [(81, desk.read.read_id)]


def test_as_many_in_the_next_hour_are_twice_as_many_of_the_day() -> None:
    first = by("county_officer", 2, range(301), 2)
    (said,) = asked_of(first)
    before = {said.question_id: said}
    usual, more = (by("county_officer", 0, range(400, 400 + n), 3) for n in (300, 301))
    readings = Readings()
    readings.note(first.read, first.read_at, first.duty)
    for again in (usual, more):
        day = readings.note(again.read, again.read_at, again.duty)
        asked = asked_anew(questions(again, day, e.RULES), before)
        expected = [(602, first.read.read_id)] if again is more else []
        assert [(each.child_count, each.first_read_id) for each in asked] == expected
