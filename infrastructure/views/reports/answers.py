"""Answers which reports of harm there are, who made them, and of which something is to be said."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Engine, Executable, Row, bindparam, select

from application.reporting.report_rows import ReportRow
from domain.reporting.facts import HarmSuspected
from domain.shared import ChildId, PersonId, ReportId
from infrastructure.database import StoredUuid, for_single_reads
from infrastructure.views.of_child import OfChild
from infrastructure.views.projector import Projector
from infrastructure.views.reports.fold import MADE, REPORTS, reports_tables

_made = reports_tables()[MADE].c
_ALL = select(reports_tables()[MADE])
_OF_CHILD = (
    select(_made.report_id)
    .where(_made.child == bindparam("child", type_=StoredUuid))
    .order_by(_made.position)
)
_AMONG = select(_made.child).where(
    _made.child.in_(bindparam("children", type_=StoredUuid, expanding=True))
)


class HarmReports:
    """Reads the view `reports`, which is moved forward before each answer but those of the sweep
    and of a child.

    The sweep asks every few seconds, and what it does is counted anew from the log.
    """

    def __init__(self, engine: Engine, projector: Projector) -> None:
        self._engine = for_single_reads(engine)
        self._projector = projector
        self._of_child = OfChild(
            engine, projector.pages, REPORTS, _OF_CHILD, HarmSuspected, lambda fact: fact.report_id
        )

    def after(self, position: int, *, limit: int, only_open: bool) -> tuple[ReportRow, ...]:
        """Return reports beyond a position, the oldest first; those done with only if wanted."""
        self._projector.catch_up()
        wanted = _ALL.where(_made.position > position)
        if only_open:
            wanted = wanted.where(_made.is_closed.is_(False))
        return self._found(wanted.order_by(_made.position).limit(limit))

    def unreceived(self, *, limit: int) -> tuple[ReportRow, ...]:
        """Return the reports that nobody has received, the newest first; none that are closed."""
        self._projector.catch_up()
        waits = _ALL.where(_made.is_acknowledged.is_(False), _made.is_closed.is_(False))
        return self._found(waits.order_by(_made.position.desc()).limit(limit))

    def of_reporter(self, person_id: PersonId, *, limit: int) -> tuple[ReportRow, ...]:
        """Return what one person reported, the newest first."""
        self._projector.catch_up()
        own = _ALL.where(_made.reporter == person_id)
        return self._found(own.order_by(_made.position.desc()).limit(limit))

    def due(self, now: datetime, *, limit: int) -> tuple[ReportRow, ...]:
        """Return the reports of which there is something to say by now, the longest due first."""
        waits = _ALL.where(_made.next_at <= now)
        return self._found(waits.order_by(_made.next_at, _made.report_id).limit(limit))

    def of_child(self, child_id: ChildId) -> tuple[ReportId, ...]:
        """Return all reports of a child up to the end of the log, the oldest first.

        The view is not moved for it. Raises: WrittenByNewerProgram.
        """
        return tuple(map(ReportId, self._of_child.ids(child_id)))

    def is_near(self) -> bool:
        """Return whether `of_child` leaves out nothing: not while the view is far behind."""
        return self._of_child.is_near()

    def children_among(self, child_ids: Collection[ChildId]) -> frozenset[ChildId]:
        """Return those of the children of whom there is a report."""
        self._projector.catch_up()
        with self._engine.connect() as connection:
            found = connection.scalars(_AMONG, {"children": sorted(set(child_ids))})
            return frozenset(map(ChildId, found))

    def behind(self) -> int:
        """Return how many events the view does not show yet, after it was moved forward."""
        self._projector.catch_up()
        return self._projector.behind(REPORTS)

    def _found(self, wanted: Executable) -> tuple[ReportRow, ...]:
        with self._engine.connect() as connection:
            rows: Sequence[Row[tuple[object, ...]]] = connection.execute(wanted).all()
        return tuple(
            ReportRow(
                report_id=ReportId(row.report_id),
                child_id=ChildId(row.child),
                position=row.position,
                reported_at=row.reported_at,
                is_acknowledged=row.is_acknowledged,
                is_closed=row.is_closed,
                next_at=row.next_at,
            )
            for row in rows
        )
