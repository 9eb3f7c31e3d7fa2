"""Asks about readings that stand out: the question and the place reached are one commit.

Nothing here keeps anybody from reading, and nobody is blamed by it: a question is answered by the
reader and settled by somebody else.
"""

from collections.abc import Sequence
from datetime import date, datetime

from application.ports import (
    Actor,
    Commit,
    Context,
    FollowUp,
    History,
    Ledger,
    Recorded,
    Unreadable,
)
from application.states import reads_stream, staff_state, staff_stream
from domain.access.requests import Standing
from domain.reads.facts import ReadingQuestioned, RecordsRead
from domain.reads.unusual import Day, Look, asked_anew, ids_of_steps, questions
from domain.shared import Erased, PersonId, RequestId
from domain.staff.facts import PersonKind
from domain.staff.rules import holds_on

FOLLOWER = "unusual_reading"
"""The name under which the place in the log of readings is kept; permanent."""


def ask(
    ledger: Ledger, actor: Actor, cause: Recorded[object], day: Day, now: datetime, *, on_duty: bool
) -> bool:
    """Record what is asked about a reading, if anything is, and return whether it was.

    `day` is what the reader read that day so far. What was asked before is not asked again, but
    about twice as many children.

    Raises: StreamMoved when another process did it meanwhile; NotFound when the reader was erased.
    """
    if not isinstance(cause.fact, RecordsRead):
        raise TypeError("nothing is asked about this fact")
    ledger = ledger.at(cause.recorded_at)
    look = Look(
        read=cause.fact,
        read_at=cause.recorded_at,
        duty=cause.context.duty,
        holds_duty=on_duty,
        by_break_glass=cause.context.duty == Standing.BROKE_GLASS,
    )
    new = _not_asked_yet(ledger, list(questions(look, day, ledger.rules)))
    if not new:
        return False
    ledger.reads.append(
        Commit(
            facts=tuple(new),
            expected={reads_stream(each.question_id): 0 for each in new},
            request_id=RequestId(cause.event_id),
            actor_id=actor.person_id,
            recorded_at=now,
            context=Context(rules=ledger.rules.version),
            follows=FollowUp(follower=FOLLOWER, position=cause.position),
        )
    )
    return True


def is_on_duty(
    ledger: Ledger, reader_id: PersonId, on: date, *, as_known_at: datetime | None = None
) -> bool:
    """Return whether a person held any duty on a day; who is no person, or unreadable, passes.

    It is told by what is known now, or by what was known before a moment: a duty that counts no
    longer from that day on, which was said only later, held when somebody read by it.
    """
    try:
        found = ledger.log.load([staff_stream(reader_id)], before=as_known_at)
    except Unreadable:
        return True
    if not isinstance(found, History):
        return True
    state = staff_state(found, reader_id)
    if state.person is None or state.person.kind is not PersonKind.HUMAN:
        return as_known_at is None
    return any(holds_on(state, duty, on) for duty in state.assigned.values())


def _not_asked_yet(ledger: Ledger, asked: Sequence[ReadingQuestioned]) -> list[ReadingQuestioned]:
    ids = {question_id for each in asked for question_id in ids_of_steps(each)}
    if not ids:
        return []
    found = ledger.reads.load([reads_stream(each) for each in sorted(ids)])
    if isinstance(found, Erased):
        return []
    facts = (each.fact for each in found.recorded)
    before = {each.question_id: each for each in facts if isinstance(each, ReadingQuestioned)}
    return asked_anew(asked, before)
