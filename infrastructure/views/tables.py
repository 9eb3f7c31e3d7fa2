"""Creates the tables of views and their shadows, and puts shadows in the place of live ones.

A table is always created as `name__N`, N counting up, and renamed: names of indexes never collide.
"""

import logging
import re
from collections.abc import Collection, Iterable, Sequence
from functools import partial

from sqlalchemy import Connection, Engine, inspect, text

from infrastructure.views import positions
from infrastructure.views.database import patiently
from infrastructure.views.view import View, ViewTables

# Less than any reader waits, so that of two in each other's way the swap gives way.
SWAP_WAITS_MS = 50

_shadow = re.compile(r"(?P<live>.+)(?P<suffix>__[0-9]+)")

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


def _standing(connection: Connection, views: Iterable[View]) -> set[str]:
    names = inspect(connection).get_table_names()
    return {view.name for view in views if _stands(connection, view.tables(), names)}


def _create_if_missing(connection: Connection, view: View) -> None:
    positions.begin_view(connection, view.name)
    # Two processes that start together take turns here.
    held = positions.lock(connection, [view.name])[view.name]
    live, names = view.tables(), inspect(connection).get_table_names()
    if not _stands(connection, live, names):
        if set(live.live_names) <= set(names):
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


def _stands(connection: Connection, tables: ViewTables, names: Collection[str]) -> bool:
    """Whether the live tables are there, each with the columns that this program gives it.

    Columns are read off an empty answer: to ask the catalogue takes many times as long, and
    whoever starts a process waits for it.
    """
    return all(
        name in names and _columns(connection, name) == [each.name for each in tables[name].columns]
        for name in tables.live_names
    )


def _columns(connection: Connection, name: str) -> list[str]:
    named = f"SELECT * FROM {name} LIMIT 0"  # noqa: S608  a table of this program's own
    return list(connection.exec_driver_sql(named).keys())
