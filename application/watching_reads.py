"""What auditors see of all readings, and how questions about them are answered and settled."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from uuid import UUID

from application.discretion import discreet
from application.looking import Names, names_of
from application.permission import (
    Standings,
    permit,
    permit_anybody,
    permit_reading,
)
from application.ports import NO_CONTEXT, Actor, History, Ledger, Receipt
from application.reach import reach_of, reaches
from application.reading import Look, note_reading
from application.reading_rows import (
    QuestionRow,
    QuestionStage,
    ReaderDay,
    ReadingFilter,
    ReadingRow,
)
from application.recording import Decision, Request, record
from application.states import question_state, reads_stream
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotFound
from domain.reads import rules
from domain.reads.facts import Reading
from domain.reads.state import AnswerQuestion, QuestionState, SettleQuestion
from domain.shared import ChildId, Erased, PersonId, QuestionId

WAITING = (QuestionStage.OPEN, QuestionStage.ANSWERED)
DAYS_AT_ONCE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadersOfDay:
    """Who read on a day, who read most first."""

    on: date
    rows: tuple[ReaderDay, ...]
    names: Names
    has_more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedReader:
    """One look at what a person read: by whom, when, and under which id it is recorded."""

    actor: Actor
    reader_id: PersonId
    now: datetime
    read_id: UUID
    chosen: ReadingFilter
    before: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadByPerson:
    """What a person read; `children` are those of each reading by its position, as numbers."""

    reader_id: PersonId
    rows: tuple[ReadingRow, ...]
    children: dict[int, tuple[ChildId, ...]]
    names: Names
    next_before: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """Questions about readings, and who was asked; `next_after` where more of them follow."""

    rows: tuple[QuestionRow, ...]
    names: Names
    next_after: QuestionId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question with all that was said; `is_own` for whoever was asked."""

    state: QuestionState
    rows: tuple[ReadingRow, ...]
    names: Names
    is_own: bool
    may_settle: bool


def readers_of_day(
    ledger: Ledger, actor: Actor, now: datetime, *, on: date | None = None, skip: int = 0
) -> ReadersOfDay:
    """Return one page of who read on a day, in numbers. Raises: NotPermitted, Unavailable."""
    reach = reach_of(ledger, actor, (Asking.WATCH_READS,), now)
    limit = ledger.rules.page_size
    day = on or local_day(now)
    rows = ledger.readings.readers_on(day, reach, limit=limit + 1, skip=skip)
    return ReadersOfDay(
        on=day,
        rows=rows[:limit],
        names=names_of(ledger, {row.reader_id for row in rows[:limit]}, ()),
        has_more=len(rows) > limit,
    )


def read_by(ledger: Ledger, asked: AskedReader) -> ReadByPerson:
    """Return what a person read; that an auditor looks at it is recorded first.

    Beside a reading that tells of a case no number stands for whoever can find the name to it, and
    the reading is left out for whoever may be involved.

    Raises: NotPermitted, Unavailable; NotFound for somebody of other places.
    """
    access = permit_reading(ledger, asked.actor, Asking.WATCH_READS, asked.now)
    if not reaches(ledger, asked.actor, Asking.WATCH_READS, asked.reader_id, asked.now):
        raise NotFound("person_not_found")
    page = ledger.readings.of_reader(
        asked.reader_id, asked.chosen, limit=ledger.rules.page_size, before=asked.before
    )
    rows, children = discreet(ledger, asked.actor, asked.now, page.rows)
    look = Look(
        read_id=asked.read_id,
        actor=asked.actor,
        now=asked.now,
        what=Reading.READINGS,
        access=access,
    )
    note_reading(ledger, look, list(dict.fromkeys(chain.from_iterable(children.values()))))
    return ReadByPerson(
        reader_id=asked.reader_id,
        rows=rows,
        children=children,
        names=names_of(ledger, {asked.reader_id}, {row.organisation_id for row in rows}),
        next_before=page.next_before,
    )


def questions(
    ledger: Ledger, actor: Actor, now: datetime, after: QuestionId | None = None
) -> Questions:
    """Return a page of the questions that wait, the oldest first, to people within reach.

    Raises: NotPermitted, Unavailable.
    """
    reach = reach_of(ledger, actor, (Asking.SETTLE_QUESTION,), now)
    found = ledger.readings.questions(WAITING, reach, limit=ledger.rules.page_size, after=after)
    return replace(_named(ledger, found.rows), next_after=found.next_after)


