"""Folds the duties that wait for a second person into the view `access`."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection, Table

from application.ports import Recorded
from domain.staff.facts import DutyApproved, DutyDeclined, DutyProposed
from infrastructure.views.bulk import delete_among, upsert


def fold_proposals(connection: Connection, table: Table, facts: Sequence[Recorded[object]]) -> None:
    """Keep what was proposed until somebody has decided on it."""
    waiting: dict[UUID, tuple[DutyProposed, int]] = {}
    decided: set[UUID] = set()
    for each in facts:
        match fact := each.fact:
            case DutyProposed():
                waiting[fact.duty_id] = (fact, each.position)
            case DutyApproved() | DutyDeclined():
                waiting.pop(fact.duty_id, None)
                decided.add(fact.duty_id)
            case _:
                continue
    upsert(connection, table, [_stored(*proposed) for proposed in waiting.values()])
    delete_among(connection, table.c.duty, decided)


def _stored(fact: DutyProposed, position: int) -> tuple[object, ...]:
    return (
        fact.duty_id,
        fact.person_id,
        fact.role.value,
        fact.organisation_id,
        fact.employer_id,
        fact.from_on,
        fact.to_on,
        fact.proposed_by,
        fact.proposed_as.value,
        fact.proposed_on,
        position,
    )
