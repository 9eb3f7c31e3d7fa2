"""The ids under which streams are stored, and whether a stored id is really that of a subject."""

from hashlib import sha1
from uuid import UUID

from domain.shared import Stream

REMEMBERED_STREAMS = 65_536

# RFC 9562 §5.5: where version 5 and the variant stand in the 128 bits.
_FREE_BITS = (1 << 128) - 1 & ~(0xF << 76) & ~(0x3 << 62)
_VERSION_5 = 5 << 76 | 0x2 << 62


class Streams:
    """The streams of one ledger: a stream's id is uuid5(ledger, "context/subject id")."""

    def __init__(self, ledger_id: UUID) -> None:
        self._ledger = ledger_id.bytes
        self._known: dict[bytes, Stream] = {}
        # Called by text and whole number: to hash a stream takes several times as long.
        self._ids: dict[tuple[str, int], UUID] = {}

    def id_of(self, stream: Stream) -> UUID:
        """Return the id under which a stream is stored."""
        called = stream.context, stream.subject_id.int
        known = self._ids.get(called)
        if known is None:
            known = self.new_id(stream.context, stream.subject_id)
            if len(self._ids) >= REMEMBERED_STREAMS:
                self._ids.clear()
            self._ids[called] = known
        return known

    def new_id(self, context: str, subject_id: UUID) -> UUID:
        """Return the id of a stream about to begin, which hardly anybody asks for again.

        It is uuid5's, made in half the time: each record of a reading begins a stream.
        """
        name = f"{context}/{subject_id}".encode()
        digest = sha1(self._ledger + name, usedforsecurity=False).digest()
        return UUID(int=int.from_bytes(digest[:16]) & _FREE_BITS | _VERSION_5)

    def matching(self, stored: bytes, context: str, subject_id: UUID) -> Stream | None:
        """Return the stream of a subject when it is the one of this stored id."""
        known = self._known.get(stored)
        # Whole numbers compare several times as fast as UUIDs, and this is asked of every event.
        if known and known.subject_id.int == subject_id.int and known.context == context:
            return known
        stream = Stream(context, subject_id)
        if self.id_of(stream).bytes != stored:
            return None
        if len(self._known) >= REMEMBERED_STREAMS:
            self._known.clear()
        self._known[stored] = stream
        return stream
