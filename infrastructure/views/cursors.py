"""Seals where a list goes on: what travels in an address says nothing and cannot be made up."""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Callable
from datetime import date
from uuid import UUID

from cryptography.exceptions import InvalidTag

from domain.errors import Invalid
from infrastructure.keys.suites import AES_256_GCM, NONCE_BYTES, SUITES, Sealer
from infrastructure.keys.vault import Vault
from infrastructure.log.envelope import length_prefixed

ORDINAL_BYTES = 4


class SealedCursors:
    """Cursors of one list; one that was given to a person serves nobody else."""

    def __init__(
        self, vault: Vault, list_name: str, random_bytes: Callable[[int], bytes] = os.urandom
    ) -> None:
        self._vault = vault
        self._list_name = list_name
        self._random_bytes = random_bytes
        self._ready: Sealer | None = None

    def seal(self, person_id: UUID, on: date, row_id: UUID) -> str:
        """Return the cursor that goes on after the row with this day and id."""
        place = on.toordinal().to_bytes(ORDINAL_BYTES, "big") + row_id.bytes
        return self.seal_place(person_id, place)

    def seal_place(self, person_id: UUID, place: bytes) -> str:
        """Return the cursor that goes on after the row of this place in the list's order."""
        nonce = self._random_bytes(NONCE_BYTES)
        sealed = self._sealer.seal(nonce, place, self._bound(person_id))
        return urlsafe_b64encode(nonce + sealed).decode().rstrip("=")

    def open(self, person_id: UUID, cursor: str) -> tuple[date, UUID]:
        """Return the day and id of the row that the cursor stands after.

        Raises: Invalid.
        """
        place = self.open_place(person_id, cursor)
        ordinal = int.from_bytes(place[:ORDINAL_BYTES], "big")
        return date.fromordinal(ordinal), UUID(bytes=place[ORDINAL_BYTES:])

    def open_place(self, person_id: UUID, cursor: str) -> bytes:
        """Return the place of the row that the cursor stands after.

        Raises: Invalid.
        """
        try:
            raw = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
            nonce, sealed = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
            return self._sealer.open(nonce, sealed, self._bound(person_id))
        except (Base64Error, InvalidTag, ValueError):
            raise Invalid("cursor_invalid", "cursor") from None

    @property
    def _sealer(self) -> Sealer:
        # Made at first use: opening a ledger should not wait for its keys.
        if self._ready is None:
            key = self._vault.claim_digest("cursors", self._list_name)
            self._ready = SUITES[AES_256_GCM].construct(key)
        return self._ready

    def _bound(self, person_id: UUID) -> bytes:
        return length_prefixed(b"tongxin/cursor/1", self._list_name.encode(), person_id.bytes)
