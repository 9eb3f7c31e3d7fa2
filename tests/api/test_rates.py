"""How often somebody may ask: evenly refilled, in bounded memory, and never for a worry."""

from collections.abc import Iterator

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from hypothesis import given
from hypothesis import strategies as st

from api import deps, paths
from api.guards import apart, rates
from api.guards.rates import MINUTE, Counting, Kind, Rate, TooOften, is_never_counted
from api.pages.every import PAGES
from api.routes.v1 import CONTEXTS, PREFIX


class Seconds:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def let_through(counting: Counting, who: str, times: int) -> int:
    passed = 0
    for _ in range(times):
        try:
            counting.count(Kind.READ, who)
        except TooOften:
            continue
        passed += 1
    return passed


def test_so_many_at_once_and_then_as_they_come_back() -> None:
    clock = Seconds()
    counting = Counting({Kind.READ: Rate(60, MINUTE)}, clock)
    assert let_through(counting, "a", 100) == 60
    clock.now = 5
    assert let_through(counting, "a", 100) == 5
    assert let_through(counting, "b", 100) == 60


def test_whoever_is_refused_is_told_when_to_come_again() -> None:
    clock = Seconds()
    # Powers of two, of which fractions are exact.
    counting = Counting({Kind.READ: Rate(2, 64)}, clock)
    let_through(counting, "a", 2)
    clock.now = 12
    with pytest.raises(TooOften) as refused:
        counting.count(Kind.READ, "a")
    assert refused.value.parameters == {"seconds": 20}
    clock.now = 32
    assert let_through(counting, "a", 1) == 1


@given(st.lists(st.floats(0, 30), max_size=60))
def test_never_more_than_one_fill_and_what_came_back(pauses: list[float]) -> None:
    clock = Seconds()
    counting = Counting({Kind.READ: Rate(10, MINUTE)}, clock)
    passed = 0
    for pause in pauses:
        clock.now += pause
        passed += let_through(counting, "a", 1)
    assert passed <= 10 + clock.now * 10 / MINUTE + 1e-6


def test_memory_is_bounded_however_many_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "REMEMBERED_AT_MOST", 100)
    counting = Counting({Kind.READ: Rate(2, MINUTE)}, Seconds())
    for number in range(1_000):
        counting.count(Kind.READ, number)
    assert len(counting._left) == 100


def _asked(dependant: Dependant) -> Iterator[object]:
    yield dependant.call
    for each in dependant.dependencies:
        yield from _asked(each)


def test_what_has_threads_of_its_own_is_never_counted_and_what_has_not_is() -> None:
    routes = [
        (route.path, {getattr(each, "__code__", each) for each in _asked(route.dependant)})
        for module in (*CONTEXTS, *PAGES)
        for route in module.router.routes
        if isinstance(route, APIRoute)
    ]
    # Whatever is wrapped is the same code: a dependency, or a route that asks for nobody.
    wrapped = apart._actor.__code__
    # Where codes are tried, each address is counted all the same.
    set_apart = {place for place, asked in routes if wrapped in asked} - {paths.LINK_ENTRY}
    shared = {place for place, asked in routes if deps._actor.__code__ in asked}
    assert {place for place in set_apart if not is_never_counted(place)} == set()
    assert {place for place in shared if is_never_counted(place)} == set()
    assert {paths.WORRY, paths.HEALTH_DESK, f"{PREFIX}/cases/{{case_id}}/concern"} <= set_apart
    assert paths.ACKNOWLEDGE_ALERT in set_apart
    assert {paths.DESK, paths.CHILD} <= shared
