"""A process of its own for tests of crashes, with its own engines, keys and views."""

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection as Line
from multiprocessing.process import BaseProcess
from pathlib import Path
from signal import SIGKILL
from threading import Event
from uuid import UUID

from sqlalchemy import Connection

from application.ports import Recorded
from infrastructure.database import open_engine
from infrastructure.keys.tables import open_keys_engine
from infrastructure.views.database import open_views_engine
from infrastructure.views.view import ViewTables
from tests.engines import LedgerDatabases
from tests.infrastructure.views.cases import child_number, visited
from tests.infrastructure.views.opened import OpenedViews, opened
from tests.infrastructure.views.tally import Tally

Action = Callable[[OpenedViews, Line], None]

ADDRESSES = ("dialect", "owner_url", "application_url", "views_url", "keys_owner_url", "keys_url")

# What a process needs is imported once, in a server from which each is forked.
_processes = get_context("forkserver")
# One server for all tests: whoever speaks last says what all of them need.
_processes.set_forkserver_preload(["pytest", "tests.faults.victims", __name__])


class DyingTally(Tally):
    """Ends the process when all is written and nothing is committed."""

    def apply(
        self,
        connection: Connection,
        tables: ViewTables,
        facts: Sequence[Recorded[object]],
        erased: Collection[UUID],
    ) -> None:
        super().apply(connection, tables, facts, erased)
        die()


def die() -> None:
    os.kill(os.getpid(), SIGKILL)


def append_and_die(views: OpenedViews, line: Line) -> None:
    """Append 25 visits, tell the position of each as it is acknowledged, and never move a view."""
    for number in range(1, 26):
        line.send(views.record(visited(child_number(number % 3), number))[-1].position)
    die()


def die_while_folding(views: OpenedViews, _line: Line) -> None:
    views.projector_of(DyingTally()).catch_up()


def die_while_rebuilding(views: OpenedViews, _line: Line) -> None:
    views.projector.rebuild("caseworker", lambda done, _total: die() if done else None)


def follow(views: OpenedViews, line: Line) -> None:
    line.send("following")
    views.projector_of(Tally()).run(Event(), 0.001)


@contextmanager
def process(databases: LedgerDatabases, action: Action) -> Iterator[tuple[BaseProcess, Line]]:
    """Let another process do this, and give it with the line on which it tells."""
    told = {name: str(getattr(databases, name)) for name in ADDRESSES}
    ours, theirs = _processes.Pipe()
    running = _processes.Process(target=_run, args=(action, told, databases.tmp_path, theirs))
    running.start()
    theirs.close()
    try:
        yield running, ours
    finally:
        running.kill()
        running.join()
        running.close()
        ours.close()


def _run(action: Action, told: Mapping[str, str], folder: Path, line: Line) -> None:
    databases = LedgerDatabases(
        engine=open_engine(told["application_url"]),
        views_engine=open_views_engine(told["views_url"]),
        keys_engine=open_keys_engine(told["keys_url"]),
        tmp_path=folder,
        **told,
    )
    action(opened(databases), line)
