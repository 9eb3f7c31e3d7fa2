"""The text of a keyfile: JSON with a checksum, its keys in clear or sealed under a passphrase."""

import json
import os
from collections.abc import Mapping
from hashlib import sha256
from typing import TypedDict
from unicodedata import normalize

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from infrastructure.keys.refusals import KeysRefused

FORMAT = "tongxin-keyfile/1"
KEY_BYTES = 32
NONCE_BYTES = 12
SALT_BYTES = 16

# Fixed by the format's number: 64 MiB, 3 passes, 1 lane; about a quarter of a second at start-up.
ARGON2_KIB = 64 * 1024
ARGON2_PASSES = 3
ARGON2_LANES = 1


def write_keys(keks: Mapping[str, bytes], passphrase: str | None) -> bytes:
    """Return the file's content for these keys by purpose."""
    keys = {purpose: key.hex() for purpose, key in keks.items()}
    fields = _Fields(format=FORMAT)
    if passphrase is None:
        fields["keys"] = keys
    else:
        salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
        plain = json.dumps(keys).encode()
        sealed = _cipher(passphrase, salt).encrypt(nonce, plain, FORMAT.encode())
        fields["salt"], fields["sealed"] = salt.hex(), (nonce + sealed).hex()
    fields["checksum"] = _checksum(fields)
    return json.dumps(fields, indent=2).encode() + b"\n"


def read_keys(content: bytes, passphrase: str | None) -> Mapping[str, bytes]:
    """Return the keys by purpose.

    Raises: KeysRefused when the file is damaged or the passphrase is missing, wrong or superfluous.
    """
    fields = _checked(content)
    keys = fields.get("keys")
    if keys is None:
        if passphrase is None:
            raise KeysRefused("keyfile_passphrase_needed")
        keys = _unsealed(bytes.fromhex(fields["salt"]), bytes.fromhex(fields["sealed"]), passphrase)
    elif passphrase is not None:
        raise KeysRefused("keyfile_not_protected")
    return {purpose: bytes.fromhex(key) for purpose, key in keys.items()}


class _Fields(TypedDict, total=False):
    """What a keyfile holds: `keys`, or `salt` and `sealed`."""

    format: str
    keys: dict[str, str]
    salt: str
    sealed: str
    checksum: str


def _checked(content: bytes) -> _Fields:
    """The fields of a file whose checksum holds, so that what fails later has another cause."""
    try:
        fields: _Fields = json.loads(content)
        sound = fields["checksum"] == _checksum(fields) and fields["format"] == FORMAT
    except (ValueError, KeyError, AttributeError, TypeError):
        sound, fields = False, {}
    if not sound:
        raise KeysRefused("keyfile_damaged")
    return fields


def _unsealed(salt: bytes, sealed: bytes, passphrase: str) -> dict[str, str]:
    nonce, sealed = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        plain = _cipher(passphrase, salt).decrypt(nonce, sealed, FORMAT.encode())
    except InvalidTag:
        raise KeysRefused("keyfile_passphrase_wrong") from None
    keys: dict[str, str] = json.loads(plain)
    return keys


def _cipher(passphrase: str, salt: bytes) -> AESGCM:
    return AESGCM(
        hash_secret_raw(
            normalize("NFKC", passphrase).encode(),
            salt,
            time_cost=ARGON2_PASSES,
            memory_cost=ARGON2_KIB,
            parallelism=ARGON2_LANES,
            hash_len=KEY_BYTES,
            type=Type.ID,
        )
    )


def _checksum(fields: _Fields) -> str:
    """Over everything but itself."""
    checked = {name: value for name, value in fields.items() if name != "checksum"}
    return sha256(json.dumps(checked, sort_keys=True).encode()).hexdigest()
