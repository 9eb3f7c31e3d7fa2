"""The health desk: the cases that a person answers for or has to see, the untaken ones first."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Date,
    Engine,
    Row,
    Select,
    bindparam,
    case,
    func,
    select,
    tuple_,
    union,
)

from application.rows import CaseStage, HealthPage, HealthRow
from domain.ruleset import RuleSet
from domain.shared import CaseId, ChildId, OrganisationId, PersonId
from infrastructure.database import StoredUuid
from infrastructure.keys.vault import KeyDestroyed, Vault
from infrastructure.views.access import AccessDuties
from infrastructure.views.cursors import SealedCursors
from infrastructure.views.database import for_reading
from infrastructure.views.health_damaged import DamagedCases, StreamId
from infrastructure.views.health_lost import HEARING, lost_worries
from infrastructure.views.health_posts import EMPTY_AT_MOST, empty_posts
from infrastructure.views.health_scope import (
    by_hospital,
    by_post,
    by_standing_in,
    cases_of,
    kept_out,
)
from infrastructure.views.health_tables import (
    CASES,
    HEALTH,
    PEOPLE,
    Content,
    Relation,
    content_column,
    decode_content,
    health_tables,
)
from infrastructure.views.projector import Projector
from infrastructure.views.sealed_columns import ColumnDamaged, Place

_POSITION_BYTES = 8

_table = health_tables()
_cases, _people = _table[CASES].c, _table[PEOPLE].c

_person: BindParameter[UUID] = bindparam("person", type_=StoredUuid)
_received_since: BindParameter[date] = bindparam("received_since", type_=Date)
_after_group: BindParameter[int] = bindparam("after_group")
_after_position: BindParameter[int] = bindparam("after_position")

(_at_my_hospital,) = cases_of((by_hospital(),), _person)
# Whether anybody at the school has it just now does not keep a hospital from receiving it.
_stage = case(
    (
        (_cases.stage == CaseStage.UNTAKEN.value) & _cases.case_id.in_(_at_my_hospital),
        _cases.referral,
    ),
    else_=_cases.stage,
)
_group = case((_stage == CaseStage.UNTAKEN.value, 0), else_=1)
_is_mine = (
    (_cases.stage != CaseStage.WITHDRAWN.value)
    & _cases.case_id.in_(union(*cases_of((by_post(), by_hospital(), by_standing_in()), _person)))
    & _cases.case_id.not_in(union(*cases_of(kept_out(), _person)))
)
_is_brought = (
    select(_people.person)
    .where(
        _people.case_id == _cases.case_id,
        _people.person == _person,
        _people.relation == Relation.BROUGHT.value,
    )
    .exists()
)
_is_old = (_stage == CaseStage.ACKNOWLEDGED.value) & (_cases.last_changed_on < _received_since)
_is_listed = _is_mine & ~_is_old
_is_after = tuple_(_group, _cases.position) > tuple_(_after_group, _after_position)


def _rows_where(*conditions: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    labels = _stage.label("told_stage"), _group.label("in_group"), _is_brought.label("is_brought")
    chosen = select(_table[CASES], *labels)
    in_order = chosen.where(_is_listed, *conditions).order_by(_group, _cases.position)
    return in_order.limit(bindparam("limit"))


_FIRST = _rows_where()
_NEXT = _rows_where(_is_after)
_told = select(_stage.label("stage")).where(_is_listed).subquery()
_COUNTS = select(_told.c.stage, func.count()).group_by(_told.c.stage)
_OLD = select(func.count()).select_from(_table[CASES]).where(_is_mine, _is_old)
_DAMAGED = select(_cases.case_id).where(
    _is_mine, _cases.case_id.in_(bindparam("damaged", type_=StoredUuid, expanding=True))
)
_HEARS = HEARING.where(HEARING.selected_columns.person == _person).limit(1)


class HealthCases:
    """Reads the view `health` within what the view `access` lets a person see."""

    def __init__(
        self,
        engine: Engine,
        projector: Projector,
        access: AccessDuties,
        *,
        vault: Vault,
        stream_id: StreamId,
        rules: RuleSet,
    ) -> None:
        self._engine = for_reading(engine)
        self._projector = projector
        self._access = access
        self._content = content_column(vault)
        self._cursors = SealedCursors(vault, "health")
        self._stream_id = stream_id
        self._damaged = DamagedCases(stream_id)
        self._received_shown = timedelta(days=rules.received_cases_shown_days)

    def page(
        self, person_id: PersonId, on: date, *, limit: int, cursor: str | None = None
    ) -> HealthPage:
        """Return the cases open to a person on a day: untaken ones first, the oldest first.

        Who may see which case is never older than the log; what is said of the case may be
        `behind` by so many events. A case that was withdrawn is over and not shown; one that a
        hospital received is listed for some time after its last change, and counted then.

        Raises: Invalid for a cursor that is not this person's; Unavailable when permission cannot
        be told.
        """
        asked = {**self._asked(person_id, on), "limit": limit + 1}
        if cursor is not None:
            place = self._cursors.open_place(person_id, cursor)
            asked["after_group"] = place[0]
            asked["after_position"] = int.from_bytes(place[1:], "big")
        self._access.require_current(person_id)
        with self._engine.connect() as connection:
            found = connection.execute(_NEXT if cursor else _FIRST, asked).all()
            counts = _counts(connection, asked)
            older = connection.execute(_OLD, asked).scalar_one()
            damaged = self._damaged_of(connection, asked)
            lost = self._lost(connection, asked)
            posts, posts_total = empty_posts(connection, person_id, on, limit=EMPTY_AT_MOST)
        rows = self._rows(found[:limit], damaged)
        unreadable = {each.case_id for each in rows if each.unreadable}
        last = found[limit - 1] if len(found) > limit else None
        return HealthPage(
            rows=rows,
            next_cursor=self._cursors.seal_place(person_id, _place_of(last)) if last else None,
            untaken=counts.get(CaseStage.UNTAKEN, 0),
            total=sum(counts.values()),
            behind=self._projector.behind(HEALTH),
            empty_posts=posts,
            empty_posts_total=posts_total,
            older_received=older,
            unreadable=len(unreadable | damaged) + lost,
            counts=counts,
        )

    def counts(self, person_id: PersonId, on: date) -> Mapping[CaseStage, int]:
        """Return how many cases of each stage are open to a person. Raises: Unavailable."""
        self._access.require_current(person_id)
        with self._engine.connect() as connection:
            return _counts(connection, self._asked(person_id, on))

    def lost(self, person_id: PersonId, on: date) -> int:
        """Return how many worries cannot be read of which the person has to hear all the same.

        Raises: Unavailable.
        """
        self._access.require_current(person_id)
        with self._engine.connect() as connection:
            return self._lost(connection, {"person": person_id, "on": on})

    def _asked(self, person_id: PersonId, on: date) -> dict[str, object]:
        return {"person": person_id, "on": on, "received_since": on - self._received_shown}

    def _lost(self, connection: Connection, asked: Mapping[str, object]) -> int:
        number = lost_worries(connection, self._stream_id)
        return number if number and connection.execute(_HEARS, asked).first() else 0

    def _damaged_of(self, connection: Connection, asked: Mapping[str, object]) -> frozenset[CaseId]:
        """Return those of all the person's cases that the view cannot follow any further."""
        damaged = self._damaged.known(connection)
        among = {**asked, "damaged": sorted(damaged)}
        return frozenset(map(CaseId, connection.scalars(_DAMAGED, among) if damaged else ()))

    def _rows(
        self, found: Sequence[Row[tuple[object, ...]]], damaged: Collection[CaseId]
    ) -> tuple[HealthRow, ...]:
        self._content.warm(row.content for row in found)
        rows = (self._row(row, damaged) for row in found)
        return tuple(row for row in rows if row)

    def _row(self, row: Row[tuple[object, ...]], damaged: Collection[CaseId]) -> HealthRow | None:
        """Return the opened row; nothing of a child who was erased a moment ago."""
        try:
            opened = self._content.open(Place(row.child, row.position), row.content)
        except KeyDestroyed:
            return None
        except ColumnDamaged:
            return _shown(row, None)
        return _shown(row, None if row.case_id in damaged else decode_content(opened))


def _counts(connection: Connection, asked: Mapping[str, object]) -> dict[CaseStage, int]:
    rows = connection.execute(_COUNTS, asked).all()
    return {CaseStage(stage): number for stage, number in rows}


def _place_of(row: Row[tuple[object, ...]]) -> bytes:
    position: int = row.position
    return bytes([row.in_group]) + position.to_bytes(_POSITION_BYTES, "big")


def _shown(row: Row[tuple[object, ...]], content: Content | None) -> HealthRow:
    """Return the row; one that cannot be read still tells that there is a case, and where."""
    return HealthRow(
        case_id=CaseId(row.case_id),
        child_id=ChildId(row.child),
        stage=CaseStage(row.told_stage),
        position=row.position,
        raised_at=row.raised_at,
        situation=content.situation if content else None,
        is_with_child=content.is_with_child if content else False,
        owner_id=row.owner and PersonId(row.owner),
        place_id=row.place and OrganisationId(row.place),
        hospital_id=row.hospital and OrganisationId(row.hospital),
        is_brought_to_me=row.is_brought,
        has_gap=row.has_gap,
        reached_nobody=row.reached_nobody,
        unreadable=content is None,
    )
