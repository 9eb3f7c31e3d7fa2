"""Keeps a bounded number of keys ready for use, each for a bounded time."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from itertools import islice
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class RecentCache(Generic[K, V]):
    """The entries used last; each ends a fixed time after it was put, however often it is used.

    Keys are made of whole numbers, text and bytes: comparing them lets no other thread in between.
    """

    def __init__(self, size: int, seconds: float, clock: Callable[[], float] = monotonic) -> None:
        self._size = size
        self._seconds = seconds
        self._clock = clock
        self._entries: OrderedDict[K, tuple[float, V]] = OrderedDict()
        self._lock = Lock()
        self._forgettings = 0

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: K) -> V | None:
        """Return a value that may still be used; this never waits for another thread."""
        try:
            ends, value = self._entries[key]
            self._entries.move_to_end(key)
        except KeyError:
            return None
        return value if self._clock() < ends else None

    def begin(self) -> int:
        """Return what `put` must be given for a value whose loading begins now."""
        return self._forgettings

    def put(self, key: K, value: V, begun: int) -> None:
        """Keep a value, unless something was forgotten since `begun`: it may be that very value."""
        with self._lock:
            if begun != self._forgettings:
                return
            now = self._clock()
            self._entries[key] = (now + self._seconds, value)
            self._entries.move_to_end(key)
            while len(self._entries) > self._size or self._is_over(now):
                self._entries.popitem(last=False)

    def forget(self, belongs: Callable[[V], bool]) -> None:
        """Drop every value that belongs to what must not be used any more."""
        with self._lock:
            self._forgettings += 1
            for key, (_, value) in self._held():
                if belongs(value):
                    del self._entries[key]

    def _held(self) -> list[tuple[K, tuple[float, V]]]:
        while True:
            try:
                return list(self._entries.items())
            except RuntimeError:
                continue

    def _is_over(self, now: float) -> bool:
        """Whether the time of the entry that was not used for longest is over."""
        while True:
            try:
                return any(ends <= now for ends, _ in islice(self._entries.values(), 1))
            except RuntimeError:
                continue  # Another thread used an entry while this one looked: look again.
