"""Answers of which cases class teachers may have to be told, and of which somebody was."""

from sqlalchemy import Engine, bindparam, select

from domain.shared import CaseId, PersonId
from infrastructure.database import StoredUuid, for_single_reads
from infrastructure.views.notices_fold import ACUTE, TOLD, notices_tables

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

    def __init__(self, engine: Engine) -> None:
        self._engine = for_single_reads(engine)

    def acute(self) -> tuple[CaseId, ...]:
        """Return every case that may be red."""
        with self._engine.connect() as connection:
            return tuple(map(CaseId, connection.scalars(_ALL)))

    def told(self, person_id: PersonId) -> tuple[CaseId, ...]:
        """Return those of which somebody was told as class teacher, the first first."""
        with self._engine.connect() as connection:
            return tuple(map(CaseId, connection.scalars(_OF_PERSON, {"person": person_id})))
