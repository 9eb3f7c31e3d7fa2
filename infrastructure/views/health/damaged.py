"""Finds the cases that a view of them cannot follow any further; streams do not tell whose."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import BindParameter, Connection, bindparam, select

from domain.shared import Stream
from infrastructure.log.tables import QUARANTINED
from infrastructure.views.health.tables import CASES, health_tables
from infrastructure.views.together import OF_A_CASE

CONTEXTS = ("referrals", "alerts", "clocks")
"""Of which streams a row is made; when one of them cannot be read, nor can the row."""

SET_APART = select(QUARANTINED.c.stream).where(QUARANTINED.c.view.in_(OF_A_CASE)).distinct()
"""The streams of which the rows of a case or its deadlines stand still."""

StreamId = Callable[[Stream], UUID]

_cases = health_tables()[CASES].c
_after: BindParameter[int] = bindparam("after")
_CHANGED = select(_cases.case_id, _cases.changed_at).where(_cases.changed_at > _after)


@dataclass(frozen=True, slots=True)
class _Tried:
    """Up to which change all cases were tried against these streams, and which of them are hit."""

    set_apart: frozenset[UUID]
    up_to: int = 0
    cases: frozenset[UUID] = frozenset()


class DamagedCases:
    """Remembers what was tried: each case once, and again when it changed or the damage did."""

    def __init__(self, stream_id: StreamId) -> None:
        self._stream_id = stream_id
        self._tried = _Tried(frozenset())

    def known(self, connection: Connection) -> frozenset[UUID]:
        """Return the damaged cases of everybody; while nothing is that looks at an empty table."""
        set_apart = frozenset(connection.scalars(SET_APART))
        if not set_apart:
            return frozenset()
        before = self._tried
        if before.set_apart != set_apart:
            before = _Tried(set_apart)
        after = self._further(connection, before)
        # Threads may do the same work twice at first; whichever is kept, it is true.
        self._tried = after
        return after.cases

    def _further(self, connection: Connection, tried: _Tried) -> _Tried:
        rows = connection.execute(_CHANGED, {"after": tried.up_to}).all()
        if not rows:
            return tried
        found = cases_among(tried.set_apart, [row.case_id for row in rows], self._stream_id)
        up_to = max(row.changed_at for row in rows)
        return _Tried(tried.set_apart, up_to, tried.cases | found)


def cases_of_streams(
    connection: Connection, streams: Collection[UUID], stream_id: StreamId
) -> frozenset[UUID]:
    """Return the cases whose rows are made of these streams; every case is tried."""
    if not streams:
        return frozenset()
    case_ids = connection.scalars(_CHANGED, {"after": 0}).all()
    return cases_among(frozenset(streams), case_ids, stream_id)


def cases_among(
    streams: frozenset[UUID], case_ids: Collection[UUID], stream_id: StreamId
) -> frozenset[UUID]:
    """Return those of the cases of which one of these streams tells."""
    return frozenset(
        case_id
        for case_id in case_ids
        if any(stream_id(Stream(each, case_id)) in streams for each in CONTEXTS)
    )
