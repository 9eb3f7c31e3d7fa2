"""One process of many has a lease at a time; where it lets it run out, the next one leads."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from time import sleep
from uuid import UUID, uuid5

from sqlalchemy import update

from infrastructure.leases import SWEEPING, Lease, silence_of
from infrastructure.log.tables import LEASES
from tests.engines import LedgerDatabases
from tests.examples import example_id

LONG, SHORT = 60.0, 0.2
FIRST, SECOND = example_id(1), example_id(2)


def lease(ledger: LedgerDatabases, holder: UUID, seconds: float = LONG) -> Lease:
    return Lease(ledger.engine, SWEEPING, holder, seconds)


def silence(ledger: LedgerDatabases) -> float | None:
    with ledger.engine.connect() as connection:
        return silence_of(connection, SWEEPING)


def test_whoever_has_it_renews_it_and_nobody_else_takes_it(ledger: LedgerDatabases) -> None:
    first, second = lease(ledger, FIRST), lease(ledger, SECOND)
    assert [first.take(), second.take(), first.take(), second.take()] == [1, None, 1, None]


def test_where_it_runs_out_the_next_leads_and_the_work_of_the_last_counts_no_more(
    ledger: LedgerDatabases,
) -> None:
    first, second = lease(ledger, FIRST, SHORT), lease(ledger, SECOND)
    assert first.take() == 1
    sleep(SHORT + 0.1)
    assert second.take() == 2
    assert not first.note_done(1)
    assert silence(ledger) is None
    assert lease(ledger, FIRST).take() is None


def test_one_that_ran_out_is_another_lease_also_for_whoever_had_it(ledger: LedgerDatabases) -> None:
    first = lease(ledger, FIRST, SHORT)
    assert first.take() == 1
    sleep(SHORT + 0.1)
    assert first.take() == 2
    assert not first.note_done(1)
    assert first.note_done(2)


def test_given_up_it_is_free_at_once_and_only_its_holder_gives_it_up(
    ledger: LedgerDatabases,
) -> None:
    first, second = lease(ledger, FIRST), lease(ledger, SECOND)
    assert first.take() == 1
    second.give_up()
    assert second.take() is None
    first.give_up()
    assert second.take() == 2


def test_how_long_nobody_did_the_work_is_told_by_the_clock_of_the_database(
    ledger: LedgerDatabases,
) -> None:
    first = lease(ledger, FIRST)
    number = first.take()
    assert number is not None
    assert silence(ledger) is None
    assert first.note_done(number)
    since = silence(ledger)
    assert since is not None
    assert 0 <= since < 5
    with ledger.engine.begin() as connection:
        connection.execute(update(LEASES).values(done_at=None))
    assert silence(ledger) is None


def test_what_a_clock_left_in_the_future_stops_nobody_and_hides_no_silence(
    ledger: LedgerDatabases,
) -> None:
    ahead = datetime.now(UTC) + timedelta(days=1)
    with ledger.engine.begin() as connection:
        left = update(LEASES).values(number=5, holder=FIRST, held_until=ahead, done_at=ahead)
        connection.execute(left)
    assert silence(ledger) is None
    assert lease(ledger, SECOND).take() == 6


def test_of_many_that_ask_at_once_one_gets_it(ledger: LedgerDatabases) -> None:
    holders = [uuid5(FIRST, str(number)) for number in range(8)]
    with ThreadPoolExecutor(len(holders)) as asking:
        numbers = list(asking.map(lambda holder: lease(ledger, holder).take(), holders))
    assert sorted(numbers, key=str) == [1, *[None] * 7]
