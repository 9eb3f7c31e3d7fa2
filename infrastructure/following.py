"""What follows the log or the clock beside the requests of one process, each on its own thread."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from threading import Event, Thread
from uuid import uuid4

from application.crisis.clocks.sweeping import Sweep
from application.outages.watching import OutageWatch
from application.ports import Actor
from application.staffing.reactions import introduce
from domain.days import local_day
from infrastructure.authentication.account_notes_said import say_what_was_noted
from infrastructure.authentication.closing import close_in_time
from infrastructure.authentication.night_recoveries import NightRecoveries
from infrastructure.delivery.trimming import trim_in_time
from infrastructure.leases import SWEEPING, Lease
from infrastructure.official_calendar import say_what_is_unknown
from infrastructure.opening import OpenLedger, reactions_of, reading_watch_of
from infrastructure.outages import watch_outages
from infrastructure.reacting import speaks_of_it_alone
from infrastructure.rosters.expiring import destroy_old_rosters
from infrastructure.rosters.staging import SealedRosters
from infrastructure.sweeping import LEASE_SECONDS, Sweeping
from infrastructure.telling_in_time import tell_in_time
from infrastructure.views.caseworker.preparing import prepare_in_time

CATCH_UP_EVERY_SECONDS = 0.5


@contextmanager
def log_followed(opened: OpenLedger) -> Iterator[None]:
    """Let everything that follows the log or the clock go on for as long as the block runs."""
    stop = Event()
    threads = followers(opened, stop)
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def followers(opened: OpenLedger, stop: Event) -> list[Thread]:
    """Return the threads that follow the log or the clock until told to stop."""
    accounts, lists = opened.accounts, SealedRosters(opened.engine, opened.vault)
    say_what_is_unknown(opened.ledger.clocks.calendar, local_day(_now()))
    nights = NightRecoveries(opened.engine, opened.vault.claim_digest)
    return [
        _thread("views", opened.projector.run, stop, CATCH_UP_EVERY_SECONDS),
        _thread("views", opened.reads_projector.run, stop, CATCH_UP_EVERY_SECONDS),
        _thread("alerts", reactions_of(opened).run, stop, opened.appended),
        _thread("readings", reading_watch_of(opened).run, stop),
        _thread("lists", destroy_old_rosters, lists, stop, _now),
        _thread("accounts", say_what_was_noted, opened.ledger, accounts, stop, _now),
        _thread("closing", close_in_time, opened.ledger, accounts, opened.ledger_id, stop, _now),
        _thread("overdue", tell_in_time, opened.ledger, nights, opened.ledger_id, stop, _now),
        _thread("names", prepare_in_time, opened.ledger.directory, stop),
        _thread("sweeping", sweeping_of(opened).run, stop),
        _thread("outages", watch_outages, outage_watch_of(opened), stop, _now),
        _thread("messages", trim_in_time, opened.engine, partial(_kept, opened), stop),
        _thread("refusals", opened.refusals.run, stop, _now),
        *opened.ways_out.followers(opened.ledger, opened.engine, _reaction_of(opened), stop),
    ]


def _reaction_of(opened: OpenLedger) -> Callable[[], Actor]:
    @cache
    def actor() -> Actor:
        return introduce(opened.ledger, opened.ledger_id, _now())

    return actor


def _kept(opened: OpenLedger) -> timedelta:
    return timedelta(days=opened.ledger.at(_now()).rules.on_call.messages_kept_days)


def outage_watch_of(opened: OpenLedger) -> OutageWatch:
    """Return this process's look at what must not fall silent."""
    return OutageWatch(opened.ledger, _reaction_of(opened))


def sweeping_of(
    opened: OpenLedger, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Sweeping:
    """Return this process's part in sweeping the deadlines of an open ledger."""

    @cache
    def actor() -> Actor:
        return introduce(opened.ledger, opened.ledger_id, clock())

    return Sweeping(
        sweep=Sweep(opened.ledger, actor, speaks_of_it_alone),
        lease=Lease(opened.engine, SWEEPING, uuid4(), LEASE_SECONDS),
        silent_for=opened.ledger.clocks.silent_for,
        clock=clock,
    )


def _thread(name: str, target: Callable[..., object], *args: object) -> Thread:
    return Thread(target=target, args=args, name=name, daemon=True)


def _now() -> datetime:
    return datetime.now(UTC)
