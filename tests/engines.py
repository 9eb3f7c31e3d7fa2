"""Ledgers for tests: for each a fresh, empty, migrated one, on SQLite and on PostgreSQL."""

import shutil
from collections.abc import Callable, Iterator
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
    "FoundedLedger",
    "Founding",
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
_KEYFILE = "keyfile.json"


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


Founding = Callable[[LedgerDatabases], object]
"""What records the first facts of a ledger."""

FoundedLedger = Callable[[Founding], LedgerDatabases]
"""Gives a ledger of the test's own as it was founded once for all that ask for the same."""


class SqliteLedgers:
    """Copies of one migrated pair of files, or of what somebody founded on such a copy."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._founded: dict[Founding, Path] = {}
        migrate(*self._addresses(folder / "data"))

    @staticmethod
    def _addresses(folder: Path) -> tuple[str, str]:
        return f"sqlite:///{folder}/ledger.sqlite3", f"sqlite:///{folder}/keys/keys.sqlite3"

    @contextmanager
    def fresh(self, tmp_path: Path, found: Founding | None = None) -> Iterator[LedgerDatabases]:
        """Give a copy; all that is founded alike is founded once, and has the same ledger id."""
        folder = tmp_path / "data"
        template = self._template(found) if found else self._folder
        shutil.copytree(template / "data", folder)
        if found:
            shutil.copy(template / _KEYFILE, tmp_path)
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

    def _template(self, found: Founding) -> Path:
        if found not in self._founded:
            folder = self._folder / f"founded-{len(self._founded)}"
            with self.fresh(folder) as databases:
                found(databases)
            self._founded[found] = folder
        return self._founded[found]


class PostgresLedgers:
    """Copies of one migrated database, the keys in a schema of their own beside the ledger's.

    Or of what somebody founded on such a copy.
    """

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._founded: dict[Founding, tuple[str, Path]] = {}
        self._numbers = count(1)
        self._left: list[str] = []
        self._connection = cluster.connected()
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

    def close(self) -> None:
        """Let go of the connection by which databases are made and dropped."""
        self._connection.close()

    @contextmanager
    def fresh(self, tmp_path: Path, found: Founding | None = None) -> Iterator[LedgerDatabases]:
        """Give a copy; all that is founded alike is founded once, and has the same ledger id."""
        template = _TEMPLATE
        if found:
            template, folder = self._template(found)
            shutil.copy(folder / _KEYFILE, tmp_path)
        databases = self._copy(tmp_path, f"ledger_{next(self._numbers)}", template)
        try:
            yield databases
        finally:
            databases.dispose()
            self._left.append(str(databases.engine.url.database))

    def lasting(self, tmp_path: Path) -> LedgerDatabases:
        """Give an empty one that goes with its cluster, whoever kills that meanwhile."""
        return self._copy(tmp_path, f"ledger_{next(self._numbers)}", _TEMPLATE)

    def _template(self, found: Founding) -> tuple[str, Path]:
        if found not in self._founded:
            name = f"founded_{len(self._founded)}"
            folder = self._cluster.folder / name
            folder.mkdir()
            databases = self._copy(folder, name, _TEMPLATE)
            found(databases)
            # Of a database to which somebody is connected no copy can be made.
            databases.dispose()
            self._founded[found] = name, folder
        return self._founded[found]

    def _drop_left(self) -> None:
        """Drop what earlier tests left, but for the latest.

        Who was connected takes a moment to be gone, and PostgreSQL would wait a tenth of a second
        for that (`CountOtherDBBackends`).
        """
        while len(self._left) > 1:
            name = sql.Identifier(self._left.pop(0))
            self._connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))

    def _copy(self, tmp_path: Path, name: str, template: str) -> LedgerDatabases:
        self._drop_left()
        self._connection.execute(
            # Copied file by file: the other way, through the log, takes five times as long.
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY file_copy").format(
                *(sql.Identifier(each) for each in (name, template, OWNER))
            )
        )
        return _opened(
            "postgresql",
            tmp_path,
            owner_url=self._cluster.url(OWNER, name),
            application_url=self._cluster.url(APPLICATION, name),
            views_url=self._cluster.url(VIEWS, name),
            keys_owner_url=self._cluster.url(OWNER, name, schema="keys"),
            keys_url=self._cluster.url(APPLICATION, name, schema="keys"),
        )


def _opened(dialect: str, tmp_path: Path, **urls: str) -> LedgerDatabases:
    return LedgerDatabases(
        dialect=dialect,
        tmp_path=tmp_path,
        engine=open_engine(urls["application_url"]),
        views_engine=open_views_engine(urls["views_url"]),
        keys_engine=open_keys_engine(urls["keys_url"]),
        **urls,
    )
