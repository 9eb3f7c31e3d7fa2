"""What a use case may ask of a fact's sealed row."""

from typing import Protocol


class Stored(Protocol):
    """What stands in the log of a fact, sealed."""

    @property
    def leaf_hash(self) -> bytes:
        """The event's leaf in the Merkle tree, hashed anew each time that somebody asks for it."""
        ...
