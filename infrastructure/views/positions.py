"""How far each view has read the log, and which streams it cannot follow any further."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Engine,
    Select,
    Text,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate

from application.rows import Quarantined
from infrastructure.log.tables import EVENTS, QUARANTINED, READS, VIEW_POSITIONS, LogTables
from infrastructure.views.pages import Damage, sought

COUNTED_AT_MOST = 10_000

_PLAIN = re.compile(r"[a-z_]+(\.[a-z_]+\.\d+)?")

_views = VIEW_POSITIONS.c
_log = EVENTS.events.c
_named = _views.view.in_(bindparam("views", expanding=True))

# Built once: each request moves the views.
_STANDPOINTS = {
    log: select(
        *(_views.view, _views.position, _views.generation),
        select(log.head.c.last).scalar_subquery(),
    )
    for log in (EVENTS, READS)
}
_LOCK = (
    select(_views.view, _views.position, _views.generation)
    .where(_named)
    .order_by(_views.view)
    .with_for_update()
)
_after: BindParameter[int] = bindparam("after")
_reached: BindParameter[int] = bindparam("reached")
_ADVANCE = (
    update(VIEW_POSITIONS).where(_named, _views.position < _reached).values(position=_reached)
)


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where a view stands.

    `generation` moves on whenever what a process remembers of the view is no longer true: when its
    tables were swapped and when a stream was quarantined or released.
    """

    position: int
    generation: int


def standpoints_and_head(
    engine: Engine, log: LogTables = EVENTS
) -> tuple[dict[str, Standpoint], int]:
    """Return where every view of both logs stands, and the last position of this one."""
    with engine.connect() as connection:
        rows = connection.execute(_STANDPOINTS[log]).all()
    head = max((row[3] or 0 for row in rows), default=0)
    return {row[0]: Standpoint(row[1], row[2]) for row in rows}, head


def lock(connection: Connection, views: Collection[str]) -> dict[str, Standpoint]:
    """Keep others from moving these views until the transaction ends; return where they stand.

    SQLite has one writer at a time anyway; PostgreSQL locks the rows, always in the same order.
    """
    rows = connection.execute(_LOCK, {"views": views})
    return {view: Standpoint(position, generation) for view, position, generation in rows}


def move_on(
    connection: Connection, views: Collection[str], *, after: int, up_to: int
) -> dict[str, Standpoint]:
    """Lock the views that stand at `after` and move them to `up_to`; return where they stood.

    It is `lock` and `advance` in one step, for when nobody else was faster.
    """
    moved = connection.execute(_moving_on(tuple(views)), {"after": after, "reached": up_to})
    return {view: Standpoint(after, generation) for view, generation in moved}


@lru_cache(maxsize=64)
def _moving_on(views: tuple[str, ...]) -> ReturningUpdate[str, int]:
    """Return the statement of `move_on` with the names in it: to fill them in takes as long."""
    asked = select(_views.view).where(
        _views.position == _after, _views.view.in_(map(constant, views))
    )
    # Locked in one order by all, before any of them is changed.
    in_order = asked.order_by(_views.view).with_for_update()
    moving = update(VIEW_POSITIONS).where(_views.view.in_(in_order)).values(position=_reached)
    return moving.returning(_views.view, _views.generation)


def advance(connection: Connection, views: Collection[str], position: int) -> None:
    """Move views forward, together with the rows written in this transaction; never back."""
    connection.execute(_ADVANCE, {"views": views, "reached": position})


def begin_view(connection: Connection, view: str) -> None:
    """Let a view stand before the first event, unless it has a place already."""
    connection.execute(
        text(
            "INSERT INTO view_positions (view, position, generation) VALUES (:view, 0, 0) "
            "ON CONFLICT DO NOTHING"
        ),
        {"view": view},
    )


def mark_rebuilding(connection: Connection, view: str, *, to: int, generation: int) -> None:
    """Note that shadows of a view are being filled up to a position."""
    noted = {"rebuilding_to": to, "generation": generation}
    connection.execute(update(VIEW_POSITIONS).where(_views.view == view).values(noted))


