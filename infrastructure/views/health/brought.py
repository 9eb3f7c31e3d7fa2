"""Folds to whom a case was brought and until when it is open to them, as domain/alerts has it."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Connection, Table

from application.ports import Recorded
from domain.alerts.bringing import Brought, appealed_after, brought_by
from domain.days import local_day
from domain.ruleset import RulesOverTime
from infrastructure.views.bulk import rows_among, upsert
from infrastructure.views.health.batch import Batch
from infrastructure.views.health.case import CaseFact
from infrastructure.views.health.tables import Relation


def brought_before(
    connection: Connection, people: Table, case_ids: Collection[UUID]
) -> dict[tuple[UUID, UUID], Brought]:
    """Return to whom these cases were brought by what was folded before."""
    return {
        (row.case_id, row.person): Brought(on=row.brought_on, until_on=row.until_on)
        for row in rows_among(connection, people.c.case_id, case_ids)
        if row.relation == Relation.BROUGHT
    }


def fold_bringing(
    batch: Batch, recorded: Recorded[object], fact: CaseFact, rules: RulesOverTime
) -> None:
    """Let the batch know to whom one more fact brings its case, for the days of the rules then."""
    on, case = local_day(recorded.recorded_at), batch.cases[fact.case_id]
    days = rules.at(recorded.recorded_at).worries.brought_open_days
    case.appealed_on = appealed_after(case.appealed_on, fact, on)
    for person_id, brought in brought_by(fact, on, days):
        key = fact.case_id, person_id
        batch.brought[key] = brought.and_again(batch.brought.get(key))


def write_people(connection: Connection, people: Table, batch: Batch) -> None:
    """Write who is what to the cases."""
    rows: list[tuple[object, ...]] = [
        (*each, None, None) for each in sorted(batch.people - batch.strangers)
    ]
    rows += [
        (case_id, person_id, Relation.BROUGHT.value, each.on, each.until_on)
        for (case_id, person_id), each in sorted(batch.brought.items(), key=lambda item: item[0])
    ]
    upsert(connection, people, rows)
