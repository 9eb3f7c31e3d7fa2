"""The connection at hand: there is one, it is ended with the engine, and it is never left dirty."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from psycopg import Connection
from psycopg.pq import ConnStatus
from sqlalchemy import Engine, text

from infrastructure.database import open_engine
from infrastructure.log.sessions import Session, Sessions
from tests.engines import LedgerDatabases

pytestmark = pytest.mark.postgres


@pytest.fixture
def engine(postgres_ledger: LedgerDatabases) -> Iterator[Engine]:
    engine = open_engine(postgres_ledger.application_url, pool_size=3)
    yield engine
    engine.dispose()


def connection_of(session: Session) -> Connection:
    return session.connection


def lent(engine: Engine) -> Connection:
    return Sessions(engine).lend(connection_of)


def test_whoever_comes_alone_always_gets_the_same_connection(engine: Engine) -> None:
    first = lent(engine)
    assert [lent(engine) for _ in range(3)] == [first] * 3
    # It is out of the pool, which still has all its places.
    with engine.connect(), engine.connect(), engine.connect() as third:
        assert third.connection.driver_connection is not first


def test_those_who_come_together_go_to_the_pool_and_leave_one_at_hand(engine: Engine) -> None:
    sessions = Sessions(engine)
    for _ in range(3):
        together = Barrier(3)

        def work(session: Session, together: Barrier = together) -> Connection:
            together.wait(10)
            return session.connection

        with ThreadPoolExecutor(3) as threads:
            lendings = [threads.submit(sessions.lend, work) for _ in range(3)]
            used = {each.result() for each in lendings}
        assert len(used) == 3
    assert lent(engine) is lent(engine)


def test_it_ends_with_the_engine_and_another_takes_its_place(engine: Engine) -> None:
    first = lent(engine)
    engine.dispose()
    assert first.closed
    second = lent(engine)
    assert second is lent(engine)
    assert not second.closed


def test_lent_while_the_engine_is_disposed_of_it_ends_when_it_comes_back(engine: Engine) -> None:
    first = lent(engine)
    sessions = Sessions(engine)

    def work(session: Session) -> Connection:
        engine.dispose()
        assert session.libpq.status == ConnStatus.OK
        return session.connection

    assert sessions.lend(work) is first
    assert first.closed
    assert lent(engine) is not first


@pytest.mark.parametrize("times", [1, 2], ids=["from the pool", "at hand"])
def test_a_connection_left_in_the_middle_of_something_is_not_lent_again(
    engine: Engine, times: int
) -> None:
    sessions = Sessions(engine)
    used: list[Connection] = []

    def interrupted(session: Session) -> None:
        used.append(session.connection)
        if len(used) == times:
            session.libpq.enter_pipeline_mode()
            raise KeyboardInterrupt

    for _ in range(times - 1):
        sessions.lend(interrupted)
    with pytest.raises(KeyboardInterrupt):
        sessions.lend(interrupted)
    assert used == [used[0]] * times
    assert used[0].closed
    assert lent(engine) is not used[0]


def test_an_error_that_leaves_nothing_open_costs_no_connection(engine: Engine) -> None:
    first = lent(engine)

    def refused(_session: Session) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        Sessions(engine).lend(refused)
    assert lent(engine) is first
    with engine.connect() as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1
