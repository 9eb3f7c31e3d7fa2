"""What becomes of destroyed keys, of damaged ones, and of those somebody moved."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Engine, select, update

from domain.shared import Compartment
from infrastructure.keys.tables import DATA_KEYS
from infrastructure.keys.vault import (
    DataKey,
    KeyDamaged,
    KeyDestroyed,
    Vault,
)
from tests.examples import CHILD, NOW, OTHER_CHILD
from tests.infrastructure.keys.stores import KEY_FILE, OTHER_KEY_FILE

CARE, HEALTH, IDENTITY = Compartment.CARE, Compartment.HEALTH, Compartment.IDENTITY
FIXED_KEY = bytes(range(32))


@pytest.fixture
def vault(store: Engine) -> Vault:
    return Vault(store, KEY_FILE)


def another(store: Engine) -> Vault:
    """The vault of another process, which shares nothing but the store."""
    return Vault(store, KEY_FILE)


def same_key(one: DataKey, other: DataKey) -> bool:
    sealed = one.sealer.seal(b"n" * 12, b"text", b"")
    return one.key_id == other.key_id and other.sealer.open(b"n" * 12, sealed, b"") == b"text"


def test_a_destroyed_key_neither_opens_nor_seals_and_has_no_successor(
    store: Engine, vault: Vault
) -> None:
    key = vault.for_sealing(CHILD, CARE)
    other = vault.for_sealing(OTHER_CHILD, CARE)
    vault.destroy(CHILD, [CARE], NOW)
    for each in (vault, another(store)):
        with pytest.raises(KeyDestroyed) as opening:
            each.for_opening(key.key_id)
        with pytest.raises(KeyDestroyed) as sealing:
            each.for_sealing(CHILD, CARE)
        for refused in (opening.value, sealing.value):
            assert (refused.subject, refused.compartment) == (CHILD, CARE)
        assert each.is_destroyed(CHILD, CARE)
        assert not each.is_destroyed(OTHER_CHILD, CARE)
        assert same_key(each.for_opening(other.key_id), other)


def test_the_erased_are_told_by_compartment_also_to_whoever_still_holds_their_keys(
    store: Engine, vault: Vault
) -> None:
    holding = another(store)
    holding.for_sealing(CHILD, CARE)
    holding.for_sealing(OTHER_CHILD, CARE)
    vault.destroy(CHILD, [CARE], NOW)
    vault.destroy(OTHER_CHILD, [HEALTH], NOW)
    assert holding.erased([CARE, IDENTITY]) == {CHILD}
    assert holding.erased([CARE, HEALTH]) == {CHILD, OTHER_CHILD}
    assert holding.erased([IDENTITY]) == set()


def test_only_the_named_compartments_are_destroyed(vault: Vault) -> None:
    kept = vault.for_sealing(CHILD, HEALTH)
    vault.for_sealing(CHILD, CARE)
    vault.destroy(CHILD, [CARE, IDENTITY], NOW)
    assert vault.for_sealing(CHILD, HEALTH) is kept
    assert [vault.is_destroyed(CHILD, each) for each in (CARE, IDENTITY, HEALTH)] == [
        True,
        True,
        False,
    ]


def test_a_compartment_without_a_key_cannot_get_one_after_destruction(
    store: Engine, vault: Vault
) -> None:
    vault.destroy(CHILD, list(Compartment), NOW)
    for compartment in Compartment:
        with pytest.raises(KeyDestroyed):
            another(store).for_sealing(CHILD, compartment)


def test_destroying_again_changes_nothing(store: Engine, vault: Vault) -> None:
    vault.for_sealing(CHILD, CARE)
    vault.destroy(CHILD, [CARE], NOW)
    vault.destroy(CHILD, [CARE], datetime(2030, 1, 1, tzinfo=UTC))
    with store.connect() as connection:
        row = connection.execute(select(DATA_KEYS)).one()
    assert (row.wrapped, row.destroyed_at) == (None, NOW)


def test_every_generation_is_destroyed_and_none_hides_that_one_was(
    store: Engine, vault: Vault
) -> None:
    older = vault.for_sealing(CHILD, CARE)
    newer = next_generation(store, CHILD, CARE)
    assert another(store).for_sealing(CHILD, CARE).key_id == newer
    assert another(store).for_opening(older.key_id).key_id == older.key_id
    vault.destroy(CHILD, [CARE], NOW)
    for key_id in (older.key_id, newer):
        with pytest.raises(KeyDestroyed):
            another(store).for_opening(key_id)
    # A copy of the newer key put back, as from a backup, does not bring the subject back.
    with store.begin() as connection:
        restored = update(DATA_KEYS).where(DATA_KEYS.c.key_id == newer)
        connection.execute(restored.values(destroyed_at=None, wrapped=b"restored"))
    with pytest.raises(KeyDestroyed):
        another(store).for_sealing(CHILD, CARE)


def test_nothing_of_a_destroyed_key_stays_in_the_file(store: Engine, vault: Vault) -> None:
    vault.for_sealing(CHILD, CARE)
    vault.for_sealing(OTHER_CHILD, CARE)
    folder = Path(str(store.url.database)).parent
    with store.connect() as connection:
        rows = connection.execute(select(DATA_KEYS.c.subject, DATA_KEYS.c.wrapped))
        wrapped = {row.subject: row.wrapped for row in rows}
    assert places(folder, wrapped[CHILD]) == ["keys.sqlite3"]
    vault.destroy(CHILD, [CARE], NOW)
    assert places(folder, wrapped[CHILD]) == []
    assert places(folder, wrapped[OTHER_CHILD]) == ["keys.sqlite3"]


def test_keys_moved_between_rows_do_not_unwrap(store: Engine, vault: Vault) -> None:
    mine, theirs = vault.for_sealing(CHILD, CARE), vault.for_sealing(OTHER_CHILD, CARE)
    with store.begin() as connection:
        rows = connection.execute(select(DATA_KEYS.c.key_id, DATA_KEYS.c.wrapped)).all()
        wrapped = {row.key_id: row.wrapped for row in rows}
        row = update(DATA_KEYS).where(DATA_KEYS.c.key_id == mine.key_id)
        connection.execute(row.values(wrapped=wrapped[theirs.key_id]))
    with pytest.raises(KeyDamaged):
        another(store).for_opening(mine.key_id)
    with pytest.raises(KeyDamaged):
        another(store).for_sealing(CHILD, CARE)
    assert same_key(another(store).for_sealing(OTHER_CHILD, CARE), theirs)


@pytest.mark.parametrize(
    "change",
    [
        {"subject": OTHER_CHILD},
        {"compartment": "health"},
        {"compartment": "no compartment"},
        {"generation": 2},
        {"generation": -1},
        {"wrapped": None},
        {"wrapped": b""},
    ],
    ids=str,
)
def test_a_row_that_was_changed_gives_no_key(
    store: Engine, vault: Vault, change: dict[str, object]
) -> None:
    key = vault.for_sealing(CHILD, CARE)
    with store.begin() as connection:
        connection.execute(update(DATA_KEYS).values(change))
    reader = another(store)
    reader.warm([key.key_id])
    with pytest.raises(KeyDamaged):
        reader.for_opening(key.key_id)


def test_a_key_under_another_key_id_is_refused(store: Engine, vault: Vault) -> None:
    vault.for_sealing(CHILD, CARE)
    with store.begin() as connection:
        connection.execute(update(DATA_KEYS).values(key_id=bytes(16)))
    with pytest.raises(KeyDamaged):
        another(store).for_opening(bytes(16))


def test_keys_wrapped_by_another_key_file_are_refused(store: Engine, vault: Vault) -> None:
    key = vault.for_sealing(CHILD, CARE)
    with pytest.raises(KeyDamaged):
        Vault(store, OTHER_KEY_FILE).for_opening(key.key_id)


def places(folder: Path, content: bytes) -> list[str]:
    return [each.name for each in folder.iterdir() if content in each.read_bytes()]


def next_generation(store: Engine, subject: UUID, compartment: Compartment) -> bytes:
    """Put in a second key as a later rotation would, and return its id."""
    context = subject.bytes + compartment.encode() + b"\x00\x00\x00\x02"
    info = b"tongxin/key-id/1" + context
    key_id = HKDF(algorithm=SHA256(), length=16, salt=None, info=info).derive(FIXED_KEY)
    with store.begin() as connection:
        connection.execute(
            DATA_KEYS.insert().values(
                subject=subject,
                compartment=compartment,
                generation=2,
                key_id=key_id,
                wrapped=KEY_FILE.wrap(compartment, FIXED_KEY, context),
                created_at=NOW,
            )
        )
    return key_id
