"""What is sealed are exactly the bytes of docs/formats/event.md, never twice the same."""

import os
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from struct import unpack
from typing import NamedTuple
from uuid import uuid5

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from eventsourcing.domain import DomainEvent

from domain.shared import Compartment, Stream
from infrastructure.keys.vault import KeyDestroyed, Vault
from infrastructure.log.codec import Unwritable
from infrastructure.log.envelope import length_prefixed
from infrastructure.log.mapper import SealingMapper
from infrastructure.log.rows import StoredRow
from tests.examples import CHILD, NOW, OTHER_CHILD, TEACHER, example_id
from tests.infrastructure.keys.stores import KEY_FILE, LEDGER_ID
from tests.infrastructure.log.sealing import (
    LEARNED_AT,
    VISIT_LOGGED,
    memory_store,
    memory_vault,
    outgoing,
    sealed_row,
)
from tests.vectors.samples import SAMPLES

FIXED_KEY = bytes(range(32))
COMPARTMENTS = {
    "staff": Compartment.ORGANISATION,
    "children": Compartment.IDENTITY,
    "care": Compartment.CARE,
    "pairing": Compartment.CARE,
    "visits": Compartment.CARE,
    "reads": Compartment.ORGANISATION,
    "referrals": Compartment.HEALTH,
    "referrals.pupil_named.1": Compartment.IDENTITY,
    "referrals.consent_giver_named.1": Compartment.IDENTITY,
    "referrals.family_member_named.1": Compartment.IDENTITY,
    "referrals.feedback_authoriser_named.1": Compartment.IDENTITY,
    "alerts": Compartment.HEALTH,
    "clocks": Compartment.HEALTH,
    "survey": Compartment.IDENTITY,
    "grants": Compartment.CARE,
    "grants.access_reason_written.1": Compartment.HEALTH,
    "grants.glass_break_counted.1": Compartment.ORGANISATION,
    "consent": Compartment.CARE,
    "consent.notice_published.1": Compartment.ORGANISATION,
    "consent.speaker_named.1": Compartment.IDENTITY,
    "rights": Compartment.CARE,
    "rights.requester_named.1": Compartment.IDENTITY,
    "disclosures": Compartment.CARE,
    "breaches": Compartment.ORGANISATION,
    "accounts": Compartment.ORGANISATION,
    "security": Compartment.ORGANISATION,
    "advising": Compartment.ORGANISATION,
    "alerts.report_alerted.1": Compartment.LEGAL,
    "alerts.report_news_told.1": Compartment.LEGAL,
    "reporting": Compartment.LEGAL,
    "reporting.harmed_child_named.1": Compartment.IDENTITY,
    "oncall": Compartment.ORGANISATION,
    "contacts": Compartment.ORGANISATION,
    "screening": Compartment.HEALTH,
    "ruleset": Compartment.ORGANISATION,
    "outages": Compartment.ORGANISATION,
}


SUBJECTS = (
    *("child_id", "reader_id", "recorder_id", "person_id", "organisation_id", "school_id"),
    "city_id",
)


class Parts(NamedTuple):
    """A stored state taken apart by hand."""

    form: int
    suite: int
    ledger: bytes
    event: bytes
    request: bytes
    recorded_at: bytes
    actor: bytes
    key: bytes
    nonce: bytes
    sealed: bytes

    @classmethod
    def of(cls, state: bytes) -> "Parts":
        ends = [1, 2, 18, 34, 50, 58, 74, 90, 102]
        cut = [state[start:end] for start, end in zip([0, *ends], [*ends, None], strict=True)]
        return cls(cut[0][0], cut[1][0], *cut[2:])


def lp(*fields: bytes) -> bytes:
    """Count, then length and bytes of each, as the format says; not the program's own."""
    sized = [len(field).to_bytes(4, "big") + field for field in fields]
    return len(fields).to_bytes(4, "big") + b"".join(sized)


def associated_data(row: StoredRow) -> bytes:
    parts = Parts.of(row.state)
    return lp(
        row.stream.bytes,
        row.version.to_bytes(8, "big"),
        row.name.encode(),
        bytes([parts.form]),
        bytes([parts.suite]),
        *(parts.ledger, parts.event, parts.request, parts.recorded_at, parts.actor, parts.key),
    )


@pytest.fixture
def vault() -> Vault:
    return memory_vault()


@pytest.fixture
def mapper(vault: Vault) -> SealingMapper:
    return SealingMapper(LEDGER_ID, vault)


def fixed_mapper() -> SealingMapper:
    """One whose data keys are all FIXED_KEY."""
    vault = Vault(memory_store(), KEY_FILE, random_bytes=lambda _: FIXED_KEY)
    return SealingMapper(LEDGER_ID, vault)


