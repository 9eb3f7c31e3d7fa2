"""Every regular expression of the product reads long hostile text in time that grows evenly."""

import ast
import importlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import product
from time import thread_time

import pytest

from tests.tree import ROOT

PACKAGES = ("api", "application", "domain", "infrastructure")
BEGINNINGS = ("", "1", "中")
PUMPED = ("1", "a", " ", "\n", "中", "1 ", "a1", "1-", " ·", "十", "q=0")
END = "\x00"
LENGTH, LONGER = 1_000, 8
GROWTH_AT_MOST = 23.0
"""Of eight times the text: even growth is 8, quadratic 64."""
NOISE_SECONDS = 0.003
NAMED = re.compile(r"\bre\b")
"""A module that does not name `re` anywhere asks nothing of it; few do."""
KNOWN = {"compile", "escape", "ASCII", "DOTALL", "MULTILINE", "Pattern", "fullmatch"}
"""What is asked of `re` itself; a pattern is found by the name that it is compiled under."""


def modules() -> Iterator[tuple[str, ast.Module]]:
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            if file.name == "bootstrap.py":
                continue  # It sets up a machine, and reads nothing that anybody sends.
            parts, text = file.relative_to(ROOT).with_suffix("").parts, file.read_text("utf-8")
            if NAMED.search(text):
                yield ".".join(parts).removesuffix(".__init__"), ast.parse(text)


def asked_of(tree: ast.Module) -> Mapping[str, set[str]]:
    """Return which methods a module calls on each name."""
    found: dict[str, set[str]] = defaultdict(set)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found[node.value.id].add(node.attr)
    return found


def borrowed(tree: ast.Module) -> set[str]:
    """Return what a module takes from `re` under a name of its own, by which none is found."""
    found = set()
    for each in ast.walk(tree):
        if isinstance(each, ast.ImportFrom) and each.module == "re":
            found |= {alias.name for alias in each.names}
        elif isinstance(each, ast.Import):
            named = {alias.name: alias.asname for alias in each.names}
            found |= {"re"} if named.get("re") else set()
    return found


def held(value: object, depth: int = 4) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, Mapping):
        yield from held([*value.keys(), *value.values()], depth)
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from held(each, depth - 1)
    elif depth and is_dataclass(value) and not isinstance(value, type):
        yield from held([getattr(value, each.name, None) for each in fields(value)], depth - 1)


def patterns() -> Iterator[tuple[re.Pattern[str], bool]]:
    """Yield each pattern of the product, and whether only whole texts are asked of it."""
    for name, tree in modules():
        asked = asked_of(tree)
        if "re" in asked:
            for variable, value in vars(importlib.import_module(name)).items():
                for pattern in held(value):
                    yield pattern, asked[variable] == {"fullmatch"}


ALL = {each.pattern: (each, whole) for each, whole in patterns()}


def test_every_one_is_compiled_by_name_where_this_test_finds_it() -> None:
    for name, tree in modules():
        assert borrowed(tree) == set(), name
        assert asked_of(tree)["re"] <= KNOWN, name
        compiled = sum(
            isinstance(each, ast.Attribute) and each.attr == "compile" for each in ast.walk(tree)
        )
        if compiled and "re" in asked_of(tree):
            own = list(held(list(vars(importlib.import_module(name)).values())))
            assert len(own) >= compiled, name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("import re\nimport json as re2", set()),
        ("from re import compile\nA = compile('a+')", {"compile"}),
        ("from re import compile as pattern, search", {"compile", "search"}),
        ("import re as regular\nA = regular.compile('a+')", {"re"}),
    ],
)
def test_a_pattern_that_is_compiled_under_another_name_is_seen(text: str, found: set[str]) -> None:
    assert borrowed(ast.parse(text)) == found


@pytest.mark.parametrize("text", ALL, ids=lambda each: each[:40])
def test_long_text_takes_time_that_grows_evenly(text: str) -> None:
    pattern, whole = ALL[text]
    methods = [pattern.fullmatch] if whole else [pattern.fullmatch, pattern.search]
    ways = [asking(method, pattern.pattern) for method in methods]
    slow = [
        (beginning, pumped)
        for way, beginning, pumped in product(ways, BEGINNINGS, PUMPED)
        if grows_too_fast(way, beginning, pumped)
    ]
    assert slow == []


def asking(method: Callable[[str], object], written: object) -> Callable[[str], object]:
    """Return what reads a text, as bytes where the pattern is one of bytes."""
    of_bytes: Callable[..., object] = method
    return method if isinstance(written, str) else lambda text: of_bytes(text.encode())


def grows_too_fast(way: Callable[[str], object], beginning: str, pumped: str) -> bool:
    once, longer = (
        beginning + pumped * (length // len(pumped)) + END for length in (LENGTH, LENGTH * LONGER)
    )
    if took(way, longer) < NOISE_SECONDS:
        return False
    # Again where it seems so: a busy machine may have been in the way.
    return all(
        took(way, longer, times=5) > GROWTH_AT_MOST * took(way, once, times=5) for _ in range(3)
    )


def took(way: Callable[[str], object], text: str, times: int = 1) -> float:
    """Return the shortest of several times that it takes."""
    return min(_took_once(way, text) for _ in range(times))


def _took_once(way: Callable[[str], object], text: str) -> float:
    begun = thread_time()
    way(text)
    return thread_time() - begun


def test_a_pattern_that_grows_too_fast_is_found() -> None:
    assert grows_too_fast(re.compile(r"\s+x").search, "", " ")
    assert not grows_too_fast(re.compile(r"(?<!\s)\s+x").search, "", " ")