def place_at(connection: Connection, view: str, position: int, *, generation: int) -> None:
    """Set where a view stands after its tables were swapped."""
    place = {"position": position, "generation": generation, "rebuilding_to": None}
    connection.execute(update(VIEW_POSITIONS).where(_views.view == view).values(place))


def quarantine(
    connection: Connection, view: str, damages: Iterable[Damage], noticed_at: datetime
) -> None:
    """Note the streams that a view cannot follow, and have every process look again."""
    rows = [
        {
            "view": view,
            "stream": damage.stream,
            "position": damage.position,
            "reason": damage.reason,
            "noticed_at": noticed_at,
        }
        for damage in damages
    ]
    if rows:
        connection.execute(insert(QUARANTINED), rows)
        _renew(connection, view)


def release_all(connection: Connection, view: str) -> None:
    """Forget a view's quarantined streams: its tables were filled anew."""
    connection.execute(delete(QUARANTINED).where(QUARANTINED.c.view == view))


def release(connection: Connection, view: str, streams: Collection[UUID]) -> None:
    """Forget some of a view's quarantined streams, and have every process look again."""
    if streams:
        named = (QUARANTINED.c.view == view) & QUARANTINED.c.stream.in_(streams)
        connection.execute(delete(QUARANTINED).where(named))
        _renew(connection, view)


def _renew(connection: Connection, view: str) -> None:
    renewed = {"generation": _views.generation + 1}
    connection.execute(update(VIEW_POSITIONS).where(_views.view == view).values(renewed))


def quarantined_streams(connection: Connection, view: str) -> frozenset[UUID]:
    """Return the streams that a view no longer follows."""
    streams = select(QUARANTINED.c.stream).where(QUARANTINED.c.view == view)
    return frozenset(connection.scalars(streams))


def all_quarantined(engine: Engine) -> tuple[Quarantined, ...]:
    """Return every quarantined stream of every view."""
    columns = QUARANTINED.c
    rows = select(columns.view, columns.stream, columns.position, columns.reason)
    with engine.connect() as connection:
        return tuple(
            Quarantined(view=view, stream_id=stream, position=position, reason=reason)
            for view, stream, position, reason in connection.execute(
                rows.order_by(columns.view, columns.position)
            )
        )


def unfolded(view: str, names: frozenset[str]) -> ColumnElement[bool]:
    """Return the condition that the log holds an event which the view has still to fold."""
    stands_at = select(_views.position).where(_views.view == constant(view)).scalar_subquery()
    # The first one in order, not EXISTS: for that a planner expects soon to find one in the table
    # as it lies, and scans all of it when there is none.
    first = (
        select(_log.position)
        .where(_log.position > stands_at, _log.name.in_(map(constant, sought(names))))
        .order_by(_log.position)
        .limit(literal_column("1"))
    )
    return first.scalar_subquery().is_not(None)


def constant(name: str) -> ColumnElement[str]:
    """Return a name of ours as part of a statement, which is then planned once.

    Raises: ValueError for what is no name of a view or event.
    """
    if not _PLAIN.fullmatch(name):
        raise ValueError("not a stored name")
    return literal_column(f"'{name}'", Text)


def count_unfolded(
    engine: Engine, view: str, names: frozenset[str], log: LogTables = EVENTS
) -> int:
    """Return how many events a view has still to fold; far behind, all that the log holds."""
    with engine.connect() as connection:
        counted = _unfolded_count(view, names, log)
        return connection.scalar(counted, {"at_most": COUNTED_AT_MOST}) or 0


@lru_cache(maxsize=64)
def _unfolded_count(view: str, names: frozenset[str], log: LogTables) -> Select[tuple[int]]:
    events = log.events.c
    stands_at = select(_views.position).where(_views.view == constant(view)).scalar_subquery()
    last = select(log.head.c.last).scalar_subquery()
    named = events.name.in_(map(constant, sought(names)))
    mine = select(func.count()).where(events.position > stands_at, events.position <= last, named)
    distance = last - func.coalesce(stands_at, 0)
    # The count is made only where it is chosen.
    return select(
        case(
            (distance > bindparam("at_most", type_=events.position.type), distance),
            else_=mine.scalar_subquery(),
        )
    )
