"""One row of a list, asked by what a column tells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from infrastructure.rosters import cells
from infrastructure.rosters.cells import Cell
from infrastructure.rosters.heading_words import Column


@dataclass(frozen=True, slots=True)
class Told:
    """A row; `filled` is what merged cells say by place, for places that are empty in it."""

    row: Sequence[Cell]
    columns: Mapping[Column, int]
    filled: Mapping[int, Cell]
    today: date

    def __getitem__(self, column: Column) -> Cell:
        place = self.columns.get(column)
        return None if place is None else self.at(place)

    def at(self, place: int) -> Cell:
        own = self.row[place]
        return own if place not in self.filled or cells.text(own) else self.filled[place]

    @property
    def name(self) -> str | None:
        return cells.name_in(self[Column.NAME])
