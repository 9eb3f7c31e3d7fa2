"""A commit whose reply is lost is neither written twice nor reported as failed."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from uuid import UUID

import psycopg
import pytest
from eventsourcing.persistence import (
    IntegrityError,
    OperationalError,
    StoredEvent,
    Tracking,
)
from sqlalchemy import Engine, make_url

from infrastructure.database import open_engine
from infrastructure.log.appending import Append, append_of
from infrastructure.log.joining import JoinedRecorder
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.rows import AlertRow, ClaimRow, ConnectionLost
from infrastructure.log.tables import EVENTS
from tests.engines import LedgerDatabases
from tests.infrastructure.log.examples import alerted, event, row, stream
from tests.infrastructure.log.proxy import BreakingProxy, Loss, breaking

pytestmark = pytest.mark.postgres


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One of the ways in which a commit is written, each a statement or two of its own."""

    events: int
    expected: Mapping[UUID, int] = field(default_factory=dict)
    claims: Sequence[ClaimRow] = ()
    tracks: bool = False
    alerts: int = 0

    def append(self, recorder: LogRecorder | JoinedRecorder, number: int) -> list[int] | None:
        return recorder.insert_events(
            [event(number, version + 1) for version in range(self.events)],
            expected=self.expected,
            claims=self.claims,
            tracking=Tracking("alerts", number) if self.tracks else None,
            alerts=self.alerts_of(number),
        )

    def alerts_of(self, number: int) -> list[AlertRow]:
        return [
            AlertRow(stream(100 * number + each), stream(each), stream(number))
            for each in range(self.alerts)
        ]


CLAIM = ClaimRow("id_number", b"digest", stream(9))
FORMS = {
    "one event": Form(events=1),
    "many events": Form(events=3),
    "on versions read": Form(events=2, expected={stream(99): 0}),
    "with claim and tracking": Form(events=1, claims=(CLAIM,), tracks=True),
    "tracking alone": Form(events=0, tracks=True),
    "a follow-up with alerts": Form(events=1, tracks=True, alerts=3),
}


@dataclass(frozen=True, slots=True)
class Frail:
    """The same log through a proxy that breaks, and directly."""

    proxy: BreakingProxy
    engine: Engine
    direct: LogRecorder

    @property
    def recorder(self) -> LogRecorder:
        return LogRecorder(self.engine, EVENTS)

    @property
    def joined(self) -> JoinedRecorder:
        return JoinedRecorder(self.recorder)


@pytest.fixture
def frail(postgres_ledger: LedgerDatabases) -> Iterator[Frail]:
    with breaking(postgres_ledger.application_url) as (proxy, url):
        engine = open_engine(url)
        yield Frail(proxy, engine, LogRecorder(postgres_ledger.engine, EVENTS))
        engine.dispose()


@pytest.mark.parametrize("loss", Loss)
@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_a_broken_connection_goes_unnoticed_and_nothing_is_written_twice(
    frail: Frail, form: Form, loss: Loss
) -> None:
    # The first append prepares the statements: what is lost next is the commit itself.
    assert form.append(frail.joined, 1) == list(range(1, form.events + 1))
    frail.proxy.lose(loss)
    assert form.append(frail.joined, 2) == list(range(form.events + 1, 2 * form.events + 1))
    rows = [(each.stream, each.version) for each in frail.direct.rows_after(0, 99)]
    assert rows == [(stream(n), v + 1) for n in (1, 2) for v in range(form.events)]
    assert frail.direct.head() == 2 * form.events
    assert frail.direct.max_tracking_id("alerts") == (2 if form.tracks else None)
    assert alerted(frail.engine) == [*form.alerts_of(1), *form.alerts_of(2)]


@pytest.mark.parametrize("loss", Loss)
def test_the_recorder_by_itself_says_that_the_outcome_is_unknown(frail: Frail, loss: Loss) -> None:
    frail.recorder.insert_events([event(1, 1)])
    frail.proxy.lose(loss)
    with pytest.raises(ConnectionLost):
        frail.recorder.insert_events([event(1, 2)])
    if loss is Loss.REPLY:
        assert frail.direct.rows_after(1, 9) == [row(2, 1, 2)]
    if loss is Loss.REQUEST:
        assert frail.direct.rows_after(1, 9) == []


