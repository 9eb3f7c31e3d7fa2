"""Who is kept out of what is about a child: by a case, or by a report of harm (回避)."""

from collections.abc import Collection
from datetime import datetime

from application.ports import Ledger, Unreadable
from application.reporting.recorded import suspected_among
from domain.errors import RecordDamaged
from domain.shared import ChildId, PersonId


def recused_among(
    ledger: Ledger, child_id: ChildId, person_ids: Collection[PersonId], now: datetime
) -> frozenset[PersonId]:
    """Return who of them may be involved in a case or a report of the child, over or not.

    Raises: Unavailable while that cannot be told; RecordDamaged where a case or a report of the
    child cannot be read: it may name anybody.
    """
    out = frozenset(ledger.grants.kept_out(child_id, person_ids, now))
    try:
        return out | suspected_among(ledger, child_id, frozenset(person_ids) - out, now)
    except Unreadable:
        raise RecordDamaged("access_view_damaged") from None
