"""Folds where each report of harm stands into the view `reports`: ids, times and codes, no content.

Who may see which report is told by the log alone; the view only finds them.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import assert_never
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Column, Connection, Index, Integer, MetaData, Row, Table

from application.ports import Recorded
from domain.reporting.clock import ReportCourse, say_at
from domain.reporting.facts import (
    HarmSuspected,
    ReportAcknowledged,
    ReportClosed,
    ReportOverdue,
    ReportStep,
)
from domain.ruleset import RulesOverTime
from domain.shared import ChildId, ReportId
from infrastructure.database import StoredInstant, StoredUuid
from infrastructure.log.names import NAMES
from infrastructure.views.bulk import delete_among, rows_among, upsert
from infrastructure.views.view import LIVE, ViewTables

REPORTS = "reports"
MADE = "reports_made"

_FOLDED = (HarmSuspected, ReportAcknowledged, ReportClosed, ReportOverdue)
_Fact = HarmSuspected | ReportAcknowledged | ReportClosed | ReportOverdue


@lru_cache(maxsize=8)
def reports_tables(suffix: str = LIVE) -> ViewTables:
    """Return the table of the view; `next_at` is when there is next something to say of one."""
    metadata = MetaData()
    Table(
        MADE + suffix,
        metadata,
        Column("report_id", StoredUuid, primary_key=True),
        Column("child", StoredUuid, nullable=False),
        Column("reporter", StoredUuid, nullable=False),
        Column("position", BigInteger, nullable=False),
        Column("reported_at", StoredInstant, nullable=False),
        Column("is_acknowledged", Boolean, nullable=False),
        Column("is_closed", Boolean, nullable=False),
        Column("acknowledged_said", Integer, nullable=False),
        Column("outcome_said", Integer, nullable=False),
        Column("next_at", StoredInstant),
        Index(f"{MADE}_in_order{suffix}", "position"),
        Index(f"{MADE}_of_child{suffix}", "child"),
        Index(f"{MADE}_by{suffix}", "reporter", "position"),
        Index(f"{MADE}_next{suffix}", "next_at"),
    )
    return ViewTables(metadata, suffix)


class ReportsFold:
    """How far each report has come; of an erased child none is left."""

    name = REPORTS
    names = frozenset(NAMES.stored_names(_FOLDED))

    def __init__(self, rules: RulesOverTime) -> None:
        self._rules = rules

    def tables(self, suffix: str = LIVE) -> ViewTables:
        """Return the tables of the view."""
        return reports_tables(suffix)

    def apply(
        self,
        connection: Connection,
        tables: ViewTables,
        facts: Sequence[Recorded[object]],
        erased: Collection[UUID],
    ) -> None:
        """Fold a batch."""
        table = tables[MADE]
        said = [(each, each.fact) for each in facts if isinstance(each.fact, _FOLDED)]
        found = rows_among(connection, table.c.report_id, {fact.report_id for _, fact in said})
        courses = {ReportId(row.report_id): _course(row) for row in found}
        first = {ReportId(row.report_id): (row.reporter, row.position) for row in found}
        for each, fact in said:
            if isinstance(fact, HarmSuspected):
                first[fact.report_id] = (each.actor_id, each.position)
                courses[fact.report_id] = ReportCourse(
                    report_id=fact.report_id, child_id=fact.child_id, reported_at=each.recorded_at
                )
            elif fact.report_id in courses:
                courses[fact.report_id] = _after(courses[fact.report_id], fact)
        rows = [_stored(first[key], course, self._rules) for key, course in courses.items()]
        upsert(connection, table, rows)
        delete_among(connection, table.c.child, erased)


def _course(row: Row[tuple[object, ...]]) -> ReportCourse:
    return ReportCourse(
        report_id=ReportId(row.report_id),
        child_id=ChildId(row.child),
        reported_at=row.reported_at,
        is_acknowledged=row.is_acknowledged,
        is_closed=row.is_closed,
        said={
            ReportStep.ACKNOWLEDGED: row.acknowledged_said,
            ReportStep.OUTCOME: row.outcome_said,
        },
    )


def _after(course: ReportCourse, fact: _Fact) -> ReportCourse:
    match fact:
        case ReportAcknowledged():
            return replace(course, is_acknowledged=True)
        case ReportClosed():
            return replace(course, is_closed=True)
        case ReportOverdue():
            return replace(course, said={**course.said, fact.step: fact.tier})
        case HarmSuspected():
            return course
        case _:
            assert_never(fact)


def _stored(
    first: tuple[UUID, int], course: ReportCourse, rules: RulesOverTime
) -> tuple[object, ...]:
    said = [course.said.get(each, 0) for each in (ReportStep.ACKNOWLEDGED, ReportStep.OUTCOME)]
    how_far = (course.is_acknowledged, course.is_closed)
    ids = (course.report_id, course.child_id, *first, course.reported_at)
    return (*ids, *how_far, *said, say_at(course, rules))
