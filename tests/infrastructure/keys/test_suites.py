"""The ciphers: published vectors open, and nothing that was changed does."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography.exceptions import InvalidTag

from infrastructure.keys.suites import AES_256_GCM, SUITES, TAG_BYTES

# McGrew and Viega, "The Galois/Counter Mode of Operation", test case 16.
KEY = bytes.fromhex("feffe9928665731c6d6a8f9467308308" * 2)
NONCE = bytes.fromhex("cafebabefacedbaddecaf888")
PLAINTEXT = bytes.fromhex(
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
    "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
)
ASSOCIATED = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
SEALED = bytes.fromhex(
    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
    "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
    "76fc6ece0f4e1768cddf8853bb2d551b"
)

sealer = SUITES[AES_256_GCM].construct(KEY)


def test_suite_1_is_aes_256_gcm_with_its_published_vector() -> None:
    assert SUITES[1].name == "AES-256-GCM"
    assert sealer.seal(NONCE, PLAINTEXT, ASSOCIATED) == SEALED
    assert sealer.open(NONCE, SEALED, ASSOCIATED) == PLAINTEXT


@pytest.mark.parametrize("at", range(len(SEALED)))
def test_a_changed_byte_does_not_open(at: int) -> None:
    changed = SEALED[:at] + bytes([SEALED[at] ^ 1]) + SEALED[at + 1 :]
    with pytest.raises(InvalidTag):
        sealer.open(NONCE, changed, ASSOCIATED)


@pytest.mark.parametrize("sealed", [b"", SEALED[: TAG_BYTES - 1], SEALED[:-1], SEALED + b"\0"])
def test_another_length_does_not_open(sealed: bytes) -> None:
    with pytest.raises(InvalidTag):
        sealer.open(NONCE, sealed, ASSOCIATED)


def test_a_key_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="256 bits"):
        SUITES[AES_256_GCM].construct(KEY[:16])


def test_one_sealer_serves_many_threads() -> None:
    def seal_and_open(number: int) -> bool:
        nonce, text = number.to_bytes(12, "big"), PLAINTEXT * (1 + number % 7)
        return sealer.open(nonce, sealer.seal(nonce, text, ASSOCIATED), ASSOCIATED) == text

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(seal_and_open, range(2_000)))
