"""How questions about readings are shown, answered and settled."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from application.authorisation.permission import (
    Standings,
    permit_anybody,
    standings_of,
)
from application.authorisation.reach import reach_of, reaches
from application.ports import NO_CONTEXT, Actor, History, Ledger, Receipt
from application.reads.emergencies import Emergency, emergencies_of
from application.reads.looking import Names, names_of
from application.reads.reading_rows import (
    QuestionRow,
    ReadingFilter,
    ReadingRow,
)
from application.recording import Decision, Request, record
from application.states import question_state, reads_stream
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotFound
from domain.reads import rules
from domain.reads.facts import Doubt, ReadingQuestioned
from domain.reads.state import AnswerQuestion, QuestionState, SettleQuestion
from domain.reads.unusual import night_of
from domain.ruleset import RuleSet
from domain.shared import Erased, QuestionId

READINGS_AT_ONCE = 200
"""So many readings stand beside a question, the latest of those asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """Questions about readings, and who was asked; `next_after` where more of them follow."""

    rows: tuple[QuestionRow, ...]
    names: Names
    next_after: QuestionId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question with all that was said; `is_own` for whoever was asked.

    `emergencies` are for what the glass was broken, where that is what is asked about.
    """

    state: QuestionState
    rows: tuple[ReadingRow, ...]
    names: Names
    is_own: bool
    may_settle: bool
    emergencies: tuple[Emergency, ...] = ()


def questions(
    ledger: Ledger,
    actor: Actor,
    now: datetime,
    after: QuestionId | None = None,
    *,
    settled: bool = False,
) -> Questions:
    """Return a page of the questions that wait, those to settle first, or of those settled.

    They are those to people within reach. Raises: NotPermitted, Unavailable.
    """
    reach, limit = reach_of(ledger, actor, (Asking.SETTLE_QUESTION,), now), ledger.rules.page_size
    if settled:
        found = ledger.readings.settled(reach, limit=limit, after=after)
    else:
        due_before = _due_before(ledger, now)
        found = ledger.readings.waiting(due_before, reach, limit=limit, after=after)
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
    return own + ledger.readings.count_to_settle(_due_before(ledger, now), reach, but=me)


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
    standings = standings_of(ledger, actor, now)
    may_settle = reaches(ledger, standings, Asking.SETTLE_QUESTION, asked.reader_id, now)
    if not (may_settle or asked.reader_id == actor.person_id):
        raise NotFound("question_not_found")
    page = ledger.readings.of_reader(
        asked.reader_id, _asked_about(asked, ledger.rules), limit=READINGS_AT_ONCE
    )
    is_own = asked.reader_id == actor.person_id
    by_glass = asked.doubt is Doubt.BREAK_GLASS
    return Question(
        state=state,
        rows=page.rows,
        names=names_of(ledger, {asked.reader_id}, {row.organisation_id for row in page.rows}),
        is_own=is_own,
        may_settle=may_settle and not is_own,
        emergencies=emergencies_of(ledger, actor, page.rows, now, is_own=is_own)
        if by_glass
        else (),
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
    standings = standings_of(ledger, actor, now)
    context = standings.require(Asking.SETTLE_QUESTION)

    def decide(history: History) -> Decision:
        state = question_state(history, request.question_id)
        asked = state.questioned
        if asked is not None and not reaches(
            ledger, standings, Asking.SETTLE_QUESTION, asked.reader_id, now
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


def _asked_about(asked: ReadingQuestioned, rules: RuleSet) -> ReadingFilter:
    """Return which readings a question is about: of its night, or of its day as far as it went."""
    match asked.doubt:
        case Doubt.AT_NIGHT:
            since, before = night_of(asked.read_on, rules)
            return ReadingFilter(since=since, before=before, at_night=True)
        case Doubt.MANY_CHILDREN:
            return ReadingFilter(on=asked.read_on, up_to=asked.last_read_id)
        case Doubt.WITHOUT_DUTY | Doubt.BREAK_GLASS:
            return ReadingFilter(on=asked.read_on)


def _due_before(ledger: Ledger, now: datetime) -> date:
    """Return the day before which whoever was asked about it had time enough to answer."""
    return local_day(now) - timedelta(days=ledger.rules.reading.answer_days)


def _named(ledger: Ledger, rows: Sequence[QuestionRow]) -> Questions:
    names = names_of(ledger, {row.reader_id for row in rows}, ())
    return Questions(rows=tuple(rows), names=names)
