"""The provider by default: one private file with a key-encryption key for each compartment."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from domain.shared import Compartment
from infrastructure.keys.keyfile_format import KEY_BYTES, NONCE_BYTES, read_keys, write_keys
from infrastructure.keys.private_files import create_private_file, read_private_file
from infrastructure.keys.provider import CLAIMS, UnwrapRefused
from infrastructure.keys.refusals import KeysRefused

PURPOSES = (*(compartment.value for compartment in Compartment), CLAIMS)
KEK_ID_BYTES = 8
WRAPPING = b"\x01"
HEAD_BYTES = len(WRAPPING) + KEK_ID_BYTES


class KeyFile:
    """Wraps data keys with AES-256-GCM, each purpose under a key of its own.

    A wrapped key is 0x01 ‖ id of the wrapping key (8) ‖ nonce (12) ‖ ciphertext ‖ tag, where the
    first two and the context are authenticated. The id is the fingerprint of the wrapping key: what
    another keyfile wrapped is known as such.
    """

    def __init__(self, keks: Mapping[str, bytes]) -> None:
        if set(keks) != set(PURPOSES) or {len(kek) for kek in keks.values()} != {KEY_BYTES}:
            raise KeysRefused("keyfile_damaged")
        self._ciphers = {purpose: AESGCM(kek) for purpose, kek in keks.items()}
        self._heads = {purpose: WRAPPING + _kek_id(purpose, kek) for purpose, kek in keks.items()}

    @classmethod
    def open(cls, path: Path, passphrase: str | None = None) -> Self:
        """Return the keys of an existing file.

        Raises: KeysRefused.
        """
        return cls(read_keys(read_private_file(path), passphrase))

    @classmethod
    def open_or_create(cls, path: Path, passphrase: str | None = None) -> Self:
        """Return the keys of the file, with new ones where there is none yet.

        Not for a key store that holds keys already, since a new file opens none of them:
        `keystore.open_vault` decides between the two.

        Raises: KeysRefused.
        """
        if not path.exists():
            keks = {purpose: os.urandom(KEY_BYTES) for purpose in PURPOSES}
            create_private_file(path, write_keys(keks, passphrase))
        return cls.open(path, passphrase)

    def wrap(self, purpose: str, data_key: bytes, context: bytes) -> bytes:
        """Return the data key sealed for one purpose and one context: 69 bytes for 32."""
        head, nonce = self._heads[purpose], os.urandom(NONCE_BYTES)
        return head + nonce + self._ciphers[purpose].encrypt(nonce, data_key, head + context)

    def unwrap(self, purpose: str, wrapped: bytes, context: bytes) -> bytes:
        """Return the data key that was wrapped for this purpose and context.

        Raises: UnwrapRefused.
        """
        head, rest = wrapped[:HEAD_BYTES], wrapped[HEAD_BYTES:]
        if not head.startswith(WRAPPING) or len(rest) <= NONCE_BYTES:
            raise UnwrapRefused("wrapped_key_damaged")
        if head != self._heads[purpose]:
            raise UnwrapRefused("other_kek")
        nonce, sealed = rest[:NONCE_BYTES], rest[NONCE_BYTES:]
        try:
            return self._ciphers[purpose].decrypt(nonce, sealed, head + context)
        except InvalidTag:
            raise UnwrapRefused("wrapped_key_damaged") from None


def _kek_id(purpose: str, kek: bytes) -> bytes:
    info = b"tongxin/kek-id/1" + purpose.encode()
    return HKDF(algorithm=SHA256(), length=KEK_ID_BYTES, salt=None, info=info).derive(kek)
