"""What is asked about questions of readings, and what the rules keep in mind of one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce

from domain.reads.facts import (
    AnswerWorded,
    Explanation,
    Finding,
    QuestionAnswered,
    QuestionSettled,
    ReadingQuestioned,
    ReadsEvent,
)
from domain.shared import QuestionId


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerQuestion:
    """Say what the readings were for."""

    question_id: QuestionId
    explanation: Explanation
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleQuestion:
    """Close a question with what was found."""

    question_id: QuestionId
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionState:
    """One question about readings."""

    questioned: ReadingQuestioned | None = None
    answered: QuestionAnswered | None = None
    worded: AnswerWorded | None = None
    settled: QuestionSettled | None = None


def fold(facts: Iterable[ReadsEvent]) -> QuestionState:
    """Return what the rules know after these facts of one question."""
    return reduce(evolve, facts, QuestionState())


def evolve(state: QuestionState, fact: ReadsEvent) -> QuestionState:
    """Return the state after one more fact."""
    match fact:
        case ReadingQuestioned():
            return replace(state, questioned=fact)
        case QuestionAnswered():
            return replace(state, answered=fact)
        case AnswerWorded():
            return replace(state, worded=fact)
        case QuestionSettled():
            return replace(state, settled=fact)
        case _:
            return state
