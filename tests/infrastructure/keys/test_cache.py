"""The cache of keys: bounded in number and time, and empty of what was forgotten."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Event, Thread

import pytest

from infrastructure.keys.cache import RecentCache


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def filled(size: int = 3, seconds: float = 60.0) -> tuple[RecentCache[str, str], Clock]:
    clock = Clock()
    cache: RecentCache[str, str] = RecentCache(size, seconds, clock)
    for name in ("a", "b", "c"):
        cache.put(name, f"value {name}", cache.begin())
    return cache, clock


def test_what_was_put_is_given_again() -> None:
    cache, _ = filled()
    assert [cache.get(name) for name in "abcd"] == ["value a", "value b", "value c", None]


def test_the_entry_not_used_for_longest_makes_room() -> None:
    cache, _ = filled()
    cache.get("a")
    cache.put("d", "value d", cache.begin())
    assert [cache.get(name) for name in "abcd"] == ["value a", None, "value c", "value d"]
    assert len(cache) == 3


def test_using_an_entry_does_not_make_it_last_longer() -> None:
    cache, clock = filled(seconds=60.0)
    clock.now = 59.9
    assert cache.get("a") == "value a"
    clock.now = 60.0
    assert cache.get("a") is None


def test_entries_whose_time_is_over_leave_with_the_next_one_put() -> None:
    cache, clock = filled(seconds=60.0)
    clock.now = 60.0
    cache.put("d", "value d", cache.begin())
    assert len(cache) == 1


def test_what_belongs_to_the_forgotten_is_gone() -> None:
    cache, _ = filled()
    cache.forget(lambda value: value == "value b")
    assert [cache.get(name) for name in "abc"] == ["value a", None, "value c"]


def test_a_value_whose_loading_began_before_something_was_forgotten_is_not_kept() -> None:
    cache, _ = filled(size=9)
    begun = cache.begin()
    cache.forget(lambda value: value == "value d")
    cache.put("d", "value d", begun)
    assert cache.get("d") is None
    cache.put("e", "value e", cache.begin())
    assert cache.get("e") == "value e"


@pytest.fixture
def hasty_threads() -> Iterator[None]:
    """Let threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hasty_threads")
def test_entries_may_be_used_while_another_is_put() -> None:
    cache: RecentCache[int, int] = RecentCache(64, 60.0)
    ended = Event()

    def use() -> None:
        while not ended.is_set():
            for number in range(64):
                cache.get(number)

    users = [Thread(target=use) for _ in range(2)]
    for user in users:
        user.start()
    try:
        for number in range(20_000):
            cache.put(number % 80, number, cache.begin())
            if number % 1_000 == 0:
                cache.forget(lambda value: value < 0)
    finally:
        ended.set()
        for user in users:
            user.join()
    assert len(cache) == 64
