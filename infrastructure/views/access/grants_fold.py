"""Folds requests, grants and break-glass accesses into the view `access`."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import assert_never
from uuid import UUID

from sqlalchemy import Connection, Row

from application.authorisation.grant_rows import GrantRow, GrantState
from application.ports import Recorded
from domain.days import end_of_day
from domain.grants.facts import (
    AccessAnswerOverdue,
    AccessApproved,
    AccessDenied,
    AccessRequested,
    AccessRevoked,
    AnswerSeen,
    GlassBreakReviewed,
    GlassBreakTold,
    GlassBroken,
    GlassClosed,
    GlassReviewOverdue,
    RevocationReason,
    Verdict,
)
from domain.shared import ChildId, Compartment, GrantId, PersonId, Purpose
from infrastructure.views.access.tables import GRANTS, TOLD
from infrastructure.views.bulk import delete_among, rows_among, upsert
from infrastructure.views.first_subject import of_first_subject
from infrastructure.views.view import ViewTables

GRANT_FACTS = (
    AccessRequested,
    AccessApproved,
    AccessDenied,
    AccessRevoked,
    GlassBroken,
    GlassClosed,
    GlassBreakReviewed,
    AccessAnswerOverdue,
    GlassReviewOverdue,
    GlassBreakTold,
    AnswerSeen,
)
"""What the view knows of it; reasons in words stay sealed in the log."""

GrantFact = (
    AccessRequested
    | AccessApproved
    | AccessDenied
    | AccessRevoked
    | GlassBroken
    | GlassClosed
    | GlassBreakReviewed
    | AccessAnswerOverdue
    | GlassReviewOverdue
    | GlassBreakTold
    | AnswerSeen
)
TELLING = (GlassBroken, AccessAnswerOverdue, GlassReviewOverdue, GlassBreakTold)
"""The facts that say who is told by them."""


def fold_grants(
    connection: Connection,
    tables: ViewTables,
    facts: Sequence[Recorded[object]],
    erased: Collection[UUID],
) -> None:
    """Fold what was asked for, granted, opened and ended, and who was told; none of the erased."""
    said = [(each, each.fact) for each in facts if isinstance(each.fact, GRANT_FACTS)]
    table = tables[GRANTS]
    found = rows_among(connection, table.c.grant_id, {fact.grant_id for _each, fact in said})
    known: dict[UUID, GrantRow] = {row.grant_id: grant_row(row) for row in found}
    said = of_first_subject(
        said,
        lambda each: (each[1].grant_id, each[1].child_id),
        {row.grant_id: row.child for row in found},
        lambda each: isinstance(each[1], AccessRequested | GlassBroken),
    )
    for each, fact in said:
        if isinstance(fact, AccessRequested | GlassBroken):
            known[fact.grant_id] = _begun(fact, each.recorded_at, each.position)
        else:
            known[fact.grant_id] = _after(known[fact.grant_id], fact)
    upsert(connection, table, [_stored(row) for row in known.values()])
    told = [
        (fact.grant_id, person, fact.child_id, each.position)
        for each, fact in said
        if isinstance(fact, TELLING)
        for person in {*fact.supervisor_ids, *fact.privacy_officer_ids}
    ]
    upsert(connection, tables[TOLD], told)
    for name in (GRANTS, TOLD):
        delete_among(connection, tables[name].c.child, erased)


def grant_row(row: Row[tuple[object, ...]]) -> GrantRow:
    """Return a row of `grants` as people's questions are answered."""
    return GrantRow(
        grant_id=GrantId(row.grant_id),
        child_id=ChildId(row.child),
        person_id=PersonId(row.person),
        is_glass=row.is_glass,
        state=GrantState(row.state),
        purpose=Purpose(row.purpose),
        compartments=tuple(map(Compartment, row.compartments.split())),
        asked_at=row.asked_at,
        until_at=row.until_at,
        position=row.position,
        verdict=row.verdict and Verdict(row.verdict),
        is_overdue=row.is_overdue,
        is_news=row.is_news,
    )


def _begun(fact: AccessRequested | GlassBroken, at: datetime, position: int) -> GrantRow:
    is_glass = isinstance(fact, GlassBroken)
    return GrantRow(
        grant_id=fact.grant_id,
        child_id=fact.child_id,
        person_id=fact.person_id,
        is_glass=is_glass,
        state=GrantState.OPEN if is_glass else GrantState.WAITING,
        purpose=Purpose.CRISIS if isinstance(fact, GlassBroken) else fact.purpose,
        compartments=fact.compartments,
        asked_at=at,
        until_at=fact.until_at if isinstance(fact, GlassBroken) else end_of_day(fact.until_on),
        position=position,
    )


def _after(row: GrantRow, fact: GrantFact) -> GrantRow:
    match fact:
        case AccessApproved() | AccessDenied() | AccessRevoked() | GlassBreakReviewed():
            return _decided(row, fact)
        case GlassClosed():
            return replace(row, state=GrantState.ENDED)
        case AccessAnswerOverdue() | GlassReviewOverdue():
            return replace(row, is_overdue=True)
        case AnswerSeen():
            return replace(row, is_news=False)
        case AccessRequested() | GlassBroken() | GlassBreakTold():
            return row
        case _:
            assert_never(fact)


def _decided(
    row: GrantRow, fact: AccessApproved | AccessDenied | AccessRevoked | GlassBreakReviewed
) -> GrantRow:
    """Return the row with what was decided, which is news to its holder unless it is theirs."""
    match fact:
        case AccessApproved():
            return replace(
                row,
                state=GrantState.GRANTED,
                compartments=fact.compartments,
                until_at=end_of_day(fact.until_on),
                is_news=True,
            )
        case AccessDenied():
            return replace(row, state=GrantState.DENIED, is_news=True)
        case AccessRevoked():
            own = fact.reason is RevocationReason.GIVEN_BACK
            return replace(row, state=GrantState.ENDED, is_news=not own)
        case GlassBreakReviewed():
            return replace(row, verdict=fact.verdict, is_news=True)
        case _:
            assert_never(fact)


def _stored(row: GrantRow) -> tuple[object, ...]:
    return (
        row.grant_id,
        row.child_id,
        row.person_id,
        row.is_glass,
        row.state.value,
        row.purpose.value,
        " ".join(each.value for each in row.compartments),
        row.asked_at,
        row.until_at,
        row.position,
        row.verdict.value if row.verdict else None,
        row.is_overdue,
        row.is_news,
    )
