"""A real PostgreSQL for tests and benchmarks, started and stopped by whoever runs them."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from signal import SIGINT
from time import monotonic, sleep

import psycopg
from psycopg import sql

_START_SECONDS = 30
_ROOM_BYTES = 2 * 1024**3
_SETTINGS = (
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=400",
    "shared_buffers=128MB",
)
_QUICK = (
    *("fsync=off", "synchronous_commit=on", "full_page_writes=off", "autovacuum=off"),
    "wal_keep_size=512MB",  # A checkpoint takes away nothing that tests/searching.py looks through.
)


class PostgresMissing(Exception):
    """The server programs of PostgreSQL are not installed, or cannot run as this user."""


@dataclass(slots=True, kw_only=True)
class Server:
    """The server of a cluster, which may be killed and started again over what it left."""

    programs: Path
    data: Path
    user: str | None
    settings: Sequence[str]
    port: int
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and return when it answers."""
        deadline = monotonic() + _START_SECONDS
        # What a killed one leaves behind ends by itself, and keeps the next one out till then.
        while not self._answers(self._started(), deadline):
            assert monotonic() < deadline
            sleep(0.1)

    def kill(self) -> None:
        """Kill it, whatever it is doing; what it started notices and ends."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(_START_SECONDS)

    def stop(self) -> None:
        """Let it end in order; one that was killed has ended."""
        if self.process is not None:
            self.process.send_signal(SIGINT)
            self.process.wait(_START_SECONDS)

    def _started(self) -> "subprocess.Popen[bytes]":
        with (self.data.parent / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *(self.programs / "postgres", "-D", self.data),
                    *(f"--{setting}" for setting in (*self.settings, f"port={self.port}")),
                ],
                user=self.user,
                cwd=self.data.parent,
                stdout=log,
                stderr=log,
            )
        return self.process

    def _answers(self, process: "subprocess.Popen[bytes]", deadline: float) -> bool:
        """Wait for an answer, and return whether it came before the server ended."""
        while process.poll() is None:
            try:
                psycopg.connect(f"host=127.0.0.1 port={self.port} user=postgres").close()
            except psycopg.OperationalError:
                if monotonic() > deadline:
                    raise
                sleep(0.02)
            else:
                return True
        return False


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running PostgreSQL of our own, listening on 127.0.0.1 only."""

    port: int
    folder: Path
    server: Server

    def url(self, role: str, database: str, *, schema: str | None = None) -> str:
        """Return a role's address of a database, optionally of one schema in it."""
        path = f"?options=-csearch_path%3D{schema}" if schema else ""
        return f"postgresql://{role}@127.0.0.1:{self.port}/{database}{path}"

    def connected(self) -> "psycopg.Connection[tuple[object, ...]]":
        """Return a connection as superuser, each statement a transaction of its own."""
        return psycopg.connect(self.url("postgres", "postgres"), autocommit=True)

    def execute(self, *statements: sql.Composed | sql.SQL, database: str = "postgres") -> None:
        """Run statements as superuser, each in a transaction of its own."""
        with psycopg.connect(self.url("postgres", database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


@contextmanager
def running_cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """Start a PostgreSQL in a temporary folder and stop it at the end.

    Unless `durable`, nothing is flushed to disk: a test outlives no power failure.

    Raises: PostgresMissing.
    """
    programs = _program_folder()
    place = None if durable else quickest_place()
    folder = Path(tempfile.mkdtemp(prefix="tongxin-postgresql-", dir=place))
    try:
        user = _unprivileged_user(folder)
        data = folder / "data"
        subprocess.run(
            [
                *(programs / "initdb", "--pgdata", data, "--username=postgres", "--auth=trust"),
                *("--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions"),
            ],
            user=user,
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        server = Server(
            programs=programs,
            data=data,
            user=user,
            settings=(*_SETTINGS, *(() if durable else _QUICK)),
            port=free_port(),
        )
        try:
            server.start()
            yield Cluster(server.port, folder, server)
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def quickest_place() -> str | None:
    """Return a folder in memory for what need not last, if there is room and programs may run."""
    memory = Path("/dev", "shm")
    if not memory.is_dir() or os.statvfs(memory).f_flag & os.ST_NOEXEC:
        return None
    return str(memory) if shutil.disk_usage(memory).free > _ROOM_BYTES else None


def free_port() -> int:
    """Return a TCP port of 127.0.0.1 on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _program_folder() -> Path:
    """Find initdb and postgres: where we are told, where pg_config says, where Debian has them."""
    told = os.environ.get("TONGXIN_TEST_PG_BIN")
    folders = [Path(told)] if told else []
    config = shutil.which("pg_config")
    if config is not None:
        said = subprocess.run([config, "--bindir"], check=True, capture_output=True, text=True)
        folders.append(Path(said.stdout.strip()))
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    folders += sorted(installed, key=lambda folder: int(folder.parent.name), reverse=True)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise PostgresMissing("no initdb and postgres: install PostgreSQL or set TONGXIN_TEST_PG_BIN")


def _unprivileged_user(folder: Path) -> str | None:
    """Give the folder to whom PostgreSQL can run as, and return who that is: never root."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    for user in ("postgres", "nobody"):
        with suppress(LookupError):
            shutil.chown(folder, user)
            return user
    raise PostgresMissing("PostgreSQL does not run as root, and there is no user nobody")
