"""Keeps where each person's name stands among all, since the database sees no name."""

from bisect import bisect_right, insort
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import islice
from threading import Lock
from uuid import UUID

from sqlalchemy import Engine, Row, func, select

from domain.name_order import place_in_order
from domain.shared import PersonId
from infrastructure.views.bulk import rows_among
from infrastructure.views.directory.fold import PEOPLE, directory_tables

OPENED_AT_ONCE = 500
"""Fewer than the vault keeps keys of."""

_people = directory_tables()[PEOPLE]
_NAMELESS = b"\xff\xff"

Rows = Sequence[Row[tuple[object, ...]]]
_Place = tuple[bytes, UUID]


class PeopleInOrder:
    """The people of the view `directory` by name, and by id where names are alike.

    Who was erased is forgotten with the row. All names of a city are some megabytes, and take
    seconds to open once; from then on only what is new is read.
    """

    def __init__(self, engine: Engine, named: Callable[[Rows], Mapping[PersonId, str]]) -> None:
        self._engine = engine
        self._named = named
        self._places: dict[UUID, bytes] = {}
        self._sorted: list[_Place] = []
        self._position = -1
        self._lock = Lock()

    def read_on(self) -> None:
        """Know whoever is new in the view, and forget whoever is gone."""
        with self._lock:
            newer = select(_people).where(_people.c.name_at > self._position)
            # Names are opened without a connection: all of a city take longer than one may idle.
            with self._engine.connect() as connection:
                rows = connection.execute(newer).all()
                count = connection.scalar(select(func.count()).select_from(_people))
            self._know(rows)
            if count != len(self._places):
                self._compare()

    def behind(
        self, after: UUID | None, among: Collection[UUID] | None, *, limit: int
    ) -> list[PersonId]:
        """Return who comes next, of these people or of all; of nobody known, who comes first."""
        with self._lock:
            place = self._places.get(after) if after else None
            start = (place, after) if place is not None and after is not None else None
            if among is None:
                first = 0 if start is None else bisect_right(self._sorted, start)
                return _ids(islice(self._sorted, first, first + limit))
            there = sorted((self._places[each], each) for each in among if each in self._places)
            first = 0 if start is None else bisect_right(there, start)
            return _ids(there[first : first + limit])

    def _know(self, rows: Rows) -> None:
        names: dict[PersonId, str] = {}
        # All are opened before anything is changed: a portion whose keys are away leaves all as is.
        for first in range(0, len(rows), OPENED_AT_ONCE):
            names.update(self._named(rows[first : first + OPENED_AT_ONCE]))
        for row in rows:
            self._forget(row.person)
            name = names.get(PersonId(row.person))
            self._places[row.person] = place_in_order(name) if name else _NAMELESS
        if len(rows) > OPENED_AT_ONCE:
            self._sorted = sorted((place, person) for person, place in self._places.items())
        else:
            for row in rows:
                insort(self._sorted, (self._places[row.person], row.person))
        self._position = max([self._position, *(row.name_at for row in rows)])

    def _forget(self, person_id: UUID) -> None:
        place = self._places.pop(person_id, None)
        if place is not None:
            self._sorted.pop(bisect_right(self._sorted, (place, person_id)) - 1)

    def _compare(self) -> None:
        """Take what the view has now: people were erased, or one could not be read before."""
        with self._engine.connect() as connection:
            there = set(connection.scalars(select(_people.c.person)))
            rows = rows_among(connection, _people.c.person, there - self._places.keys())
        for gone in self._places.keys() - there:
            self._forget(gone)
        self._know(rows)


def _ids(places: Iterable[_Place]) -> list[PersonId]:
    return [PersonId(person) for _place, person in places]
