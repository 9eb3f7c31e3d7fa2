"""Leaves out of lists of access what a report of harm closes, of which their view knows nothing.

The view leaves out what a case of the child closes. Whom a report suspects is sealed in the report
alone, so it is asked for where there is one: of few children, and of few rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from application.authorisation.grant_rows import GrantCounts, GrantPage, GrantRow
from application.authorisation.recusal import recused_among
from application.ports import Ledger
from domain.errors import RecordDamaged
from domain.grants.scope import is_closed_to_the_involved
from domain.shared import PersonId


def shown_to(ledger: Ledger, person_id: PersonId, page: GrantPage, now: datetime) -> GrantPage:
    """Return the page without what a report of harm closes to them. Raises: Unavailable."""
    closed = _closed_to(ledger, person_id, page.rows, now)
    return replace(page, rows=tuple(each for each in page.rows if each not in closed))


def counted_for(
    ledger: Ledger, person_id: PersonId, counts: GrantCounts, now: datetime
) -> GrantCounts:
    """Return the counts without what is closed to them of the first page of each list.

    Raises: Unavailable.
    """
    grants, size = ledger.grants, ledger.rules.page_size
    left_out: dict[str, int] = {}
    for name, ask in (
        ("to_decide", grants.to_decide),
        ("to_review", grants.to_review),
        ("overdue", grants.overdue),
    ):
        if getattr(counts, name):
            rows = ask(person_id, now, limit=size).rows
            closed = _closed_to(ledger, person_id, rows, now)
            left_out[name] = len(closed)
            if name == "to_review":
                left_out["still_open"] = sum(each.is_in_force(now) for each in closed)
    return replace(counts, **{name: getattr(counts, name) - out for name, out in left_out.items()})


def _closed_to(
    ledger: Ledger, person_id: PersonId, rows: Sequence[GrantRow], now: datetime
) -> tuple[GrantRow, ...]:
    reported = ledger.reports.children_among([each.child for each in rows])
    return tuple(
        each
        for each in rows
        if each.child in reported and _is_closed_to(ledger, person_id, each, now)
    )


def _is_closed_to(ledger: Ledger, person_id: PersonId, row: GrantRow, now: datetime) -> bool:
    if not row.is_glass and not is_closed_to_the_involved(row.compartments):
        return False
    people: Iterable[PersonId] = {person_id} if row.is_glass else {person_id, row.person_id}
    try:
        return bool(recused_among(ledger, row.child, frozenset(people), now))
    except RecordDamaged:
        return True
