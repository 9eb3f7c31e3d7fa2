"""Answers which proposed numbers wait for whom, and what became of those somebody proposed."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Engine, Executable, Row, Select, select

from application.proposed_numbers import NumberKind, NumberRow, NumberStage
from application.states import children_stream, staff_stream
from domain.shared import ChildId, OrganisationId, PersonId, Stream
from infrastructure.database import for_single_reads
from infrastructure.log.tables import QUARANTINED
from infrastructure.views.access.staffed import is_awaited_under, is_staffed_under
from infrastructure.views.access.tables import CHILDREN, REACH, access_tables
from infrastructure.views.numbers.fold import NUMBERS, PROPOSED, number_row, numbers_tables
from infrastructure.views.projector import Projector

_proposed = numbers_tables()[PROPOSED].c
_reach, _children = access_tables()[REACH].c, access_tables()[CHILDREN].c
_IS_TELEPHONE = _proposed.kind == NumberKind.TELEPHONE.value
_IS_ID_NUMBER = _proposed.kind == NumberKind.ID_NUMBER.value
_WAITING = select(numbers_tables()[PROPOSED]).where(_proposed.stage == NumberStage.WAITING.value)

# Of any view: a stream that one of them cannot follow is not loaded to settle anything either.
_SET_APART = select(QUARANTINED.c.stream)

Places = Collection[OrganisationId]


class ProposedNumbers:
    """Reads the view `numbers`, moved forward first, by the places of the view `access`.

    What was proposed for a person or child whose stream cannot be read any further is on no list:
    nobody can settle it.
    """

    def __init__(
        self, engine: Engine, projector: Projector, *, stream_id: Callable[[Stream], UUID]
    ) -> None:
        self._engine = for_single_reads(engine)
        self._projector = projector
        self._stream_id = stream_id

    def behind(self) -> int:
        """Return how many events the view has still to fold after it was moved forward."""
        self._projector.catch_up()
        return self._projector.behind(NUMBERS)

    def kinds_waiting(self, asker: PersonId, since: date) -> frozenset[NumberKind]:
        """Return of which kinds anything waits anywhere that others proposed; one question."""
        is_open = _IS_ID_NUMBER | ((_proposed.proposed_on >= since) & (_proposed.subject != asker))
        wanted = _WAITING.with_only_columns(_proposed.kind).distinct()
        rows = self._rows(wanted.where(_proposed.proposed_by != asker, is_open))
        return frozenset(NumberKind(row.kind) for row in rows)

    def telephones(
        self, asker: PersonId, places: Places | None, since: date
    ) -> tuple[NumberRow, ...]:
        """Return telephones that others proposed since then for people there and below."""
        return self._found(
            _WAITING.where(
                _IS_TELEPHONE,
                _proposed.proposed_on >= since,
                _proposed.proposed_by != asker,
                _proposed.subject != asker,
                is_staffed_under(_proposed.subject, places)
                # Who is only proposed has their number changed by those of that place, too.
                | is_awaited_under(_proposed.subject, places, since),
            )
        )

    def corrections(self, asker: PersonId, places: Places) -> tuple[NumberRow, ...]:
        """Return ID numbers that others proposed for children of these places."""
        others = _WAITING.where(_IS_ID_NUMBER, _proposed.proposed_by != asker)
        return self._found(others.where(_proposed.subject.in_(_on_file(places))))

    def own_telephones(self, asker: PersonId, *, limit: int) -> tuple[NumberRow, ...]:
        """Return telephones that somebody proposed, the latest first."""
        own = select(numbers_tables()[PROPOSED]).where(_proposed.proposed_by == asker)
        latest = own.where(_IS_TELEPHONE).order_by(_proposed.position.desc())
        return self._found(latest.limit(limit))

    def own_corrections(
        self, asker: PersonId, places: Places, *, limit: int
    ) -> tuple[NumberRow, ...]:
        """Return ID numbers that somebody proposed for children of these places, latest first."""
        own = select(numbers_tables()[PROPOSED]).where(_proposed.proposed_by == asker)
        there = own.where(_IS_ID_NUMBER, _proposed.subject.in_(_on_file(places)))
        return self._found(there.order_by(_proposed.position.desc()).limit(limit))

    def _found(self, wanted: Executable) -> tuple[NumberRow, ...]:
        found = tuple(number_row(row) for row in self._rows(wanted))
        if not found:
            return ()
        with self._engine.connect() as connection:
            set_apart = frozenset(connection.scalars(_SET_APART))
        return tuple(row for row in found if self._stream_id(_stream_of(row)) not in set_apart)

    def _rows(self, wanted: Executable) -> Sequence[Row[tuple[object, ...]]]:
        self._projector.catch_up()
        with self._engine.connect() as connection:
            return connection.execute(wanted).all()


def _stream_of(row: NumberRow) -> Stream:
    if row.kind is NumberKind.TELEPHONE:
        return staff_stream(PersonId(row.subject_id))
    return children_stream(ChildId(row.subject_id))


def _on_file(places: Places) -> Select[tuple[object, ...]]:
    files = access_tables()[REACH].join(access_tables()[CHILDREN], _reach.child == _children.child)
    on_file = select(_reach.child).select_from(files)
    return on_file.where(_children.opened, _reach.organisation.in_(sorted(places)))
