"""Rows of a log as its database gives them, and the ways in which one can be refused."""

from typing import NamedTuple
from uuid import UUID

from eventsourcing.persistence import IntegrityError, OperationalError

from infrastructure.log.envelope import leaf_of

# No position, version or count is beyond it: both engines keep 64 bits.
LARGEST = 2**63 - 1


class StoredRow(NamedTuple):
    """One stored event with its position, sealed as it stands in the table."""

    position: int
    stream: UUID
    version: int
    name: str
    state: bytes

    @property
    def leaf_hash(self) -> bytes:
        """The 32-byte Merkle leaf of the event.

        Raises: ValueError when the state is too short to be an event.
        """
        return leaf_of(self.stream.bytes, self.version, self.name, self.state)


class ClaimRow(NamedTuple):
    """A value that one owner only may hold, or lets go; the digest hides the value."""

    kind: str
    digest: bytes
    owner: UUID
    is_released: bool = False


class OutsideRow(NamedTuple):
    """A message to send by one channel, written with the alert that it is about."""

    delivery: UUID
    channel: str
    minutes: int


class AlertRow(NamedTuple):
    """A person told of a case, written with the event that says so."""

    alert: UUID
    addressee: UUID
    case_id: UUID
    outside: tuple[OutsideRow, ...] = ()


class ExpectedVersionLost(IntegrityError):
    """A stream that the decision read has moved since; nothing was written."""

    def __init__(self, stream: UUID) -> None:
        super().__init__(f"stream {stream} has moved")
        self.stream = stream


class ClaimHeld(IntegrityError):
    """Another owner holds a claimed value; nothing was written."""

    def __init__(self, kind: str, owner: UUID) -> None:
        super().__init__(f"a claim of kind {kind} is held")
        self.kind = kind
        self.owner = owner


class ConnectionLost(OperationalError):
    """The database went away before it answered: what was asked may be done or not."""
