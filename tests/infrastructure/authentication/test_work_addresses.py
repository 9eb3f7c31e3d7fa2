"""Rows of work addresses on both engines: who has one, and that a person erased has none."""

from datetime import timedelta

import pytest

from application.authentication.work_addresses import NO_ADDRESS, WorkAddress
from domain.shared import Compartment, PersonId
from infrastructure.authentication.work_addresses import WorkAddresses
from infrastructure.keys.keystore import found
from infrastructure.keys.vault import Vault
from tests.engines import LedgerDatabases
from tests.examples import NOW, TEACHER, VOLUNTEER
from tests.infrastructure.keys.stores import KEY_FILE, LEDGER_ID

SINCE = NOW - timedelta(minutes=30)
ADDRESS = "chen@school.example"


@pytest.fixture
def vault(ledger: LedgerDatabases) -> Vault:
    found(ledger.keys_engine, LEDGER_ID, KEY_FILE)
    return Vault(ledger.keys_engine, KEY_FILE)


def test_an_address_waits_and_then_holds(ledger: LedgerDatabases, vault: Vault) -> None:
    kept = WorkAddresses(ledger.engine, vault)
    assert kept.of_person(TEACHER) == NO_ADDRESS
    kept.wait(TEACHER, "first@school.example", "AAAA2222", NOW)
    kept.wait(TEACHER, ADDRESS, "BBBB3333", NOW)
    assert kept.of_person(TEACHER) == WorkAddress(waits=ADDRESS, waits_since=NOW)
    assert kept.known([TEACHER]) == frozenset[PersonId]()
    assert not kept.confirm(TEACHER, "AAAA2222", SINCE, 5, ())
    assert kept.confirm(TEACHER, "BBBB3333", SINCE, 5, ())
    assert kept.of_person(TEACHER) == WorkAddress(address=ADDRESS)
    assert kept.known([TEACHER, VOLUNTEER]) == {TEACHER}
    assert not kept.confirm(TEACHER, "BBBB3333", SINCE, 5, ())


def test_an_erased_person_has_no_address(ledger: LedgerDatabases, vault: Vault) -> None:
    kept = WorkAddresses(ledger.engine, vault)
    kept.wait(TEACHER, ADDRESS, "BBBB3333", NOW)
    kept.confirm(TEACHER, "BBBB3333", SINCE, 5, ())
    vault.destroy(TEACHER, (Compartment.ORGANISATION,), NOW)
    assert kept.of_person(TEACHER) == NO_ADDRESS
