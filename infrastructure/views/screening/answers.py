"""Answers which leads of screenings there are of children of some places."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import Engine, Select, bindparam, func, select

from application.screening.lead_rows import BroughtRow, LeadDue
from domain.shared import ChildId, OrganisationId, PersonId, ScreeningId, ScreeningListId
from infrastructure.database import StoredUuid, for_single_reads
from infrastructure.views.access.answers import AccessDuties
from infrastructure.views.access.questions import proven
from infrastructure.views.access.tables import CHILDREN, REACH, access_tables
from infrastructure.views.projector import Projector
from infrastructure.views.screening.fold import LEADS, SCREENING, screening_tables
from infrastructure.views.screening.tally import TALLY

_leads, _reach = screening_tables()[LEADS], access_tables()[REACH].c
_children, _tally = access_tables()[CHILDREN].c, screening_tables()[TALLY].c

_PLACES_OF = proven(
    select(_reach.child.label("child"), _reach.organisation.label("place"))
    .join_from(access_tables()[REACH], access_tables()[CHILDREN], _children.child == _reach.child)
    .where(
        _children.opened,
        _reach.child.in_(bindparam("children", type_=StoredUuid, expanding=True)),
    )
)


class LeadsOfScreenings:
    """Reads the view `screening`, which is moved first, by where children belong today."""

    def __init__(self, engine: Engine, projector: Projector, access: AccessDuties) -> None:
        self._engine = for_single_reads(engine)
        self._access = access
        self._projector = projector

    def waiting(self, places: Collection[OrganisationId]) -> tuple[LeadDue, ...]:
        """Return those that wait for a talk, the soonest due first."""
        wanted = _at(places).where(_leads.c.kept_until_on.is_(None))
        return self._found(wanted.order_by(_leads.c.due_on, _leads.c.screening_id))

    def strayed(self, places: Collection[OrganisationId]) -> tuple[LeadDue, ...]:
        """Return those that wait, were got at these schools, and whose child is at none today."""
        schooled = select(_children.child).where(_children.school_id.is_not(None))
        wanted = select(_leads).where(
            _leads.c.school.in_(sorted(places)),
            _leads.c.kept_until_on.is_(None),
            _leads.c.child.not_in(schooled),
        )
        return self._found(wanted.order_by(_leads.c.due_on, _leads.c.screening_id))

    def talked(self, places: Collection[OrganisationId], on: date) -> tuple[LeadDue, ...]:
        """Return those whose talk was held and that are kept on a day, the last kept first."""
        kept = _leads.c.kept_until_on
        wanted = _at(places).where(kept > on)
        return self._found(wanted.order_by(kept.desc(), _leads.c.screening_id))

    def places_of(
        self, child_ids: Collection[ChildId]
    ) -> Mapping[ChildId, frozenset[OrganisationId]]:
        """Return class, school, village and all above of each child with a care file, of today.

        Where a care file is damaged, its last known places count: it holds up no other pupil.

        Raises: Unavailable.
        """
        found: dict[ChildId, set[OrganisationId]] = {}
        for row in self._access.rows_of(_PLACES_OF, {"children": sorted(set(child_ids))}):
            if row.child:
                found.setdefault(ChildId(row.child), set()).add(OrganisationId(row.place))
        return {child_id: frozenset(places) for child_id, places in found.items()}

    def dropped(self, school_id: OrganisationId, since: date) -> int:
        """Return how many leads got at a school were dropped after a day."""
        self._projector.catch_up()
        wanted = select(func.coalesce(func.sum(_tally.dropped), 0)).where(
            _tally.school == school_id, _tally.day > since
        )
        with self._engine.connect() as connection:
            return int(connection.execute(wanted).scalar_one())

    def brought(self, *, skip: int, limit: int) -> tuple[BroughtRow, ...]:
        """Return who brought or dropped how many where and when, the newest first."""
        self._projector.catch_up()
        wanted = select(screening_tables()[TALLY]).order_by(_tally.day.desc(), _tally.line)
        with self._engine.connect() as connection:
            rows = connection.execute(wanted.offset(skip).limit(limit)).all()
        return tuple(
            BroughtRow(
                day=row.day,
                person_id=PersonId(row.person),
                school_id=OrganisationId(row.school),
                list_id=ScreeningListId(row.list_id) if row.list_id else None,
                brought=row.brought,
                dropped=row.dropped,
            )
            for row in rows
        )

    def behind(self) -> int:
        """Return how many events the view has still to fold after it was moved forward."""
        self._projector.catch_up()
        return self._projector.behind(SCREENING)

    def _found(self, wanted: Select[tuple[object, ...]]) -> tuple[LeadDue, ...]:
        self._projector.catch_up()
        with self._engine.connect() as connection:
            rows = connection.execute(wanted).all()
        return tuple(
            LeadDue(
                screening_id=ScreeningId(row.screening_id),
                child_id=ChildId(row.child),
                due_on=row.due_on,
            )
            for row in rows
        )


def _at(places: Collection[OrganisationId]) -> Select[tuple[object, ...]]:
    there = select(_reach.child).where(_reach.organisation.in_(sorted(places)))
    return select(_leads).where(_leads.c.child.in_(there))
