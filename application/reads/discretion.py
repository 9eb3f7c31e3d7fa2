"""Before whom recorded readings that tell of a case are kept back."""

from collections.abc import Sequence
from datetime import datetime

from application.authorisation.permission import Standings, standings_of
from application.authorisation.recusal import recused_among
from application.ports import Actor, Ledger
from application.reads.reading_rows import ReadingRow
from domain.access.table import Request as Asking
from domain.errors import RecordDamaged
from domain.reads.discretion import tells_of_case
from domain.shared import ChildId, PersonId

_NAMING = (Asking.LIST_CHILDREN, Asking.READ_RIGHTS, Asking.READ_CONSENT)
"""Each of these leads from a child's number to the name."""


def may_name(standings: Standings) -> bool:
    """Return whether somebody can find out which child a number stands for."""
    return any(standings.allow(each) for each in _NAMING)


def may_be_involved(ledger: Ledger, actor: Actor, child_id: ChildId, now: datetime) -> bool:
    """Return whether somebody is kept out of a case or report of the child, or nobody can tell.

    Raises: Unavailable.
    """
    return is_kept_out(ledger, actor.person_id, child_id, now) is not False


def is_kept_out(
    ledger: Ledger, person_id: PersonId, child_id: ChildId, now: datetime
) -> bool | None:
    """Return whether somebody is kept out of a case or report of the child, None if it is damaged.

    Raises: Unavailable.
    """
    try:
        return bool(recused_among(ledger, child_id, [person_id], now))
    except RecordDamaged:
        return None


def may_be_involved_in(
    ledger: Ledger, actor: Actor, child_ids: Sequence[ChildId], now: datetime
) -> frozenset[ChildId]:
    """Return in a case or report of which of them somebody may be involved. Raises: Unavailable."""
    concerned = having_cases(ledger, actor, child_ids, now)
    return frozenset(each for each in concerned if may_be_involved(ledger, actor, each, now))


def having_cases(
    ledger: Ledger, actor: Actor, child_ids: Sequence[ChildId], now: datetime
) -> frozenset[ChildId]:
    """Return of which of the children there is a case or a report. Raises: Unavailable."""
    if child_ids:
        # Only a view that is current tells who has no case at all, and those are nearly all.
        may_be_involved(ledger, actor, child_ids[0], now)
    return ledger.grants.having_cases(child_ids) | ledger.reports.children_among(child_ids)


def discreet(
    ledger: Ledger, actor: Actor, now: datetime, rows: Sequence[ReadingRow]
) -> tuple[tuple[ReadingRow, ...], dict[int, tuple[ChildId, ...]]]:
    """Return the readings with the children of each, without what the asker may not learn.

    Of readings that tell of a case whoever can find the name is told no number, and whoever may be
    involved nothing. Raises: Unavailable.
    """
    children = ledger.readings.children_of([row.position for row in rows])
    of_cases = {row.position for row in rows if tells_of_case(row.what, row.purpose)}
    if may_name(standings_of(ledger, actor, now)):
        unnumbered = {key: () if key in of_cases else found for key, found in children.items()}
        return tuple(rows), unnumbered
    shown = {each for key in of_cases for each in children.get(key, ())}
    theirs = may_be_involved_in(ledger, actor, sorted(shown), now)
    left_out = {key for key in of_cases if theirs & set(children.get(key, ()))}
    return (
        tuple(row for row in rows if row.position not in left_out),
        {key: found for key, found in children.items() if key not in left_out},
    )
