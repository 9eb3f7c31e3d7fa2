"""`PUT visit` over HTTP: our whole application beside a plain endpoint, both on PostgreSQL."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path
from time import monotonic, sleep
from uuid import UUID, uuid4

from fastapi.encoders import jsonable_encoder
from msgspec import json

from benchmarks.example import VISIT
from benchmarks.http_client import KeptConnection
from benchmarks.ledgers import POSTGRESQL, BenchLedger, Grounds
from benchmarks.rounds import Measurement, Promise, Variant, Write, commits
from benchmarks.sizes import Sizes
from benchmarks.town import Town, plain_town, sealed_town
from tests.postgresql import free_port

OURS, PLAIN = "sealed, whole application", "plain endpoint in clear"
CLIENTS = (8, 1)
AIMS: Mapping[int, float] = {8: 0.7}
SLICE_FACTORS: Mapping[int, float] = {8: 4.0, 1: 2.0}
UNIT = "requests/s"
ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 90
# One account and one address ask for everything here.
UNCOUNTED: Mapping[str, str] = {
    f"TONGXIN_{name}": "1000000000"
    for name in ("READS_A_MINUTE", "WRITES_A_MINUTE", "ADDRESS_REQUESTS_A_MINUTE")
}
OUR_PATH = "/api/v1/children/{child_id}/home-visits/{visit_id}"
PLAIN_PATH = "/children/{child_id}/home-visits/{visit_id}"


@dataclass(frozen=True, slots=True)
class Server:
    """A server of our own in another process, and where it takes visits."""

    process: subprocess.Popen[bytes]
    port: int
    said: Path
    path: str

    def await_answer(self) -> None:
        """Return when the server accepts connections."""
        deadline = monotonic() + START_SECONDS
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
            except OSError:
                if self.process.poll() is not None or monotonic() > deadline:
                    raise RuntimeError(self.said.read_text()) from None
                sleep(0.05)
            else:
                return


def putting(grounds: Grounds, sizes: Sizes, closing: ExitStack) -> Sequence[Measurement]:
    """Return the requests of several clients at once, and of one, to either server."""
    ledger = closing.enter_context(grounds.ledger(POSTGRESQL))
    url, threads = grounds.database("plain"), ledger.settings.request_threads
    # Both start while their towns are being filled.
    servers = {
        OURS: closing.enter_context(served(ledger, grounds)),
        PLAIN: closing.enter_context(_plain(url, threads, grounds)),
    }
    towns = {
        OURS: sealed_town(ledger.opened, sizes.visited_children),
        PLAIN: plain_town(url, sizes.visited_children),
    }
    writes = {name: _clients_of(servers[name], towns[name], closing) for name in servers}
    return [
        Measurement(
            what=f"PUT visit, {clients} client{'s' * (clients > 1)}",
            variants=[
                Variant(name, UNIT, partial(commits, writes[name][:clients], 1)) for name in servers
            ],
            promises=[Promise(OURS, PLAIN, at_least=AIMS.get(clients))],
            slice_factor=SLICE_FACTORS[clients],
        )
        for clients in CLIENTS
    ]


def _clients_of(server: Server, town: Town, closing: ExitStack) -> Sequence[Write]:
    server.await_answer()
    most = max(CLIENTS)
    return [
        _client(
            closing.enter_context(KeptConnection(server.port, town.token)),
            server.path,
            town.children[number::most],
        )
        for number in range(most)
    ]


def _client(connection: KeptConnection, path: str, children: Sequence[UUID]) -> Write:
    body = json.encode(
        {name: value for name, value in jsonable_encoder(VISIT).items() if value is not None}
    )
    next_child = cycle(children).__next__

    def put(_events: int) -> None:
        connection.put(path.format(child_id=next_child(), visit_id=uuid4()), body)

    return put


@contextmanager
def served(ledger: BenchLedger, grounds: Grounds) -> Iterator[Server]:
    """Start the product's own `serve` on a ledger."""
    databases, port = ledger.databases, free_port()
    environment = {
        "TONGXIN_DATA": str(ledger.settings.data),
        "TONGXIN_KEYFILE": str(ledger.settings.keyfile_path),
        "TONGXIN_PORT": str(port),
        **UNCOUNTED,
    }
    if not ledger.settings.embedded:
        environment |= {
            "TONGXIN_DATABASE_URL": databases.application_url,
            "TONGXIN_VIEWS_URL": databases.views_url,
            "TONGXIN_KEYS_URL": databases.keys_url,
        }
    said = grounds.new_folder() / "said"
    with _started(["api.cli", "serve"], environment, said) as process:
        yield Server(process, port, said, OUR_PATH)


@contextmanager
def _plain(url: str, threads: int, grounds: Grounds) -> Iterator[Server]:
    """Start the plain endpoint with as many threads as ours."""
    port, said = free_port(), grounds.new_folder() / "said"
    arguments = ["benchmarks.plain_endpoint", url, str(port), str(threads)]
    with _started(arguments, {}, said) as process:
        yield Server(process, port, said, PLAIN_PATH)


@contextmanager
def _started(
    module: Sequence[str], environment: Mapping[str, str], said: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program of ours in a process of its own until the end of the block."""
    with said.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *module],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=log,
            stderr=log,
        )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(START_SECONDS)
