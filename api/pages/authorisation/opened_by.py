"""On what a child's page rests that no duty opens: the bar that says so."""

from collections.abc import Set

from api.deps import Call
from api.view_models.authorisation.opened_by import OpenedBy, minutes_left, seconds_left
from application.authorisation.granted import opened_by_grant
from domain.access.table import Request as Asking
from domain.shared import ChildId


def opened_by(call: Call, child_id: ChildId, may: Set[Asking]) -> OpenedBy | None:
    """Return on which grant a page rests; nothing where a duty opens it. Raises: Unavailable."""
    # A list is opened by duties and pairings alone.
    if Asking.LIST_CHILDREN in may:
        return None
    cases = Asking.READ_CASE in may
    found = opened_by_grant(call.ledger, call.actor, child_id, call.now, cases=cases)
    if found is None:
        return None
    return OpenedBy(
        child_id=child_id,
        grant_id=found.grant_id,
        is_glass=found.is_glass,
        until_at=found.until_at,
        minutes_left=minutes_left(found.until_at, call.now),
        seconds_left=seconds_left(found.until_at, call.now),
        cases=found.cases,
    )
