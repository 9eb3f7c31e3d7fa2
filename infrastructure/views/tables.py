"""Creates the tables of views and their shadows, and puts shadows in the place of live ones.

A table is always created as `name__N`, N counting up, and renamed: names of indexes never collide.
"""

import logging
import re
from collections.abc import Collection, Mapping, Sequence
from functools import partial

from sqlalchemy import BindParameter, Connection, Engine, bindparam, inspect, text

from infrastructure.views import positions
from infrastructure.views.database import patiently
from infrastructure.views.view import View, ViewTables

# Less than any reader waits, so that of two in each other's way the swap gives way.
SWAP_WAITS_MS = 50

_shadow = re.compile(r"(?P<live>.+)(?P<suffix>__[0-9]+)")

_NAMES: BindParameter[str] = bindparam("names", expanding=True)
_CATALOGUES = {
    "sqlite": text(
        "SELECT each.name, its.name FROM sqlite_schema each, pragma_table_info(each.name) its "
        "WHERE each.type = 'table' AND each.name IN :names ORDER BY each.name, its.cid"
    ).bindparams(_NAMES),
    "postgresql": text(
        "SELECT relname, attname FROM pg_catalog.pg_class "
        "JOIN pg_catalog.pg_attribute ON attrelid = pg_class.oid AND attnum > 0 "
        "WHERE relname IN :names AND relkind IN ('r', 'p') AND NOT attisdropped "
        "AND pg_catalog.pg_table_is_visible(pg_class.oid) ORDER BY relname, attnum"
    ).bindparams(_NAMES),
}
"""Which columns each of the named tables has."""

logger = logging.getLogger(__name__)


def create_missing(engine: Engine, views: Collection[View]) -> None:
    """Give each view empty tables and a place before the first event, where it has none yet.

    A view whose tables are laid out otherwise than this program expects starts again from nothing.
    """
    begun, _head = positions.standpoints_and_head(engine)
    standing = patiently(engine, partial(_standing, views=views))
    for view in views:
        if view.name not in begun or view.name not in standing:
            patiently(engine, partial(_create_if_missing, view=view))


def _standing(connection: Connection, views: Collection[View]) -> set[str]:
    names = {name for view in views for name in view.tables().live_names}
    columns = _columns(connection, names)
    return {view.name for view in views if _stands(view.tables(), columns)}


def _create_if_missing(connection: Connection, view: View) -> None:
    positions.begin_view(connection, view.name)
    # Two processes that start together take turns here.
    held = positions.lock(connection, [view.name])[view.name]
    live = view.tables()
    columns = _columns(connection, live.live_names)
    if not _stands(live, columns):
        if set(live.live_names) <= columns.keys():
            logger.warning("view %s is laid out anew and starts from nothing", view.name)
        fresh = create_shadow(connection, view, held.generation + 1)
        take_place(connection, view, fresh)
        positions.release_all(connection, view.name)
        positions.place_at(connection, view.name, 0, generation=held.generation + 1)


def create_shadow(connection: Connection, view: View, number: int) -> ViewTables:
    """Create empty tables beside the live ones; the shadows of a rebuild that broke off go."""
    for suffix in shadow_suffixes(connection, view):
        for name in view.tables(suffix).metadata.tables:
            connection.execute(text(f"DROP TABLE IF EXISTS {name}"))
    fresh = view.tables(f"__{number}")
    fresh.metadata.create_all(connection, checkfirst=False)
    return fresh


def take_place(connection: Connection, view: View, fresh: ViewTables) -> None:
    """Drop the live tables and let the fresh ones stand under their names."""
    present = set(inspect(connection).get_table_names())
    replaced = [name for name in view.tables().live_names if name in present]
    _stop_reading(connection, replaced)
    for name in replaced:
        connection.execute(text(f"DROP TABLE {name}"))
    for name in fresh.live_names:
        connection.execute(text(f"ALTER TABLE {name}{fresh.suffix} RENAME TO {name}"))


def shadow_suffixes(connection: Connection, view: View) -> list[str]:
    """Return the suffixes under which shadows of a view stand."""
    live = set(view.tables().live_names)
    found = map(_shadow.fullmatch, inspect(connection).get_table_names())
    return sorted({each["suffix"] for each in found if each and each["live"] in live})


def _stop_reading(connection: Connection, names: Sequence[str]) -> None:
    """Have PostgreSQL lock all the tables now, and rather give up than keep readers waiting.

    SQLite's readers go on with what they see.
    """
    if names and connection.dialect.name == "postgresql":
        connection.execute(text(f"SET LOCAL lock_timeout = '{SWAP_WAITS_MS}ms'"))
        connection.execute(text(f"LOCK TABLE {', '.join(names)} IN ACCESS EXCLUSIVE MODE"))


def _stands(tables: ViewTables, columns: Mapping[str, list[str]]) -> bool:
    """Whether the live tables are there, each with the columns that this program gives it."""
    return all(
        columns.get(name) == [each.name for each in tables[name].columns]
        for name in tables.live_names
    )


def _columns(connection: Connection, names: Collection[str]) -> dict[str, list[str]]:
    """Return the columns of the tables of these names, in order, of each that is there.

    All are asked for at once: whoever starts a process waits for it.
    """
    found: dict[str, list[str]] = {}
    # PostgreSQL takes no list of nothing for a list of names.
    if not names:
        return found
    asked = _CATALOGUES[connection.dialect.name]
    for table, column in connection.execute(asked, {"names": sorted(names)}):
        found.setdefault(table, []).append(column)
    return found
