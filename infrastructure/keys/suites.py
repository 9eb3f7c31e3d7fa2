"""The ciphers that events are sealed with, by the suite number that every stored event carries."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

DATA_KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16


@dataclass(frozen=True, slots=True)
class Sealer:
    """One key, ready for use by any number of threads.

    `seal(nonce, plaintext, associated)` returns ciphertext and tag; `open(nonce, sealed,
    associated)` returns the plaintext or raises cryptography's InvalidTag.
    """

    seal: Callable[[bytes, bytes, bytes], bytes]
    open: Callable[[bytes, bytes, bytes], bytes]


@dataclass(frozen=True, slots=True)
class Suite:
    """An authenticated cipher with 12-byte nonce and 16-byte tag."""

    name: str
    construct: Callable[[bytes], Sealer]


def _aes_256_gcm(data_key: bytes) -> Sealer:
    if len(data_key) != DATA_KEY_BYTES:
        raise ValueError("a data key has 256 bits")
    cipher = AESGCM(data_key)
    return Sealer(seal=cipher.encrypt, open=cipher.decrypt)


AES_256_GCM = 1

SUITES: Mapping[int, Suite] = MappingProxyType({AES_256_GCM: Suite("AES-256-GCM", _aes_256_gcm)})
