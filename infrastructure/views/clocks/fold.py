"""Folds the moments of cases, and what was said of their deadlines, into the view `clocks`."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import Connection

from application.ports import Recorded
from domain.calendar import Calendar
from domain.clocks.course import TURNING, TurningFact, moment_of
from domain.clocks.deadlines import deadlines
from domain.clocks.facts import ClocksEvent, Step, StepDueSoon, StepOverdue
from domain.clocks.rules import NOTHING_SAID, after_saying, is_unsaid, say_at, which
from domain.clocks.timing import timing_at
from domain.referrals.joining.redirecting_facts import ConcernMisdirected
from domain.ruleset import RulesOverTime
from infrastructure.keys.vault import KeyDestroyed, Vault
from infrastructure.log.names import NAMES
from infrastructure.views.bulk import delete_among, rows_among, upsert
from infrastructure.views.clocks.tables import (
    CASES,
    CLOCKS,
    STEPS,
    Course,
    SaidOfStep,
    clocks_tables,
    course_column,
    decode_course,
    encode,
)
from infrastructure.views.sealed_columns import Place
from infrastructure.views.view import LIVE, ViewTables

SAYING = (StepDueSoon, StepOverdue)
FOLDED = (*TURNING, *SAYING)


@dataclass(slots=True)
class _Case:
    """One case while it is folded; `position` is of the last event folded into it."""

    child: UUID
    position: int
    course: Course


class ClocksFold:
    """By when the steps of each case are due; counted by the rules of when each began."""

    name = CLOCKS
    names = frozenset(NAMES.stored_names(FOLDED))

    def __init__(self, vault: Vault, rules: RulesOverTime, calendar: Calendar) -> None:
        self._course = course_column(vault)
        self._rules, self._calendar = rules, calendar

    def tables(self, suffix: str = LIVE) -> ViewTables:
        """Return the tables of the view."""
        return clocks_tables(suffix)

    def apply(
        self,
        connection: Connection,
        tables: ViewTables,
        facts: Sequence[Recorded[object]],
        erased: Collection[UUID],
    ) -> None:
        """Fold a batch; of an erased child, or one whose key is destroyed, no clock is left."""
        children = set(erased)
        mine = [(each, cast("TurningFact | ClocksEvent", each.fact)) for each in facts]
        mine = [(each, fact) for each, fact in mine if isinstance(fact, FOLDED)]
        cases = self._opened(connection, tables, {fact.case_id for _each, fact in mine}, children)
        for each, fact in mine:
            if fact.child_id not in children:
                case = cases.setdefault(fact.case_id, _Case(fact.child_id, 0, Course()))
                case.course = _folded(case.course, each, fact, self._rules)
                case.position = each.position
        self._write(connection, tables, cases, children)
        gone = [row.case_id for row in rows_among(connection, tables[CASES].c.child, children)]
        # Of a worry that was about another child nothing is due, nor was overdue.
        gone += [fact.case_id for _each, fact in mine if isinstance(fact, ConcernMisdirected)]
        for name in (CASES, STEPS):
            delete_among(connection, tables[name].c.case_id, gone)

    def _opened(
        self,
        connection: Connection,
        tables: ViewTables,
        case_ids: Collection[UUID],
        children: set[UUID],
    ) -> dict[UUID, _Case]:
        """Return the cases as they stand; whose key is found destroyed joins the children."""
        found = rows_among(connection, tables[CASES].c.case_id, case_ids)
        self._course.warm(row.course for row in found)
        cases = {}
        for row in found:
            try:
                content = self._course.open(Place(row.child, row.position), row.course)
            except KeyDestroyed:
                children.add(row.child)
                continue
            cases[row.case_id] = _Case(row.child, row.position, decode_course(content))
        return cases

    def _write(
        self,
        connection: Connection,
        tables: ViewTables,
        cases: dict[UUID, _Case],
        children: set[UUID],
    ) -> None:
        self._course.prepare({each.child for each in cases.values()}, ())
        rows, steps = [], []
        for case_id, case in cases.items():
            place = Place(case.child, case.position)
            try:
                sealed = self._course.seal(place, encode(case.course))
            except KeyDestroyed:
                children.add(case.child)
                continue
            rows.append((case_id, case.child, sealed, case.position))
            steps += self._steps(case_id, case.child, case.course)
        upsert(connection, tables[CASES], rows)
        delete_among(connection, tables[STEPS].c.case_id, set(cases))
        upsert(connection, tables[STEPS], steps)

    def _steps(self, case_id: UUID, child: UUID, course: Course) -> list[tuple[object, ...]]:
        rules, calendar = self._rules, self._calendar
        known = {each.which: each.said for each in course.said}
        rows: dict[Step, tuple[object, ...]] = {}
        unsaid: dict[Step, datetime] = {}
        for each in deadlines(course.moments, rules, calendar):
            said = known.get(which(each), NOTHING_SAID)
            # What was overdue unseen keeps its row until that is said, and is said at once, though
            # the same step runs anew since.
            if is_unsaid(each, said):
                unsaid.setdefault(each.step, each.due_at)
            elif not each.is_running:
                continue
            timing = timing_at(rules, calendar, each.began_at)
            next_at = unsaid.get(each.step) or say_at(each, said, timing)
            clear = (each.level.value, each.is_provisional, each.soon_at, each.due_at)
            paused = (max((p.ends_at for p in each.pauses), default=None), len(each.pauses))
            rows[each.step] = (case_id, each.step.value, child, *clear, next_at, said.tier, *paused)
        return list(rows.values())


def _folded(
    course: Course,
    recorded: Recorded[object],
    fact: TurningFact | ClocksEvent,
    rules: RulesOverTime,
) -> Course:
    if not isinstance(fact, SAYING):
        moment = moment_of(fact, recorded.recorded_at, rules.at(recorded.recorded_at))
        return Course((*course.moments, moment), course.said)
    known = {each.which: each.said for each in course.said}
    before = known.get(which(fact), NOTHING_SAID)
    known[which(fact)] = after_saying(before, fact, recorded.recorded_at)
    said = tuple(SaidOfStep(of.step, of.due_at, each, of.began_at) for of, each in known.items())
    return Course(course.moments, said)
