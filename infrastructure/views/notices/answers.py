"""Answers of which cases class teachers may have to be told, and what waits for a second person."""

from datetime import date

from sqlalchemy import Engine, bindparam, select

from domain.shared import CaseId, PersonId, ReportId
from infrastructure.database import StoredUuid, for_single_reads
from infrastructure.views.health.questions import BY_POST, IS_MINE
from infrastructure.views.health.tables import CASES, health_tables
from infrastructure.views.notices.fold import ACUTE, NOTICES, TOLD, notices_tables
from infrastructure.views.notices.waiting import WAITING
from infrastructure.views.projector import Projector

_acute, _told = notices_tables()[ACUTE].c, notices_tables()[TOLD].c
_ALL = select(_acute.case_id).order_by(_acute.position)
_OF_PERSON = (
    select(_told.case_id)
    .join(notices_tables()[ACUTE], _acute.case_id == _told.case_id)
    .where(_told.person == bindparam("person", type_=StoredUuid))
    .order_by(_told.position)
)

_waiting, _cases = notices_tables()[WAITING].c, health_tables()[CASES].c
# A hospital agrees to nothing of these.
_OF_MY_CASES = (
    select(_waiting.matter)
    .join_from(notices_tables()[WAITING], health_tables()[CASES], _cases.case_id == _waiting.matter)
    .where(IS_MINE, _cases.case_id.in_(BY_POST))
    .order_by(_waiting.position)
    .limit(bindparam("limit"))
)
_OF_REPORTS = (select(_waiting.matter).where(_waiting.is_report).order_by(_waiting.position)).limit(
    bindparam("limit")
)


class TeachersNotices:
    """Reads the view `notices`; what holds of what it finds is asked of the log each time."""

    def __init__(self, engine: Engine, projector: Projector) -> None:
        self._engine = for_single_reads(engine)
        self._projector = projector

    def is_current(self) -> bool:
        """Return whether all is found up to the end of the log, once the view was moved there."""
        return self._projector.catch_up() or not self._projector.behind(NOTICES)

    def acute(self) -> tuple[CaseId, ...]:
        """Return every case that may be red."""
        with self._engine.connect() as connection:
            return tuple(map(CaseId, connection.scalars(_ALL)))

    def told(self, person_id: PersonId) -> tuple[CaseId, ...]:
        """Return those of which somebody was told as class teacher or in an office, in turn."""
        with self._engine.connect() as connection:
            return tuple(map(CaseId, connection.scalars(_OF_PERSON, {"person": person_id})))

    def waiting(self, person_id: PersonId, on: date, *, limit: int) -> tuple[CaseId, ...]:
        """Return the cases open to a person in which something may wait, the longest first."""
        asked = {"person": person_id, "on": on, "limit": limit}
        with self._engine.connect() as connection:
            found = connection.scalars(_OF_MY_CASES, asked)
            return tuple(map(CaseId, dict.fromkeys(found)))

    def reports_waiting(self, *, limit: int) -> tuple[ReportId, ...]:
        """Return the reports whose end may wait for a second person, the longest first."""
        with self._engine.connect() as connection:
            return tuple(map(ReportId, connection.scalars(_OF_REPORTS, {"limit": limit})))
