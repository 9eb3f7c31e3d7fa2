"""Folds what is owed to families, and breaches, into the view `dues`: ids, days, codes alone."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from uuid import UUID

from sqlalchemy import Boolean, Column, Connection, Date, Index, MetaData, Table, Text

from application.ports import Recorded
from domain.breaches.facts import (
    REPORTED_GRADES,
    AuthorityNotified,
    AuthorityTellingOverdue,
    BreachClosed,
    BreachGraded,
    BreachReported,
)
from domain.disclosures.facts import DataDisclosed, DisclosureTold
from domain.rights.facts import (
    RequesterVerified,
    RightsFulfilled,
    RightsPartlyFulfilled,
    RightsRefused,
    RightsRequested,
)
from infrastructure.database import StoredInstant, StoredUuid
from infrastructure.log.names import NAMES
from infrastructure.views.bulk import delete_among, rows_among, upsert
from infrastructure.views.dues.breach_families import (
    FAMILIES,
    FAMILY_STEPS,
    FamilyStep,
    declare_families,
    fold_families,
)
from infrastructure.views.first_subject import of_first_subject
from infrastructure.views.view import LIVE, ViewTables

DUES = "dues"

RIGHTS = "dues_rights"
TELLINGS = "dues_tellings"
BREACHES = "dues_breaches"

ANSWERS = (RightsFulfilled, RightsPartlyFulfilled, RightsRefused)
_Answer = RightsFulfilled | RightsPartlyFulfilled | RightsRefused
BREACH_STEPS = (
    *(BreachReported, BreachGraded, AuthorityNotified, AuthorityTellingOverdue, BreachClosed),
    *FAMILY_STEPS,
)
_BreachStep = (
    BreachReported | BreachGraded | AuthorityNotified | AuthorityTellingOverdue | BreachClosed
)
Rows = dict[UUID, list[object]]


@lru_cache(maxsize=8)
def dues_tables(suffix: str = LIVE) -> ViewTables:
    """Return the tables of the view: requests, disclosures of which a family is told, breaches."""
    metadata = MetaData()
    _declare_breaches(metadata, suffix)
    Table(
        RIGHTS + suffix,
        metadata,
        Column("rights_id", StoredUuid, primary_key=True),
        Column("child", StoredUuid, nullable=False),
        Column("kind", Text, nullable=False),
        Column("due_on", Date, nullable=False),
        Column("received_by", StoredUuid, nullable=False),
        Column("proven", Boolean, nullable=False),
        Column("answered", Boolean, nullable=False),
        Index(f"{RIGHTS}_due{suffix}", "answered", "due_on"),
        Index(f"{RIGHTS}_of{suffix}", "child"),
    )
    Table(
        TELLINGS + suffix,
        metadata,
        Column("disclosure_id", StoredUuid, primary_key=True),
        Column("child", StoredUuid, nullable=False),
        Column("basis", Text, nullable=False),
        Column("due_on", Date),
        Column("disclosed_on", Date, nullable=False),
        Column("told", Boolean, nullable=False),
        Index(f"{TELLINGS}_due{suffix}", "told", "due_on"),
        Index(f"{TELLINGS}_on{suffix}", "disclosed_on"),
        Index(f"{TELLINGS}_of{suffix}", "child"),
    )
    return ViewTables(metadata, suffix)


def _declare_breaches(metadata: MetaData, suffix: str) -> None:
    """Declare breaches; `asked` until a grade says that the authority need not be told."""
    Table(
        BREACHES + suffix,
        metadata,
        Column("breach_id", StoredUuid, primary_key=True),
        Column("office", StoredUuid, nullable=False),
        Column("due_at", StoredInstant, nullable=False),
        Column("asked", Boolean, nullable=False),
        Column("told", Boolean, nullable=False),
        Column("closed", Boolean, nullable=False),
        Column("said_overdue", Boolean, nullable=False),
        Index(f"{BREACHES}_open{suffix}", "closed", "office"),
    )
    declare_families(metadata, suffix)


class DuesFold:
    """What is owed to families, and open breaches; what belongs to an erased subject is deleted."""

    name = DUES
    names = frozenset(
        NAMES.stored_names(
            [
                *(RightsRequested, RequesterVerified, *ANSWERS),
                *(DataDisclosed, DisclosureTold),
                *BREACH_STEPS,
            ]
        )
    )

    def tables(self, suffix: str = LIVE) -> ViewTables:
        """Return the tables of the view."""
        return dues_tables(suffix)

    def apply(
        self,
        connection: Connection,
        tables: ViewTables,
        facts: Sequence[Recorded[object]],
        erased: Collection[UUID],
    ) -> None:
        """Fold a batch."""
        said = [each.fact for each in facts]
        _fold_rights(connection, tables[RIGHTS], said)
        _fold_tellings(connection, tables[TELLINGS], said)
        breaches = _breaches_of_one_office(connection, tables[BREACHES], said)
        _fold_breaches(connection, tables[BREACHES], breaches)
        fold_families(connection, tables[FAMILIES], breaches)
        for name in (RIGHTS, TELLINGS, FAMILIES):
            delete_among(connection, tables[name].c.child, erased)
        for name in (BREACHES, FAMILIES):
            delete_among(connection, tables[name].c.office, erased)


def _fold_rights(connection: Connection, table: Table, said: Sequence[object]) -> None:
    facts = [
        each for each in said if isinstance(each, RightsRequested | RequesterVerified | _Answer)
    ]
    found = rows_among(connection, table.c.rights_id, {each.rights_id for each in facts})
    rows: Rows = {row.rights_id: list(row) for row in found}
    first = {row.rights_id: row.child for row in found}
    for fact in of_first_subject(
        facts,
        lambda each: (each.rights_id, each.child_id),
        first,
        lambda each: isinstance(each, RightsRequested),
    ):
        match fact:
            case RightsRequested():
                request = [fact.rights_id, fact.child_id, fact.kind.value, fact.due_on]
                rows[fact.rights_id] = [*request, fact.received_by, False, False]
            case RequesterVerified():
                rows[fact.rights_id][-2] = True
            case _:
                rows[fact.rights_id][-1] = True
    upsert(connection, table, list(rows.values()))


def _fold_tellings(connection: Connection, table: Table, said: Sequence[object]) -> None:
    facts = [each for each in said if isinstance(each, DataDisclosed | DisclosureTold)]
    found = rows_among(connection, table.c.disclosure_id, {each.disclosure_id for each in facts})
    rows: Rows = {row.disclosure_id: list(row) for row in found}
    first = {row.disclosure_id: row.child for row in found}
    for fact in of_first_subject(
        facts,
        lambda each: (each.disclosure_id, each.child_id),
        first,
        lambda each: isinstance(each, DataDisclosed),
    ):
        if isinstance(fact, DataDisclosed):
            disclosed = [fact.disclosure_id, fact.child_id, fact.basis.value, fact.tell_by_on]
            rows[fact.disclosure_id] = [*disclosed, fact.disclosed_on, False]
        else:
            rows[fact.disclosure_id][-1] = True
    upsert(connection, table, list(rows.values()))


def _breaches_of_one_office(
    connection: Connection, table: Table, said: Sequence[object]
) -> Sequence[object]:
    facts = [each for each in said if isinstance(each, _BreachStep | FamilyStep)]
    found = rows_among(connection, table.c.breach_id, {each.breach_id for each in facts})
    first = {row.breach_id: row.office for row in found}
    return of_first_subject(
        facts,
        lambda each: (each.breach_id, each.organisation_id),
        first,
        lambda each: isinstance(each, BreachReported),
    )


def _fold_breaches(connection: Connection, table: Table, said: Sequence[object]) -> None:
    facts = [each for each in said if isinstance(each, _BreachStep)]
    found = rows_among(connection, table.c.breach_id, {each.breach_id for each in facts})
    rows: Rows = {row.breach_id: list(row) for row in found}
    for fact in facts:
        match fact:
            case BreachReported():
                reported = [fact.breach_id, fact.organisation_id, fact.authority_due_at]
                rows[fact.breach_id] = [*reported, True, False, False, False]
            case BreachGraded():
                rows[fact.breach_id][-4] = fact.grade in REPORTED_GRADES
            case AuthorityNotified():
                rows[fact.breach_id][-3] = True
            case BreachClosed():
                rows[fact.breach_id][-2] = True
            case AuthorityTellingOverdue():
                rows[fact.breach_id][-1] = True
    upsert(connection, table, list(rows.values()))
