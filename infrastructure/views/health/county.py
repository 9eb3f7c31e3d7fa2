"""The cases of a county for its offices: how far they are, opened by no key."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Row, Select, bindparam, literal_column, select, union

from application.crisis.desk.county_rows import CountyCase
from application.crisis.desk.stages import CaseStage
from domain.clocks.facts import Step
from domain.shared import CaseId, ChildId, OrganisationId, PersonId
from infrastructure.database import StoredInstant, StoredUuid
from infrastructure.views.access.answers import AccessDuties
from infrastructure.views.access.questions import proven
from infrastructure.views.clocks.tables import STEPS, clocks_tables
from infrastructure.views.health.questions import ENDED, LEVELS, URGENCY
from infrastructure.views.health.scope import cases_of, kept_out
from infrastructure.views.health.tables import CASES, HEALTH, REACH, health_tables
from infrastructure.views.positions import constant
from infrastructure.views.projector import Projector

_table = health_tables()
_cases, _reach = _table[CASES].c, _table[REACH].c
_another = _table[CASES].alias("another").c
_runs = clocks_tables()[STEPS].c
_person = bindparam("person", type_=StoredUuid)
_now = bindparam("now", type_=StoredInstant)

OF_APART = select(_another.child).where(_another.case_id.in_(union(*cases_of(kept_out(), _person))))
"""The children from one of whose cases somebody is kept out."""
IN_PLACES = _cases.case_id.in_(
    select(_reach.case_id).where(
        _reach.organisation.in_(bindparam("places", type_=StoredUuid, expanding=True))
    )
)
_step: Select[int] = select(literal_column("1")).where(_runs.case_id == _cases.case_id)
_OPEN = (
    select(
        *(_cases.case_id, _cases.child, _cases.place, _cases.position, _cases.stage),
        *(_cases.raised_at, _cases.hospital, _cases.issued_at, _cases.received_at),
        URGENCY.label("urgency"),
        _step.where(_runs.due_at <= _now).exists().label("is_overdue"),
        _step.where(_runs.step == constant(Step.TALKED_AGAIN.value)).exists().label("is_refused"),
    )
    .where(_cases.stage.not_in(ENDED), IN_PLACES, _cases.child.not_in(OF_APART))
    .order_by(_cases.position)
)
_OPEN_IN = proven(_OPEN)
_APART = proven(OF_APART)


class CountyCases:
    """Reads of the view `health` what the offices of a county may know of its cases."""

    def __init__(self, access: AccessDuties, projector: Projector) -> None:
        self._access = access
        self._projector = projector

    def open_in(
        self, person_id: PersonId, on: date, now: datetime, *, places: Collection[OrganisationId]
    ) -> tuple[CountyCase, ...]:
        """Return every case that is not over, the first raised first; one question.

        None of a child from one of whose cases the person is kept out. Raises: Unavailable.
        """
        asked = {"person": person_id, "on": on, "now": now, "places": sorted(places)}
        rows = self._access.answer_to(_OPEN_IN, asked, person_id)
        return tuple(_shown(row) for row in rows if row.case_id)

    def apart(self, person_id: PersonId, on: date) -> frozenset[ChildId]:
        """Return from whose cases the person is kept out. Raises: Unavailable."""
        rows = self._access.answer_to(_APART, {"person": person_id, "on": on}, person_id)
        return frozenset(ChildId(row.child) for row in rows if row.child)

    def cases_behind(self) -> int:
        """Return how many events the cases do not tell yet."""
        return self._projector.behind(HEALTH)


def _shown(row: Row[tuple[object, ...]]) -> CountyCase:
    return CountyCase(
        case_id=CaseId(row.case_id),
        child_id=ChildId(row.child),
        place_id=row.place and OrganisationId(row.place),
        position=row.position,
        stage=CaseStage(row.stage),
        level=LEVELS[row.urgency] if row.urgency < len(LEVELS) else None,
        raised_at=row.raised_at,
        hospital_id=row.hospital and OrganisationId(row.hospital),
        issued_at=row.issued_at,
        received_at=row.received_at,
        is_overdue=bool(row.is_overdue),
        is_refused=bool(row.is_refused),
    )
