"""Rows of work addresses on both engines: who has one, and that a person erased has none."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from application.authentication.work_addresses import NO_ADDRESS, CodeLimits, WorkAddress
from domain.shared import Compartment, PersonId
from infrastructure.authentication.work_addresses import WorkAddresses
from infrastructure.keys.keystore import found
from infrastructure.keys.vault import Vault
from tests.engines import LedgerDatabases
from tests.examples import NOW, TEACHER, VOLUNTEER
from tests.infrastructure.keys.stores import KEY_FILE, LEDGER_ID

SINCE = NOW - timedelta(minutes=30)
LIMITS = CodeLimits(none_since=NOW, day_since=NOW - timedelta(days=1), at_most=3)
ADDRESS = "chen@school.example"


@pytest.fixture
def vault(ledger: LedgerDatabases) -> Vault:
    found(ledger.keys_engine, LEDGER_ID, KEY_FILE)
    return Vault(ledger.keys_engine, KEY_FILE)


def test_an_address_waits_and_then_holds(ledger: LedgerDatabases, vault: Vault) -> None:
    kept = WorkAddresses(ledger.engine, vault)
    assert kept.of_person(TEACHER) == NO_ADDRESS
    assert kept.wait(TEACHER, "first@school.example", "AAAA2222", NOW, LIMITS)
    assert kept.wait(TEACHER, ADDRESS, "BBBB3333", NOW, LIMITS)
    assert kept.of_person(TEACHER) == WorkAddress(waits=ADDRESS, waits_since=NOW)
    assert kept.known([TEACHER]) == frozenset[PersonId]()
    assert not kept.confirm(TEACHER, "AAAA2222", SINCE, 5, ())
    assert kept.confirm(TEACHER, "BBBB3333", SINCE, 5, ())
    assert kept.of_person(TEACHER) == WorkAddress(address=ADDRESS)
    assert kept.known([TEACHER, VOLUNTEER]) == {TEACHER}
    assert not kept.confirm(TEACHER, "BBBB3333", SINCE, 5, ())


def test_an_erased_person_has_no_address(ledger: LedgerDatabases, vault: Vault) -> None:
    kept = WorkAddresses(ledger.engine, vault)
    kept.wait(TEACHER, ADDRESS, "BBBB3333", NOW, LIMITS)
    kept.confirm(TEACHER, "BBBB3333", SINCE, 5, ())
    vault.destroy(TEACHER, (Compartment.ORGANISATION,), NOW)
    assert kept.of_person(TEACHER) == NO_ADDRESS


def limits(now: datetime) -> CodeLimits:
    return CodeLimits(
        none_since=now - timedelta(seconds=60), day_since=now - timedelta(days=1), at_most=3
    )


def test_of_codes_asked_for_at_once_one_is_sent(ledger: LedgerDatabases, vault: Vault) -> None:
    kept = WorkAddresses(ledger.engine, vault)

    def ask(number: int) -> bool:
        now = NOW + timedelta(milliseconds=number)
        return kept.wait(TEACHER, f"{number}@school.example", "AAAA2222", now, limits(now))

    with ThreadPoolExecutor(4) as together:
        assert sorted(together.map(ask, range(4))) == [False, False, False, True]


def test_neither_removing_nor_forgetting_lets_another_code_go_out(
    ledger: LedgerDatabases, vault: Vault
) -> None:
    kept = WorkAddresses(ledger.engine, vault)
    assert kept.wait(TEACHER, ADDRESS, "AAAA2222", NOW, limits(NOW))
    kept.forget_waiting(TEACHER)
    kept.remove(TEACHER, ())
    now = NOW + timedelta(seconds=59)
    assert not kept.wait(TEACHER, ADDRESS, "BBBB3333", now, limits(now))
    assert (kept.of_person(TEACHER), kept.code_sent_at(TEACHER)) == (NO_ADDRESS, NOW)


def test_so_many_codes_a_day_go_out_and_no_more(ledger: LedgerDatabases, vault: Vault) -> None:
    kept = WorkAddresses(ledger.engine, vault)

    def ask(minutes: int) -> bool:
        now = NOW + timedelta(minutes=minutes)
        return kept.wait(TEACHER, ADDRESS, "AAAA2222", now, limits(now))

    assert [ask(minutes) for minutes in (0, 1, 2, 3, 1439, 1440)] == [
        *(True, True, True, False, False, True)
    ]
