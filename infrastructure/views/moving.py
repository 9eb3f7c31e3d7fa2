"""Moves views over a page of the log in one commit, and says so when one of them is in trouble."""

import logging
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import Connection, Engine

from infrastructure.database import writing
from infrastructure.views import positions
from infrastructure.views.database import is_lock_timeout
from infrastructure.views.folding import fold, fold_carefully, raise_alarm
from infrastructure.views.pages import Damage, Page, sift
from infrastructure.views.positions import Standpoint
from infrastructure.views.view import View

logger = logging.getLogger(__name__)


class Troubles:
    """Views that cannot be moved for now; a trouble is logged when it begins, not at each try."""

    def __init__(self) -> None:
        self._kinds: dict[str, str] = {}

    @property
    def any(self) -> bool:
        """Whether a view is in trouble."""
        return bool(self._kinds)

    def note(self, views: Iterable[View], error: Exception) -> bool:
        """Log what happened, by its kind only since its text may hold data, and answer False."""
        kind = type(error).__name__
        for view in views:
            if self._kinds.get(view.name) != kind:
                self._kinds[view.name] = kind
                logger.error("view %s cannot be moved forward: %s", view.name, kind)
        return False

    def over(self, views: Iterable[View]) -> None:
        """Note that these views moved again."""
        for view in views:
            if self._kinds.pop(view.name, None):
                logger.warning("view %s moves forward again", view.name)


class Mover:
    """Folds pages into views; a stream that cannot be folded is set apart, and the view goes on."""

    def __init__(self, engine: Engine, troubles: Troubles) -> None:
        self._engine = engine
        self._troubles = troubles
        self._quarantined: dict[str, tuple[int, frozenset[UUID]]] = {}

    def move(self, views: Sequence[View], page: Page) -> bool:
        """Fold the page into the views and return whether all of them stand at its end."""
        try:
            return self._fold(views, page, carefully=False)
        except Exception as error:
            if is_lock_timeout(error):
                return False
            moved = [self._move_alone(view, page) for view in views]
            return all(moved)

    def _move_alone(self, view: View, page: Page) -> bool:
        try:
            return self._fold([view], page, carefully=True)
        except Exception as error:
            return False if is_lock_timeout(error) else self._troubles.note([view], error)

    def _fold(self, views: Sequence[View], page: Page, *, carefully: bool) -> bool:
        found: dict[str, list[Damage]] = {}
        names = [view.name for view in views]
        with writing(self._engine) as connection:
            stands = positions.move_on(connection, names, after=page.after, up_to=page.up_to)
            elsewhere = [name for name in names if name not in stands]
            if elsewhere:
                stands |= positions.lock(connection, elsewhere)
            for view in views:
                stand = stands[view.name]
                # Others may have moved it since; only tables made anew have set it back.
                if page.after <= stand.position < page.up_to:
                    found[view.name] = self._fold_rows(
                        connection, view, page, stand, carefully=carefully
                    )
            if elsewhere:
                positions.advance(connection, list(found), page.up_to)
        for view_name, damages in found.items():
            raise_alarm(view_name, damages)
        return all(stand.position >= page.after for stand in stands.values())

    def _fold_rows(
        self,
        connection: Connection,
        view: View,
        page: Page,
        stand: Standpoint,
        *,
        carefully: bool,
    ) -> list[Damage]:
        rows = [
            row for row in page.rows if row.position > stand.position and row.name in view.names
        ]
        if not rows:
            return []
        sifted = sift(rows, self._passed_over(connection, view.name, stand.generation))
        damages = sifted.damages
        if carefully:
            damages += fold_carefully(connection, view, view.tables(), sifted)
        else:
            fold(connection, view, view.tables(), sifted)
        positions.quarantine(connection, view.name, damages, datetime.now(UTC))
        return damages

    def _passed_over(self, connection: Connection, view: str, generation: int) -> frozenset[UUID]:
        """Return the view's quarantined streams, read again only when there may be others."""
        known = self._quarantined.get(view)
        if known is None or known[0] != generation:
            known = (generation, positions.quarantined_streams(connection, view))
            self._quarantined[view] = known
        return known[1]
