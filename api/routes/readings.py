"""Who looked at a child, who read on a day, what a person read, and the questions about it."""

from datetime import date
from typing import Annotated
from uuid import UUID, uuid5

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from api.deps import PREFIX, CallDep, ReadIdDep
from api.routes.answers import READING, receipt_answer, recorded_with, refused_with
from api.routes.asking import ReadingDep
from api.routes.fields import Body, Day
from api.routes.named import NamesBody, names_body
from application.reads.reading_questions import (
    answer_question,
    own_questions,
    questions,
    settle_question,
)
from application.reads.reading_rows import QuestionRow, ReaderDay, ReadingFilter, ReadingRow
from application.reads.watching_reads import AskedReader, read_by, readers_of_day
from application.reads.who_looked import FamilyLine, looked_for_family, who_looked
from domain.reads.facts import Explanation, Finding, Reading
from domain.reads.state import AnswerQuestion, SettleQuestion
from domain.shared import ChildId, PersonId, Purpose, QuestionId
from domain.text import REASON_AT_MOST

router = APIRouter(prefix=PREFIX, tags=["readings"])

FURTHEST = 2**53 - 1
"""Every position that a program can write as a number of JSON (RFC 8259 §6)."""

Before = Annotated[
    int | None, Query(ge=0, le=FURTHEST, description="Continue behind this position.")
]


class ReadingsBody(BaseModel):
    """One page of readings, the newest first; `next_before` continues behind it."""

    items: tuple[ReadingRow, ...]
    next_before: int | None
    names: NamesBody


class ReadByBody(ReadingsBody):
    """What a person read; `children` are those of each reading, by its position."""

    children: dict[int, tuple[ChildId, ...]]


class ReadersBody(BaseModel):
    """Who read on a day, who read most first; continue with `skip` while `has_more`."""

    on: date
    items: tuple[ReaderDay, ...]
    names: NamesBody
    has_more: bool


class ForFamilyBody(BaseModel):
    """Who looked, by day, office and duty."""

    lines: tuple[FamilyLine, ...]
    names: NamesBody


class QuestionsBody(BaseModel):
    """Questions about readings."""

    items: tuple[QuestionRow, ...]
    names: NamesBody
    next_after: QuestionId | None = None


class AnswerBody(Body):
    """What the readings were for."""

    explanation: Explanation
    words: Annotated[str, Field(max_length=REASON_AT_MOST)] | None = None


class SettlementBody(Body):
    """What was found."""

    finding: Finding


@router.get("/children/{child_id}/readings", responses=refused_with(*READING, 404, 422))
def of_child(reading: ReadingDep, before: Before = None) -> ReadingsBody:
    """Return who looked at a child; that this was asked is recorded first."""
    found = who_looked(reading.ledger, reading.asked, before=before)
    return ReadingsBody(
        items=found.rows, next_before=found.next_before, names=names_body(found.names)
    )


@router.get("/children/{child_id}/readings/for-family", responses=refused_with(*READING, 404, 422))
def for_family(reading: ReadingDep, since_on: Day, until_on: Day) -> ForFamilyBody:
    """Return who looked on these days as a family is told: offices and duties, no people."""
    found = looked_for_family(reading.ledger, reading.asked, since_on=since_on, until_on=until_on)
    return ForFamilyBody(lines=found.lines, names=names_body(found.names))


@router.get("/readings", responses=refused_with(*READING, 422))
def of_day(
    call: CallDep, on: Day | None = None, skip: Annotated[int, Query(ge=0, le=FURTHEST)] = 0
) -> ReadersBody:
    """Return who read on a day, in numbers."""
    found = readers_of_day(call.ledger, call.actor, call.now, on=on, skip=skip)
    return ReadersBody(
        on=found.on, items=found.rows, names=names_body(found.names), has_more=found.has_more
    )


def _chosen(
    on: Day | None = None,
    what: Reading | None = None,
    purpose: Purpose | None = None,
    at_night: bool = False,
) -> ReadingFilter:
    return ReadingFilter(on=on, what=what, purpose=purpose, at_night=at_night)


@router.get("/people/{person_id}/readings", responses=refused_with(*READING, 404, 422))
def of_person(
    person_id: UUID,
    call: CallDep,
    read_id: ReadIdDep,
    chosen: Annotated[ReadingFilter, Depends(_chosen)],
    before: Before = None,
) -> ReadByBody:
    """Return what a person read; that this was asked is recorded first."""
    asked = AskedReader(
        actor=call.actor,
        reader_id=PersonId(person_id),
        now=call.now,
        read_id=read_id,
        chosen=chosen,
        before=before,
    )
    found = read_by(call.ledger, asked)
    return ReadByBody(
        items=found.rows,
        next_before=found.next_before,
        names=names_body(found.names),
        children=found.children,
    )


@router.get("/questions", responses=refused_with(*READING, 422))
def waiting(call: CallDep, settled: bool = False, after: UUID | None = None) -> QuestionsBody:
    """Return the questions that wait, those to settle first, or those settled; behind `after`."""
    behind = QuestionId(after) if after else None
    found = questions(call.ledger, call.actor, call.now, behind, settled=settled)
    return QuestionsBody(
        items=found.rows, names=names_body(found.names), next_after=found.next_after
    )


@router.get("/questions/own", responses=refused_with(*READING))
def own(call: CallDep) -> QuestionsBody:
    """Return what the person was asked about own readings."""
    found = own_questions(call.ledger, call.actor)
    return QuestionsBody(items=found.rows, names=names_body(found.names))


@router.put("/questions/{question_id}/answer", status_code=201, responses=recorded_with(404))
def answer(question_id: UUID, body: AnswerBody, call: CallDep) -> JSONResponse:
    """Answer what one was asked."""
    request = AnswerQuestion(
        question_id=QuestionId(question_id), explanation=body.explanation, words=body.words
    )
    request_id = uuid5(question_id, "answer")
    receipt = answer_question(call.ledger, call.actor, request, request_id, call.now)
    return receipt_answer(receipt, call.path)


@router.put("/questions/{question_id}/settlement", status_code=201, responses=recorded_with(404))
def settle(question_id: UUID, body: SettlementBody, call: CallDep) -> JSONResponse:
    """Close a question about somebody else's readings."""
    request = SettleQuestion(question_id=QuestionId(question_id), finding=body.finding)
    request_id = uuid5(question_id, "settle")
    receipt = settle_question(call.ledger, call.actor, request, request_id, call.now)
    return receipt_answer(receipt, call.path)
