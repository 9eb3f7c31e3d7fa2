"""What the desk shows of a child: all of a row that can be read, else that there is a child."""

from sqlalchemy import Row

from application.rows import DeskRow
from domain.shared import ChildId
from infrastructure.views.caseworker.tables import Care, Identity


def readable_row(row: Row[tuple[object, ...]], identity: Identity | None, care: Care) -> DeskRow:
    """Return a row with what was opened of it; without an identity the child has no name yet."""
    return DeskRow(
        child_id=ChildId(row.child),
        name=identity.name if identity else None,
        sex=identity.sex if identity else None,
        born_on=identity.born_on if identity else None,
        care_level=care.level,
        categories=tuple(care.categories),
        school_id=row.school_id,
        class_id=row.class_id,
        village_id=row.village_id,
        opened_on=row.opened_on,
        last_visit_on=row.last_visit_on,
        next_visit_due_on=row.next_visit_due_on,
        visit_overdue_after_on=row.visit_overdue_after_on,
        last_talk_on=row.last_talk_on,
        next_talk_due_on=row.next_talk_due_on,
        talk_overdue_after_on=row.talk_overdue_after_on,
    )


def unreadable_row(row: Row[tuple[object, ...]]) -> DeskRow:
    """Return that there is a child and where; nothing that may no longer be so."""
    return DeskRow(
        child_id=ChildId(row.child),
        name=None,
        sex=None,
        born_on=None,
        care_level=None,
        categories=(),
        school_id=row.school_id,
        class_id=row.class_id,
        village_id=row.village_id,
        opened_on=None,
        last_visit_on=None,
        next_visit_due_on=None,
        visit_overdue_after_on=None,
        last_talk_on=None,
        next_talk_due_on=None,
        talk_overdue_after_on=None,
        unreadable=True,
    )
