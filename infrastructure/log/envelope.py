"""The bytes of a stored event: header, associated data and leaf (docs/formats/event.md)."""

import struct
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from typing import cast

from infrastructure.keys.suites import NONCE_BYTES

FORMAT = 1

# Format, suite, ledger, event, request, recorded at, actor, key, nonce; then ciphertext and tag.
Header = tuple[int, int, bytes, bytes, bytes, int, bytes, bytes, bytes]

_header = struct.Struct(">BB16s16s16sq16s16s12s")
HEADER_BYTES = _header.size
KEY_ID = slice(HEADER_BYTES - NONCE_BYTES - 16, HEADER_BYTES - NONCE_BYTES)

_u32 = struct.Struct(">I").pack
_leaf_start = b"\x00" + _u32(3)
_nonce_length = _u32(12)
_digest_length = _u32(32)
_associated_fields = 11

# Returns the parts of a state's start; raises struct.error when there are too few bytes for them.
read_header = cast("Callable[[bytes], Header]", _header.unpack_from)

AssociatedData = Callable[[bytes, int, Header], bytes]


def is_event(state: object) -> bool:
    """Return whether it is bytes enough for a header; SQLite keeps any value in any column."""
    return isinstance(state, bytes) and len(state) >= HEADER_BYTES


def write_header(header: Header) -> bytes:
    """Return the fixed-width start of a stored state; the learned time is in µs since 1970, UTC."""
    return _header.pack(*header)


@lru_cache(maxsize=1_024)
def associated_data_of(name: str) -> AssociatedData:
    """Return what makes the associated data of one name's events: from stream, version, header.

    It equals `length_prefixed` of the eleven fields, laid out once for each name, whose own length
    is all that ever differs.
    """
    raw = name.encode()
    size = len(raw)
    pack = struct.Struct(f">II16sIQI{size}sIBIBI16sI16sI16sIqI16sI16s").pack

    def associated_data(stream: bytes, version: int, header: Header) -> bytes:
        form, suite, ledger, event, request, recorded_at, actor, key, _ = header
        # fmt: off
        return pack(
            _associated_fields, 16, stream, 8, version, size, raw, 1, form, 1, suite, 16, ledger,
            16, event, 16, request, 8, recorded_at, 16, actor, 16, key,
        )
        # fmt: on

    return associated_data


def leaf(associated_data: bytes, nonce: bytes, sealed: bytes) -> bytes:
    """Return SHA-256(0x00 ‖ lp(associated data, nonce, SHA-256(sealed))), cf. RFC 6962 §2.1."""
    digest = sha256(sealed).digest()
    length = _u32(len(associated_data))
    parts = (_leaf_start, length, associated_data, _nonce_length, nonce, _digest_length, digest)
    return sha256(b"".join(parts)).digest()


def leaf_of(stream: bytes, version: int, name: str, state: bytes) -> bytes:
    """Return the leaf of what is stored of an event, for which no key is needed.

    Raises: ValueError when it is too short to be an event.
    """
    try:
        header = read_header(state)
    except struct.error:
        raise ValueError("too short to be an event") from None
    associated = associated_data_of(name)(stream, version, header)
    return leaf(associated, header[-1], state[HEADER_BYTES:])


def length_prefixed(*fields: bytes) -> bytes:
    """Return u32 count, then u32 length ‖ bytes of each field: no two lists give the same bytes."""
    parts = [_u32(len(fields))]
    for field in fields:
        parts += [_u32(len(field)), field]
    return b"".join(parts)
