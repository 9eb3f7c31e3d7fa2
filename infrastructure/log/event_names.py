"""What a stored name is, and how names are looked up by class and by name."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, is_dataclass

from domain.shared import Compartment

NEXT_VERSIONS = 2
"""So far ahead an older program notices what a newer one beside it stores: not beyond."""

_shape = re.compile(r"(?P<stem>[a-z]+\.[a-z]+(?:_[a-z]+)*)\.(?P<version>[1-9][0-9]{0,3})")


@dataclass(frozen=True, slots=True)
class EventName:
    """One row: what a fact is stored as today, who may hold its key, and whom it is about.

    `stream_field` and `key_field` name the fact's fields that hold the id its stream is called by
    and the subject its key belongs to; they differ only where a fact is about many subjects.
    """

    name: str
    fact: type[object]
    compartment: Compartment
    stream_field: str
    key_field: str

    @property
    def context(self) -> str:
        """The first word: also the context of the stream."""
        return self.name.split(".", 1)[0]

    @property
    def stem(self) -> str:
        """The name without the version of its payload."""
        return self.name.rsplit(".", 1)[0]

    @property
    def version(self) -> int:
        """The version of the payload that is written today; older ones are upcast when read."""
        return version_of(self.name)

    @property
    def stored_names(self) -> tuple[str, ...]:
        """Every name this fact was ever stored under, oldest first."""
        return tuple(f"{self.stem}.{version}" for version in range(1, self.version + 1))


class EventNames:
    """The table of names, looked up by class and by stored name."""

    def __init__(self, rows: Sequence[EventName]) -> None:
        for row in rows:
            _require_sound(row)
        self.rows = tuple(rows)
        self._by_class = {row.fact: row for row in rows}
        self._by_name = {name: row for row in rows for name in row.stored_names}
        self._by_stem = {row.stem: row for row in rows}
        if not len(self._by_class) == len(self._by_stem) == len(rows):
            raise ValueError("a name or a class is in the table twice")

    def by_class(self, fact: type[object]) -> EventName:
        """Return the row of a fact's class.

        Raises: KeyError.
        """
        return self._by_class[fact]

    def by_name(self, name: str) -> EventName:
        """Return the row of a stored name, also one of an older version.

        Raises: KeyError.
        """
        return self._by_name[name]

    def is_newer(self, name: object) -> bool:
        """Return whether the name is known, but its version is above the one of this program."""
        found = _shape.fullmatch(name) if isinstance(name, str) else None
        row = self._by_stem.get(found["stem"]) if found else None
        return row is not None and found is not None and int(found["version"]) > row.version

    def newer_names(self, names: Collection[str]) -> tuple[str, ...]:
        """Return under which names the next programs would store what has these names today."""
        rows = {self._by_name[name].stem: self._by_name[name] for name in names}
        return tuple(
            f"{row.stem}.{row.version + step}"
            for row in rows.values()
            for step in range(1, NEXT_VERSIONS + 1)
        )

    def stored_names(self, facts: Collection[type[object]]) -> tuple[str, ...]:
        """Return every name, of every version, that facts of these classes are stored under."""
        return tuple(name for fact in facts for name in self.by_class(fact).stored_names)

    def names_of(self, context: str) -> tuple[str, ...]:
        """Return every stored name, of every version, of one context."""
        return tuple(name for name, row in self._by_name.items() if row.context == context)


def version_of(name: str) -> int:
    """Return the payload version that ends a stored name."""
    return int(name.rsplit(".", 1)[1])


def _require_sound(row: EventName) -> None:
    if not _shape.fullmatch(row.name):
        raise ValueError(f"{row.name} is no name of the form context.event_in_snake_case.1")
    if not is_dataclass(row.fact):
        raise ValueError(f"{row.name} is not stored from a dataclass")
    if not {row.stream_field, row.key_field} <= {field.name for field in fields(row.fact)}:
        raise ValueError(f"{row.name} has no field of that name")
