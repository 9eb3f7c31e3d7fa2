"""PostgreSQL's binary form of the few types that the log's statements take."""

from collections.abc import Sequence
from functools import lru_cache
from struct import Struct
from uuid import UUID

INT8, UUID_, TEXT, BYTEA = 20, 2950, 25, 17
INT8S, UUIDS, TEXTS, BYTEAS = 1016, 2951, 1009, 1001

_length = Struct(">I").pack


def int8(value: int) -> bytes:
    return value.to_bytes(8, "big", signed=True)


def int8s(values: Sequence[int]) -> bytes:
    return _array(INT8, [int8(value) for value in values])


def uuids(values: Sequence[UUID]) -> bytes:
    return _array(UUID_, [value.bytes for value in values])


def texts(values: Sequence[str]) -> bytes:
    return _array(TEXT, [value.encode() for value in values])


@lru_cache(maxsize=64)
def known_texts(values: tuple[str, ...]) -> bytes:
    """Return `texts` of what is asked for again and again: the names that a follower folds."""
    return texts(values)


def byteas(values: Sequence[bytes]) -> bytes:
    return _array(BYTEA, values)


def _array(element_type: int, elements: Sequence[bytes]) -> bytes:
    """Return PostgreSQL's binary form of a one-dimensional array without nulls.

    Dimensions, null flag, element type, then for the dimension its length and lower bound, then
    each element after its length: the layout of array_recv in the server.
    """
    parts = [b"\0\0\0\1\0\0\0\0", element_type.to_bytes(4, "big")]
    parts += [len(elements).to_bytes(4, "big"), b"\0\0\0\1"]
    for element in elements:
        parts += (_length(len(element)), element)
    return b"".join(parts)
