"""Opens one ledger from the settings: engines, keys, logs, views and accounts, wired once."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from threading import Event
from uuid import UUID, uuid5

from sqlalchemy import Engine, make_url

from application.authentication.security import introduce_recorder
from application.crisis.telling.reached_by import address_book, outlets_of
from application.ports import Actor, Ledger
from application.reads import unusual_reading
from application.staffing.reactions import introduce
from domain.ruleset import RULES_1, RuleSet, RulesOverTime
from infrastructure.authentication.accounts import Accounts
from infrastructure.authentication.passwords import Passwords
from infrastructure.authentication.refusals import RefusalCounts
from infrastructure.clocks import ClockGuard
from infrastructure.database import open_engine
from infrastructure.delivery.messages import ChannelMessages
from infrastructure.delivery.opening import WaysOut, ways_out
from infrastructure.delivery.settings import DeliverySettings
from infrastructure.granting import Roles
from infrastructure.keys.opening import open_vault
from infrastructure.keys.tables import open_keys_engine
from infrastructure.keys.vault import Vault
from infrastructure.log.log import SealedLog
from infrastructure.log.mapper import SealingMapper
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.tables import EVENTS, READS
from infrastructure.migrating import check_ready, migrate, require_reached
from infrastructure.official_calendar import official_calendar
from infrastructure.reacting import Reactions
from infrastructure.reading_watch import ReadingWatch
from infrastructure.rules_in_force import RulesInForce
from infrastructure.settings import Settings
from infrastructure.threads import connections
from infrastructure.views.database import open_views_engine
from infrastructure.views.health.watch import HealthWatch
from infrastructure.views.opening import OpenReadings, OpenViews, open_readings, open_views
from infrastructure.views.projector import Projector


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLedger:
    """A ledger ready for use, with the parts that only the doors and operators need.

    `mapper` and `recorder` are those of the events; `logs` has both logs by name. `appended` is set
    whenever this process may have appended, for who waits to follow.
    """

    ledger_id: UUID
    ledger: Ledger
    accounts: Accounts
    projector: Projector
    reads_projector: Projector
    watch: HealthWatch
    vault: Vault
    mapper: SealingMapper
    recorder: LogRecorder
    logs: Mapping[str, tuple[LogRecorder, SealingMapper]]
    engine: Engine
    appended: Event
    refusals: RefusalCounts
    ways_out: WaysOut


def migrate_ledger(settings: Settings) -> UUID:
    """Bring both databases of the settings to this program's schema and return the ledger's id.

    Raises: NotReady; SettingsError when the owners' addresses are not set.
    """
    ledger_owner_url, keys_owner_url = settings.owner_addresses()
    roles = None
    if not settings.embedded:
        roles = Roles(
            application=_role(settings.ledger_address()), views=_role(settings.views_address())
        )
    return migrate(ledger_owner_url, keys_owner_url, area_code=settings.area_code, roles=roles)


@contextmanager
def open_ledger(settings: Settings) -> Iterator[OpenLedger]:
    """Open a migrated ledger and close everything behind it.

    Raises: NotReady; KeysRefused.
    """
    with ExitStack() as closing:

        def kept(engine: Engine) -> Engine:
            closing.callback(engine.dispose)
            return engine

        size = connections(settings.request_threads)
        engine = kept(open_engine(settings.ledger_address(), pool_size=size))
        keys_engine = kept(open_keys_engine(settings.keys_address(), pool_size=size))
        ledger_id = check_ready(engine, keys_engine)
        passphrase = settings.keyfile_passphrase
        vault = open_vault(
            keys_engine,
            ledger_id,
            settings.keyfile_path,
            passphrase.get_secret_value() if passphrase else None,
        )
        views_engine = kept(open_views_engine(settings.views_address(), pool_size=size))
        require_reached(views_engine, "views")
        opened = wire(ledger_id, engine, views_engine, vault, settings.rules)
        yield with_ways_out(opened, settings)


def with_ways_out(opened: OpenLedger, settings: DeliverySettings) -> OpenLedger:
    """Return the ledger with the channels that the settings name, by which people are told too."""
    ways = ways_out(settings, opened.engine, opened.vault)
    outlets = outlets_of(opened.ledger, ways.addresses, ways.channels)
    if not ways.channels:
        return replace(opened, ways_out=ways)
    messages = ChannelMessages(opened.engine, ways.channels)
    book = address_book(opened.ledger, ways.addresses)
    ledger = replace(opened.ledger, outlets=outlets, addresses=book, messages=messages)
    return replace(opened, ledger=ledger, ways_out=ways)


def wire(
    ledger_id: UUID, engine: Engine, views_engine: Engine, vault: Vault, rules: RuleSet = RULES_1
) -> OpenLedger:
    """Return the parts of one ledger put together over its open engines and vault.

    `rules` are those beneath every version that the log names.
    """
    (recorder, mapper), (_, reads_mapper) = (logs := _logs(ledger_id, engine, vault)).values()
    accounts, appended, clocks = Accounts(engine, Passwords(), vault), Event(), ClockGuard(engine)
    events, reads = (SealedLog(*each, vault, clocks) for each in logs.values())
    rulebook = RulesInForce(events, rules)
    views, shown = _views(views_engine, mapper, reads_mapper, vault, rulebook)
    catch_up = _catching_up(views.projector, appended)
    ledger = _ledger((events, reads, rulebook), views, shown, accounts, catch_up)
    return OpenLedger(
        ledger_id=ledger_id,
        ledger=ledger,
        accounts=accounts,
        projector=views.projector,
        reads_projector=shown.projector,
        watch=views.watch,
        vault=vault,
        mapper=mapper,
        recorder=recorder,
        logs=logs,
        engine=engine,
        appended=appended,
        refusals=RefusalCounts(ledger, partial(introduce_recorder, ledger, ledger_id)),
        ways_out=ways_out(DeliverySettings.model_construct(), engine, vault),
    )


def _ledger(
    logs: tuple[SealedLog, SealedLog, RulesInForce],
    views: OpenViews,
    shown: OpenReadings,
    accounts: Accounts,
    catch_up: Callable[[], bool],
) -> Ledger:
    log, reads, rulebook = logs
    return Ledger(
        log=log,
        reads=reads,
        access=views.access,
        desk=views.desk,
        finder=views.finder,
        directory=views.directory,
        health=views.health,
        referrals=views.referrals,
        readings=shown.readings,
        grants=views.grants,
        security=views.security,
        dues=views.dues,
        numbers=views.numbers,
        clocks=views.clocks,
        reports=views.reports,
        risk_notices=views.risk_notices,
        screenings=views.screenings,
        rulebook=rulebook,
        reachable=accounts.reachable,
        catch_up=catch_up,
    )


def _views(
    engine: Engine, mapper: SealingMapper, reads: SealingMapper, vault: Vault, rules: RulesOverTime
) -> tuple[OpenViews, OpenReadings]:
    views = open_views(engine, mapper, vault, rules, official_calendar())
    return views, open_readings(engine, reads, rules)


def _logs(
    ledger_id: UUID, engine: Engine, vault: Vault
) -> Mapping[str, tuple[LogRecorder, SealingMapper]]:
    """Return what records and what seals the events and the readings of one ledger."""
    return {
        "events": (LogRecorder(engine, EVENTS), SealingMapper(ledger_id, vault)),
        "reads": (LogRecorder(engine, READS), SealingMapper(uuid5(ledger_id, "reads"), vault)),
    }


def _catching_up(projector: Projector, appended: Event) -> Callable[[], bool]:
    def catch_up() -> bool:
        appended.set()
        return projector.catch_up()

    return catch_up


def reactions_of(
    opened: OpenLedger, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Reactions:
    """Return what follows the log of an open ledger and tells of worries."""

    @cache
    def actor() -> Actor:
        return introduce(opened.ledger, opened.ledger_id, clock())

    return Reactions(
        opened.ledger,
        opened.recorder,
        opened.mapper,
        actor=actor,
        reachable=opened.accounts.reachable,
        clock=clock,
    )


def reading_watch_of(
    opened: OpenLedger, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> ReadingWatch:
    """Return what follows the log of readings of an open ledger and asks about some."""

    @cache
    def actor() -> Actor:
        named = {"follower": unusual_reading.FOLLOWER, "name": "阅览核查"}
        return introduce(opened.ledger, opened.ledger_id, clock(), **named)

    recorder, mapper = opened.logs["reads"]
    return ReadingWatch(opened.ledger, recorder, mapper, actor=actor, clock=clock)


def _role(address: str) -> str:
    return make_url(address).username or ""
