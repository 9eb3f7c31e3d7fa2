"""Seals what identifies or describes a person in a row of a view, under that person's own key.

Layout: key id (16 bytes), nonce (12), ciphertext and tag. The plaintext is a u32 length, the
content and zeros up to a multiple of 64 bytes, so that lengths say little. Bound to it as
associated data are the view, the row's subject, the column and the position of the last event
folded into it: a value moved to another place does not open.
"""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from struct import Struct
from uuid import UUID

from cryptography.exceptions import InvalidTag

from domain.shared import Compartment
from infrastructure.keys.suites import NONCE_BYTES
from infrastructure.keys.vault import KeyDamaged, KeyMissing, Vault
from infrastructure.log.envelope import length_prefixed

KEY_ID_BYTES = 16
PADDED_TO = 64
LENGTH_BYTES = 4
_HEADER_BYTES = KEY_ID_BYTES + NONCE_BYTES
_BOUND_FIELDS = 6
_place = Struct(">I16sIQI16s").pack


class ColumnDamaged(Exception):
    """A sealed value of a view does not open: the view must be rebuilt."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed value stands: in which subject's row, folded up to which position."""

    subject_id: UUID
    position: int


class SealedColumn:
    """One column of one view, its values each sealed under the key of the row's subject."""

    def __init__(
        self,
        vault: Vault,
        *,
        view: str,
        column: str,
        compartment: Compartment,
        random_bytes: Callable[[int], bytes] = os.urandom,
    ) -> None:
        self._vault = vault
        self._compartment = compartment
        self._random_bytes = random_bytes
        called = length_prefixed(b"tongxin/view/1", view.encode(), column.encode())
        self._called = _BOUND_FIELDS.to_bytes(4, "big") + called[4:]

    def prepare(self, subject_ids: Iterable[UUID], sealed: Iterable[bytes]) -> None:
        """Have the keys of many rows ready at once, for sealing and for opening these values."""
        self.warm(sealed)
        self._vault.prepare((subject, self._compartment) for subject in subject_ids)

    def warm(self, sealed: Iterable[bytes]) -> None:
        """Have the keys ready at once with which these values open."""
        self._vault.warm(value[:KEY_ID_BYTES] for value in sealed)

    def seal(self, place: Place, content: bytes) -> bytes:
        """Return the content sealed for its place.

        Raises: KeyDestroyed when the subject was erased.
        """
        key = self._vault.for_sealing(place.subject_id, self._compartment)
        nonce = self._random_bytes(NONCE_BYTES)
        filled = len(content).to_bytes(LENGTH_BYTES, "big") + content
        padded = filled + bytes(-len(filled) % PADDED_TO)
        return key.key_id + nonce + key.sealer.seal(nonce, padded, self._bound(place, key.key_id))

    def open(self, place: Place, sealed: bytes) -> bytes:
        """Return what was sealed for this place.

        Raises: KeyDestroyed when the subject was erased; ColumnDamaged when the value was changed
        or stood elsewhere, or its key cannot be had.
        """
        key_id = sealed[:KEY_ID_BYTES]
        try:
            key = self._vault.for_opening(key_id)
        except (KeyMissing, KeyDamaged):
            raise ColumnDamaged from None
        if (key.subject, key.compartment) != (place.subject_id, self._compartment):
            raise ColumnDamaged
        nonce = sealed[KEY_ID_BYTES:_HEADER_BYTES]
        try:
            padded = key.sealer.open(nonce, sealed[_HEADER_BYTES:], self._bound(place, key_id))
        except InvalidTag:
            raise ColumnDamaged from None
        length = int.from_bytes(padded[:LENGTH_BYTES], "big")
        return padded[LENGTH_BYTES : LENGTH_BYTES + length]

    def _bound(self, place: Place, key_id: bytes) -> bytes:
        # Equals `length_prefixed` of all six; the lengths of the last three never differ.
        subject = place.subject_id.bytes
        return self._called + _place(16, subject, 8, place.position, KEY_ID_BYTES, key_id)
