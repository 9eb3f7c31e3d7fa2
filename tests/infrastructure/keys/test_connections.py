"""The key store has a connection for every thread, and no thread ever needs a second one."""

from dataclasses import replace
from threading import Event

from pydantic import SecretStr

from api.guards.apart import APART_THREADS
from domain.shared import Compartment
from infrastructure import threads
from infrastructure.delivery.settings import DeliverySettings
from infrastructure.following import followers
from infrastructure.keys.opening import open_vault
from infrastructure.keys.tables import open_keys_engine
from infrastructure.opening import open_ledger, wire, with_ways_out
from tests import examples as given
from tests.api.pages.site import office_settings
from tests.application.casework import open_casework, referred
from tests.engines import LedgerDatabases
from tests.office import Office
from tests.tree import ROOT

EVERY_CHANNEL = DeliverySettings(
    address="https://tongxin.example",
    smtp_host="mail.example",
    smtp_from="tongxin@city.example",
    webhook_url=SecretStr("https://hook.example"),
    webhook_secret=SecretStr("signing"),
    wecom_url=SecretStr("https://wecom.example"),
    dingtalk_url=SecretStr("https://dingtalk.example"),
    sms_url=SecretStr("https://sms.example"),
    sms_taken="{}",
    sms_body='{"to": "{number}", "text": "{text}"}',
)


def test_a_process_may_have_as_many_to_the_keys_as_to_the_ledger(ledger: LedgerDatabases) -> None:
    settings = office_settings(ledger)
    with open_ledger(settings) as opened:
        pools = [each._engine.pool for each in (opened.vault, opened.projector)]
        sizes = {getattr(pool, "size")() for pool in pools}  # noqa: B009
    assert sizes == {threads.connections(settings.request_threads)}


def test_every_thread_that_is_started_is_counted_and_named(ledger: LedgerDatabases) -> None:
    table = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    with open_ledger(office_settings(ledger)) as opened:
        assert len(followers(opened, Event())) == threads.FOLLOWING
        following = followers(with_ways_out(opened, EVERY_CHANNEL), Event())
    assert len(following) == threads.FOLLOWING + threads.SENDING
    assert [each.name for each in following if f"`{each.name}`" not in table] == []
    assert threads.APART == APART_THREADS
    assert f"{threads.connections(8)} with eight request threads" in table
    told = (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert f"so many and {threads.connections(0)} more connections" in told


def test_everything_is_done_with_one_connection_to_the_keys(ledger: LedgerDatabases) -> None:
    one = open_keys_engine(ledger.keys_url, pool_size=1)
    office = open_casework(replace(ledger, keys_engine=one))
    referred(office)
    ledger_id = office.opened.ledger_id
    vault = open_vault(one, ledger_id, ledger.tmp_path / "keyfile.json")
    # Another process, which holds no keys yet, fills all views anew and then erases the child.
    another = Office(wire(ledger_id, ledger.engine, ledger.views_engine, vault), ledger)
    for view in another.opened.projector.view_names:
        another.opened.projector.rebuild(view)
    vault.destroy(given.CHILD, tuple(Compartment), given.NOW)
    another.opened.projector.forget([given.CHILD])
    assert another.opened.projector.quarantined() == ()
    one.dispose()
