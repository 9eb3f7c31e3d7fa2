"""Lets an id stand for the subject that had it first: no other's facts change its row."""

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar
from uuid import UUID

T = TypeVar("T")

logger = logging.getLogger(__name__)


def of_first_subject(
    facts: Iterable[T],
    id_and_subject: Callable[[T], tuple[UUID, UUID]],
    stored: Mapping[UUID, UUID],
    begins: Callable[[T], bool] = lambda _fact: True,
) -> list[T]:
    """Return the facts of whichever subject each id was first used for; `stored` are the known.

    New ids are claimed when they are written. An older log may hold one for two subjects: what
    comes later is passed over, at a rebuild as at first; so is what `begins` nothing where there
    is no row, because whoever came first was erased.
    """
    first = dict(stored)
    kept = []
    for fact in facts:
        id_, subject = id_and_subject(fact)
        known = first.get(id_)
        if known == subject or (known is None and begins(fact)):
            first[id_] = subject
            kept.append(fact)
        else:
            log_second_subject()
    return kept


def log_second_subject() -> None:
    """Say that there is such an id; not which, since it may lead to a child."""
    logger.warning("an id is used by two subjects; the view keeps the first")
