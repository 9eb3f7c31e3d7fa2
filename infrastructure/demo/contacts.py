"""Half a year of visits to and talks with an invented child, with the accidents of real life."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from application.care_files import corrections, visits
from application.ports import Ledger
from domain.errors import ConflictKept
from domain.shared import ChildId, CorrectionId, TalkId, VisitId
from domain.visits.facts import (
    Area,
    Grade,
    HomeVisit,
    Need,
    Observation,
    Outcome,
    Talk,
    TalkMeans,
    Topic,
    VisitMeans,
)
from domain.visits.state import CorrectHomeVisit, LogHomeVisit, LogTalk
from infrastructure.demo.invented import CHILD_WORDS, TALK_NOTES, VISIT_NOTES, demo_id
from infrastructure.demo.staffing import Colleague

EVERY_DAYS = 31
TALK_EVERY_DAYS = 22
ENTERED_AFTER = timedelta(hours=2)
LATE_AFTER = timedelta(days=4)

Act = tuple[datetime, Callable[[Ledger, datetime], object]]


def contacts_with(
    trait: int, child_id: ChildId, mentor: Colleague, opened_at: datetime, now: datetime
) -> Iterator[Act]:
    """Yield the visits and talks with one child up to now, each with when it is learned."""
    at, turn = opened_at + timedelta(days=9 + trait % 5), 0
    # Every sixth child has not been seen for a while, so that the desk has something overdue.
    until = now - timedelta(days=1 if trait % 6 else 75)
    while at + LATE_AFTER < until:
        yield from _visit(trait, turn, child_id, mentor, at)
        yield from _talk(trait, turn, child_id, mentor, at + timedelta(days=TALK_EVERY_DAYS // 2))
        at, turn = at + timedelta(days=EVERY_DAYS), turn + 1


def _visit(
    trait: int, turn: int, child_id: ChildId, mentor: Colleague, at: datetime
) -> Iterator[Act]:
    missed = not (trait + turn + 5) % 9
    visit_id = VisitId(demo_id("visit", child_id, turn))
    visit = _missed_visit(mentor, at) if missed else _made_visit(trait, turn, mentor, at)
    words = None if missed or turn % 2 else CHILD_WORDS[(trait + turn) % len(CHILD_WORDS)]
    request = LogHomeVisit(child_id=child_id, visit_id=visit_id, visit=visit, words=words)
    learned_at = at + (LATE_AFTER if not (trait + turn + 7) % 13 else ENTERED_AFTER)
    yield learned_at, partial(_log_visit, mentor, request)
    if not ((trait + turn + 14) % 17 or missed):
        correction = CorrectHomeVisit(
            child_id=child_id,
            visit_id=visit_id,
            correction_id=CorrectionId(demo_id("correction", child_id, turn)),
            visit=_made_visit(trait, turn, mentor, at - timedelta(minutes=30)),
            why="时间记错了半小时",
        )
        yield learned_at + timedelta(hours=22), partial(_correct_visit, mentor, correction)
    if (trait, turn) == (4, 1):
        again = LogHomeVisit(
            child_id=child_id,
            visit_id=visit_id,
            visit=_made_visit(trait, turn, mentor, at + timedelta(minutes=15)),
            words=words,
        )
        yield learned_at + timedelta(minutes=3), partial(_log_visit, mentor, again)


def _log_visit(mentor: Colleague, request: LogHomeVisit, ledger: Ledger, now: datetime) -> None:
    # One visit comes twice with other content on purpose: what was kept shows in the history.
    with suppress(ConflictKept):
        visits.log_home_visit(ledger, mentor.actor, request, now, entered_at=now)


def _correct_visit(
    mentor: Colleague, request: CorrectHomeVisit, ledger: Ledger, now: datetime
) -> None:
    corrections.correct_home_visit(ledger, mentor.actor, request, now)


def _log_talk(mentor: Colleague, request: LogTalk, ledger: Ledger, now: datetime) -> None:
    visits.log_talk(ledger, mentor.actor, request, now, entered_at=now)


def _made_visit(trait: int, turn: int, mentor: Colleague, at: datetime) -> HomeVisit:
    grades = tuple(Grade)
    return HomeVisit(
        visited_by=mentor.person_id,
        started_at=at,
        minutes=30 + 5 * (trait % 4),
        means=VisitMeans.AT_HOME,
        outcome=Outcome.DONE,
        child_seen=True,
        spoke_alone=turn % 2 == 0,
        carer_seen=True,
        observations=tuple(
            Observation(area=area, grade=grades[(trait * turn + index) % 7 // 3])
            for index, area in enumerate(Area)
        ),
        needs=(tuple(Need)[(trait + turn) % len(Need)],) if turn % 2 else (),
        note=VISIT_NOTES[(trait + turn) % len(VISIT_NOTES)],
    )


def _missed_visit(mentor: Colleague, at: datetime) -> HomeVisit:
    return HomeVisit(
        visited_by=mentor.person_id,
        started_at=at,
        means=VisitMeans.AT_HOME,
        outcome=Outcome.NOT_AT_HOME,
        child_seen=False,
        spoke_alone=False,
        carer_seen=False,
        note="邻居说去赶集了。",
    )


def _talk(
    trait: int, turn: int, child_id: ChildId, mentor: Colleague, at: datetime
) -> Iterator[Act]:
    talk = Talk(
        talked_by=mentor.person_id,
        started_at=at,
        minutes=20,
        means=TalkMeans.IN_PERSON,
        outcome=Outcome.DONE,
        topics=(tuple(Topic)[(trait + turn) % len(Topic)],),
        mood=tuple(Grade)[(trait + turn) % 5 // 3],
    )
    request = LogTalk(
        child_id=child_id,
        talk_id=TalkId(demo_id("talk", child_id, turn)),
        talk=talk,
        notes=TALK_NOTES[turn % len(TALK_NOTES)] if turn % 2 == 0 else None,
    )
    yield at + ENTERED_AFTER, partial(_log_talk, mentor, request)
