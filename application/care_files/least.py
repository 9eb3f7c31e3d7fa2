"""What is kept from a volunteer of the child they are paired with (未成年人保护法 §4, §103)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from application.authorisation.permission import Standings
from application.rows import DeskRow
from domain.access.table import Request, Standing
from domain.names import given_name
from domain.shared import ChildId

_WHOLE = (Request.LIST_CHILDREN, Request.READ_CARE_FILE)


def sees_least(standings: Standings) -> bool:
    """Return whether somebody sees a child as a volunteer alone: given name, school, due days."""
    without = replace(standings, held=standings.held - {Standing.VOLUNTEER_MENTOR})
    return without.held != standings.held and not any(without.allow(each) for each in _WHOLE)


def shown_to(
    standings: Mapping[ChildId, Standings], rows: Sequence[DeskRow]
) -> tuple[DeskRow, ...]:
    """Return rows of a desk as somebody sees them who asks about each child in these standings."""
    return tuple(least_of(row) if sees_least(standings[row.child_id]) else row for row in rows)


def least_of(row: DeskRow) -> DeskRow:
    """Return the row of a desk as a volunteer sees it."""
    return replace(
        row,
        name=row.name and given_name(row.name),
        sex=None,
        born_on=None,
        care_level=None,
        categories=(),
        class_id=None,
        village_id=None,
        opened_on=None,
    )
