"""Folds which cases may be in danger, who was told of it, and what waits, into view `notices`.

It holds ids alone and only finds them: whether there is danger still, and who may read of it by
now, the log tells. So a report that comes back from the case it was joined to is found here, too.
"""

from collections.abc import Collection, Sequence
from functools import lru_cache
from uuid import UUID

from sqlalchemy import BigInteger, Column, Connection, Index, MetaData, Table

from application.ports import Recorded
from domain.alerts.facts import ClassTeacherTold, RefusalTold
from domain.referrals.facts import ConcernConflictKept, ConcernRaised, ConcernWithdrawn
from domain.referrals.hospital.feedback_facts import CaseRestored
from domain.referrals.joining.joining_facts import FurtherConcernJoined
from domain.referrals.levels.level_facts import CrisisAssessed, CrisisLevel, LevelDropConfirmed
from domain.referrals.returning.aftercare_facts import CaseClosed
from domain.referrals.situations import Situation
from infrastructure.database import StoredUuid
from infrastructure.log.names import NAMES
from infrastructure.views.bulk import delete_among, upsert
from infrastructure.views.notices.waiting import (
    WAITED_FOR,
    WAITING,
    declare_waiting,
    fold_waiting,
)
from infrastructure.views.view import LIVE, ViewTables

NOTICES = "notices"
ACUTE = "notices_acute"
TOLD = "notices_told"

_SaidFact = ConcernRaised | ConcernConflictKept | FurtherConcernJoined
_DangerFact = CrisisAssessed | LevelDropConfirmed | _SaidFact
_EndFact = CaseRestored | ConcernWithdrawn | CaseClosed
_FOLDED = (
    *(CrisisAssessed, LevelDropConfirmed),
    *(ConcernRaised, ConcernConflictKept, FurtherConcernJoined),
    *(CaseRestored, ConcernWithdrawn, CaseClosed, ClassTeacherTold, RefusalTold),
    *WAITED_FOR,
)


@lru_cache(maxsize=8)
def notices_tables(suffix: str = LIVE) -> ViewTables:
    """Return the tables of the view; `position` is of the last such fact."""
    metadata = MetaData()
    Table(
        ACUTE + suffix,
        metadata,
        Column("case_id", StoredUuid, primary_key=True),
        Column("child", StoredUuid, nullable=False),
        Column("position", BigInteger, nullable=False),
        Index(f"{ACUTE}_of_child{suffix}", "child"),
    )
    Table(
        TOLD + suffix,
        metadata,
        Column("case_id", StoredUuid, primary_key=True),
        Column("person", StoredUuid, primary_key=True),
        Column("child", StoredUuid, nullable=False),
        Column("position", BigInteger, nullable=False),
        Index(f"{TOLD}_by_person{suffix}", "person", "position"),
        Index(f"{TOLD}_of_child{suffix}", "child"),
    )
    declare_waiting(metadata, suffix)
    return ViewTables(metadata, suffix)


class NoticesFold:
    """Where teachers and offices may have to know of a danger; of an erased child none is left."""

    name = NOTICES
    names = frozenset(NAMES.stored_names(_FOLDED))

    def tables(self, suffix: str = LIVE) -> ViewTables:
        """Return the tables of the view."""
        return notices_tables(suffix)

    def apply(
        self,
        connection: Connection,
        tables: ViewTables,
        facts: Sequence[Recorded[object]],
        erased: Collection[UUID],
    ) -> None:
        """Fold a batch."""
        acute: dict[UUID, tuple[UUID, int]] = {}
        told: dict[tuple[UUID, UUID], tuple[UUID, int]] = {}
        over: set[UUID] = set()
        for each in facts:
            fact = each.fact
            match fact:
                case ClassTeacherTold() | RefusalTold():
                    at = (fact.child_id, each.position)
                    told |= {(fact.case_id, person): at for person in fact.told_ids}
                case _ if isinstance(fact, _DangerFact) and _may_be_acute(fact):
                    acute[fact.case_id] = (fact.child_id, each.position)
                    over.discard(fact.case_id)
                case _ if isinstance(fact, LevelDropConfirmed | _EndFact):
                    acute.pop(fact.case_id, None)
                    over.add(fact.case_id)
                case _:
                    pass
        delete_among(connection, tables[ACUTE].c.case_id, over)
        upsert(connection, tables[ACUTE], [(case, *at) for case, at in acute.items()])
        upsert(connection, tables[TOLD], [(*key, *at) for key, at in told.items()])
        fold_waiting(connection, tables[WAITING], facts, erased)
        for name in (ACUTE, TOLD):
            delete_among(connection, tables[name].c.child, erased)


def _may_be_acute(fact: _DangerFact) -> bool:
    match fact:
        case CrisisAssessed():
            return fact.level is CrisisLevel.RED
        case LevelDropConfirmed():
            return CrisisLevel.RED in (fact.level, fact.counts_as)
        case ConcernRaised() | FurtherConcernJoined():
            return fact.situation is Situation.LIFE_IN_DANGER
        case ConcernConflictKept():
            return _may_be_acute(fact.kept)
