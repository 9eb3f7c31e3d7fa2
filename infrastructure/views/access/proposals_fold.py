"""Folds the duties that wait for a second person into the view `access`."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection, Table

from application.ports import Recorded
from domain.staff.facts import DutyApproved, DutyDeclined, DutyProposed
from infrastructure.views.bulk import delete_among, rows_among, upsert
from infrastructure.views.first_subject import log_second_subject

_Said = DutyProposed | DutyApproved | DutyDeclined


def fold_proposals(connection: Connection, table: Table, facts: Sequence[Recorded[object]]) -> None:
    """Keep what was proposed until somebody has decided on it.

    What waits under an id is nobody else's; once decided it is kept by the duty itself.
    """
    said = [(each, each.fact) for each in facts if isinstance(each.fact, _Said)]
    found = rows_among(connection, table.c.duty, {fact.duty_id for _each, fact in said})
    rows: dict[UUID, tuple[object, ...]] = {row.duty: tuple(row) for row in found}
    people: dict[UUID, UUID] = {row.duty: row.person for row in found}
    for each, fact in said:
        if people.get(fact.duty_id, fact.person_id) != fact.person_id:
            log_second_subject()
        elif isinstance(fact, DutyProposed):
            rows[fact.duty_id] = _stored(fact, each.position)
            people[fact.duty_id] = fact.person_id
        else:
            rows.pop(fact.duty_id, None)
            people.pop(fact.duty_id, None)
    upsert(connection, table, list(rows.values()))
    delete_among(connection, table.c.duty, {row.duty for row in found} - rows.keys())


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
