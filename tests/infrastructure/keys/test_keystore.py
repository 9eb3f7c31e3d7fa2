"""Key file and key store are a pair: started together, and refused with any other partner."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine, delete, select, update

from domain.shared import Compartment
from infrastructure.keys.opening import open_vault
from infrastructure.keys.refusals import KeysRefused
from infrastructure.keys.tables import DATA_KEYS, KEYSTORE, open_keys_engine
from infrastructure.keys.vault import Vault
from tests.examples import CHILD
from tests.infrastructure.keys.stores import LEDGER_ID, OTHER_KEY_FILE, empty_store

CARE = Compartment.CARE
OTHER_LEDGER = UUID(int=1)


@pytest.fixture
def store(tmp_path: Path) -> Engine:
    return empty_store(tmp_path)


@pytest.fixture
def keyfile(tmp_path: Path) -> Path:
    return tmp_path / "keyfile.json"


def test_the_first_start_makes_key_file_and_claims_key(store: Engine, keyfile: Path) -> None:
    vault = open_vault(store, LEDGER_ID, keyfile)
    digest, key = vault.claim_digest("kind", "value"), vault.for_sealing(CHILD, CARE)
    again = open_vault(store, LEDGER_ID, keyfile)
    assert again.claim_digest("kind", "value") == digest
    assert again.for_sealing(CHILD, CARE).key_id == key.key_id
    with store.connect() as connection:
        assert connection.execute(select(KEYSTORE.c.ledger_id)).scalars().all() == [LEDGER_ID]


def test_two_first_starts_at_once_end_with_one_claims_key(store: Engine, keyfile: Path) -> None:
    def start(_: int) -> bytes:
        return open_vault(store, LEDGER_ID, keyfile).claim_digest("kind", "value")

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(start, range(4)))) == 1


def test_a_lost_key_file_is_refused_and_not_made_anew(store: Engine, keyfile: Path) -> None:
    open_vault(store, LEDGER_ID, keyfile).for_sealing(CHILD, CARE)
    keyfile.unlink()
    assert refused(store, keyfile) == "keyfile_missing"
    assert not keyfile.exists()


def test_a_lost_key_file_is_refused_even_before_the_first_event(
    store: Engine, keyfile: Path
) -> None:
    open_vault(store, LEDGER_ID, keyfile)
    keyfile.unlink()
    assert refused(store, keyfile) == "keyfile_missing"


def test_a_key_file_of_another_ledger_is_refused(
    store: Engine, keyfile: Path, tmp_path: Path
) -> None:
    open_vault(store, LEDGER_ID, keyfile)
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / "keyfile.json"
    open_vault(empty_store(tmp_path / "other"), OTHER_LEDGER, other)
    assert refused(store, other) == "keyfile_of_another_keystore"


def test_a_key_store_of_another_ledger_is_refused(store: Engine, keyfile: Path) -> None:
    open_vault(store, LEDGER_ID, keyfile)
    assert refused(store, keyfile, OTHER_LEDGER) == "keystore_of_another_ledger"


def test_data_keys_without_the_stores_own_row_are_refused(store: Engine, keyfile: Path) -> None:
    open_vault(store, LEDGER_ID, keyfile).for_sealing(CHILD, CARE)
    with store.begin() as connection:
        connection.execute(delete(KEYSTORE))
    assert refused(store, keyfile) == "keystore_damaged"


def test_a_changed_claims_key_is_refused(store: Engine, keyfile: Path) -> None:
    open_vault(store, LEDGER_ID, keyfile)
    with store.begin() as connection:
        wrapped = connection.execute(select(KEYSTORE.c.claims_key_wrapped)).scalar_one()
        changed = wrapped[:-1] + bytes([wrapped[-1] ^ 1])
        connection.execute(update(KEYSTORE).values(claims_key_wrapped=changed))
    assert refused(store, keyfile) == "keystore_damaged"


def test_a_vault_over_a_store_that_was_never_started_has_no_claims(store: Engine) -> None:
    with pytest.raises(KeysRefused) as refusal:
        Vault(store, OTHER_KEY_FILE).claim_digest("kind", "value")
    assert refusal.value.code == "keystore_damaged"


def test_the_sqlite_store_keeps_nothing_behind(store: Engine, tmp_path: Path) -> None:
    with store.connect() as connection:
        names = ("journal_mode", "secure_delete", "synchronous")
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
    assert found == ["delete", 1, 2]
    assert (tmp_path / "keys.sqlite3").stat().st_mode & 0o077 == 0


def test_opening_an_existing_store_leaves_its_keys_alone(store: Engine, keyfile: Path) -> None:
    open_vault(store, LEDGER_ID, keyfile).for_sealing(CHILD, CARE)
    reopened = open_keys_engine(str(store.url))
    with reopened.connect() as connection:
        assert len(connection.execute(select(DATA_KEYS)).all()) == 1


def refused(store: Engine, keyfile: Path, ledger_id: UUID = LEDGER_ID) -> str:
    with pytest.raises(KeysRefused) as refusal:
        open_vault(store, ledger_id, keyfile)
    return refusal.value.code
