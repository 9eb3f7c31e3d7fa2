"""Folds what of a case or report waits for a second person into the view `notices`: ids alone.

A proposal that lapsed, as a pause does where the child is worse, may stand here still: what holds
of what is found the log tells.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Column, Connection, Index, MetaData, Table

from application.ports import Recorded
from domain.referrals.facts import ConcernWithdrawn
from domain.referrals.hospital.feedback_facts import CaseRestored
from domain.referrals.levels.level_facts import (
    LevelDropConfirmed,
    LevelDropDeclined,
    LevelDropProposed,
)
from domain.referrals.returning.aftercare_facts import CaseClosed, ClosingDeclined, ClosingProposed
from domain.referrals.school.pause_facts import PauseAgreed, PauseDeclined, PauseProposed
from domain.reporting.facts import ReportClosed, ReportClosingProposed
from infrastructure.database import StoredUuid
from infrastructure.views.bulk import delete_among, upsert

WAITING: Final = "notices_waiting"

_Pause = PauseProposed | PauseAgreed | PauseDeclined
_Drop = LevelDropProposed | LevelDropConfirmed | LevelDropDeclined
_Closing = ClosingProposed | ClosingDeclined | CaseClosed
_OfReport = ReportClosingProposed | ReportClosed
_End = ConcernWithdrawn | CaseRestored | CaseClosed
WAITED_FOR = (
    *(PauseProposed, PauseAgreed, PauseDeclined),
    *(LevelDropProposed, LevelDropConfirmed, LevelDropDeclined),
    *(ClosingProposed, ClosingDeclined, CaseClosed),
    *(ReportClosingProposed, ReportClosed, ConcernWithdrawn, CaseRestored),
)
"""What proposes something, settles it, or ends all that waits in a case."""
_PROPOSED = PauseProposed | LevelDropProposed | ClosingProposed | ReportClosingProposed

Row = tuple[UUID, UUID, UUID, bool, int]


def declare_waiting(metadata: MetaData, suffix: str) -> None:
    """Declare the table; `matter` is the case, or the report where `is_report`."""
    Table(
        WAITING + suffix,
        metadata,
        Column("proposal", StoredUuid, primary_key=True),
        Column("matter", StoredUuid, nullable=False),
        Column("child", StoredUuid, nullable=False),
        Column("is_report", Boolean, nullable=False),
        Column("position", BigInteger, nullable=False),
        Index(f"{WAITING}_in_order{suffix}", "is_report", "position"),
        Index(f"{WAITING}_of_matter{suffix}", "matter"),
        Index(f"{WAITING}_of_child{suffix}", "child"),
    )


def fold_waiting(
    connection: Connection,
    table: Table,
    facts: Sequence[Recorded[object]],
    erased: Collection[UUID],
) -> None:
    """Fold a batch; of an erased child nothing is left."""
    rows: dict[UUID, Row] = {}
    settled: set[UUID] = set()
    ended: set[UUID] = set()
    for each in facts:
        fact = each.fact
        if isinstance(fact, _PROPOSED):
            matter, of_report = _matter(fact)
            key = _proposal(fact)
            rows[key] = (key, matter, fact.child_id, of_report, each.position)
            continue
        for key in _settled_by(fact):
            rows.pop(key, None)
            settled.add(key)
        if isinstance(fact, _End):
            ended.add(fact.case_id)
            rows = {key: row for key, row in rows.items() if row[1] != fact.case_id}
    delete_among(connection, table.c.proposal, settled)
    delete_among(connection, table.c.matter, ended)
    upsert(connection, table, list(rows.values()))
    delete_among(connection, table.c.child, erased)


def _settled_by(fact: object) -> Iterable[UUID]:
    """Yield what waits no more after a fact."""
    if isinstance(fact, _Pause | _Drop | _Closing | _OfReport):
        yield _proposal(fact)


def _proposal(fact: _Pause | _Drop | _Closing | _OfReport) -> UUID:
    if isinstance(fact, _Pause):
        return fact.pause_id
    return fact.drop_id if isinstance(fact, _Drop) else fact.closing_id


def _matter(fact: _Pause | _Drop | _Closing | _OfReport) -> tuple[UUID, bool]:
    """Return the case or report of a fact, and whether it is a report."""
    if isinstance(fact, _OfReport):
        return fact.report_id, True
    return fact.case_id, False