def test_the_state_holds_the_header_fields_at_their_places(mapper: SealingMapper) -> None:
    row = sealed_row(mapper, VISIT_LOGGED, version=7)
    parts = Parts.of(row.state)
    assert (row.name, row.version) == ("visits.home_visit_logged.1", 7)
    assert row.stream == uuid5(LEDGER_ID, f"visits/{CHILD}")
    assert parts[:7] == (
        1,
        1,
        LEDGER_ID.bytes,
        example_id(9_007).bytes,
        example_id(9_900).bytes,
        unpack(">8s", (1_773_106_200_123_456).to_bytes(8, "big"))[0],
        TEACHER.bytes,
    )
    assert len(parts.sealed) % 128 == 16


def test_the_ciphertext_opens_by_hand_with_the_header_as_associated_data() -> None:
    row = sealed_row(fixed_mapper(), VISIT_LOGGED, version=7)
    parts = Parts.of(row.state)
    plaintext = AESGCM(FIXED_KEY).decrypt(parts.nonce, parts.sealed, associated_data(row))
    assert plaintext.startswith(b'{"fact":{"child_id":"')


def test_the_leaf_is_that_of_the_format_and_needs_no_key(mapper: SealingMapper) -> None:
    row = sealed_row(mapper, VISIT_LOGGED, version=7)
    parts = Parts.of(row.state)
    digest = sha256(parts.sealed).digest()
    expected = sha256(b"\x00" + lp(associated_data(row), parts.nonce, digest)).digest()
    assert row.leaf_hash == expected
    assert mapper.open_row(row).leaf_hash == expected
    assert mapper.open_rows([row])[0].leaf_hash == expected


def test_lists_of_fields_never_run_into_each_other() -> None:
    lists: list[tuple[bytes, ...]] = [(), (b"",), (b"", b""), (b"ab",), (b"a", b"b"), (b"", b"ab")]
    assert [length_prefixed(*fields) for fields in lists] == [lp(*fields) for fields in lists]
    assert len({length_prefixed(*fields) for fields in lists}) == len(lists)


def test_no_leaf_is_made_of_what_is_too_short_to_be_an_event() -> None:
    with pytest.raises(ValueError, match="too short"):
        _ = StoredRow(1, example_id(1), 1, "care.care_file_opened.1", bytes(101)).leaf_hash


def test_the_same_fact_is_never_sealed_to_the_same_bytes(mapper: SealingMapper) -> None:
    states = {sealed_row(mapper, VISIT_LOGGED).state for _ in range(1_000)}
    assert len({Parts.of(state).nonce for state in states}) == 1_000


def test_the_nonce_is_twelve_bytes_from_the_system() -> None:
    asked: list[int] = []

    def noted(size: int) -> bytes:
        asked.append(size)
        return bytes(size)

    mapper = SealingMapper(LEDGER_ID, memory_vault(), random_bytes=noted)
    assert Parts.of(sealed_row(mapper, VISIT_LOGGED).state).nonce == bytes(12)
    assert asked == [12]
    defaults = SealingMapper.__init__.__kwdefaults__ or {}
    assert defaults["random_bytes"] is os.urandom


def test_each_fact_is_sealed_under_the_key_of_its_subject_and_compartment(
    mapper: SealingMapper, vault: Vault
) -> None:
    for name, fact in SAMPLES.items():
        key = vault.for_opening(Parts.of(sealed_row(mapper, fact).state).key)
        within = COMPARTMENTS.get(name) or COMPARTMENTS[name.split(".")[0]]
        assert key.compartment is within
        # A breach is the office's own, also where a guardian is told of one child.
        of_an_office = name.startswith("breaches.")
        fields = ("organisation_id",) if of_an_office else SUBJECTS
        subject = next(getattr(fact, field) for field in fields if hasattr(fact, field))
        assert key.subject == subject


@pytest.mark.parametrize("other", [Stream("visits", OTHER_CHILD), Stream("care", CHILD)])
def test_a_fact_is_not_sealed_into_a_stream_of_another(
    mapper: SealingMapper, other: Stream
) -> None:
    misled = replace(outgoing(mapper, VISIT_LOGGED), originator_id=mapper.stream_id(other))
    with pytest.raises(Unwritable):
        mapper.to_stored_event(misled)


def test_a_fact_learned_at_a_naive_time_is_not_sealed(mapper: SealingMapper) -> None:
    naive = replace(outgoing(mapper, VISIT_LOGGED), recorded_at=LEARNED_AT.replace(tzinfo=None))
    with pytest.raises(TypeError):
        mapper.to_stored_event(naive)


def test_only_facts_of_the_table_on_their_way_are_sealed(mapper: SealingMapper) -> None:
    with pytest.raises(KeyError):
        mapper.stream_of("a text")
    event = DomainEvent(
        originator_id=example_id(1), originator_version=1, timestamp=datetime.now(UTC)
    )
    with pytest.raises(TypeError):
        mapper.to_stored_event(event)


def test_nothing_more_is_sealed_for_an_erased_child(mapper: SealingMapper, vault: Vault) -> None:
    vault.destroy(CHILD, [Compartment.CARE], NOW)
    with pytest.raises(KeyDestroyed):
        sealed_row(mapper, VISIT_LOGGED)
