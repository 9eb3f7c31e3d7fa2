"""From a worry being sent to its standing on the screen of who must answer, over HTTP."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import quantiles
from time import perf_counter, sleep
from uuid import UUID, uuid4

from msgspec import json

from api import paths
from benchmarks.filling import Filler
from benchmarks.http_client import KeptConnection
from benchmarks.ledgers import POSTGRESQL, Grounds
from benchmarks.put_visit import served
from benchmarks.rounds import Measurement, Promise, Variant
from benchmarks.screens import Load, Screen, open_streams, pages_a_second
from benchmarks.sizes import Sizes
from benchmarks.town import sealed_town, signed_in
from domain.shared import DutyId, OrganisationId, PersonId
from domain.staff.facts import DutyAssigned, PersonKind, PersonRegistered, Role
from infrastructure.opening import OpenLedger
from tests import examples as e

WORRIES_A_MINUTE = 500
LOADING_CLIENTS = 16
OPEN, WAITING = 20, 60
SLICE_FACTOR = 21.5
"""Seven rounds of such a slice last a minute."""
ANSWERING = PersonId(uuid4())
AIM_MS = 1_000.0
FEWEST = 2
"""So many waits there must be, or there is nothing to take a percentile of."""


@dataclass
class Way:
    """How worries travel: raised at one server, shown by a screen on the same or another."""

    raising: KeptConnection
    taking: KeptConnection
    screen: Screen
    load: tuple[int, str] | None = None
    waited_ms: list[float] = field(default_factory=list)

    def run(self, seconds: float) -> float:
        """Raise worries at the pace for so long; return the median wait in milliseconds."""
        with ExitStack() as closing:
            if self.load is not None:
                port, token = self.load
                closing.enter_context(Load(port, token, paths.DESK, LOADING_CLIENTS))
            self.waited_ms = waits(self, seconds)
        return quantiles(self.waited_ms, n=100)[49]

    def p99(self, _seconds: float) -> float:
        """Return the wait that one in a hundred of the run before exceeded."""
        return quantiles(self.waited_ms, n=100)[98]


def alerting(grounds: Grounds, sizes: Sizes, closing: ExitStack) -> Sequence[Measurement]:
    """Return the waits in one process, in two, and while many load the caseworker's desk."""
    ledger = closing.enter_context(grounds.ledger(POSTGRESQL))
    town = sealed_town(ledger.opened, sizes.visited_children)
    answering = put_on_duty(ledger.opened)
    first, second = (closing.enter_context(served(ledger, grounds)) for _ in range(2))
    for server in (first, second):
        server.await_answer()
    here, there = (open_screen(server.port, answering, closing) for server in (first, second))
    raising = closing.enter_context(KeptConnection(first.port, town.token))
    taking = closing.enter_context(KeptConnection(first.port, answering))
    ways = {
        "one process": Way(raising, taking, here),
        "two processes": Way(raising, taking, there),
        f"one process, {LOADING_CLIENTS} clients loading desks": Way(
            raising, taking, here, (first.port, town.token)
        ),
    }
    return [
        *(_measured(name, way) for name, way in ways.items()),
        _beside_streams(first.port, town.token, answering),
    ]


def _beside_streams(port: int, waiting: str, told: str) -> Measurement:
    """Return how fast a desk loads while many screens are open, beside none."""

    def with_streams(seconds: float) -> float:
        with open_streams(port, [told] * OPEN + [waiting] * WAITING):
            return pages_a_second(port, waiting, paths.DESK, seconds)

    without, beside = "no stream open", f"{OPEN} open and {WAITING} waiting streams"
    return Measurement(
        what="caseworker's desk, 1 client",
        variants=[
            Variant(
                without, "pages/s", lambda time: pages_a_second(port, waiting, paths.DESK, time)
            ),
            Variant(beside, "pages/s", with_streams),
        ],
        promises=[Promise(beside, without, at_least=0.9)],
        slice_factor=4.0,
    )


def _measured(name: str, way: Way) -> Measurement:
    return Measurement(
        what=f"worry to screen, {name}",
        variants=[Variant("p50", "ms", way.run), Variant("p99", "ms", way.p99)],
        promises=[Promise("p50"), Promise("p99", at_most=AIM_MS)],
        slice_factor=SLICE_FACTOR,
        in_order=True,
    )


def waits(way: Way, seconds: float) -> list[float]:
    """Raise worries at the pace, whether or not those before have been shown."""
    begun, answers = perf_counter(), list[Future[float]]()
    with ThreadPoolExecutor(1) as threads:
        while len(answers) < FEWEST or perf_counter() - begun < seconds:
            sent_at, case_id = perf_counter(), raise_at(way.raising)
            answers.append(threads.submit(_answer, way, case_id, sent_at))
            next_at = begun + len(answers) * 60 / WORRIES_A_MINUTE
            sleep(max(0.0, next_at - perf_counter()))
        return [answer.result() for answer in answers]


def _answer(way: Way, case_id: UUID, sent_at: float) -> float:
    """Wait until the worry is shown, take it as a person would, and return the wait."""
    waited_ms = (way.screen.shown_at(case_id) - sent_at) * 1_000
    way.taking.put(f"/api/v1/cases/{case_id}/takings/{uuid4()}", b"{}")
    return waited_ms


def raise_at(connection: KeptConnection) -> UUID:
    """Raise a worry with a life in danger, about another pupil each time."""
    case_id = uuid4()
    worry = {
        "child_id": str(uuid4()),
        "situation": "life_in_danger",
        "signs": ["spoke_of_dying"],
        "heard": "他说不想活了。",
        "name": "示例学生",
        "school_id": str(e.SCHOOL),
    }
    connection.put(f"/api/v1/cases/{case_id}/concern", json.encode(worry))
    return case_id


def open_screen(port: int, token: str, closing: ExitStack) -> Screen:
    """Open the desk of somebody on duty."""
    screen = Screen(port, token)
    screen.start()
    closing.callback(screen.stop)
    return screen


def put_on_duty(opened: OpenLedger) -> str:
    """Give the school a crisis lead, and return the token of that person's session."""
    return employed(opened, ANSWERING, "lead", Role.CRISIS_LEAD, e.SCHOOL)


def employed(
    opened: OpenLedger, person_id: PersonId, login: str, role: Role, place_id: OrganisationId
) -> str:
    """Register somebody with a duty, and return the token of a session of theirs."""
    Filler(opened).record(
        [
            PersonRegistered(person_id=person_id, kind=PersonKind.HUMAN, name="示例负责人"),
            DutyAssigned(
                person_id=person_id,
                duty_id=DutyId(uuid4()),
                role=role,
                organisation_id=place_id,
                from_on=e.DUTY_ASSIGNED.from_on,
            ),
        ]
    )
    opened.projector.catch_up(wait_ms=60_000)
    return signed_in(opened, person_id, login)
