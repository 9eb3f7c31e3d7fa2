"""The vault: one key for each subject and compartment, bound to its row, gone once destroyed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Engine, event, func, select

from domain.shared import Compartment
from infrastructure.keys.suites import AES_256_GCM, SUITES
from infrastructure.keys.tables import DATA_KEYS, open_keys_engine
from infrastructure.keys.vault import (
    DataKey,
    KeyMissing,
    Vault,
)
from tests.examples import CHILD, OTHER_CHILD
from tests.infrastructure.keys.stores import KEY_FILE

CARE, HEALTH, IDENTITY = Compartment.CARE, Compartment.HEALTH, Compartment.IDENTITY
FIXED_KEY = bytes(range(32))


@pytest.fixture
def vault(store: Engine) -> Vault:
    return Vault(store, KEY_FILE)


@pytest.fixture
def queries(store: Engine) -> list[str]:
    """The statements that reached the key store."""
    seen: list[str] = []

    @event.listens_for(store, "before_cursor_execute")
    def note(*arguments: object) -> None:
        seen.append(str(arguments[2]))

    return seen


def another(store: Engine) -> Vault:
    """The vault of another process, which shares nothing but the store."""
    return Vault(store, KEY_FILE)


def same_key(one: DataKey, other: DataKey) -> bool:
    sealed = one.sealer.seal(b"n" * 12, b"text", b"")
    return one.key_id == other.key_id and other.sealer.open(b"n" * 12, sealed, b"") == b"text"


def test_the_first_use_makes_a_key_and_later_uses_find_it(store: Engine, vault: Vault) -> None:
    made = vault.for_sealing(CHILD, CARE)
    assert (made.subject, made.compartment, made.suite) == (CHILD, CARE, AES_256_GCM)
    assert vault.for_sealing(CHILD, CARE) is made
    assert same_key(made, vault.for_opening(made.key_id))
    assert same_key(made, another(store).for_sealing(CHILD, CARE))
    assert same_key(made, another(store).for_opening(made.key_id))


def test_every_subject_and_compartment_has_a_key_of_its_own(vault: Vault) -> None:
    pairs = [(subject, each) for subject in (CHILD, OTHER_CHILD) for each in Compartment]
    keys = [vault.for_sealing(*pair) for pair in pairs]
    assert [(key.subject, key.compartment) for key in keys] == pairs
    assert len({key.key_id for key in keys}) == len(pairs)
    assert len({key.sealer.seal(b"n" * 12, b"text", b"") for key in keys}) == len(pairs)


def test_the_key_is_committed_before_it_is_handed_out(store: Engine, vault: Vault) -> None:
    key = vault.for_sealing(CHILD, CARE)
    with open_keys_engine(str(store.url)).connect() as connection:
        row = connection.execute(select(DATA_KEYS)).one()
    assert (row.subject, row.compartment, row.generation) == (CHILD, "care", 1)
    assert (row.key_id, row.destroyed_at) == (key.key_id, None)
    assert row.created_at.tzinfo is UTC


def test_the_key_id_commits_to_the_key_and_to_whose_it_is(store: Engine) -> None:
    key = Vault(store, KEY_FILE, random_bytes=lambda _: FIXED_KEY).for_sealing(CHILD, CARE)
    info = b"tongxin/key-id/1" + CHILD.bytes + b"care" + b"\x00\x00\x00\x01"
    expected = HKDF(algorithm=SHA256(), length=16, salt=None, info=info).derive(FIXED_KEY)
    assert key.key_id == expected
    own = SUITES[AES_256_GCM].construct(FIXED_KEY)
    assert own.open(b"n" * 12, key.sealer.seal(b"n" * 12, b"text", b""), b"") == b"text"


def test_many_first_uses_at_once_agree_on_one_key(store: Engine) -> None:
    with ThreadPoolExecutor(8) as threads:
        vaults = [another(store) for _ in range(8)]
        keys = list(threads.map(lambda vault: vault.for_sealing(CHILD, CARE), vaults))
    assert {key.key_id for key in keys} == {keys[0].key_id}
    assert all(same_key(keys[0], key) for key in keys)


def test_a_key_made_by_another_process_in_between_is_taken_up(store: Engine, vault: Vault) -> None:
    others: list[DataKey] = []

    def meanwhile(size: int) -> bytes:
        others.append(vault.for_sealing(CHILD, CARE))
        return bytes(size)

    late = Vault(store, KEY_FILE, random_bytes=meanwhile)
    assert same_key(late.for_sealing(CHILD, CARE), others[0])


def test_cached_keys_ask_the_store_nothing(vault: Vault, queries: list[str]) -> None:
    key = vault.for_sealing(CHILD, CARE)
    queries.clear()
    vault.for_sealing(CHILD, CARE)
    vault.for_opening(key.key_id)
    vault.warm([key.key_id])
    vault.prepare([(CHILD, CARE)])
    assert queries == []


def test_no_more_keys_are_cached_than_allowed(store: Engine, queries: list[str]) -> None:
    vault = Vault(store, KEY_FILE, cache_size=2)
    for compartment in (CARE, HEALTH, IDENTITY):
        vault.for_sealing(CHILD, compartment)
    queries.clear()
    vault.for_sealing(CHILD, IDENTITY)
    vault.for_sealing(CHILD, HEALTH)
    assert queries == []
    vault.for_sealing(CHILD, CARE)
    assert len(queries) == 1


def test_no_key_is_cached_for_longer_than_allowed(store: Engine, queries: list[str]) -> None:
    vault = Vault(store, KEY_FILE, cache_seconds=0)
    key = vault.for_sealing(CHILD, CARE)
    queries.clear()
    vault.for_sealing(CHILD, CARE)
    vault.for_opening(key.key_id)
    assert len(queries) == 2


def test_many_keys_are_made_with_one_commit_and_loaded_with_one_query(
    store: Engine, vault: Vault, queries: list[str]
) -> None:
    children = [UUID(int=number) for number in range(1, 400)]
    vault.prepare((child, CARE) for child in children)
    assert sum("INSERT" in query for query in queries) == 1
    key_ids = [vault.for_sealing(child, CARE).key_id for child in children]
    queries.clear()
    reader = another(store)
    reader.warm([*key_ids, b"an unknown key id"])
    assert len(queries) == 1
    assert [reader.for_opening(key_id).subject for key_id in key_ids] == children
    assert len(queries) == 1


def test_more_keys_than_one_query_holds_are_loaded(store: Engine, vault: Vault) -> None:
    children = [UUID(int=number) for number in range(1, 1_200)]
    vault.prepare((child, CARE) for child in children)
    with store.connect() as connection:
        assert connection.execute(select(func.count()).select_from(DATA_KEYS)).scalar() == 1_199
    last = vault.for_sealing(children[-1], CARE)
    assert (last.subject, vault.for_opening(last.key_id).subject) == (children[-1],) * 2


def test_an_unknown_key_id_is_missing(vault: Vault) -> None:
    with pytest.raises(KeyMissing):
        vault.for_opening(bytes(16))


def test_equal_claims_have_equal_digests_in_every_process(store: Engine, vault: Vault) -> None:
    digest = vault.claim_digest("id_number", "999999201503120012")
    assert another(store).claim_digest("id_number", "999999201503120012") == digest
    assert len(digest) == 32


@pytest.mark.parametrize(
    ("kind", "value"), [("id_number", "other"), ("student_number", "value"), ("id_numbervalue", "")]
)
def test_other_claims_have_other_digests(vault: Vault, kind: str, value: str) -> None:
    assert vault.claim_digest(kind, value) != vault.claim_digest("id_number", "value")
