"""A second reader of stored events, from docs/formats/event.md alone: none of the program's code.

It stands for whoever reads the log in fifty years, and checks the program against the document.
"""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

WIDTHS = {
    "format": 1,
    "suite": 1,
    "ledger_id": 16,
    "event_id": 16,
    "request_id": 16,
    "recorded_at": 8,
    "actor_id": 16,
    "key_id": 16,
    "nonce": 12,
}


@dataclass(frozen=True, kw_only=True)
class StoredEvent:
    """The columns of a row that a seal binds."""

    stream_id: UUID
    version: int
    name: str
    state: bytes

    def parts(self) -> dict[str, bytes]:
        """The fields of the state by name; the last is `sealed`."""
        found, start = {}, 0
        for name, width in WIDTHS.items():
            found[name] = self.state[start : start + width]
            start += width
        return {**found, "sealed": self.state[start:]}

    def associated_data(self) -> bytes:
        parts = self.parts()
        bound = [parts[name] for name in WIDTHS if name != "nonce"]
        return lp(self.stream_id.bytes, self.version.to_bytes(8, "big"), self.name.encode(), *bound)

    def leaf(self) -> bytes:
        parts = self.parts()
        digest = sha256(parts["sealed"]).digest()
        return sha256(b"\x00" + lp(self.associated_data(), parts["nonce"], digest)).digest()

    def plaintext(self, data_key: bytes) -> bytes:
        parts = self.parts()
        return AESGCM(data_key).decrypt(parts["nonce"], parts["sealed"], self.associated_data())


def lp(*fields: bytes) -> bytes:
    """The number of fields, then the length and the bytes of each; numbers in four bytes."""
    sized = [len(field).to_bytes(4, "big") + field for field in fields]
    return len(fields).to_bytes(4, "big") + b"".join(sized)


def key_id(data_key: bytes, subject: UUID, compartment: str, generation: int) -> bytes:
    whose = subject.bytes + compartment.encode() + generation.to_bytes(4, "big")
    info = b"tongxin/key-id/1" + whose
    return HKDF(algorithm=SHA256(), length=16, salt=None, info=info).derive(data_key)
