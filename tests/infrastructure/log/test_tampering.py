"""Whatever is changed in a stored row, it is refused with a reason and nothing else is told."""

import json
from collections.abc import Callable
from uuid import UUID

import pytest

from domain.shared import ChildId, Compartment, Stream
from domain.visits.facts import HomeVisitLogged
from infrastructure.keys.keyfile import PURPOSES, KeyFile
from infrastructure.keys.tables import DATA_KEYS
from infrastructure.keys.vault import DataKey, KeyDestroyed, Vault
from infrastructure.log.envelope import (
    HEADER_BYTES,
    Header,
    associated_data_of,
    read_header,
    write_header,
)
from infrastructure.log.mapper import SealingMapper
from infrastructure.log.rows import StoredRow
from tests.examples import CHILD, HOME_VISIT, NOW, OTHER_CHILD, VISIT_ID, example_id
from tests.infrastructure.keys.stores import KEY_FILE, LEDGER_ID
from tests.infrastructure.log.sealing import (
    VISIT_LOGGED,
    memory_store,
    memory_vault,
    reason,
    sealed_row,
)

# Where each field of the state begins, and what is said when it was changed.
STATE_FIELDS = {
    "format": (0, "unknown_format"),
    "suite": (1, "unknown_suite"),
    "ledger": (2, "other_ledger"),
    "event": (18, "not_authentic"),
    "request": (34, "not_authentic"),
    "recorded_at": (50, "not_authentic"),
    "actor": (58, "not_authentic"),
    "key": (74, "key_missing"),
    "nonce": (90, "not_authentic"),
    "ciphertext": (102, "not_authentic"),
}


# Of a child that no test here tampers with.
SOUND = HomeVisitLogged(child_id=ChildId(example_id(77)), visit_id=VISIT_ID, visit=HOME_VISIT)


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


@pytest.fixture
def vault() -> Vault:
    return memory_vault()


@pytest.fixture
def mapper(vault: Vault) -> SealingMapper:
    return SealingMapper(LEDGER_ID, vault)


def reasons(mapper: SealingMapper, row: StoredRow) -> set[str]:
    """Why a row cannot be read, singly and among others that can."""
    sound = sealed_row(mapper, SOUND)
    first, outcome, last = mapper.open_each([sound, row, sound])
    assert first == last == mapper.open_row(sound)
    return {
        reason(lambda: mapper.open_row(row)),
        reason(lambda: mapper.open_rows([sound, row, sound])),
        getattr(outcome, "reason", "readable"),
    }


def test_every_changed_byte_of_the_state_is_noticed(mapper: SealingMapper) -> None:
    row = sealed_row(mapper, VISIT_LOGGED)
    for at in range(len(row.state)):
        expected = [said for start, said in STATE_FIELDS.values() if start <= at][-1]
        assert reasons(mapper, row._replace(state=flipped(row.state, at))) == {expected}, at


def test_every_changed_byte_of_stream_version_and_name_is_noticed(mapper: SealingMapper) -> None:
    row = sealed_row(mapper, VISIT_LOGGED)
    for at in range(16):
        stream = type(row.stream)(bytes=flipped(row.stream.bytes, at))
        assert reasons(mapper, row._replace(stream=stream)) == {"not_authentic"}
    for bit in range(63):
        assert reasons(mapper, row._replace(version=row.version ^ 1 << bit)) == {"not_authentic"}
    for at in range(len(row.name)):
        name = flipped(row.name.encode(), at).decode()
        assert reasons(mapper, row._replace(name=name)) == {"unknown_name"}, name


@pytest.mark.parametrize("length", [0, 1, 2, 101, 102, 117, 118, -1])
def test_a_shortened_state_is_noticed(mapper: SealingMapper, length: int) -> None:
    row = sealed_row(mapper, VISIT_LOGGED)
    cut = row._replace(state=row.state[:length])
    assert reasons(mapper, cut) == {"too_short" if 0 <= length < 102 else "not_authentic"}


@pytest.mark.parametrize("version", [-1, 2**64, 1.5, "1", None])
def test_a_version_that_is_none_is_noticed(mapper: SealingMapper, version: int) -> None:
    row = sealed_row(mapper, VISIT_LOGGED)
    assert reasons(mapper, row._replace(version=version)) == {"malformed"}


@pytest.mark.parametrize("state", [5, "text", "t" * 500, None, 1.5], ids=repr)
def test_a_state_that_is_no_bytes_is_noticed(mapper: SealingMapper, state: bytes) -> None:
    """SQLite keeps a value of any type in any column."""
    row = sealed_row(mapper, VISIT_LOGGED)
    assert reasons(mapper, row._replace(state=state)) == {"too_short"}


@pytest.mark.parametrize("name", [5, b"visits.home_visit_logged.1", None], ids=repr)
def test_a_name_that_is_no_text_is_noticed(mapper: SealingMapper, name: str) -> None:
    row = sealed_row(mapper, VISIT_LOGGED)
    assert reasons(mapper, row._replace(name=name)) == {"unknown_name"}


def test_a_lengthened_state_is_noticed(mapper: SealingMapper) -> None:
    row = sealed_row(mapper, VISIT_LOGGED)
    assert reasons(mapper, row._replace(state=row.state + b"\0")) == {"not_authentic"}


