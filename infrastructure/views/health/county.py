"""The cases of a county for its offices: how far they are, opened by no key."""

from datetime import date
from functools import lru_cache

from sqlalchemy import (
    BigInteger,
    Integer,
    Row,
    Select,
    bindparam,
    literal_column,
    select,
    tuple_,
    union,
)

from application.crisis.desk.county_rows import (
    AskedOfCounty,
    CountyCase,
    CountyFilter,
    CountyPage,
)
from application.crisis.desk.stages import CaseStage
from domain.clocks.facts import Step
from domain.shared import CaseId, ChildId, OrganisationId, PersonId
from infrastructure.database import StoredInstant, StoredUuid
from infrastructure.keys.vault import Vault
from infrastructure.views.access.answers import AccessDuties
from infrastructure.views.access.questions import Question, proven
from infrastructure.views.clocks.tables import STEPS, clocks_tables
from infrastructure.views.cursors import SealedCursors
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
_IS_OPEN = (_cases.stage.not_in(ENDED), IN_PLACES, _cases.child.not_in(OF_APART))
_OPEN = select(
    *(_cases.case_id, _cases.child, _cases.place, _cases.position, _cases.stage),
    *(_cases.raised_at, _cases.hospital, _cases.issued_at, _cases.received_at),
    URGENCY.label("urgency"),
    _step.where(_runs.due_at <= _now).exists().label("is_overdue"),
    _step.where(_runs.step == constant(Step.TALKED_AGAIN.value)).exists().label("is_refused"),
).where(*_IS_OPEN)
_IS_AFTER = tuple_(URGENCY, _cases.position) > tuple_(
    bindparam("after_urgency", type_=Integer), bindparam("after_position", type_=BigInteger)
)
_POSITION_BYTES = 8
_OPEN_IN = proven(_OPEN.order_by(_cases.position))
_APART = proven(OF_APART)


class CountyCases:
    """Reads of the view `health` what the offices of a county may know of its cases."""

    def __init__(self, access: AccessDuties, projector: Projector, vault: Vault) -> None:
        self._access = access
        self._projector = projector
        self._places = SealedCursors(vault, "county_cases")

    def open_in(self, asked: AskedOfCounty) -> tuple[CountyCase, ...]:
        """Return every case that is not over, the first raised first; one question.

        None of a child from one of whose cases the person is kept out. Raises: Unavailable.
        """
        rows = self._access.answer_to(_OPEN_IN, _given(asked), asked.person_id)
        return tuple(_shown(row) for row in rows if row.case_id)

    def listed(
        self,
        asked: AskedOfCounty,
        chosen: CountyFilter,
        *,
        limit: int,
        cursor: str | None = None,
    ) -> CountyPage:
        """Return a page of the cases that are not over, the gravest and first raised first.

        Raises: Invalid for a cursor that is not this person's; Unavailable.
        """
        given = _given(asked) | {"limit": limit + 1}
        if cursor is not None:
            place = self._places.open_place(asked.person_id, cursor)
            given |= {"after_urgency": place[0], "after_position": int.from_bytes(place[1:], "big")}
        wanted = _listed(chosen, is_first=cursor is None)
        rows = self._access.answer_to(wanted, given, asked.person_id)
        found = [_shown(row) for row in rows if row.case_id]
        last = rows[limit - 1] if len(found) > limit else None
        return CountyPage(
            rows=tuple(found[:limit]),
            next_cursor=self._places.seal_place(asked.person_id, _place_of(last)) if last else None,
        )

    def apart(self, person_id: PersonId, on: date) -> frozenset[ChildId]:
        """Return from whose cases the person is kept out. Raises: Unavailable."""
        rows = self._access.answer_to(_APART, {"person": person_id, "on": on}, person_id)
        return frozenset(ChildId(row.child) for row in rows if row.child)

    def cases_behind(self) -> int:
        """Return how many events the cases do not tell yet."""
        return self._projector.behind(HEALTH)


@lru_cache(maxsize=64)
def _listed(chosen: CountyFilter, *, is_first: bool) -> Question:
    """Return the question for a page; there are as many as kinds of filters."""
    wanted = _OPEN
    if chosen.level is not None:
        wanted = wanted.where(URGENCY.in_([LEVELS.index(chosen.level)]))
    if chosen.stages is not None:
        wanted = wanted.where(_cases.stage.in_([each.value for each in chosen.stages]))
    if not is_first:
        wanted = wanted.where(_IS_AFTER)
    return proven(wanted.order_by(URGENCY, _cases.position).limit(bindparam("limit")))


def _given(asked: AskedOfCounty) -> dict[str, object]:
    places = sorted(asked.places)
    return {"person": asked.person_id, "on": asked.on, "now": asked.now, "places": places}


def _place_of(row: Row[tuple[object, ...]]) -> bytes:
    urgency: int = row.urgency
    position: int = row.position
    return bytes([urgency]) + position.to_bytes(_POSITION_BYTES, "big")


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