def test_lost_twice_it_is_unknown_and_the_same_bytes_again_tell(frail: Frail) -> None:
    joined = frail.joined
    joined.insert_events([event(1, 1)])
    frail.proxy.lose(Loss.REPLY, Loss.REQUEST)
    with pytest.raises(ConnectionLost):
        joined.insert_events([event(1, 2)])
    assert joined.insert_events([event(1, 2)]) == [2]
    assert frail.direct.rows_after(0, 9) == [row(1, 1, 1), row(2, 1, 2)]


def test_the_loss_of_a_joint_commit_is_settled_for_each(frail: Frail) -> None:
    joined = frail.joined
    joined.insert_events([event(1_000, 1), event(1_000, 2)])
    numbers = range(1, 37)

    def append(number: int) -> list[int] | None:
        if number % 12 == 0:
            frail.proxy.lose(Loss.REPLY)
        return joined.insert_events([event(number, 1), event(number, 2)])

    with ThreadPoolExecutor(12) as threads:
        answers = list(threads.map(append, numbers))
    stored = [frail.direct.rows_of([stream(number)]) for number in numbers]
    assert answers == [[each.position for each in rows] for rows in stored]
    assert [each.position for each in frail.direct.rows_after(0, 999)] == list(range(1, 75))


def test_what_another_wrote_meanwhile_is_not_taken_for_mine(frail: Frail) -> None:
    theirs = StoredEvent(stream(1), 1, "a.b.1", b"theirs")

    class Overtaken(LogRecorder):
        def write(self, append: Append, *, proven: bool = False) -> list[int]:
            if proven:
                frail.direct.insert_events([theirs])
            return super().write(append, proven=proven)

    joined = JoinedRecorder(Overtaken(frail.engine, EVENTS))
    joined.insert_events([event(2, 1)])
    frail.proxy.lose(Loss.REQUEST)
    with pytest.raises(IntegrityError):
        joined.insert_events([event(1, 1)])
    assert [each.state for each in frail.direct.rows_of([stream(1)])] == [b"theirs"]


def test_the_same_sealed_bytes_again_answer_the_first_positions(ledger: LedgerDatabases) -> None:
    joined = JoinedRecorder(LogRecorder(ledger.engine, EVENTS))
    commit = [event(1, 1), event(2, 1), event(1, 2)]
    assert joined.insert_events(commit) == [1, 2, 3]
    assert joined.insert_events(commit) == [1, 2, 3]
    assert joined.insert_events([event(1, 2)], expected={stream(2): 7}) == [3]
    for other in (
        [event(1, 1), StoredEvent(stream(2), 1, "a.b.1", b"other bytes")],
        [event(1, 1, "other.name.1")],
        [event(1, 2), event(1, 3)],
    ):
        with pytest.raises(IntegrityError):
            joined.insert_events(other)


def test_after_a_restart_of_the_server_nobody_is_told_of_dead_connections(
    frail: Frail, postgres_ledger: LedgerDatabases
) -> None:
    joined, recorder = frail.joined, frail.recorder
    with ThreadPoolExecutor(4) as threads:
        for version in (1, 2):
            # Several at a time, so that the pool keeps several connections.
            list(threads.map(lambda _: recorder.head(), range(20)))
            _end_all_sessions(postgres_ledger)
            assert joined.insert_events([event(1, version)]) == [version]
            _end_all_sessions(postgres_ledger)
            assert recorder.head() == version


def test_a_connection_that_must_be_proven_is_not_one_that_died_in_the_pool(
    frail: Frail, postgres_ledger: LedgerDatabases
) -> None:
    frail.recorder.insert_events([event(1, 1)])
    _end_all_sessions(postgres_ledger)
    append = append_of([event(1, 2)], {}, (), None)
    assert frail.recorder.write(append, proven=True) == [2]


def _end_all_sessions(ledger: LedgerDatabases) -> None:
    address = make_url(ledger.owner_url)
    admin = address.set(username="postgres").render_as_string()
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_without_a_server_nothing_is_written_and_that_is_known(
    postgres_ledger: LedgerDatabases,
) -> None:
    with breaking(postgres_ledger.application_url) as (_, url):
        pass
    engine = open_engine(url)
    joined = JoinedRecorder(LogRecorder(engine, EVENTS))
    with pytest.raises(OperationalError) as refused:
        joined.insert_events([event(1, 1)])
    assert not isinstance(refused.value, ConnectionLost)
    engine.dispose()
