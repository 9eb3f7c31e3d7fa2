"""Ledgers for tests: for each a fresh, empty, migrated one, on SQLite and on PostgreSQL."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from psycopg import sql
from sqlalchemy import Engine

from infrastructure.database import open_engine
from infrastructure.keys.tables import open_keys_engine
from infrastructure.migrating import Roles, migrate
from infrastructure.views.database import open_views_engine
from tests.postgresql import Cluster, PostgresMissing, free_port, running_cluster

__all__ = [
    "APPLICATION",
    "OWNER",
    "ROLES",
    "VIEWS",
    "Cluster",
    "LedgerDatabases",
    "PostgresLedgers",
    "PostgresMissing",
    "SqliteLedgers",
    "free_port",
    "running_cluster",
]

OWNER, APPLICATION, VIEWS = "tongxin_owner", "tongxin_application", "tongxin_views"
ROLES = Roles(application=APPLICATION, views=VIEWS)

_TEMPLATE = "tongxin_template"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerDatabases:
    """One migrated, empty ledger with its key store, and how each role reaches it."""

    dialect: str
    engine: Engine
    views_engine: Engine
    keys_engine: Engine
    owner_url: str
    application_url: str
    views_url: str
    keys_owner_url: str
    keys_url: str
    tmp_path: Path

    def dispose(self) -> None:
        for engine in (self.engine, self.views_engine, self.keys_engine):
            engine.dispose()


class SqliteLedgers:
    """Copies of one migrated pair of files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        migrate(*self._addresses(folder))

    @staticmethod
    def _addresses(folder: Path) -> tuple[str, str]:
        return f"sqlite:///{folder}/ledger.sqlite3", f"sqlite:///{folder}/keys/keys.sqlite3"

    @contextmanager
    def fresh(self, tmp_path: Path) -> Iterator[LedgerDatabases]:
        folder = tmp_path / "data"
        shutil.copytree(self._folder, folder)
        ledger, keys = self._addresses(folder)
        databases = _opened(
            "sqlite",
            tmp_path,
            owner_url=ledger,
            application_url=ledger,
            views_url=ledger,
            keys_owner_url=keys,
            keys_url=keys,
        )
        try:
            yield databases
        finally:
            databases.dispose()


class PostgresLedgers:
    """Copies of one migrated database, the keys in a schema of their own beside the ledger's."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._numbers = count(1)
        roles = [
            sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role))
            for role in (OWNER, APPLICATION, VIEWS)
        ]
        owner, views = sql.Identifier(OWNER), sql.Identifier(VIEWS)
        cluster.execute(
            *roles,
            sql.SQL("GRANT {} TO {}").format(views, owner),
            sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(_TEMPLATE), owner),
        )
        cluster.execute(
            sql.SQL("CREATE SCHEMA keys AUTHORIZATION {}").format(owner), database=_TEMPLATE
        )
        migrate(
            cluster.url(OWNER, _TEMPLATE), cluster.url(OWNER, _TEMPLATE, schema="keys"), roles=ROLES
        )

    @contextmanager
    def fresh(self, tmp_path: Path) -> Iterator[LedgerDatabases]:
        name = f"ledger_{next(self._numbers)}"
        database = sql.Identifier(name)
        self._cluster.execute(
            # Copied file by file: the other way, through the log, takes five times as long.
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY file_copy").format(
                database, sql.Identifier(_TEMPLATE), sql.Identifier(OWNER)
            )
        )
        databases = _opened(
            "postgresql",
            tmp_path,
            owner_url=self._cluster.url(OWNER, name),
            application_url=self._cluster.url(APPLICATION, name),
            views_url=self._cluster.url(VIEWS, name),
            keys_owner_url=self._cluster.url(OWNER, name, schema="keys"),
            keys_url=self._cluster.url(APPLICATION, name, schema="keys"),
        )
        try:
            yield databases
        finally:
            databases.dispose()
            self._cluster.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(database))


def _opened(dialect: str, tmp_path: Path, **urls: str) -> LedgerDatabases:
    return LedgerDatabases(
        dialect=dialect,
        tmp_path=tmp_path,
        engine=open_engine(urls["application_url"]),
        views_engine=open_views_engine(urls["views_url"]),
        keys_engine=open_keys_engine(urls["keys_url"]),
        **urls,
    )
