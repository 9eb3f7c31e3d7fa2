"""What a view is: events it folds, tables it fills, and how a batch of facts changes them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from sqlalchemy import Connection, MetaData, Table

from application.ports import Recorded

LIVE = ""


@dataclass(frozen=True, slots=True)
class ViewTables:
    """A view's tables: live, or shadows of them that are being filled while the live ones serve."""

    metadata: MetaData
    suffix: str

    def __getitem__(self, name: str) -> Table:
        return self.metadata.tables[name + self.suffix]

    @property
    def live_names(self) -> tuple[str, ...]:
        """The names under which people's questions find these tables."""
        return tuple(name.removesuffix(self.suffix) for name in self.metadata.tables)


class View(Protocol):
    """Folds some of the log's events into tables of its own; others open and skip the rows."""

    @property
    def name(self) -> str:
        """The view's name in positions, quarantine and on the command line."""
        ...

    @property
    def names(self) -> frozenset[str]:
        """The stored names it folds; all other events are skipped unopened."""
        ...

    def tables(self, suffix: str = LIVE) -> ViewTables:
        """Return the view's tables under their live names followed by the suffix."""
        ...

    def apply(
        self,
        connection: Connection,
        tables: ViewTables,
        facts: Sequence[Recorded[object]],
        erased: Collection[UUID],
    ) -> None:
        """Load the rows that the facts touch, fold in memory and write them back.

        Facts come in the order of the log, each once, none of an erased subject. What the view
        holds of the erased subjects is deleted; plain counters stand. A batch may be of any size
        and may be cut anywhere: the rows after it are the same.
        """
        ...
