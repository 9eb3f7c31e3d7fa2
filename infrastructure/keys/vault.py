"""Hands out data keys, one for each subject and compartment, and destroys them for good."""

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hmac import digest
from typing import NoReturn
from uuid import UUID

from sqlalchemy import Engine

from domain.shared import Compartment
from infrastructure.database import for_single_reads
from infrastructure.keys.cache import RecentCache
from infrastructure.keys.data_key_rows import (
    KEY_ID_BYTES,
    KeyRow,
    destroy_rows,
    destroyed_in,
    insert_new,
    key_context,
    key_id_of,
    rows_of_ids,
    rows_of_subjects,
)
from infrastructure.keys.keystore import open_claims_key
from infrastructure.keys.provider import KekProvider, UnwrapRefused
from infrastructure.keys.suites import AES_256_GCM, DATA_KEY_BYTES, SUITES, Sealer

CACHED_KEYS = 2_048
CACHED_SECONDS = 300.0


class KeyDestroyed(Exception):
    """The key was destroyed on purpose: what it sealed is erased for ever."""

    def __init__(self, subject: UUID, compartment: Compartment) -> None:
        super().__init__(f"the {compartment} key of {subject} is destroyed")
        self.subject = subject
        self.compartment = compartment


class KeyMissing(Exception):
    """The key store has no key of this id."""


class KeyDamaged(Exception):
    """A stored key does not unwrap, or is not the one that its id and row say."""


