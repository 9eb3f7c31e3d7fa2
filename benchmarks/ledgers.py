"""Opens empty ledgers for the benchmarks, as the product opens them, on both engines."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from psycopg import sql
from pydantic import SecretStr

from infrastructure.opening import OpenLedger, open_ledger
from infrastructure.settings import Settings
from tests.engines import LedgerDatabases, PostgresLedgers, SqliteLedgers
from tests.postgresql import Cluster, running_cluster

POSTGRESQL, SQLITE = "PostgreSQL", "SQLite"
ENGINES = (POSTGRESQL, SQLITE)
SUPERUSER = "postgres"


@dataclass(frozen=True, slots=True)
class BenchLedger:
    """One empty ledger: its databases, the settings that open it, and what was opened."""

    databases: LedgerDatabases
    settings: Settings
    opened: OpenLedger


class Grounds:
    """A PostgreSQL with fsync on and a folder for SQLite files, on the same disk, for one run."""

    def __init__(self, cluster: Cluster, postgres: PostgresLedgers, folder: Path) -> None:
        self.cluster = cluster
        self.folder = folder
        self._numbers = count(1)
        self._postgres = postgres
        self._sqlite = SqliteLedgers(self.new_folder())

    def new_folder(self) -> Path:
        """Make an empty folder."""
        folder = self.folder / str(next(self._numbers))
        folder.mkdir()
        return folder

    def database(self, name: str) -> str:
        """Create an empty PostgreSQL database for a peer and return its address."""
        self.cluster.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self.cluster.url(SUPERUSER, name)

    @contextmanager
    def ledger(self, engine: str) -> Iterator[BenchLedger]:
        """Open an empty ledger of its own."""
        folder = self.new_folder()
        ledgers = self._postgres if engine == POSTGRESQL else self._sqlite
        with ledgers.fresh(folder) as databases:
            settings = _settings(databases, folder)
            with open_ledger(settings) as opened:
                yield BenchLedger(databases, settings, opened)


def _settings(databases: LedgerDatabases, folder: Path) -> Settings:
    if databases.dialect == "sqlite":
        return Settings(data=folder / "data")
    return Settings(
        data=folder,
        database_url=SecretStr(databases.application_url),
        views_url=SecretStr(databases.views_url),
        keys_url=SecretStr(databases.keys_url),
        keyfile=folder / "keyfile.json",
    )


@contextmanager
def grounds() -> Iterator[Grounds]:
    """Start a durable PostgreSQL, stopped and removed with all files at the end.

    Raises: PostgresMissing.
    """
    with (
        running_cluster(durable=True) as cluster,
        closing(PostgresLedgers(cluster)) as postgres,
        TemporaryDirectory(prefix="tongxin-benchmarks-", ignore_cleanup_errors=True) as folder,
    ):
        yield Grounds(cluster, postgres, Path(folder))
