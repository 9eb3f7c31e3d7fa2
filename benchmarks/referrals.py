"""Whole referrals over HTTP: from a worry to the hospital that has it, as many as can be done."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from itertools import chain
from os import sysconf
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from uuid import uuid4

from msgspec import json

from benchmarks.alerts import employed, put_on_duty, raise_at
from benchmarks.example import now
from benchmarks.filling import Filler
from benchmarks.http_client import KeptConnection
from benchmarks.ledgers import POSTGRESQL, Grounds
from benchmarks.put_visit import Server, served
from benchmarks.rounds import Measurement, Promise, Variant
from benchmarks.sizes import Sizes
from benchmarks.town import sealed_town
from domain.shared import OrganisationId, PersonId
from domain.staff.facts import OrganisationKind, OrganisationRegistered, Role
from infrastructure.opening import OpenLedger

A_MINUTE_AT_LEAST = 500.0
CLIENTS = 8
SLICE_FACTOR = 21.5
"""Seven rounds of such a slice last a minute."""
HOSPITAL = OrganisationId(uuid4())
_A_MOMENT = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class People:
    """The tokens of those through whose hands a referral goes."""

    teacher: str
    lead: str
    liaison: str


@dataclass
class Walks:
    """Clients that each walk one referral after the other, and how long each of these took."""

    clients: Sequence[Callable[[], float]]
    servers: Sequence[Server]
    took_ms: list[float] = field(default_factory=list)
    computed_ms: float = 0.0

    def run(self, seconds: float) -> float:
        """Let all of them walk for so long; return whole referrals a minute."""
        begun, before = perf_counter(), self._computed_ms()
        with ThreadPoolExecutor(len(self.clients)) as threads:
            walked = threads.map(partial(_again, begun + seconds), self.clients)
            self.took_ms = list(chain.from_iterable(walked))
        self.computed_ms = self._computed_ms() - before
        return len(self.took_ms) * 60 / (perf_counter() - begun)

    def percentile(self, percent: int, _seconds: float) -> float:
        """Return what so many of a hundred referrals of the run before took at most."""
        return quantiles(self.took_ms, n=100)[percent - 1]

    def computed_each(self, _seconds: float) -> float:
        """Return the processor time of the servers for one referral of the run before."""
        return self.computed_ms / len(self.took_ms)

    def _computed_ms(self) -> float:
        return sum(_process_ms(each.process.pid) for each in self.servers)


def referring(grounds: Grounds, sizes: Sizes, closing: ExitStack) -> Sequence[Measurement]:
    """Return whole referrals a minute by one process and by two, and how long one takes."""
    ledger = closing.enter_context(grounds.ledger(POSTGRESQL))
    town = sealed_town(ledger.opened, sizes.visited_children)
    people = People(town.token, put_on_duty(ledger.opened), _liaison(ledger.opened))
    servers = [closing.enter_context(served(ledger, grounds)) for _ in range(2)]
    for server in servers:
        server.await_answer()
    first, second = servers
    # One process computes on one core only, so that nothing is promised of it.
    ways = {
        "one process": ([first] * CLIENTS, None),
        "two processes": ([first, second] * (CLIENTS // 2), A_MINUTE_AT_LEAST),
    }
    return [
        _measured(name, Walks([_client(each, people, closing) for each in asked], servers), aim)
        for name, (asked, aim) in ways.items()
    ]


def _measured(name: str, walks: Walks, at_least: float | None) -> Measurement:
    return Measurement(
        what=f"whole referrals, {CLIENTS} clients, {name}",
        variants=[
            Variant("done", "a minute", walks.run),
            Variant("p50", "ms", partial(walks.percentile, 50)),
            Variant("p99", "ms", partial(walks.percentile, 99)),
            Variant("processor time of the servers, each", "ms", walks.computed_each),
        ],
        promises=[
            Promise("done", at_least=at_least),
            Promise("p50"),
            Promise("p99"),
        ],
        slice_factor=SLICE_FACTOR,
        in_order=True,
    )


def _liaison(opened: OpenLedger) -> str:
    hospital = OrganisationRegistered(
        organisation_id=HOSPITAL, kind=OrganisationKind.HOSPITAL, name="示例医院"
    )
    Filler(opened).record([hospital])
    return employed(opened, PersonId(uuid4()), "liaison", Role.HOSPITAL_LIAISON, HOSPITAL)


def _client(server: Server, people: People, closing: ExitStack) -> Callable[[], float]:
    teacher, lead, liaison = (
        closing.enter_context(KeptConnection(server.port, token))
        for token in (people.teacher, people.lead, people.liaison)
    )

    def walk() -> float:
        """Walk one referral to its end, and return how many milliseconds that took."""
        begun = perf_counter()
        case_id = raise_at(teacher)
        for path, body in _steps():
            lead.put(f"/api/v1/cases/{case_id}/{path}", json.encode(body))
        liaison.put(f"/api/v1/cases/{case_id}/acknowledgement", b"")
        return (perf_counter() - begun) * 1_000

    return walk


def _steps() -> Iterator[tuple[str, dict[str, object]]]:
    """Return what the crisis lead records: taken, assessed, the guardian told, referred."""
    at = (now() - _A_MOMENT).isoformat()
    of_guardian = {"name": "示例奶奶", "relation_code": "62", "is_guardian": True}
    yield f"takings/{uuid4()}", {}
    yield (
        f"assessments/{uuid4()}",
        {
            "level": "red",
            "methods": ["talk_with_child"],
            "child_seen": True,
            "assessed_at": at,
            "why": "他说不想活了。",
        },
    )
    yield f"tellings/{uuid4()}", {**of_guardian, "means": "in_person", "informed_at": at}
    consent = {
        "consent_id": str(uuid4()),
        **of_guardian,
        "means": "in_person",
        "given_at": at,
        "wish": "wants",
    }
    yield f"referrals/{uuid4()}", {"hospital_id": str(HOSPITAL), "consent": consent}


def _process_ms(pid: int) -> float:
    """Return how long a process has computed since it began."""
    stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(stat[11]) + int(stat[12])) * 1_000 / sysconf("SC_CLK_TCK")


def _again(until: float, walk: Callable[[], float]) -> list[float]:
    took = [walk()]
    while perf_counter() < until:
        took.append(walk())
    return took
