"""Answers of which deadlines there is something to say, and which press in a person's cases."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import Engine, Row, bindparam, func, select, tuple_

from application.crisis.clocks.clock_rows import ClockRow, DueClock, Pressing
from domain.calendar import Calendar
from domain.clocks.facts import AT_HOSPITAL, Step
from domain.referrals.levels.level_facts import CrisisLevel
from domain.shared import CaseId, ChildId, PersonId
from infrastructure.database import StoredInstant, StoredUuid, for_single_reads
from infrastructure.leases import SWEEPING, silence_of
from infrastructure.views.access.answers import AccessDuties
from infrastructure.views.access.questions import proven
from infrastructure.views.clocks.tables import STEPS, clocks_tables
from infrastructure.views.health.questions import AT_MY_HOSPITAL, BY_POST, IS_MINE
from infrastructure.views.health.tables import CASES, health_tables

_steps = clocks_tables()[STEPS].c
_cases = health_tables()[CASES].c
_in_order = (_steps.next_at, _steps.case_id, _steps.step)
_now = bindparam("now", type_=StoredInstant)

_DUE = select(*_in_order).where(_steps.next_at <= _now).order_by(*_in_order)
_DUE_AFTER = _DUE.where(
    tuple_(*_in_order)
    > tuple_(
        bindparam("at", type_=StoredInstant),
        bindparam("case", type_=StoredUuid),
        bindparam("called", type_=_steps.step.type),
    )
)
# A hospital is shown its own steps alone.
_is_theirs = IS_MINE & (
    _cases.case_id.in_(BY_POST)
    | (_steps.step.in_(each.value for each in AT_HOSPITAL) & _cases.case_id.in_(AT_MY_HOSPITAL))
)
_of_mine = clocks_tables()[STEPS].join(health_tables()[CASES], _cases.case_id == _steps.case_id)
_OF_CASES = (
    select(clocks_tables()[STEPS])
    .select_from(_of_mine)
    .where(_is_theirs, _steps.case_id.in_(bindparam("cases", type_=StoredUuid, expanding=True)))
    .order_by(_steps.due_at, _steps.step)
)
_PRESSING = (
    select(clocks_tables()[STEPS])
    .select_from(_of_mine)
    .where(_is_theirs, _steps.soon_at <= _now)
    .order_by(_steps.due_at, _steps.case_id, _steps.step)
    .limit(bindparam("limit"))
)
_COUNTS = proven(
    select(
        func.count().filter(_steps.due_at > _now).label("soon"),
        func.count().filter(_steps.due_at <= _now).label("overdue"),
    )
    .select_from(_of_mine)
    .where(_is_theirs, _steps.soon_at <= _now)
)


class RunningClocks:
    """Reads the view `clocks`, for the sweep and for the duty desk."""

    def __init__(self, engine: Engine, access: AccessDuties, calendar: Calendar) -> None:
        self._engine = for_single_reads(engine)
        self._access = access
        self._calendar = calendar

    @property
    def calendar(self) -> Calendar:
        """The official calendar as far as this program knows it."""
        return self._calendar

    def due(
        self, now: datetime, *, limit: int, after: DueClock | None = None
    ) -> tuple[DueClock, ...]:
        """Return the next deadlines of which there is something to say by now, in their order."""
        asked: dict[str, object] = {"now": now}
        if after is not None:
            asked |= {"at": after.next_at, "case": after.case_id, "called": after.step.value}
        with self._engine.connect() as connection:
            found = connection.execute((_DUE_AFTER if after else _DUE).limit(limit), asked)
            return tuple(
                DueClock(row.next_at, CaseId(row.case_id), Step(row.step)) for row in found
            )

    def of_cases(
        self, person_id: PersonId, case_ids: Collection[CaseId], on: date
    ) -> Mapping[CaseId, tuple[ClockRow, ...]]:
        """Return what a person is shown to run of each of these cases, the soonest due first."""
        rows: dict[CaseId, list[ClockRow]] = {}
        asked = {"person": person_id, "on": on, "cases": sorted(case_ids)}
        if case_ids:
            with self._engine.connect() as connection:
                for row in connection.execute(_OF_CASES, asked):
                    rows.setdefault(CaseId(row.case_id), []).append(_shown(row))
        return {case_id: tuple(found) for case_id, found in rows.items()}

    def pressing(self, person_id: PersonId, on: date, now: datetime, *, limit: int) -> Pressing:
        """Return what is due soon or overdue of the cases open to a person, the first due first.

        Raises: Unavailable.
        """
        asked = {"person": person_id, "on": on, "now": now, "limit": limit}
        (told,) = self._access.answer_to(_COUNTS, asked, person_id)
        with self._engine.connect() as connection:
            rows = tuple(map(_shown, connection.execute(_PRESSING, asked)))
        return Pressing(rows=rows, soon=told.soon, overdue=told.overdue)

    def silent_for(self) -> float | None:
        """Return for how many seconds nobody looked at the deadlines; None = nobody ever did."""
        with self._engine.connect() as connection:
            return silence_of(connection, SWEEPING)


def _shown(row: Row[tuple[object, ...]]) -> ClockRow:
    return ClockRow(
        case_id=CaseId(row.case_id),
        child_id=ChildId(row.child),
        step=Step(row.step),
        level=CrisisLevel(row.level),
        is_provisional=row.is_provisional,
        soon_at=row.soon_at,
        due_at=row.due_at,
        tier=row.tier,
        paused_until=row.paused_until,
        pauses=row.pauses,
    )
