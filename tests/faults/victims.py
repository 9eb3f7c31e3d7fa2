"""Processes of the product that are killed at work: what each does, and how it says what is done.

Each runs in a process of its own, forked from one that has loaded the program already, and sends
whatever it acknowledges to the test. SIGKILL leaves it no chance to tidy up.
"""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from signal import SIGKILL
from threading import Lock, Thread
from uuid import UUID, uuid5

from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import StoredEvent

from api.app import Installation
from application.care_files.children import register_child
from application.care_files.visits import log_home_visit
from application.ports import Ledger, Receipt
from domain.children.state import RegisterChild
from domain.shared import ChildId, VisitId
from domain.visits.state import LogHomeVisit
from infrastructure.demo.city import CHILDREN_AT_LEAST
from infrastructure.log.log import SealedLog
from infrastructure.log.mapper import SealingMapper
from infrastructure.opening import open_ledger
from infrastructure.rosters import recording
from infrastructure.settings import Settings
from infrastructure.views import positions
from tests import examples as given
from tests.office import acting

SILENT_AT_MOST_SECONDS = 60
CHILDREN = tuple(ChildId(given.example_id(800 + number)) for number in range(8))

_forking = multiprocessing.get_context("forkserver")
_SERVING = ("uvicorn.loops.auto", "uvicorn.protocols.http.auto", "anyio._backends._asyncio")
"""What a server would load only when it starts."""
_forking.set_forkserver_preload(["pytest", __name__, *_SERVING])


@dataclass(frozen=True, slots=True)
class Victim:
    """A process that can be killed, and what comes from it."""

    process: BaseProcess
    receiving: Connection

    def acknowledged(self) -> Iterator[object]:
        """Yield what the process acknowledges until it is dead; the last may be cut short."""
        try:
            while self.receiving.poll(SILENT_AT_MOST_SECONDS):
                yield self.receiving.recv()
            raise AssertionError("nothing more is heard of the process")
        except (EOFError, OSError):
            return

    def kill(self) -> None:
        """Kill the process, whatever it is doing."""
        self.process.kill()

    def died(self) -> bool:
        """Wait for the end and return whether it was SIGKILL."""
        self.process.join(SILENT_AT_MOST_SECONDS)
        return self.process.exitcode == -SIGKILL


@contextmanager
def victim(work: Callable[..., None], *given_to_it: object) -> Iterator[Victim]:
    """Start a process; whatever happens it does not outlive the block."""
    receiving, sending = _forking.Pipe(duplex=False)
    process = _forking.Process(target=work, args=(*given_to_it, sending))
    process.start()
    sending.close()
    try:
        yield Victim(process, receiving)
    finally:
        process.kill()
        process.join()
        receiving.close()


def die(*_arguments: object, **_more: object) -> None:
    """End this process as a power failure would."""
    os.kill(os.getpid(), SIGKILL)


# ── what they do ─────────────────────────────────────────────────────────────────────────────────


def visit_id(run: int, child: int, number: int) -> VisitId:
    return VisitId(uuid5(given.example_id(1), f"{run}/{child}/{number}"))


def visit(ledger: Ledger, child_id: ChildId, asked_id: UUID) -> Receipt:
    """Log a visit with the child's words: two facts that belong together."""
    request = LogHomeVisit(
        child_id=child_id,
        visit_id=VisitId(asked_id),
        visit=given.HOME_VISIT,
        words=given.CHILD_WORDS,
    )
    return log_home_visit(ledger, acting(given.TEACHER), request, given.NOW)


def log_from_many_threads(settings: Settings, run: int, sending: Connection) -> None:
    """Log visits to each child from a thread of its own, for as long as there is life."""
    saying = Lock()
    with open_ledger(settings) as opened:

        def work(child: int) -> None:
            for number in count():
                asked_id = visit_id(run, child, number)
                receipt = visit(opened.ledger, CHILDREN[child], asked_id)
                with saying:
                    sending.send((asked_id, receipt))

        threads = [Thread(target=work, args=(child,)) for child in range(len(CHILDREN))]
        for each in threads:
            each.start()
        for each in threads:
            each.join()


def die_before_the_views_move(settings: Settings, asked_ids: list[UUID], sent: Connection) -> None:
    """Acknowledge all visits but the last, die over the last, and move no view for any."""
    with open_ledger(settings) as opened:
        resting = replace(opened.ledger, catch_up=lambda: None)
        for asked_id in asked_ids[:-1]:
            sent.send(visit(resting, given.CHILD, asked_id))
        visit(replace(opened.ledger, catch_up=die), given.CHILD, asked_ids[-1])


def die_while_the_views_move(settings: Settings, asked_ids: list[UUID], _sent: Connection) -> None:
    """Log one visit and die when its rows stand in the views, which are not yet committed."""
    with open_ledger(settings) as opened:
        resting = replace(opened.ledger, catch_up=lambda: None)
        visit(resting, given.CHILD, asked_ids[0])
        positions.quarantine = die
        opened.projector.catch_up()


class DyingMapper(SealingMapper):
    """Seals a fact, for which its key is made, and dies over it."""

    def to_stored_event(self, domain_event: DomainEventProtocol[UUID]) -> StoredEvent:
        stored = super().to_stored_event(domain_event)
        die()
        return stored


def die_before_the_first_event(settings: Settings, request: RegisterChild, _: Connection) -> None:
    """Register a child and die when the key is made and nothing is recorded yet."""
    with open_ledger(settings) as opened:
        log = SealedLog(opened.recorder, DyingMapper(opened.ledger_id, opened.vault), opened.vault)
        register(replace(opened.ledger, log=log), request)


def register(ledger: Ledger, request: RegisterChild) -> Receipt:
    return register_child(ledger, acting(given.SUPERVISOR), request, given.NOW)


def fill_a_demo(settings: Settings, sending: Connection) -> None:
    """Fill a demo and say each step."""
    Installation(settings).for_demo().prepare_demo(
        lambda done, _total: sending.send(done), afresh=False, children=CHILDREN_AT_LEAST
    )


def record_a_list(settings: Settings, content: bytes, sending: Connection) -> None:
    """Record a list in small portions and say of each row its number and whether it was new."""
    recording.PORTION_ROWS = 20
    with Installation(settings).importing("示例操作员") as (previews, recorder):
        for sheet in previews.of(content, "list.csv"):
            for row in recorder.record(sheet):
                sending.send((row.judged.row.number, row.is_fresh))


def serve(settings: Settings, folder: Path, _sending: Connection) -> None:
    """Serve as an operator does, with all that is said in a file and temporary files apart."""
    os.environ["TMPDIR"] = os.environ["SQLITE_TMPDIR"] = str(folder)
    said = os.open(folder / "said.log", os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    for descriptor in (1, 2):
        os.dup2(said, descriptor)
    Installation(settings).serve()
