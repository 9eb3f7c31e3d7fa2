"""Fills a view anew from the first event while the old tables go on serving, then swaps them."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, inspect

from infrastructure.views import positions
from infrastructure.views.database import patiently
from infrastructure.views.folding import fold_carefully, raise_alarm
from infrastructure.views.pages import Damage, OpenedRow, PageReader, sift
from infrastructure.views.tables import create_shadow, take_place
from infrastructure.views.view import View, ViewTables

# Rows folded at once: a child met several times among them is loaded, sealed and written once.
PAGES_AT_ONCE = 8
# So close to the end of the log, the rest is folded in the transaction that swaps.
FINISHED_WITHIN = 500
ERASED_AT_ONCE = 10_000

Progress = Callable[[int, int], None]


class RebuildSuperseded(Exception):
    """Another rebuild of the same view began later; that one goes on."""


class Rebuild:
    """One rebuild of one view; given up at any moment, it leaves the live tables as they were."""

    def __init__(self, engine: Engine, pages: PageReader, view: View) -> None:
        self._engine = engine
        self._pages = pages
        self._view = view
        self._filled_to = 0
        self._damages: list[Damage] = []

    def run(self, progress: Progress) -> None:
        """Rebuild the view; `progress` is told the position reached and the last one.

        Raises: RebuildSuperseded.
        """
        total = self._pages.head()
        progress(0, total)
        shadow = patiently(self._engine, lambda connection: self._begin(connection, total))
        try:
            while (head := self._pages.head()) - self._filled_to > FINISHED_WITHIN:
                self._fill(shadow, head)
                progress(min(self._filled_to, total), total)
            damages = patiently(self._engine, lambda connection: self._finish(connection, shadow))
        except Exception:
            if not self._stands(shadow):
                raise RebuildSuperseded(self._view.name) from None
            raise
        raise_alarm(self._view.name, damages)
        progress(total, total)

    def _begin(self, connection: Connection, total: int) -> ViewTables:
        name = self._view.name
        held = positions.lock(connection, [name])[name]
        number = held.generation + 1
        positions.mark_rebuilding(connection, name, to=total, generation=number)
        return create_shadow(connection, self._view, number)

    def _fill(self, shadow: ViewTables, head: int) -> None:
        rows: list[OpenedRow] = []
        reached = self._filled_to
        with _collector_at_rest():
            for _ in range(PAGES_AT_ONCE):
                page = self._pages.read(reached, self._view.names, head=head)
                rows += page.rows
                reached = page.up_to
                if reached >= head:
                    break
            self._damages += patiently(
                self._engine, lambda connection: self._fold(connection, shadow, rows, self._damages)
            )
        self._filled_to = reached

    def _finish(self, connection: Connection, shadow: ViewTables) -> list[Damage]:
        """Fold the rest and swap, while nobody moves the live view; return what is set apart."""
        name = self._view.name
        held = positions.lock(connection, [name])[name]
        head, reached, damages = self._pages.head(), self._filled_to, [*self._damages]
        while reached < head:
            page = self._pages.read(reached, self._view.names, head=head)
            damages += self._fold(connection, shadow, page.rows, damages)
            reached = page.up_to
        self._delete_erased(connection, shadow)
        take_place(connection, self._view, shadow)
        positions.release_all(connection, name)
        positions.quarantine(connection, name, damages, datetime.now(UTC))
        positions.place_at(connection, name, reached, generation=held.generation + 1)
        return damages

    def _fold(
        self,
        connection: Connection,
        shadow: ViewTables,
        rows: Iterable[OpenedRow],
        damages: Iterable[Damage],
    ) -> list[Damage]:
        sifted = sift(rows, {damage.stream for damage in damages})
        return sifted.damages + fold_carefully(connection, self._view, shadow, sifted)

    def _delete_erased(self, connection: Connection, shadow: ViewTables) -> None:
        """Delete the subjects who were erased after their events had been opened.

        What is destroyed later than this is forgotten later, too: that waits for the position which
        is locked here, and finds the new tables in their place.
        """
        erased = sorted(self._pages.erased(self._view.names))
        for first in range(0, len(erased), ERASED_AT_ONCE):
            some = erased[first : first + ERASED_AT_ONCE]
            self._view.apply(connection, shadow, (), some)

    def _stands(self, shadow: ViewTables) -> bool:
        with self._engine.connect() as connection:
            return all(map(inspect(connection).has_table, shadow.metadata.tables))


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Let nobody look for cycles meanwhile: opened events have none, and there are very many."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
