"""The caseworker's desk: the children whom a person looks after on a day, the soonest due first."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Engine,
    Row,
    Select,
    bindparam,
    func,
    or_,
    select,
    true,
    tuple_,
)

from application.rows import DeskPage, DeskRow, DueFilter
from domain.ruleset import RuleSet
from domain.shared import PersonId, Stream
from infrastructure.database import for_single_reads
from infrastructure.keys.vault import KeyDestroyed, Vault
from infrastructure.log.tables import QUARANTINED
from infrastructure.views.access.answers import AccessDuties
from infrastructure.views.access.questions import proven
from infrastructure.views.access.scope import children_of
from infrastructure.views.access.tables import ACCESS, PAIRINGS, access_tables
from infrastructure.views.caseworker.rows import readable_row, unreadable_row
from infrastructure.views.caseworker.tables import (
    CASEWORKER,
    CHILDREN,
    NAMES_TABLE,
    care_column,
    caseworker_tables,
    decode_care,
    decode_identity,
    identity_column,
)
from infrastructure.views.cursors import SealedCursors
from infrastructure.views.projector import Projector
from infrastructure.views.sealed_columns import ColumnDamaged, Place

_WEEK = timedelta(days=7)

CONTEXTS = ("children", "care", "visits", "pairing")
"""Of which streams a row of the desk is made; when one of them cannot be read, nor can the row."""

_table = caseworker_tables()
_children = _table[CHILDREN].c
_names = _table[NAMES_TABLE].c
_pairings = access_tables()[PAIRINGS].c

_on: BindParameter[date] = bindparam("on")
_in_a_week: BindParameter[date] = bindparam("in_a_week")
_after_on: BindParameter[date] = bindparam("after_on", type_=_children.next_due_on.type)
_after_id: BindParameter[UUID] = bindparam("after_id", type_=_children.child.type)

_is_mine = _children.child.in_(children_of()) & _children.opened_on.is_not(None)
_FILTERS: Mapping[DueFilter, ColumnElement[bool]] = {
    DueFilter.ALL: true(),
    # Still in time, with its grace; what is later than that is overdue.
    DueFilter.WEEK: or_(
        (_children.next_visit_due_on <= _in_a_week) & (_children.visit_overdue_after_on >= _on),
        (_children.next_talk_due_on <= _in_a_week) & (_children.talk_overdue_after_on >= _on),
    ),
    DueFilter.OVERDUE: or_(
        _children.visit_overdue_after_on < _on, _children.talk_overdue_after_on < _on
    ),
}

_SET_APART = select(QUARANTINED.c.stream).where(QUARANTINED.c.view.in_((ACCESS, CASEWORKER)))
_COUNTS = proven(
    select(
        *(func.count().filter(each).label(due.value) for due, each in _FILTERS.items()),
        _SET_APART.exists().label("any_set_apart"),
    ).where(_is_mine)
)
_is_after = tuple_(_children.next_due_on, _children.child) > tuple_(_after_on, _after_id)


def _rows_where(*conditions: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    """Return the question for one page; names are looked up for its rows only."""
    in_order = _children.next_due_on, _children.child
    chosen = select(_table[CHILDREN]).where(_is_mine, *conditions).order_by(*in_order)
    page = chosen.limit(bindparam("limit")).subquery()
    named = select(page, _names.identity, _names.identity_at).outerjoin_from(
        page, _table[NAMES_TABLE], _names.child == page.c.child
    )
    return named.order_by(page.c.next_due_on, page.c.child)


_FIRST = {due: _rows_where(each) for due, each in _FILTERS.items()}
_NEXT = {due: _rows_where(each, _is_after) for due, each in _FILTERS.items()}
_LOAD: Select[tuple[object, ...]] = (
    select(_pairings.child, _children.care, _children.care_at)
    .distinct()
    .outerjoin_from(access_tables()[PAIRINGS], _table[CHILDREN], _children.child == _pairings.child)
    .where(
        _pairings.mentor == bindparam("mentor"),
        _pairings.from_on <= _on,
        _pairings.ended_on.is_(None) | (_pairings.ended_on >= _on),
    )
)


class CaseworkerDesk:
    """Reads the view `caseworker` within what the view `access` lets a person see."""

    def __init__(
        self,
        engine: Engine,
        projector: Projector,
        access: AccessDuties,
        *,
        vault: Vault,
        stream_id: Callable[[Stream], UUID],
        rules: RuleSet,
    ) -> None:
        self._engine = for_single_reads(engine)
        self._projector = projector
        self._access = access
        self._identity = identity_column(vault)
        self._care = care_column(vault)
        self._cursors = SealedCursors(vault, "desk")
        self._stream_id = stream_id
        self._vetting_valid = timedelta(days=rules.vetting_valid_days)

    def page(
        self,
        person_id: PersonId,
        on: date,
        *,
        due: DueFilter = DueFilter.ALL,
        limit: int,
        cursor: str | None,
    ) -> DeskPage:
        """Return the children whom the person looks after on that day, the soonest due first.

        Who may see which child is never older than the log; what is said of the child may be
        `behind` by so many events.

        Raises: Invalid for a cursor that is not this person's; Unavailable when permission cannot
        be told.
        """
        asked: dict[str, object] = {
            "person": person_id,
            "on": on,
            "in_a_week": on + _WEEK,
            "vetted_since": on - self._vetting_valid,
            "limit": limit + 1,
        }
        if cursor is not None:
            asked["after_on"], asked["after_id"] = self._cursors.open(person_id, cursor)
        (told,) = self._access.answer_to(_COUNTS, asked, person_id)
        counts: dict[DueFilter, int] = {each: getattr(told, each.value) for each in _FILTERS}
        with self._engine.connect() as connection:
            found = connection.execute((_NEXT if cursor else _FIRST)[due], asked).all()
            set_apart = frozenset(connection.scalars(_SET_APART) if told.any_set_apart else ())
        last = found[limit - 1] if len(found) > limit else None
        return DeskPage(
            rows=self._rows(found[:limit], set_apart),
            next_cursor=self._cursors.seal(person_id, *_place_of(last)) if last else None,
            total=counts[DueFilter.ALL],
            behind=self._projector.behind(CASEWORKER),
            counts=counts,
        )

    def load_of(self, mentor_id: PersonId, on: date) -> tuple[int | None, ...]:
        """Return the care level of each child with whom a mentor is paired on that day.

        It is nothing for a child who is not assessed yet, or whose row is not there to be read.
        """
        with self._engine.connect() as connection:
            found = connection.execute(_LOAD, {"mentor": mentor_id, "on": on}).all()
        self._care.warm(row.care for row in found if row.care)
        return tuple(self._level(row) for row in found)

    def _level(self, row: Row[tuple[object, ...]]) -> int | None:
        if row.care is None:
            return None
        try:
            return decode_care(self._care.open(Place(row.child, row.care_at), row.care)).level
        except (KeyDestroyed, ColumnDamaged):
            return None

    def _rows(
        self, found: Sequence[Row[tuple[object, ...]]], set_apart: Collection[UUID]
    ) -> tuple[DeskRow, ...]:
        self._identity.warm(row.identity for row in found if row.identity)
        self._care.warm(row.care for row in found)
        rows = (self._row(row, set_apart) for row in found)
        return tuple(row for row in rows if row)

    def _row(self, row: Row[tuple[object, ...]], set_apart: Collection[UUID]) -> DeskRow | None:
        """Return the opened row; nothing of a child who was erased a moment ago."""
        if set_apart and any(
            self._stream_id(Stream(context, row.child)) in set_apart for context in CONTEXTS
        ):
            return unreadable_row(row)
        try:
            care = decode_care(self._care.open(Place(row.child, row.care_at), row.care))
            identity = row.identity and decode_identity(
                self._identity.open(Place(row.child, row.identity_at), row.identity)
            )
        except KeyDestroyed:
            return None
        except ColumnDamaged:
            return unreadable_row(row)
        return readable_row(row, identity, care)


def _place_of(row: Row[tuple[object, ...]]) -> tuple[date, UUID]:
    return row.next_due_on, row.child