def own_questions(ledger: Ledger, actor: Actor) -> Questions:
    """Return what a person was asked about own readings, the newest first."""
    permit_anybody(actor, Asking.ANSWER_QUESTION)
    return _named(ledger, ledger.readings.questions_of(actor.person_id))


def waiting_questions(ledger: Ledger, standings: Standings, now: datetime) -> int:
    """Return how many questions wait for this person, to answer or to settle: a number alone."""
    permit_anybody(standings.actor, Asking.ANSWER_QUESTION)
    me = standings.actor.person_id
    own = ledger.readings.count_open_of(me)
    if not standings.allow(Asking.SETTLE_QUESTION):
        return own
    reach = reach_of(ledger, standings.actor, (Asking.SETTLE_QUESTION,), now)
    return own + ledger.readings.count_questions([QuestionStage.ANSWERED], reach, but=me)


def question(ledger: Ledger, actor: Actor, question_id: QuestionId, now: datetime) -> Question:
    """Return a question to whoever was asked, and to whoever may settle it.

    Raises: NotFound, also for somebody else; Unavailable, Unreadable.
    """
    permit_anybody(actor, Asking.ANSWER_QUESTION)
    history = ledger.reads.load([reads_stream(question_id)])
    if isinstance(history, Erased):
        raise NotFound("question_not_found")
    state = question_state(history, question_id)
    asked = state.questioned
    if asked is None:
        raise NotFound("question_not_found")
    may_settle = reaches(ledger, actor, Asking.SETTLE_QUESTION, asked.reader_id, now)
    if not (may_settle or asked.reader_id == actor.person_id):
        raise NotFound("question_not_found")
    page = ledger.readings.of_reader(
        asked.reader_id, ReadingFilter(on=asked.read_on), limit=DAYS_AT_ONCE
    )
    is_own = asked.reader_id == actor.person_id
    return Question(
        state=state,
        rows=page.rows,
        names=names_of(ledger, {asked.reader_id}, {row.organisation_id for row in page.rows}),
        is_own=is_own,
        may_settle=may_settle and not is_own,
    )


def answer_question(
    ledger: Ledger, actor: Actor, request: AnswerQuestion, request_id: UUID, now: datetime
) -> Receipt:
    """Record what the reader says. Raises: NotFound, Invalid, RuleBroken, Unavailable."""
    permit_anybody(actor, Asking.ANSWER_QUESTION)
    return record(
        _reads(ledger),
        Request(request_id=request_id, actor=actor, now=now, context=NO_CONTEXT),
        [reads_stream(request.question_id)],
        lambda history: rules.answer_question(
            question_state(history, request.question_id), request, by=actor.person_id
        ),
    )


def settle_question(
    ledger: Ledger, actor: Actor, request: SettleQuestion, request_id: UUID, now: datetime
) -> Receipt:
    """Record what was found. Raises: NotPermitted, NotFound, RuleBroken, Unavailable."""
    context = permit(ledger, actor, Asking.SETTLE_QUESTION, now)

    def decide(history: History) -> Decision:
        state = question_state(history, request.question_id)
        asked = state.questioned
        if asked is not None and not reaches(
            ledger, actor, Asking.SETTLE_QUESTION, asked.reader_id, now
        ):
            raise NotFound("question_not_found")
        return rules.settle_question(
            state, request, by=actor.person_id, today=local_day(now), rules=ledger.rules
        )

    return record(
        _reads(ledger),
        Request(request_id=request_id, actor=actor, now=now, context=context),
        [reads_stream(request.question_id)],
        decide,
    )


def _reads(ledger: Ledger) -> Ledger:
    """Return the ledger whose log is that of readings: the questions stand beside what they ask."""
    return replace(ledger, log=ledger.reads, catch_up=ledger.readings.catch_up)


def _named(ledger: Ledger, rows: Sequence[QuestionRow]) -> Questions:
    names = names_of(ledger, {row.reader_id for row in rows}, ())
    return Questions(rows=tuple(rows), names=names)
