"""Ids that lead to no child: nobody can be shown whom they mean, so nobody can tell that family."""

from collections.abc import Collection
from datetime import datetime
from enum import Enum, auto

from application.ports import Actor, Ledger, Unreadable
from application.reads.discretion import having_cases
from application.states import children_stream
from domain.shared import ChildId, Erased


class _File(Enum):
    THERE = auto()
    NEVER = auto()
    ERASED = auto()


def unknown_among(
    ledger: Ledger, actor: Actor, child_ids: Collection[ChildId], now: datetime
) -> frozenset[ChildId]:
    """Return those who never were anybody: on no file, in no case. Raises: Unavailable."""
    outside = _not_on_file(ledger, child_ids)
    never = [each for each in outside if _file_of(ledger, each) is _File.NEVER]
    return frozenset(never) - having_cases(ledger, actor, never, now)


def known_to_nobody(
    ledger: Ledger, actor: Actor, child_ids: Collection[ChildId], now: datetime
) -> frozenset[ChildId]:
    """Return those who were erased or never were anybody, by the log. Raises: Unavailable."""
    files = {each: _file_of(ledger, each) for each in child_ids}
    never = [each for each, file in files.items() if file is _File.NEVER]
    erased = frozenset(each for each, file in files.items() if file is _File.ERASED)
    return erased | (frozenset(never) - having_cases(ledger, actor, never, now))


def count_of_nobody(
    ledger: Ledger, actor: Actor, child_ids: Collection[ChildId], now: datetime
) -> int:
    """Return how many are known to nobody; who is on file is not looked up one by one.

    Raises: Unavailable.
    """
    return len(known_to_nobody(ledger, actor, _not_on_file(ledger, child_ids), now))


def _not_on_file(ledger: Ledger, child_ids: Collection[ChildId]) -> frozenset[ChildId]:
    asked = frozenset(child_ids)
    for each in ledger.directory.bureaus() if asked else ():
        asked -= ledger.access.children_under(each.organisation_id, asked)
        if not asked:
            break
    return asked


def _file_of(ledger: Ledger, child_id: ChildId) -> _File:
    try:
        history = ledger.log.load([children_stream(child_id)])
    except Unreadable:
        # What is damaged may be mended: somebody knows the child then.
        return _File.THERE
    if isinstance(history, Erased):
        return _File.ERASED
    return _File.THERE if history.recorded else _File.NEVER
