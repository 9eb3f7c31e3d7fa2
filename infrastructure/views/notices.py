"""Answers of which cases class teachers may have to be told, and of which somebody was."""

from sqlalchemy import Engine, bindparam, select

from domain.shared import CaseId, PersonId
from infrastructure.database import StoredUuid, for_single_reads
from infrastructure.views.notices_fold import ACUTE, NOTICES, TOLD, notices_tables
from infrastructure.views.projector import Projector

_acute, _told = notices_tables()[ACUTE].c, notices_tables()[TOLD].c
_ALL = select(_acute.case_id).order_by(_acute.position)
_OF_PERSON = (
    select(_told.case_id)
    .join(notices_tables()[ACUTE], _acute.case_id == _told.case_id)
    .where(_told.person == bindparam("person", type_=StoredUuid))
    .order_by(_told.position)
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
        """Return those of which somebody was told as class teacher, the first first."""
        with self._engine.connect() as connection:
            return tuple(map(CaseId, connection.scalars(_OF_PERSON, {"person": person_id})))
