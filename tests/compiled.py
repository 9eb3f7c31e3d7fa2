"""Statements compiled once for all ledgers of a run instead of once for each that is opened.

SQLAlchemy keeps with each engine what it compiled, and a third of what a test of a page took was
compiling the same statements again for an engine of its own. They depend on the kind of database
alone: the engines of this project differ in nothing else that a statement is made of.
"""

from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from typing import ParamSpec

import pytest
from sqlalchemy import Compiled, Engine
from sqlalchemy.util import LRUCache

from infrastructure import database
from infrastructure.keys import tables

P = ParamSpec("P")
Key = tuple[object, ...]

KEPT = 4_000
"""More than the project has statements: only those of tables that are made anew are dropped."""


class Statements(MutableMapping[Key, Compiled]):
    """What was compiled, by the kind of the dialect that asks and not by which engine's it is."""

    def __init__(self) -> None:
        self._compiled = LRUCache[Key, Compiled](KEPT)

    def __getitem__(self, key: Key) -> Compiled:
        return self._compiled[_by_kind(key)]

    def __setitem__(self, key: Key, compiled: Compiled) -> None:
        self._compiled[_by_kind(key)] = compiled

    def __delitem__(self, key: Key) -> None:
        del self._compiled[_by_kind(key)]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._compiled)

    def __len__(self) -> int:
        return len(self._compiled)


def _by_kind(key: Key) -> Key:
    dialect, *statement = key
    return type(dialect), *statement


@contextmanager
def compiled_once() -> Iterator[None]:
    """Let all engines that are opened meanwhile share what they compile."""
    shared = Statements()

    def sharing(create: Callable[P, Engine]) -> Callable[P, Engine]:
        def created(*address: P.args, **settings: P.kwargs) -> Engine:
            made = create(*address, **settings)
            made.update_execution_options(compiled_cache=shared)
            return made

        return created

    with pytest.MonkeyPatch.context() as patched:
        for module in (database, tables):
            patched.setattr(module, "create_engine", sharing(module.create_engine))
        yield
