"""Tells for whom a case has changed, or glass was broken, so that their screens look again."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Engine,
    Select,
    bindparam,
    except_,
    func,
    select,
    union,
)

from application.rows import CasesChanged, Seen
from domain.days import local_day
from domain.shared import PersonId
from infrastructure.database import StoredUuid, for_single_reads
from infrastructure.log.tables import ALERTS
from infrastructure.views.access.tables import TOLD, access_tables
from infrastructure.views.health.damaged import SET_APART, StreamId, cases_of_streams
from infrastructure.views.health.lost import HEARING
from infrastructure.views.health.scope import (
    Pairs,
    by_hospital,
    by_post,
    by_standing_in,
    kept_out,
    related,
)
from infrastructure.views.health.tables import CASES, Relation, health_tables

_cases = health_tables()[CASES].c
_after: BindParameter[int] = bindparam("after")
_changed = select(_cases.case_id).where(_cases.changed_at > _after)


_these: BindParameter[UUID] = bindparam("cases", type_=StoredUuid, expanding=True)


def _who_sees(cases: Select[tuple[UUID]] | BindParameter[UUID]) -> CompoundSelect[UUID]:
    def of_these(pairs: Pairs) -> Pairs:
        return pairs.where(pairs.selected_columns.case_id.in_(cases))

    answering = (by_post(), by_hospital(), by_standing_in(ever=True))
    return except_(
        union(*map(of_these, answering)).subquery().select(),
        union(*map(of_these, kept_out())).subquery().select(),
    )


_NOT_KEPT_OUT = _who_sees(_changed).subquery()
_stands_otherwise = _changed.where(_cases.standing_changed_at > _after)
# Whoever raised a worry is told how it stands, also when kept out of it.
_raised = related(Relation.RAISED, Relation.REPORTED)
_RAISED = _raised.where(_raised.selected_columns.case_id.in_(_stands_otherwise)).subquery()
_PERSONS = union(select(_NOT_KEPT_OUT.c.person), select(_RAISED.c.person))
_seeing_these = _who_sees(_these).subquery()
_SEEING_THESE = select(_seeing_these.c.person).distinct()
_REACHED = select(func.max(_cases.changed_at))
_LAST_ALERT = select(func.max(ALERTS.c.position))
_told = access_tables()[TOLD].c
_LAST_GLASS = select(func.max(_told.position))
_TOLD_OF_GLASS = select(_told.person, _told.position).where(_told.position > _after)
_ALERTED = select(ALERTS.c.addressee, ALERTS.c.position).where(ALERTS.c.position > _after)


def _today() -> date:
    return local_day(datetime.now(UTC))


class HealthWatch:
    """Follows the view `health` and the alerts for a poller; it says who, never what."""

    def __init__(
        self, engine: Engine, stream_id: StreamId, today: Callable[[], date] = _today
    ) -> None:
        self._engine = for_single_reads(engine)
        self._stream_id = stream_id
        self._today = today

    def now(self) -> Seen:
        """Return how far cases and alerts have come."""
        with self._engine.connect() as connection:
            return Seen(
                position=connection.execute(_REACHED).scalar_one() or 0,
                alerted=connection.execute(_LAST_ALERT).scalar_one() or 0,
                set_apart=frozenset(connection.scalars(SET_APART)),
                glass=connection.execute(_LAST_GLASS).scalar_one() or 0,
            )

    def changed_since(self, seen: Seen) -> CasesChanged:
        """Return everybody for whom some case changed, or who was told of one, after that.

        Mostly nothing has: then it costs one look at the end of each of two indexes, and at a
        table that is empty. Alerts are asked for by themselves, so that they are told while the
        view is behind. When a stream was set apart, or is whole again, all are told who may have
        to hear of a worry that nobody can read, and who see the case of which it tells.
        """
        with self._engine.connect() as connection:
            # Read first: what changes between the questions is told now and once more.
            reached = connection.execute(_REACHED).scalar_one() or 0
            set_apart = frozenset(connection.scalars(SET_APART))
            alerts = connection.execute(_ALERTED, {"after": seen.alerted}).all()
            broken = connection.execute(_TOLD_OF_GLASS, {"after": seen.glass}).all()
            persons = {PersonId(row.addressee) for row in alerts}
            persons |= {PersonId(row.person) for row in broken}
            asked = {"after": seen.position, "on": self._today()}
            if reached > seen.position:
                persons.update(map(PersonId, connection.scalars(_PERSONS, asked)))
            if set_apart != seen.set_apart:
                persons.update(map(PersonId, connection.scalars(HEARING, asked)))
                cases = cases_of_streams(connection, set_apart ^ seen.set_apart, self._stream_id)
                about = {**asked, "cases": sorted(cases)}
                persons.update(map(PersonId, connection.scalars(_SEEING_THESE, about)))
        alerted = max((row.position for row in alerts), default=seen.alerted)
        position = max(reached, seen.position)
        glass = max((row.position for row in broken), default=seen.glass)
        now_seen = Seen(position=position, alerted=alerted, set_apart=set_apart, glass=glass)
        return CasesChanged(person_ids=frozenset(persons), seen=now_seen)
