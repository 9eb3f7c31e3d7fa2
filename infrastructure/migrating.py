"""Brings the ledger and its key store to this program's schema; refuses to run on any other."""

from pathlib import Path
from uuid import UUID, uuid4

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, insert, inspect, select, text
from sqlalchemy.exc import OperationalError

import migrations
from infrastructure.database import open_engine, writing
from infrastructure.granting import Roles, grant_on_keys, grant_on_ledger, refuse_a_rewriter
from infrastructure.keys.tables import DATA_KEYS, KEYSTORE, open_keys_engine
from infrastructure.log.tables import EVENTS, LEDGER_IDENTITY, READS, LogTables
from infrastructure.not_ready import NotReady

__all__ = ["NotReady", "Roles", "check_ready", "ledger_id_of", "migrate", "require_reached"]

# Every step there has been, in order; this program reads and writes the last.
LEDGER_REVISIONS = tuple(f"{number:04}" for number in range(1, 12))
KEYS_REVISIONS = ("0001",)

_SCRIPTS = Path(migrations.__file__).parent


def migrate(
    ledger_owner_url: str,
    keys_owner_url: str,
    *,
    area_code: str = "450700",
    roles: Roles | None = None,
) -> UUID:
    """Bring both databases to this program's schema and return the ledger's id.

    The first migration mints the id. Done again, it changes nothing but grants that were lost.
    `roles` are those that views and application sign in with, on PostgreSQL.

    Raises: NotReady when one cannot be reached, the two do not belong together or a role is
    missing.
    """
    if ledger_owner_url == keys_owner_url:
        raise NotReady("keys_beside_ledger")
    ledger = open_engine(ledger_owner_url, pool_size=1, owner=True)
    keys = open_keys_engine(keys_owner_url, pool_size=1)
    try:
        require_reached(keys, "keys")
        require_reached(ledger, "ledger")
        # Keys first: a ledger must never stand without a place for its keys.
        with keys.begin() as connection:
            _upgrade(connection, "keys", KEYS_REVISIONS)
            if roles is not None:
                grant_on_keys(connection, roles)
        with writing(ledger) as connection:
            if inspect(connection).has_table(DATA_KEYS.name):
                raise NotReady("keys_beside_ledger")
            _upgrade(connection, "ledger", LEDGER_REVISIONS)
            ledger_id = _identity(connection, area_code)
            if roles is not None:
                grant_on_ledger(connection, roles)
            is_empty = _last(connection, EVENTS) == 0
            _require_same_ledger(keys, ledger_id, is_empty=is_empty)
    finally:
        ledger.dispose()
        keys.dispose()
    return ledger_id


def check_ready(engine: Engine, keys_engine: Engine) -> UUID:
    """Return the ledger's id when both databases are fit to be served.

    Raises: NotReady: database_unreachable; not_migrated, schema_outdated, schema_unknown;
    role_may_rewrite, commits_not_durable; keystore_of_another_ledger, keys_missing; log_incomplete.
    """
    require_reached(keys_engine, "keys")
    require_reached(engine, "ledger")
    with keys_engine.connect() as connection:
        _require_revision(connection, "keys", KEYS_REVISIONS)
    with engine.connect() as connection:
        _require_revision(connection, "ledger", LEDGER_REVISIONS)
        refuse_a_rewriter(connection)
        ledger_id = _ledger_id(connection)
        if ledger_id is None:
            raise NotReady("not_migrated", database="ledger")
        for tables in (EVENTS, READS):
            _require_whole(connection, tables)
        is_empty = _last(connection, EVENTS) == 0
    _require_same_ledger(keys_engine, ledger_id, is_empty=is_empty)
    return ledger_id


def require_reached(engine: Engine, database: str) -> None:
    """Raises: NotReady `database_unreachable`, also where it refuses who signs in.

    What the driver says of it may hold addresses and names, and is left out.
    """
    try:
        engine.connect().close()
    except OperationalError:
        raise NotReady("database_unreachable", database=database) from None


def ledger_id_of(engine: Engine) -> UUID:
    """Return the ledger's id.

    Raises: NotReady when it was never migrated.
    """
    with engine.connect() as connection:
        if inspect(connection).has_table(LEDGER_IDENTITY.name):
            ledger_id = _ledger_id(connection)
            if ledger_id is not None:
                return ledger_id
    raise NotReady("not_migrated", database="ledger")


def _upgrade(connection: Connection, database: str, revisions: tuple[str, ...]) -> None:
    current = _revision(connection)
    if current is not None and current not in revisions:
        raise NotReady("schema_unknown", database=database, found=current)
    config = Config()
    # Interpolation would take a percent sign in the path for something of its own.
    config.set_main_option("script_location", str(_SCRIPTS / database).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _identity(connection: Connection, area_code: str) -> UUID:
    ledger_id = _ledger_id(connection)
    if ledger_id is None:
        ledger_id = uuid4()
        connection.execute(insert(LEDGER_IDENTITY).values(id=ledger_id, area_code=area_code))
    return ledger_id


def _ledger_id(connection: Connection) -> UUID | None:
    return connection.execute(select(LEDGER_IDENTITY.c.id)).scalar_one_or_none()


def _require_same_ledger(keys: Engine, ledger_id: UUID, *, is_empty: bool) -> None:
    """Refuse a key store of another ledger, and one without keys beside events that need some."""
    with keys.connect() as connection:
        served = connection.execute(select(KEYSTORE.c.ledger_id)).scalar_one_or_none()
        has_keys = connection.execute(select(DATA_KEYS.c.key_id).limit(1)).first() is not None
    if served is not None and served != ledger_id:
        raise NotReady("keystore_of_another_ledger")
    if not is_empty and (served is None or not has_keys):
        raise NotReady("keys_missing")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _require_revision(connection: Connection, database: str, known: tuple[str, ...]) -> None:
    found = _revision(connection)
    if found is None:
        raise NotReady("not_migrated", database=database)
    if found not in known:
        raise NotReady("schema_unknown", database=database, found=found)
    if found != known[-1]:
        raise NotReady("schema_outdated", database=database, found=found)


def _last(connection: Connection, tables: LogTables) -> int | None:
    return connection.execute(select(tables.head.c.last)).scalar_one_or_none()


def _require_whole(connection: Connection, tables: LogTables) -> None:
    """Compare the count with the last row, both as they stood at one moment."""
    events = tables.events
    newest = select(events.c.position).order_by(events.c.position.desc()).limit(1)
    counted, last = connection.execute(
        select(select(tables.head.c.last).scalar_subquery(), newest.scalar_subquery())
    ).one()
    if counted != (last or 0):
        raise NotReady("log_incomplete", log=events.name, counted=counted or 0, last=last or 0)
