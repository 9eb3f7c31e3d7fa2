"""Answers which proposed numbers wait for whom, and what became of those somebody proposed."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Engine, Executable, Row, Select, select

from application.proposed_numbers import NumberKind, NumberRow, NumberStage
from domain.shared import OrganisationId, PersonId
from infrastructure.views.access_tables import CHILDREN, REACH, access_tables
from infrastructure.views.database import for_reading
from infrastructure.views.numbers_fold import PROPOSED, number_row, numbers_tables
from infrastructure.views.projector import Projector
from infrastructure.views.staffed import is_staffed_under

_proposed = numbers_tables()[PROPOSED].c
_reach, _children = access_tables()[REACH].c, access_tables()[CHILDREN].c
_IS_TELEPHONE = _proposed.kind == NumberKind.TELEPHONE.value
_IS_ID_NUMBER = _proposed.kind == NumberKind.ID_NUMBER.value
_WAITING = select(numbers_tables()[PROPOSED]).where(_proposed.stage == NumberStage.WAITING.value)

Places = Collection[OrganisationId]


class ProposedNumbers:
    """Reads the view `numbers`, moved forward first, by the places of the view `access`."""

    def __init__(self, engine: Engine, projector: Projector) -> None:
        self._engine = for_reading(engine)
        self._projector = projector

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
                is_staffed_under(_proposed.subject, places),
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
        return tuple(number_row(row) for row in self._rows(wanted))

    def _rows(self, wanted: Executable) -> Sequence[Row[tuple[object, ...]]]:
        self._projector.catch_up()
        with self._engine.connect() as connection:
            return connection.execute(wanted).all()


def _on_file(places: Places) -> Select[tuple[object, ...]]:
    files = access_tables()[REACH].join(access_tables()[CHILDREN], _reach.child == _children.child)
    on_file = select(_reach.child).select_from(files)
    return on_file.where(_children.opened, _reach.organisation.in_(sorted(places)))
