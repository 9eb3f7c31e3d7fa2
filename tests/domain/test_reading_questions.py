"""Which readings stand out, who answers for them, and who may settle what is asked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from domain.errors import DomainError, Invalid, NotFound, NotPermitted, RuleBroken
from domain.reads.facts import (
    AnswerWorded,
    Doubt,
    Explanation,
    Finding,
    QuestionAnswered,
    QuestionSettled,
    Reading,
    ReadingQuestioned,
    ReadsEvent,
    RecordsRead,
)
from domain.reads.rules import answer_question, settle_question
from domain.reads.state import AnswerQuestion, SettleQuestion, fold
from domain.reads.unusual import Look, Readings, asked_anew, is_night, question_id, questions
from domain.shared import ChildId, Known, PersonId, Purpose, ReadId
from tests import examples as e

ELSE = PersonId(e.example_id(601))
NOON = datetime(2026, 3, 10, 4, tzinfo=UTC)
NIGHT = datetime(2026, 3, 10, 17, 30, tzinfo=UTC)
DAY = date(2026, 3, 10)
ASKED = ReadingQuestioned(
    question_id=question_id(e.TEACHER, Doubt.AT_NIGHT, DAY),
    reader_id=e.TEACHER,
    doubt=Doubt.AT_NIGHT,
    read_on=DAY,
    first_read_id=ReadId(e.example_id(602)),
    last_read_id=ReadId(e.example_id(602)),
    child_count=1,
)
ID = ASKED.question_id
ANSWERED = QuestionAnswered(question_id=ID, reader_id=e.TEACHER, explanation=Explanation.PREPARING)
WORDED = AnswerWorded(question_id=ID, reader_id=e.TEACHER, words="准备报表。")
SETTLED = QuestionSettled(question_id=ID, reader_id=e.TEACHER, finding=Finding.IN_ORDER)
ANSWER = AnswerQuestion(question_id=ID, explanation=Explanation.PREPARING, words=" 准备报表。 ")
SETTLE = SettleQuestion(question_id=ID, finding=Finding.IN_ORDER)
LATER = DAY + timedelta(days=e.RULES.reading.answer_days + 1)


def read(number: int = 2, children: int = 1) -> RecordsRead:
    return RecordsRead(
        read_id=ReadId(e.example_id(600 + number)),
        reader_id=e.TEACHER,
        child_ids=tuple(ChildId(e.example_id(7_000 + each)) for each in range(children)),
        what=Reading.DESK,
        purpose=Purpose.CARE,
    )


def asked_of(*looks: Look) -> list[ReadingQuestioned]:
    """What is asked about the last of these readings, when nothing was asked before."""
    readings = Readings()
    days = [readings.note(each.read, each.read_at, each.duty) for each in looks]
    return asked_anew(questions(looks[-1], days[-1], e.RULES), {})


def look(
    at: datetime = NOON, duty: str = "class_teacher", *, number: int = 2, children: int = 1
) -> Look:
    return Look(read=read(number, children), read_at=at, duty=duty)


def test_an_ordinary_reading_is_not_asked_about() -> None:
    assert asked_of(look()) == []


def test_a_reading_at_night_is_asked_about_under_the_day_on_which_the_night_began() -> None:
    assert asked_of(look(NIGHT)) == [ASKED]


@pytest.mark.parametrize(
    "quiet",
    [
        look(NIGHT, duty="crisis_lead"),
        look(NIGHT, duty="hospital_liaison"),
        replace(look(NIGHT), read=replace(read(), purpose=Purpose.CRISIS)),
        look(datetime(2026, 3, 10, 22, tzinfo=UTC)),  # 6:00 in Beijing
        look(datetime(2026, 3, 10, 13, 59, tzinfo=UTC)),  # 21:59
    ],
)
def test_nobody_is_asked_who_is_called_at_night_nor_about_a_crisis_nor_by_day(quiet: Look) -> None:
    assert asked_of(quiet) == []


def test_more_children_in_an_hour_than_usual_are_asked_about_with_the_range_of_readings() -> None:
    usual = e.RULES.reading.usual_for("mentor").an_hour
    early = look(NOON - timedelta(hours=2), "mentor", number=3, children=5)
    first = look(NOON - timedelta(minutes=30), "mentor", number=4, children=usual)
    assert asked_of(early, first) == []
    last = look(NOON, "mentor", number=5, children=usual + 1)
    (asked,) = asked_of(early, first, last)
    assert (asked.doubt, asked.child_count) == (Doubt.MANY_CHILDREN, usual + 1)
    assert (asked.first_read_id, asked.last_read_id) == (first.read.read_id, last.read.read_id)


def test_the_same_children_again_are_not_more_children() -> None:
    usual = e.RULES.reading.usual_for("mentor").an_hour
    looks = [look(NOON, "mentor", number=number, children=usual) for number in range(9)]
    assert asked_of(*looks) == []


def test_whoever_holds_no_duty_any_more_is_asked_except_about_an_own_worry() -> None:
    gone = replace(look(), holds_duty=False)
    assert [each.doubt for each in asked_of(gone)] == [Doubt.WITHOUT_DUTY]
    own = replace(gone, read=replace(read(), what=Reading.OWN_CONCERN))
    assert asked_of(own) == []


def test_break_glass_is_always_asked_about() -> None:
    broken = replace(look(), by_break_glass=True)
    assert [each.doubt for each in asked_of(broken)] == [Doubt.BREAK_GLASS]


@for_all(st.datetimes(timezones=st.just(UTC)))
def test_a_night_is_asked_about_once_however_often_somebody_reads_in_it(at: datetime) -> None:
    if is_night(at, e.RULES):
        ids = {each.question_id for each in asked_of(look(at))}
        again = {each.question_id for each in asked_of(look(at + timedelta(seconds=1)))}
        assert ids == again or not is_night(at + timedelta(seconds=1), e.RULES)


def test_the_reader_answers_once_and_the_same_again_changes_nothing() -> None:
    asked = fold([ASKED])
    assert answer_question(asked, ANSWER, by=e.TEACHER) == (ANSWERED, WORDED)
    wordless = replace(ANSWER, words=None)
    assert answer_question(asked, wordless, by=e.TEACHER) == (ANSWERED,)
    known = fold([ASKED, ANSWERED, WORDED])
    assert answer_question(known, ANSWER, by=e.TEACHER) == Known((ANSWERED, WORDED))


@pytest.mark.parametrize(
    ("before", "request_", "by", "refused"),
    [
        ([], ANSWER, e.TEACHER, NotFound("question_not_found")),
        ([ASKED], ANSWER, ELSE, NotFound("question_not_found")),
        (
            [ASKED, ANSWERED],
            replace(ANSWER, explanation=Explanation.URGENT),
            e.TEACHER,
            RuleBroken("question_answered_before"),
        ),
        ([ASKED, SETTLED], ANSWER, e.TEACHER, RuleBroken("question_settled_before")),
        (
            [ASKED],
            AnswerQuestion(question_id=ID, explanation=Explanation.OTHER, words=" "),
            e.TEACHER,
            Invalid("required", "words"),
        ),
    ],
)
def test_an_answer_is_refused(
    before: Sequence[ReadsEvent], request_: AnswerQuestion, by: PersonId, refused: DomainError
) -> None:
    with pytest.raises(type(refused)) as raised:
        answer_question(fold(before), request_, by=by)
    assert raised.value.code == refused.code


def test_somebody_else_settles_what_was_answered_or_stayed_unanswered_too_long() -> None:
    cases: list[tuple[list[ReadsEvent], date]] = [([ASKED, ANSWERED], DAY), ([ASKED], LATER)]
    for before, today in cases:
        found = settle_question(fold(before), SETTLE, by=ELSE, today=today, rules=e.RULES)
        assert found == (SETTLED,)
    known = fold([ASKED, ANSWERED, SETTLED])
    assert settle_question(known, SETTLE, by=ELSE, today=DAY, rules=e.RULES) == Known((SETTLED,))


@pytest.mark.parametrize(
    ("before", "by", "refused"),
    [
        ([], ELSE, NotFound("question_not_found")),
        ([ASKED, ANSWERED], e.TEACHER, NotPermitted("own_question")),
        ([ASKED], ELSE, RuleBroken("question_waits_for_answer")),
        (
            [ASKED, ANSWERED, replace(SETTLED, finding=Finding.MISUSED)],
            ELSE,
            RuleBroken("question_settled_before"),
        ),
    ],
)
def test_settling_is_refused(
    before: Sequence[ReadsEvent], by: PersonId, refused: DomainError
) -> None:
    with pytest.raises(type(refused)) as raised:
        settle_question(fold(before), SETTLE, by=by, today=DAY, rules=e.RULES)
    assert raised.value.code == refused.code