def test_an_event_of_another_ledger_is_refused(mapper: SealingMapper) -> None:
    vault = memory_vault()
    other = SealingMapper(example_id(1), vault)
    row = sealed_row(other, VISIT_LOGGED)
    assert reasons(SealingMapper(LEDGER_ID, vault), row) == {"other_ledger"}
    assert reasons(mapper, row) == {"other_ledger"}


# ── by somebody who holds keys ───────────────────────────────────────────────────────────────────


def resealed(
    vault: Vault, row: StoredRow, key: DataKey, change: Callable[[bytes], bytes] = bytes
) -> StoredRow:
    """The row with its plaintext changed, sealed by hand under a key."""
    header = read_header(row.state)
    own = vault.for_opening(header[7])
    plaintext = own.sealer.open(header[8], row.state[HEADER_BYTES:], associated(row, header))
    header = (*header[:7], key.key_id, header[8])
    sealed = key.sealer.seal(header[8], change(plaintext), associated(row, header))
    return row._replace(state=write_header(header) + sealed)


def associated(row: StoredRow, header: Header) -> bytes:
    return associated_data_of(row.name)(row.stream.bytes, row.version, header)


def test_the_right_key_reseals_readably(mapper: SealingMapper, vault: Vault) -> None:
    row = sealed_row(mapper, VISIT_LOGGED)
    again = resealed(vault, row, vault.for_sealing(CHILD, Compartment.CARE))
    assert mapper.open_row(again) == mapper.open_row(row)


@pytest.mark.parametrize(
    ("subject", "compartment"),
    [(OTHER_CHILD, Compartment.CARE), (CHILD, Compartment.HEALTH)],
    ids=["of another child", "of another compartment"],
)
def test_an_event_under_a_key_of_another_is_refused(
    mapper: SealingMapper, vault: Vault, subject: UUID, compartment: Compartment
) -> None:
    row = sealed_row(mapper, VISIT_LOGGED)
    wrong = resealed(vault, row, vault.for_sealing(subject, compartment))
    assert reasons(mapper, wrong) == {"key_of_another"}
    vault.destroy(subject, [compartment], NOW)
    assert reasons(mapper, wrong) == {"key_of_another"}


def test_an_event_of_another_child_in_this_childs_stream_is_refused(
    mapper: SealingMapper, vault: Vault
) -> None:
    other = HomeVisitLogged(child_id=OTHER_CHILD, visit_id=VISIT_ID, visit=HOME_VISIT)
    row = sealed_row(mapper, other)
    header = read_header(row.state)
    key = vault.for_opening(header[7])
    plaintext = key.sealer.open(header[8], row.state[HEADER_BYTES:], associated(row, header))
    for stream in (Stream("visits", CHILD), Stream("care", OTHER_CHILD)):
        moved = row._replace(stream=mapper.stream_id(stream))
        sealed = key.sealer.seal(header[8], plaintext, associated(moved, header))
        moved = moved._replace(state=write_header(header) + sealed)
        assert reasons(mapper, moved) == {"stream_of_another"}


@pytest.mark.parametrize(
    "change",
    [
        lambda plaintext: plaintext[:-200],
        lambda plaintext: json.dumps({**json.loads(plaintext), "also": 1}).encode(),
        lambda plaintext: plaintext.replace(b"00Z", b"00 "),
    ],
    ids=["cut", "unknown part", "naive time"],
)
def test_an_event_that_does_not_decode_is_refused(
    mapper: SealingMapper, vault: Vault, change: Callable[[bytes], bytes]
) -> None:
    row = sealed_row(mapper, VISIT_LOGGED)
    key = vault.for_sealing(CHILD, Compartment.CARE)
    assert reasons(mapper, resealed(vault, row, key, change)) == {"undecodable"}


def test_an_event_whose_key_is_lost_or_damaged_is_not_taken_for_erased() -> None:
    store = memory_store()
    row = sealed_row(SealingMapper(LEDGER_ID, Vault(store, KEY_FILE)), VISIT_LOGGED)
    other_file = KeyFile({purpose: bytes([77]) * 32 for purpose in PURPOSES})
    assert reasons(SealingMapper(LEDGER_ID, Vault(store, other_file)), row) == {"key_damaged"}
    with store.begin() as connection:
        connection.execute(DATA_KEYS.delete())
    assert reasons(SealingMapper(LEDGER_ID, Vault(store, KEY_FILE)), row) == {"key_missing"}


def test_only_a_destroyed_key_of_its_own_makes_an_event_erased(
    mapper: SealingMapper, vault: Vault
) -> None:
    row = sealed_row(mapper, VISIT_LOGGED)
    erased = HomeVisitLogged(child_id=OTHER_CHILD, visit_id=VISIT_ID, visit=HOME_VISIT)
    erased_row = sealed_row(mapper, erased)
    vault.destroy(OTHER_CHILD, [Compartment.CARE], NOW)
    with pytest.raises(KeyDestroyed):
        mapper.open_row(erased_row)
    pretending = row.state[:74] + erased_row.state[74:90] + row.state[90:]
    assert reasons(mapper, row._replace(state=pretending)) == {"key_of_another"}
