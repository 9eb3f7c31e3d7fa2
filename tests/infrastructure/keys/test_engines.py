"""Keys on the migrated key store of each engine, as the application's own role reaches it."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from sqlalchemy import select

from domain.shared import Compartment
from infrastructure.keys.opening import open_vault
from infrastructure.keys.tables import DATA_KEYS
from infrastructure.keys.vault import KeyDestroyed, Vault
from tests.engines import LedgerDatabases
from tests.examples import CHILD, NOW, OTHER_CHILD
from tests.infrastructure.keys.stores import LEDGER_ID

CARE, HEALTH = Compartment.CARE, Compartment.HEALTH


def vault_of(ledger: LedgerDatabases) -> Vault:
    return open_vault(ledger.keys_engine, LEDGER_ID, ledger.tmp_path / "keyfile.json")


def test_keys_live_and_die_in_the_migrated_store(ledger: LedgerDatabases) -> None:
    vault = vault_of(ledger)
    mine, theirs = vault.for_sealing(CHILD, CARE), vault.for_sealing(OTHER_CHILD, CARE)
    vault.destroy(CHILD, [CARE, HEALTH], NOW)
    other_process = vault_of(ledger)
    assert other_process.for_opening(theirs.key_id).subject == OTHER_CHILD
    with pytest.raises(KeyDestroyed):
        other_process.for_opening(mine.key_id)
    with pytest.raises(KeyDestroyed):
        other_process.for_sealing(CHILD, HEALTH)
    with ledger.keys_engine.connect() as connection:
        rows = connection.execute(select(DATA_KEYS).where(DATA_KEYS.c.subject == CHILD)).all()
    assert {(row.compartment, row.wrapped, row.destroyed_at) for row in rows} == {
        ("care", None, NOW),
        ("health", None, NOW),
    }


def test_processes_that_make_the_same_keys_at_once_agree_on_them(ledger: LedgerDatabases) -> None:
    pairs = [(UUID(int=number), CARE) for number in range(1, 60)]
    vaults = [vault_of(ledger) for _ in range(4)]

    def make(number: int) -> list[bytes]:
        vaults[number].prepare(pairs if number % 2 else reversed(pairs))
        return [vaults[number].for_sealing(*pair).key_id for pair in pairs]

    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(make, range(4)))
    assert made == [made[0]] * 4


def test_a_key_being_made_while_its_subject_is_erased_is_destroyed_too(
    ledger: LedgerDatabases,
) -> None:
    pairs = [(UUID(int=number), CARE) for number in range(1, 20)]
    maker, eraser = vault_of(ledger), vault_of(ledger)

    def erase() -> None:
        for subject, compartment in pairs:
            eraser.destroy(subject, [compartment], NOW)

    with ThreadPoolExecutor(2) as threads:
        erasing = threads.submit(erase)
        for pair in pairs:
            try:
                maker.for_sealing(*pair)
            except KeyDestroyed:
                continue
        erasing.result()
    assert all(vault_of(ledger).is_destroyed(*pair) for pair in pairs)