@dataclass(frozen=True, slots=True)
class DataKey:
    """A data key of one subject and compartment, ready for use."""

    key_id: bytes
    subject: UUID
    compartment: Compartment
    suite: int
    sealer: Sealer


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What is known of a destroyed key."""

    subject: UUID
    compartment: Compartment

    def refuse(self) -> NoReturn:
        """Raise KeyDestroyed, whoever asks for the key."""
        raise KeyDestroyed(self.subject, self.compartment)


Pair = tuple[UUID, Compartment]
Held = DataKey | Destroyed


class Vault:
    """The data keys of one key store.

    Keys in use are cached for five minutes, at most 2,048 of them. `destroy` empties the cache of
    its own process at once; another process may go on with a key that it cached before for so long.
    """

    def __init__(
        self,
        engine: Engine,
        provider: KekProvider,
        *,
        cache_size: int = CACHED_KEYS,
        cache_seconds: float = CACHED_SECONDS,
        random_bytes: Callable[[int], bytes] = os.urandom,
    ) -> None:
        self._engine = engine
        self._reading = for_single_reads(engine)
        self._provider = provider
        self._random_bytes = random_bytes
        self._sealing: RecentCache[tuple[int, str], Held] = RecentCache(cache_size, cache_seconds)
        self._opening: RecentCache[tuple[bytes, int], Held] = RecentCache(cache_size, cache_seconds)
        self._claims_key: bytes | None = None

    def for_sealing(self, subject: UUID, compartment: Compartment) -> DataKey:
        """Return the newest key, made and committed first where there is none yet.

        Raises: KeyDestroyed when the subject's keys of this compartment were ever destroyed;
        KeyDamaged.
        """
        held = self._sealing.get((subject.int, compartment))
        if held is None:
            (held,) = self._newest([(subject, compartment)])
        return held if isinstance(held, DataKey) else held.refuse()

    def for_opening(self, key_id: bytes, suite: int = AES_256_GCM) -> DataKey:
        """Return the key of an id; the caller compares whose it is with what it opens.

        Raises: KeyDestroyed, KeyMissing, KeyDamaged.
        """
        held = self._opening.get((key_id, suite))
        if held is None:
            begun = self._opening.begin()
            rows = rows_of_ids(self._reading, [key_id])
            if not rows:
                raise KeyMissing(key_id.hex())
            held = self._held(rows[0], suite)
            self._opening.put((key_id, suite), held, begun)
        return held if isinstance(held, DataKey) else held.refuse()

    def prepare(self, pairs: Iterable[Pair]) -> None:
        """Have the keys of many subjects ready for sealing, those they lack made in one commit."""
        held = self._sealing.get
        wanted = {pair: None for pair in pairs if held((pair[0].int, pair[1])) is None}
        if wanted:
            self._newest(list(wanted))

    def warm(self, key_ids: Iterable[bytes], suite: int = AES_256_GCM) -> None:
        """Load many keys at once; `for_opening` reports the missing and damaged ones."""
        begun = self._opening.begin()
        unknown = [each for each in set(key_ids) if self._opening.get((each, suite)) is None]
        for row in rows_of_ids(self._reading, unknown) if unknown else []:
            try:
                self._opening.put((row.key_id, suite), self._held(row, suite), begun)
            except KeyDamaged:
                continue

    def is_destroyed(self, subject: UUID, compartment: Compartment) -> bool:
        """Return whether the subject's keys of a compartment were destroyed."""
        rows = rows_of_subjects(self._reading, [subject])
        return any(row.compartment == compartment and row.destroyed_at for row in rows)

    def erased(self, compartments: Collection[Compartment]) -> frozenset[UUID]:
        """Return the subjects whose keys in one of these compartments were destroyed by now.

        It asks the key store: this process may still hold keys that another one destroyed.
        """
        return destroyed_in(self._reading, {each.value for each in compartments})

    def destroy(self, subject: UUID, compartments: Collection[Compartment], at: datetime) -> None:
        """Destroy the subject's keys in these compartments, in one commit; none can follow."""
        fences = [
            KeyRow(subject, compartment.value, 1, self._random_bytes(KEY_ID_BYTES), None)
            for compartment in compartments
        ]
        try:
            destroy_rows(self._engine, fences, at)
        finally:
            for cache in (self._sealing, self._opening):
                cache.forget(
                    lambda held: held.subject == subject and held.compartment in compartments
                )

    def claim_digest(self, kind: str, value: str) -> bytes:
        """Return HMAC-SHA256(claims key, kind ‖ 0x00 ‖ value): equal for equal claims only.

        Raises: KeysRefused when the claims key of this key store cannot be opened.
        """
        if self._claims_key is None:
            self._claims_key = open_claims_key(self._engine, self._provider)
        return digest(self._claims_key, kind.encode() + b"\x00" + value.encode(), "sha256")

    def _newest(self, pairs: Sequence[Pair]) -> list[Held]:
        begun = self._sealing.begin(), self._opening.begin()
        rows = self._rows_by_pair(pairs)
        missing = [pair for pair in pairs if pair not in rows]
        if missing:
            insert_new(self._engine, [self._new(*pair) for pair in missing], datetime.now(UTC))
            # Read again, since another process may have been first.
            rows = self._rows_by_pair(pairs)
        newest = []
        for subject, compartment in pairs:
            row = rows[subject, compartment]
            held = self._held(row, AES_256_GCM)
            self._sealing.put((subject.int, compartment), held, begun[0])
            self._opening.put((row.key_id, AES_256_GCM), held, begun[1])
            newest.append(held)
        return newest

    def _rows_by_pair(self, pairs: Sequence[Pair]) -> Mapping[tuple[UUID, str], KeyRow]:
        """The newest row of each pair, or a destroyed one where any generation was destroyed."""
        wanted: set[tuple[UUID, str]] = set(pairs)
        found: dict[tuple[UUID, str], KeyRow] = {}
        for row in rows_of_subjects(self._reading, {subject for subject, _ in pairs}):
            pair = (row.subject, row.compartment)
            if pair in wanted and (pair not in found or row.destroyed_at is not None):
                found[pair] = row
        return found

    def _new(self, subject: UUID, compartment: Compartment) -> KeyRow:
        data_key = self._random_bytes(DATA_KEY_BYTES)
        context = key_context(subject, compartment.value, 1)
        wrapped = self._provider.wrap(compartment.value, data_key, context)
        return KeyRow(subject, compartment.value, 1, key_id_of(data_key, context), wrapped)

    def _held(self, row: KeyRow, suite: int) -> Held:
        try:
            compartment = Compartment(row.compartment)
            if row.destroyed_at is not None:
                return Destroyed(row.subject, compartment)
            context = key_context(row.subject, compartment, row.generation)
            data_key = self._provider.unwrap(compartment, row.wrapped or b"", context)
        except (UnwrapRefused, ValueError, OverflowError):
            raise KeyDamaged(row.key_id.hex()) from None
        if key_id_of(data_key, context) != row.key_id:
            raise KeyDamaged(row.key_id.hex())
        sealer = SUITES[suite].construct(data_key)
        return DataKey(row.key_id, row.subject, compartment, suite, sealer)
