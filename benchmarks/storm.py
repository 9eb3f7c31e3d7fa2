"""Five thousand sign-ins at once, with worries raised beside them and shown on a duty desk."""

import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_urlsafe
from statistics import quantiles
from uuid import uuid4

from msgspec import json

from application.authentication.accounts import create_account
from benchmarks.alerts import AIM_MS, Way, open_screen, put_on_duty, waits
from benchmarks.example import now
from benchmarks.filling import Filler
from benchmarks.http_client import KeptConnection
from benchmarks.ledgers import ENGINES, Grounds
from benchmarks.put_visit import ROOT, Server, served
from benchmarks.rounds import Measurement, Promise, Variant
from benchmarks.sizes import Sizes
from benchmarks.town import sealed_town
from domain.shared import PersonId
from domain.staff.facts import PersonKind, PersonRegistered
from infrastructure.opening import OpenLedger

CONNECTIONS = 1_000
ACCOUNTS = 20
SLICE_FACTOR = 50.0
SOONEST_SECONDS = 0.5
KIB_PER_MB = 1_024
MEMORY_AIM_MB = 400.0


@dataclass
class Storm:
    """One server, who signs in there, and what came of it."""

    server: Server
    way: Way
    logins: Sequence[str]
    password: str
    times: int
    alone_ms: list[float] = field(default_factory=list)
    beside_ms: list[float] = field(default_factory=list)
    came: dict[str, float] = field(default_factory=dict)

    def alone(self, seconds: float) -> float:
        """Raise worries without anything beside them; return the median wait."""
        self.alone_ms = waits(self.way, seconds)
        return _percentile(self.alone_ms, 50)

    def beside(self, _seconds: float) -> float:
        """Raise worries until the storm is over; return the median wait."""
        command = [
            *(sys.executable, "-m", "benchmarks.sign_ins", str(self.server.port)),
            *(str(self.times), str(CONNECTIONS), ",".join(self.logins), self.password),
        ]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as storm:
            self.beside_ms = []
            while storm.poll() is None:
                self.beside_ms += waits(self.way, SOONEST_SECONDS)
            assert storm.stdout is not None
            self.came = json.decode(storm.stdout.read(), type=dict[str, float])
        if self.came["other"] or self.came["without_advice"]:
            raise RuntimeError(f"not all were let in or told to come again: {self.came}")
        return _percentile(self.beside_ms, 50)

    def let_in_a_second(self, _seconds: float) -> float:
        """Return how many were let in each second of the run before."""
        return self.came["let_in"] / self.came["seconds"]

    def turned_away_percent(self, _seconds: float) -> float:
        """Return how many of a hundred were told to come again."""
        return 100 * self.came["turned_away"] / self.times

    def peak_mb(self, _seconds: float) -> float:
        """Return the most memory that the server ever held."""
        status = Path(f"/proc/{self.server.process.pid}/status").read_text()
        (line,) = (each for each in status.splitlines() if each.startswith("VmHWM:"))
        return int(line.split()[1]) / KIB_PER_MB


def storming(grounds: Grounds, sizes: Sizes, closing: ExitStack) -> Sequence[Measurement]:
    """Return the waits of worries alone and beside the storm, and what became of it."""
    return [_measured(engine, _prepared(engine, grounds, sizes, closing)) for engine in ENGINES]


def _measured(engine: str, storm: Storm) -> Measurement:
    alone, beside = "p99 alone", "p99 beside the storm"
    return Measurement(
        what=f"worry to screen in a storm of sign-ins, {engine}",
        variants=[
            Variant("p50 alone", "ms", storm.alone),
            Variant(alone, "ms", lambda _: _percentile(storm.alone_ms, 99)),
            Variant("p50 beside the storm", "ms", storm.beside),
            Variant(beside, "ms", lambda _: _percentile(storm.beside_ms, 99)),
            Variant("let in", "sign-ins/s", storm.let_in_a_second),
            Variant("told to come again", "%", storm.turned_away_percent),
            Variant("server at its largest", "MB", storm.peak_mb),
        ],
        promises=[
            Promise(beside, alone),
            Promise(beside, at_most=AIM_MS),
            Promise("server at its largest", at_most=MEMORY_AIM_MB),
        ],
        slice_factor=SLICE_FACTOR,
        in_order=True,
        once=True,
    )


def _prepared(engine: str, grounds: Grounds, sizes: Sizes, closing: ExitStack) -> Storm:
    ledger = closing.enter_context(grounds.ledger(engine))
    town = sealed_town(ledger.opened, sizes.visited_children)
    answering = put_on_duty(ledger.opened)
    password = token_urlsafe()
    logins = _with_accounts(ledger.opened, password)
    server = closing.enter_context(served(ledger, grounds))
    server.await_answer()
    way = Way(
        closing.enter_context(KeptConnection(server.port, town.token)),
        closing.enter_context(KeptConnection(server.port, answering)),
        open_screen(server.port, answering, closing),
    )
    return Storm(server, way, logins, password, sizes.sign_ins)


def _with_accounts(opened: OpenLedger, password: str) -> Sequence[str]:
    """Register some people who can sign in, and return their logins."""
    people = {f"person{number}": PersonId(uuid4()) for number in range(ACCOUNTS)}
    Filler(opened).record(
        [
            PersonRegistered(person_id=person_id, kind=PersonKind.HUMAN, name="示例人员")
            for person_id in people.values()
        ]
    )
    for login, person_id in people.items():
        create_account(
            opened.accounts, person_id, login, password, now=now(), rules=opened.ledger.rules
        )
    return list(people)


def _percentile(waited_ms: Sequence[float], percent: int) -> float:
    return quantiles(waited_ms, n=100)[percent - 1]
