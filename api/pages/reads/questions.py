"""The pages of questions about readings: answered by the reader, settled by somebody else."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid5

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.people_names import person
from api.pages.reads.reading_lines import question_lines, reading_lines
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.forms import Form
from api.view_models.readings import QuestionLine, QuestionPage, QuestionsPage
from application.authorisation.permission import standings_of
from application.ports import Receipt
from application.reads.reading_questions import (
    Question,
    answer_question,
    own_questions,
    question,
    questions,
    settle_question,
)
from application.reads.reading_rows import QuestionStage
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotFound
from domain.reads.facts import Explanation, Finding, ReadingQuestioned
from domain.reads.rules import answer_until
from domain.reads.state import AnswerQuestion, QuestionState, SettleQuestion
from domain.shared import QuestionId

router = APIRouter(include_in_schema=False)

DONE = "yes"


@router.get(paths.QUESTIONS)
def asked(visitor: VisitorDep, done: str = "", after: UUID | None = None) -> Response:
    """Show what the person was asked, and what waits to be settled by this person or was."""
    call = visitor.call
    own = own_questions(call.ledger, call.actor)
    page = QuestionsPage(own=question_lines(own.rows, own.names))
    if standings_of(call.ledger, call.actor, call.now).allow(Asking.SETTLE_QUESTION):
        settled, behind = done == DONE, QuestionId(after) if after else None
        found = questions(call.ledger, call.actor, call.now, behind, settled=settled)
        theirs = [row for row in found.rows if row.reader_id != call.actor.person_id]
        page = replace(
            page,
            others=question_lines(theirs, found.names),
            settled=settled,
            is_first_page=after is None,
            next_after=found.next_after,
        )
    return visitor.page(page)


@router.get(paths.QUESTION)
def one(question_id: UUID, visitor: VisitorDep) -> Response:
    """Show one question with the readings of that day."""
    return visitor.page(_page(visitor, question_id, Form()))


@router.post(paths.QUESTION)
def answer(question_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Record what the reader says."""
    call = visitor.call

    def save() -> Receipt:
        request = AnswerQuestion(
            question_id=QuestionId(question_id),
            explanation=fields.one_of("explanation", Explanation),
            words=fields.maybe("words"),
        )
        fields.require_no_errors()
        request_id = uuid5(question_id, "answer")
        return answer_question(call.ledger, call.actor, request, request_id, call.now)

    return _taken(visitor, fields, question_id, save)


@router.post(paths.SETTLE_QUESTION)
def settle(question_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Record what was found."""
    call = visitor.call

    def save() -> Receipt:
        request = SettleQuestion(
            question_id=QuestionId(question_id), finding=fields.one_of("finding", Finding)
        )
        fields.require_no_errors()
        request_id = uuid5(question_id, "settle")
        return settle_question(call.ledger, call.actor, request, request_id, call.now)

    return _taken(visitor, fields, question_id, save)


def _taken(
    visitor: Visitor, fields: Fields, question_id: UUID, save: Callable[[], Receipt]
) -> Response:
    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: paths.QUESTIONS,
        again=lambda form: _page(visitor, question_id, form),
    )


def _page(visitor: Visitor, question_id: UUID, form: Form) -> QuestionPage:
    call = visitor.call
    found = question(call.ledger, call.actor, QuestionId(question_id), call.now)
    state, told = found.state, found.state.questioned
    if told is None:
        raise NotFound("question_not_found")
    until = answer_until(told, call.ledger.rules)
    waits = state.answered is None and local_day(call.now) <= until
    is_open = state.settled is None
    return QuestionPage(
        line=_line(told, found),
        person_id=told.reader_id,
        lines=reading_lines(found.rows, found.names),
        form=form,
        answer_until=until,
        explanation=state.answered.explanation if state.answered else None,
        words=state.worded.words if state.worded else None,
        finding=state.settled.finding if state.settled else None,
        may_answer=found.is_own and is_open and state.answered is None,
        may_settle=found.may_settle and is_open and not waits,
        waits=waits and is_open,
        may_watch=found.may_settle,
        emergencies=found.emergencies,
    )


def _line(told: ReadingQuestioned, found: Question) -> QuestionLine:
    return QuestionLine(
        question_id=told.question_id,
        who=person(found.names, told.reader_id),
        doubt=told.doubt,
        read_on=told.read_on,
        child_count=told.child_count,
        stage=_stage(found.state),
    )


def _stage(state: QuestionState) -> QuestionStage:
    if state.settled is not None:
        return QuestionStage.SETTLED
    return QuestionStage.ANSWERED if state.answered is not None else QuestionStage.OPEN
