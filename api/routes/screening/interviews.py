"""Whom to talk with whose screening asks for it, and how many wait at each school."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api.deps import PREFIX, CallDep, ReadIdDep
from api.routes.answers import READING, refused_with
from application.rows import OrganisationRow
from application.screening.counts import interview_counts
from application.screening.interviews import AskedInterviews, InterviewLine, interviews
from domain.screening.facts import InterviewOutcome, ScreeningScale
from domain.shared import ChildId, OrganisationId, ScreeningId

router = APIRouter(prefix=PREFIX, tags=["screenings"])


class LineBody(BaseModel):
    """One pupil on the list; without a name the record cannot be read.

    The result is told while the family agrees and nothing came of it since; `worry_instead` tells
    that no talk is held, since whoever answers for a worry talks with the pupil, and `in_turn` that
    the reader stands in for psychology teachers.
    """

    child_id: ChildId
    screening_id: ScreeningId
    due_on: date
    name: str | None
    class_id: OrganisationId | None
    in_turn: bool
    agrees: bool
    scale: ScreeningScale | None
    screened_on: date | None
    tried: int
    outcome: InterviewOutcome | None
    worry_instead: bool
    delete_by_on: date | None


class InterviewsBody(BaseModel):
    """One page of the list; `next_skip` continues after it."""

    items: tuple[LineBody, ...]
    total: int
    overdue: int
    behind: int
    next_skip: int | None


class CountBody(BaseModel):
    """How many wait at a school; no psychology teacher is in post where `nobody_talks`.

    With `passed_on` of them the next in line talks, with `unattended` nobody can; of `unclear` more
    nobody can tell who is kept out. `dropped` were taken off the list without a talk.
    """

    school: OrganisationRow
    waiting: int
    overdue: int
    nobody_talks: bool
    passed_on: int
    unattended: int
    unclear: int
    dropped: int


class CountsBody(BaseModel):
    """The schools of one's duties."""

    items: tuple[CountBody, ...]


@router.get("/interviews", responses=refused_with(*READING))
def list_interviews(
    call: CallDep,
    read_id: ReadIdDep,
    skip: Annotated[int, Query(ge=0, le=100_000)] = 0,
    over: bool = False,
) -> InterviewsBody:
    """Return whom to talk with, the soonest due first; with `over` with whom was talked."""
    asked = AskedInterviews(actor=call.actor, now=call.now, read_id=read_id)
    found = interviews(call.ledger, asked, skip=skip, is_over=over)
    return InterviewsBody(
        items=tuple(map(_line, found.lines)),
        total=found.total,
        overdue=found.overdue,
        behind=found.behind,
        next_skip=found.next_skip,
    )


@router.get("/interviews/counts", responses=refused_with(*READING))
def count_interviews(call: CallDep, read_id: ReadIdDep) -> CountsBody:
    """Return how many pupils of the schools of one's duties wait for a talk."""
    asked = AskedInterviews(actor=call.actor, now=call.now, read_id=read_id)
    return CountsBody(
        items=tuple(
            CountBody(
                school=each.school,
                waiting=each.waiting,
                overdue=each.overdue,
                nobody_talks=each.nobody_talks,
                passed_on=each.passed_on,
                unattended=each.unattended,
                unclear=each.unclear,
                dropped=each.dropped,
            )
            for each in interview_counts(call.ledger, asked)
        )
    )


def _line(line: InterviewLine) -> LineBody:
    lead = line.lead
    return LineBody(
        child_id=line.row.child_id,
        screening_id=line.row.screening_id,
        due_on=line.row.due_on,
        name=line.name,
        class_id=line.class_id,
        in_turn=line.in_turn,
        agrees=line.agrees,
        scale=lead.recorded.scale if lead else None,
        screened_on=lead.recorded.screened_on if lead else None,
        tried=len(lead.missed) if lead else 0,
        outcome=lead.held.outcome if lead and lead.held else None,
        worry_instead=lead is not None and lead.instead is not None,
        delete_by_on=lead.answer.delete_by_on if lead and lead.answer else None,
    )
