"""Hashes passwords with Argon2id, never more than two at once, and lets only a few wait."""

import os
import sys
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from os import urandom
from threading import BoundedSemaphore, get_native_id
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from argon2.low_level import ARGON2_VERSION

from domain.errors import Unavailable

# OWASP's smallest recommended set: about 40 ms and 19 MiB a hash on one core. More memory would let
# fewer people sign in at once on the two cores of a county's server; a guess costs enough as it is.
MEMORY_KIB = 19 * 1024
PASSES = 2
LANES = 1
SALT_BYTES = 16
DIGEST_BYTES = 32
AT_ONCE = 2
# Of Linux' 19 steps: whoever else wants a core is served first, and a hash still comes to its end.
NICENESS = 10
# With 8 request threads, two always stay free for people who are signed in already.
WAITING = 4


class Hasher:
    """Whoever holds a turn may hash; there is no other way to come by one."""

    def __init__(self, argon2: PasswordHasher, nobodys_hash: str) -> None:
        self._argon2 = argon2
        self._nobodys_hash = nobodys_hash

    def hash(self, password: str) -> str:
        """Return the hash to store, with its parameters and salt in PHC form."""
        return _workers().submit(self._argon2.hash, _plain(password)).result()

    def verify(self, stored: str | None, password: str) -> bool:
        """Return whether the password is the stored one; with none stored, false after as long."""
        try:
            _workers().submit(
                self._argon2.verify, stored or self._nobodys_hash, _plain(password)
            ).result()
        except VerifyMismatchError:
            return False
        return stored is not None

    def is_outdated(self, stored: str) -> bool:
        """Return whether a stored hash was made with other parameters than today's."""
        return self._argon2.check_needs_rehash(stored)


class Passwords:
    """Gives out turns at hashing: two at once, four waiting; all others are asked to come again."""

    def __init__(self, *, memory_kib: int = MEMORY_KIB, passes: int = PASSES) -> None:
        argon2 = PasswordHasher(
            time_cost=passes,
            memory_cost=memory_kib,
            parallelism=LANES,
            salt_len=SALT_BYTES,
            hash_len=DIGEST_BYTES,
        )
        self._hasher = Hasher(argon2, _nobodys_hash(memory_kib, passes))
        self._admitted = BoundedSemaphore(AT_ONCE + WAITING)
        self._hashing = BoundedSemaphore(AT_ONCE)

    @contextmanager
    def turn(self) -> Iterator[Hasher]:
        """Wait for a turn at hashing.

        Raises: Unavailable at once when too many wait already.
        """
        if not self._admitted.acquire(blocking=False):
            raise Unavailable("sign_in_busy")
        try:
            with self._hashing:
                yield self._hasher
        finally:
            self._admitted.release()


@cache
def _workers() -> ThreadPoolExecutor:
    """Return the threads that hash; worries and all else go before them."""
    return ThreadPoolExecutor(AT_ONCE, "hashing", initializer=_go_last)


if hasattr(os, "register_at_fork"):
    # A child has none of the threads that its parent believes to be waiting.
    os.register_at_fork(after_in_child=_workers.cache_clear)


def _go_last() -> None:
    # There the niceness of a thread is its own.
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, get_native_id(), NICENESS)


def _nobodys_hash(memory_kib: int, passes: int) -> str:
    """Return a hash that no password has and that takes as long to check as any other."""
    salt, digest = (
        b64encode(urandom(length)).decode().rstrip("=") for length in (SALT_BYTES, DIGEST_BYTES)
    )
    return f"$argon2id$v={ARGON2_VERSION}$m={memory_kib},t={passes},p={LANES}${salt}${digest}"


def _plain(password: str) -> bytes:
    """Make full-width and composed characters equal to plain ones (NIST SP 800-63B §5.1.1.2)."""
    return normalize("NFKC", password).encode("utf-8", "surrogatepass")
