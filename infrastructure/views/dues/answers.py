"""Answers what is owed to families of children, and which breaches wait, at or under places."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    Engine,
    Executable,
    Row,
    Select,
    Table,
    func,
    select,
    true,
    tuple_,
)

from application.privacy.due_rows import (
    BreachesDue,
    BreachOverdue,
    FamilyLeft,
    HandedOut,
    RightsDue,
    RightsWaiting,
    Teller,
    TellingDue,
)
from domain.breaches.facts import ToldBy
from domain.codelists import LegalBasis
from domain.rights.facts import RightsKind
from domain.shared import BreachId, ChildId, DisclosureId, OrganisationId, PersonId, RightsId
from infrastructure.database import for_single_reads
from infrastructure.views.access.tables import CHAINS, REACH, access_tables
from infrastructure.views.dues.breach_families import BY_OFFICE, FAMILIES
from infrastructure.views.dues.fold import BREACHES, DUES, RIGHTS, TELLINGS, dues_tables
from infrastructure.views.dues.left import COUNT_LEFT, FAMILIES_LEFT, asked_by
from infrastructure.views.projector import Projector

_rights, _tellings = dues_tables()[RIGHTS], dues_tables()[TELLINGS]
_reach, _chains = access_tables()[REACH].c, access_tables()[CHAINS].c
_breaches, _families = dues_tables()[BREACHES].c, dues_tables()[FAMILIES].c
_WAITS = _breaches.asked & ~_breaches.told
_FAMILIES_OF_BREACHES = dues_tables()[FAMILIES].join(
    dues_tables()[BREACHES], _families.breach_id == _breaches.breach_id
)


class FamilyDues:
    """Reads the view `dues`, which is moved forward first, by the places of the view `access`."""

    def __init__(self, engine: Engine, projector: Projector) -> None:
        self._engine = for_single_reads(engine)
        self._projector = projector

    def behind(self) -> int:
        """Return how many events the view has still to fold after it was moved forward."""
        self._projector.catch_up()
        return self._projector.behind(DUES)

    def rights(
        self, places: Collection[OrganisationId], *, limit: int, only_unproven: bool = False
    ) -> tuple[RightsDue, ...]:
        """Return the requests that nobody has answered yet, the soonest due first."""
        wanted = _at(_rights, places).where(~_rights.c.answered, _wanted(only_unproven))
        rows = self._rows(wanted.order_by(_rights.c.due_on, _rights.c.rights_id).limit(limit))
        return tuple(
            RightsDue(
                rights_id=RightsId(row.rights_id),
                child_id=ChildId(row.child),
                kind=RightsKind(row.kind),
                due_on=row.due_on,
                is_proven=row.proven,
                received_by=PersonId(row.received_by),
            )
            for row in rows
        )

    def tellings(
        self,
        places: Collection[OrganisationId],
        *,
        limit: int,
        after: TellingDue | None = None,
    ) -> tuple[TellingDue, ...]:
        """Return what the families have still to be told of, the soonest due first."""
        owed: ColumnElement[bool] = ~_tellings.c.told & _tellings.c.due_on.is_not(None)
        order = (_tellings.c.due_on, _tellings.c.disclosure_id)
        wanted = _at(_tellings, places).where(owed)
        if after is not None:
            wanted = wanted.where(tuple_(*order) > (after.due_on, after.disclosure_id))
        in_order = wanted.order_by(*order)
        return tuple(
            TellingDue(
                disclosure_id=DisclosureId(row.disclosure_id),
                child_id=ChildId(row.child),
                basis=LegalBasis(row.basis),
                due_on=row.due_on,
            )
            for row in self._rows(in_order.limit(limit))
        )

    def handed_out(
        self, places: Collection[OrganisationId], *, since_on: date, until_on: date, limit: int
    ) -> tuple[HandedOut, ...]:
        """Return what was handed to others on these days, the latest first."""
        on = _tellings.c.disclosed_on
        wanted = _at(_tellings, places).where(on >= since_on, on <= until_on)
        latest_first = wanted.order_by(on.desc(), _tellings.c.disclosure_id).limit(limit)
        return tuple(
            HandedOut(
                disclosure_id=DisclosureId(row.disclosure_id),
                child_id=ChildId(row.child),
                disclosed_on=row.disclosed_on,
            )
            for row in self._rows(latest_first)
        )

    def breaches(self, places: Collection[OrganisationId], at: datetime) -> BreachesDue:
        """Return how many breaches of offices at or under the places wait at that moment."""
        is_late = _breaches.due_at < at
        waits = _WAITS
        under = select(_chains.organisation).where(_chains.above.in_(sorted(places)))
        (told,) = self._rows(
            select(
                func.count().filter(waits & ~is_late).label("to_tell"),
                func.count().filter(waits & is_late).label("overdue"),
                func.count().filter(~waits).label("to_end"),
                func.min(_breaches.due_at).filter(waits & ~is_late).label("due_at"),
            ).where(~_breaches.closed, _breaches.office.in_(under))
        )
        (families,) = self._rows(
            select(func.count().label("untold"))
            .select_from(_FAMILIES_OF_BREACHES)
            .where(
                *(~_families.done, _families.told_by == BY_OFFICE),
                *(~_breaches.closed, _families.office.in_(under)),
            )
        )
        return BreachesDue(
            to_tell=told.to_tell,
            overdue=told.overdue,
            to_end=told.to_end,
            families=families.untold,
            due_at=told.due_at,
        )

    def breaches_overdue(self, at: datetime, *, limit: int) -> tuple[BreachOverdue, ...]:
        """Return breaches of all offices whose time is over, of which those above know nothing."""
        untold = ~_breaches.closed & ~_breaches.said_overdue & _WAITS
        wanted = select(_breaches.breach_id, _breaches.office).where(untold, _breaches.due_at < at)
        return tuple(
            BreachOverdue(breach_id=BreachId(row.breach_id), office=OrganisationId(row.office))
            for row in self._rows(wanted.order_by(_breaches.due_at).limit(limit))
        )

    def families_left(self, teller: Teller, *, skip: int, limit: int) -> tuple[FamilyLeft, ...]:
        """Return families of open breaches left to somebody, those of the first breach first."""
        page = FAMILIES_LEFT.offset(skip).limit(limit)
        return tuple(
            FamilyLeft(
                breach_id=BreachId(row.breach_id),
                office=OrganisationId(row.office),
                child_id=ChildId(row.child),
                told_by=ToldBy(row.told_by),
            )
            for row in self._rows(page, asked_by(teller))
        )

    def count_families_left(self, teller: Teller) -> int:
        """Return how many these are."""
        (told,) = self._rows(COUNT_LEFT, asked_by(teller))
        return int(told.left)

    def rights_waiting(
        self,
        places: Collection[OrganisationId],
        person_id: PersonId,
        on: date,
        *,
        only_unproven: bool = False,
    ) -> RightsWaiting:
        """Return how many unanswered requests wait for the person, as it stands on that day."""
        there = select(_reach.child).where(_reach.organisation.in_(sorted(places)))
        due, is_proven = _rights.c.due_on, _rights.c.proven
        # Whoever received a request does not answer it, but may make sure who asks.
        waits = ~is_proven | (_rights.c.received_by != person_id)
        (found,) = self._rows(
            select(
                func.count().filter(is_proven).label("to_answer"),
                func.count().filter(~is_proven).label("to_verify"),
                func.count().filter(due < on).label("overdue"),
                func.min(due).filter(is_proven).label("due_on"),
                func.min(due).filter(~is_proven).label("verify_by_on"),
            ).where(
                *(~_rights.c.answered, waits, _wanted(only_unproven)),
                _rights.c.child.in_(there),
            )
        )
        return RightsWaiting(
            to_answer=found.to_answer,
            to_verify=found.to_verify,
            overdue=found.overdue,
            due_on=found.due_on,
            verify_by_on=found.verify_by_on,
        )

    def _rows(
        self, wanted: Executable, asked: Mapping[str, object] | None = None
    ) -> Sequence[Row[tuple[object, ...]]]:
        self._projector.catch_up()
        with self._engine.connect() as connection:
            return connection.execute(wanted, asked).all()


def _wanted(only_unproven: bool) -> ColumnElement[bool]:
    return ~_rights.c.proven if only_unproven else true()


def _at(table: Table, places: Collection[OrganisationId]) -> Select[tuple[object, ...]]:
    there = select(_reach.child).where(_reach.organisation.in_(sorted(places)))
    return select(table).where(table.c.child.in_(there))
