"""Questions about readings: answered by the reader, settled by somebody else."""

from datetime import date, timedelta

from domain.errors import NotFound, NotPermitted, RuleBroken
from domain.reads.facts import (
    AnswerWorded,
    Explanation,
    QuestionAnswered,
    QuestionSettled,
    ReadingQuestioned,
    ReadsEvent,
)
from domain.reads.state import AnswerQuestion, QuestionState, SettleQuestion
from domain.ruleset import RuleSet
from domain.shared import Known, PersonId
from domain.text import REASON_AT_MOST, some_lines

Answer = tuple[ReadsEvent, ...] | Known[ReadsEvent]


def answer_question(state: QuestionState, request: AnswerQuestion, *, by: PersonId) -> Answer:
    """Record what the reader says the readings were for, once.

    Raises: NotFound, also for somebody else's question; Invalid for field `words`; RuleBroken when
    it was answered otherwise or is settled.
    """
    questioned = _questioned(state)
    if questioned.reader_id != by:
        raise NotFound("question_not_found")
    needs_words = request.explanation is Explanation.OTHER
    words = request.words or ""
    if needs_words or words.strip():
        words = some_lines(words, field="words", at_most=REASON_AT_MOST)
    answered = QuestionAnswered(
        question_id=request.question_id, reader_id=by, explanation=request.explanation
    )
    worded = AnswerWorded(question_id=request.question_id, reader_id=by, words=words)
    facts: tuple[ReadsEvent, ...] = (answered, worded) if words.strip() else (answered,)
    if state.answered is not None:
        before = tuple(each for each in (state.answered, state.worded) if each is not None)
        if before == facts:
            return Known(before)
        raise RuleBroken("question_answered_before")
    if state.settled is not None:
        raise RuleBroken("question_settled_before")
    return facts


def settle_question(
    state: QuestionState,
    request: SettleQuestion,
    *,
    by: PersonId,
    today: date,
    rules: RuleSet,
    is_reviewed: bool = False,
) -> Answer:
    """Record what was found, after the answer or when the time for one is over.

    Where it `is_reviewed` what the readings rest on, nobody has to be asked a second time.

    Raises: NotFound; NotPermitted for the reader's own question; RuleBroken when it was settled
    otherwise, or still waits for the answer.
    """
    questioned = _questioned(state)
    if questioned.reader_id == by:
        raise NotPermitted("own_question")
    settled = QuestionSettled(
        question_id=request.question_id,
        reader_id=questioned.reader_id,
        finding=request.finding,
    )
    if state.settled is not None:
        if state.settled == settled:
            return Known((state.settled,))
        raise RuleBroken("question_settled_before")
    waits = state.answered is None and today <= answer_until(questioned, rules)
    if waits and not is_reviewed:
        raise RuleBroken("question_waits_for_answer")
    return (settled,)


def answer_until(questioned: ReadingQuestioned, rules: RuleSet) -> date:
    """Return the last day on which the reader alone has the word."""
    return questioned.read_on + timedelta(days=rules.reading.answer_days)


def _questioned(state: QuestionState) -> ReadingQuestioned:
    if state.questioned is None:
        raise NotFound("question_not_found")
    return state.questioned
