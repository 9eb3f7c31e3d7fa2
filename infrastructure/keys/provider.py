"""What holds the key-encryption keys: a keyfile by default, or a hardware module."""

from typing import Protocol

# Wraps the key that claims are digested with; beside it each compartment is a purpose of its own.
CLAIMS = "claims"


class KekProvider(Protocol):
    """Wraps data keys; the key-encryption keys themselves never leave it."""

    def wrap(self, purpose: str, data_key: bytes, context: bytes) -> bytes:
        """Return the data key sealed for one purpose (a compartment, or CLAIMS) and one context."""
        ...

    def unwrap(self, purpose: str, wrapped: bytes, context: bytes) -> bytes:
        """Return the data key.

        Raises: UnwrapRefused when it was wrapped by other keys, for another context, or damaged.
        """
        ...


class UnwrapRefused(Exception):
    """A wrapped key cannot be opened: `code` is `other_kek` or `wrapped_key_damaged`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
