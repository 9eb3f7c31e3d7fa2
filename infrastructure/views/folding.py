"""Folds facts into one view; finds the stream that cannot be folded and goes on with the others."""

import logging
from collections.abc import Iterable, Sequence
from uuid import UUID

from eventsourcing.persistence import DataError as RefusedByLog
from eventsourcing.persistence import PersistenceError
from sqlalchemy import Connection
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from application.ports import Recorded
from infrastructure.views.pages import Damage, Sifted
from infrastructure.views.view import View, ViewTables

Facts = Sequence[tuple[UUID, Recorded[object]]]

logger = logging.getLogger(__name__)


def fold(connection: Connection, view: View, tables: ViewTables, sifted: Sifted) -> None:
    """Fold all of it at once.

    Raises: whatever the view raises; the caller rolls back and then folds carefully.
    """
    if sifted.facts or sifted.erased:
        facts = [fact for _stream, fact in sifted.facts]
        view.apply(connection, tables, facts, frozenset(sifted.erased))


def fold_carefully(
    connection: Connection, view: View, tables: ViewTables, sifted: Sifted
) -> list[Damage]:
    """Fold all but the streams on which the view raises; return these with the event that did it.

    Halves what fails, each half in a savepoint, until the event is found that cannot be folded;
    the order of the log is kept.
    """
    fold(connection, view, tables, Sifted(erased=sifted.erased))
    damages: list[Damage] = []
    waiting: list[Facts] = [sifted.facts]
    while waiting:
        broken = {damage.stream for damage in damages}
        part = [each for each in waiting.pop() if each[0] not in broken]
        if not part:
            continue
        try:
            with connection.begin_nested():
                view.apply(connection, tables, [fact for _stream, fact in part], frozenset())
        except Exception as error:
            if not speaks_of_the_fact(error):
                raise
            if len(part) == 1:
                stream, fact = part[0]
                damages.append(Damage(stream, fact.position, f"fold_{type(error).__name__}"))
            else:
                waiting += [part[len(part) // 2 :], part[: len(part) // 2]]
    return damages


def speaks_of_the_fact(error: Exception) -> bool:
    """Return whether the error would come again for this fact alone.

    A database, a key store or a machine in trouble says nothing about a stream, and a table that is
    missing would put every stream into quarantine.
    """
    if isinstance(error, DBAPIError):
        return isinstance(error, DataError | IntegrityError)
    if isinstance(error, PersistenceError):
        return isinstance(error, RefusedByLog)
    return not isinstance(error, OSError | MemoryError | PoolTimeout)


def raise_alarm(view_name: str, damages: Iterable[Damage]) -> None:
    """Log each stream that was set apart, once that is committed: ids, place and reason only."""
    for damage in damages:
        logger.error(
            "view %s: stream %s cannot be read from position %d on (%s); it is set apart",
            view_name,
            damage.stream,
            damage.position,
            damage.reason,
        )
