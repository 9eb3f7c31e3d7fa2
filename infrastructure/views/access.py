"""Answers what permission asks of the view `access`, and only when the view is current."""

from collections.abc import Callable, Sequence
from time import monotonic, sleep
from uuid import UUID

from sqlalchemy import BindParameter, Engine, Row, Select, bindparam, literal, select, true

from application.rows import DutyRow, PairingRow
from domain.errors import Unavailable
from domain.shared import ChildId, OrganisationId, PersonId, Stream
from infrastructure.log.tables import QUARANTINED
from infrastructure.views import positions
from infrastructure.views.access_fold import AccessFold
from infrastructure.views.access_tables import (
    ACCESS,
    CHAINS,
    CHILDREN,
    DUTIES,
    PAIRINGS,
    REACH,
    access_tables,
    duty_row,
    pairing_row,
)
from infrastructure.views.database import for_reading
from infrastructure.views.projector import Projector

CURRENT_WITHIN_SECONDS = 2.0
LOOK_AGAIN_SECONDS = 0.02

Rows = Sequence[Row[tuple[object, ...]]]

_table = access_tables()
_subject: BindParameter[UUID] = bindparam("subject")


def _asked(wanted: Select[tuple[object, ...]]) -> Select[tuple[object, ...]]:
    """Return one question for the rows wanted and for whether the view is behind or damaged.

    All three are seen at the same moment; without rows there is one row of nulls.
    """
    damaged = select(literal(1)).where(QUARANTINED.c.view == ACCESS).exists()
    behind = positions.unfolded(ACCESS, AccessFold.names)
    state = select(behind.label("behind"), damaged.label("damaged")).subquery()
    rows = wanted.subquery()
    return select(state, rows).select_from(state.outerjoin(rows, true()))


_DUTIES = _asked(select(_table[DUTIES]).where(_table[DUTIES].c.person == _subject))
_PAIRINGS = _asked(select(_table[PAIRINGS]).where(_table[PAIRINGS].c.child == _subject))
_CHAIN = _asked(select(_table[CHAINS].c.above).where(_table[CHAINS].c.organisation == _subject))
_REACH = _asked(
    select(_table[CHILDREN].c.opened, _table[REACH].c.organisation)
    .select_from(_table[CHILDREN])
    .outerjoin(_table[REACH], _table[REACH].c.child == _table[CHILDREN].c.child)
    .where(_table[CHILDREN].c.child == _subject)
)
_CURRENT = _asked(select(literal(1).label("one")))


class AccessDuties:
    """Duties, relations and organisations as of the end of the log.

    Every answer is read together with the proof that the view is current. A view that is behind is
    moved forward first; one that is still behind after two seconds answers Unavailable, and so does
    a subject whose own stream cannot be read: a duty or pairing may have ended in it.
    """

    def __init__(
        self,
        engine: Engine,
        projector: Projector,
        stream_id: Callable[[Stream], UUID],
        *,
        current_within_seconds: float = CURRENT_WITHIN_SECONDS,
    ) -> None:
        self._engine = for_reading(engine)
        self._projector = projector
        self._stream_id = stream_id
        self._current_within_seconds = current_within_seconds

    def duties_of(self, person_id: PersonId) -> tuple[DutyRow, ...]:
        """Return every duty of a person, ended ones too, the earliest first."""
        rows = self._answer(_DUTIES, Stream("staff", person_id))
        duties = [duty_row(row) for row in rows if row.duty]
        return tuple(sorted(duties, key=lambda each: (each.from_on, each.duty_id)))

    def chain_of_child(self, child_id: ChildId) -> frozenset[OrganisationId] | None:
        """Return class, school, village and all organisations above; None without a care file."""
        rows = self._answer(_REACH, Stream("care", child_id))
        if not rows[0].opened:
            return None
        return frozenset(OrganisationId(row.organisation) for row in rows if row.organisation)

    def chain_of_organisation(self, organisation_id: OrganisationId) -> frozenset[OrganisationId]:
        """Return the organisation and all above it; nothing for one that is not known."""
        rows = self._answer(_CHAIN, Stream("staff", organisation_id))
        return frozenset(OrganisationId(row.above) for row in rows if row.above)

    def pairings_of(self, child_id: ChildId) -> tuple[PairingRow, ...]:
        """Return the pairings of a child, ended ones too, the earliest first."""
        rows = self._answer(_PAIRINGS, Stream("pairing", child_id))
        pairings = [pairing_row(row) for row in rows if row.pairing]
        return tuple(sorted(pairings, key=lambda each: (each.from_on, each.pairing_id)))

    def require_current(self, person_id: PersonId) -> None:
        """Let a question that asks the tables itself pass only when they are current.

        Raises: Unavailable.
        """
        self._answer(_CURRENT, Stream("staff", person_id))

    def _answer(self, question: Select[tuple[object, ...]], about: Stream) -> Rows:
        give_up_at = monotonic() + self._current_within_seconds
        while True:
            with self._engine.connect() as connection:
                rows = connection.execute(question, {"subject": about.subject_id}).all()
            if not rows[0].behind:
                break
            if monotonic() > give_up_at:
                raise Unavailable("access_view_behind")
            if not self._projector.catch_up():
                sleep(LOOK_AGAIN_SECONDS)
        if rows[0].damaged:
            self._require_readable(about)
        return rows

    def _require_readable(self, about: Stream) -> None:
        with self._engine.connect() as connection:
            set_apart = positions.quarantined_streams(connection, ACCESS)
        if self._stream_id(about) in set_apart:
            raise Unavailable("access_view_damaged")
